import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { StoreError } from '../../src/core/store.ts'
import { openStore, storeUrls } from '../../src/store/open.ts'
import { change, one } from '../contracts/store.ts'
import { temporaryFolder } from './folder.ts'

const folder = temporaryFolder()

describe('the URL of a store', () => {
  it('may name a file by its absolute path', async () => {
    const file = join(folder, 'absolute', 'a b.db')
    const { store, url, note, backup } = await openStore(`sqlite://${file}`)
    expect([url, note, typeof backup]).toEqual([`sqlite://${file}`, undefined, 'function'])
    await store.close()
    expect(existsSync(file)).toBe(true)
  })

  it('may name a file from a folder', async () => {
    const { store, url } = await openStore('sqlite://data/relative.db', { folder })
    expect(url).toBe(`sqlite://${join(folder, 'data', 'relative.db')}`)
    await store.commit(change({ set: [['a', 1]] }))
    await store.close()
    const again = await openStore(url)
    expect((await one(again.store, 'a'))?.value).toBe(1)
    await again.store.close()
  })

  it('may ask for memory, which is a new one each time and says that it does not last', async () => {
    const [one, other] = await Promise.all([openStore('memory://'), openStore('memory://')])
    expect(one).toMatchObject({ url: 'memory://', note: 'volatile' })
    await one.store.commit(change({ set: [['a', 1]] }))
    expect(await other.store.getMany(['a'])).toEqual([undefined])
  })

  it('that no store answers to is refused, with those that are known and without secrets', async () => {
    for (const url of [
      'redis://me:secret@host:1',
      'data/vigie.db',
      'sqlite:/x.db',
      'sqlite://',
      'SQLITE:///x.db',
      '',
      '\0',
    ]) {
      const error = await openStore(url, { folder }).catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(StoreError)
      expect(error).toMatchObject({ code: 'scheme', about: { known: storeUrls.join(', ') } })
      expect(`${(error as StoreError).message} ${(error as StoreError).about.url}`).not.toContain('secret')
    }
  })
})
