import { chmodSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { type Store, StoreError } from '../../src/core/store.ts'
import { openStore } from '../../src/store/open.ts'
import { createSqlite } from '../../src/store/sqlite.ts'
import { change, one } from '../contracts/store.ts'
import { temporaryFolder } from './folder.ts'

const folder = temporaryFolder()
let files = 0
const fresh = () => join(folder, `${++files}.db`)
const at = (file: string) => openStore(`sqlite://${file}`)

/** A file of Vigie's with some records in it, closed. */
async function made(records = 1): Promise<string> {
  const file = fresh()
  const { store } = await at(file)
  await put(store, records)
  await store.close()
  return file
}

const put = (store: Store, records: number) =>
  store.commit(change({ set: Array.from({ length: records }, (_, index) => [`k${index}`, 'x'.repeat(500)]) }))

/** Changes a closed file behind Vigie's back. */
function alter(file: string, sql: string): void {
  const db = new DatabaseSync(file)
  db.exec(sql)
  db.close()
}

/** Opening fails with this code, names the file, and leaves it as it is. */
async function refuses(file: string, code: StoreError['code']): Promise<void> {
  const before = readFileSync(file)
  const error = await at(file).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(StoreError)
  expect(error).toMatchObject({ code, about: { file } })
  expect(readFileSync(file).equals(before)).toBe(true)
}

/** Does something as somebody who is not the administrator, whom no permission would stop. */
async function asNobody<T>(run: () => Promise<T>): Promise<T> {
  const { getuid, seteuid } = process
  if (getuid?.() !== 0 || seteuid === undefined) return run()
  seteuid(65534)
  try {
    return await run()
  } finally {
    seteuid(0)
  }
}

describe('a SQLite file', () => {
  it('is made with its folder, signed, and keeps what it was given', async () => {
    const file = join(folder, 'not', 'yet', 'there.db')
    const first = await at(file)
    expect(first).toMatchObject({ url: `sqlite://${file}` })
    await first.store.commit(change({ set: [['a', { what: 'é' }]] }))
    await first.store.close()
    const db = new DatabaseSync(file)
    expect(db.prepare('PRAGMA application_id').get()).toEqual({ application_id: 0x56696769 })
    expect(db.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 })
    expect(db.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
    expect(db.prepare('SELECT * FROM entries').all()).toEqual([{ key: 'a', value: '{"value":{"what":"é"}}' }])
    db.close()
    const second = await at(file)
    expect((await one(second.store, 'a'))?.value).toEqual({ what: 'é' })
    await second.store.close()
  })

  it('may be empty to begin with', async () => {
    const file = fresh()
    writeFileSync(file, '')
    const { store } = await at(file)
    expect(await store.range({ from: '!', to: '~', limit: 1 })).toEqual([])
    await store.close()
  })

  it('of a later Vigie is left alone', async () => {
    const file = await made()
    alter(file, 'PRAGMA user_version = 2')
    await refuses(file, 'newer')
  })

  it('of another program is left alone', async () => {
    const file = fresh()
    alter(file, 'CREATE TABLE notes (text TEXT)')
    await refuses(file, 'foreign')
    const signed = fresh()
    alter(signed, 'PRAGMA application_id = 7')
    await refuses(signed, 'foreign')
  })

  it('that is no database is left alone, however short', async () => {
    for (const text of ['x', 'key,value\n'.repeat(1000), 'SQLite format 3\0']) {
      const file = fresh()
      writeFileSync(file, text)
      await refuses(file, 'foreign')
    }
  })

  it('that was cut off is corrupt, and left alone', async () => {
    const file = await made(200)
    truncateSync(file, 5 * 4096)
    await refuses(file, 'corrupt')
  })

  it('that is damaged inside answers with an error where it is, and never with nothing', async () => {
    const file = await made(200)
    const bytes = readFileSync(file)
    for (let page = 2; page * 4096 < bytes.length; page++) bytes.fill(0xa5, page * 4096, page * 4096 + 2000)
    writeFileSync(file, bytes)
    const { store } = await at(file)
    await expect(store.range({ from: 'k', to: 'l', limit: 1000 })).rejects.toMatchObject({ code: 'corrupt' })
    await expect(one(store, 'k100')).rejects.toMatchObject({ code: 'corrupt', about: { file } })
    await expect(store.commit(change({ set: [['k100', 1]] }))).rejects.toMatchObject({ code: 'corrupt' })
    await store.close()
  })

  it('with a text in it that no value was made into says under which key', async () => {
    for (const text of ['not json', '{"other":1}', 'null', '{"value":']) {
      const file = await made()
      alter(file, `INSERT INTO entries VALUES ('odd', '${text}')`)
      const { store } = await at(file)
      await expect(one(store, 'odd')).rejects.toMatchObject({ code: 'corrupt', about: { key: 'odd' } })
      await expect(store.range({ from: 'a', to: '~', limit: 9 })).rejects.toMatchObject({ code: 'corrupt' })
      expect((await one(store, 'k0'))?.value).toBe('x'.repeat(500))
      await store.close()
    }
  })

  it('that may only be read is refused, and so is a folder that may only be read', async () => {
    const file = await made()
    const closed = join(folder, 'closed')
    const inside = join(closed, 'inside.db')
    mkdirSync(closed)
    const { store } = await at(inside)
    await store.close()
    chmodSync(file, 0o444)
    chmodSync(inside, 0o666)
    chmodSync(closed, 0o555)
    chmodSync(folder, 0o777)
    await asNobody(async () => {
      await refuses(file, 'readonly')
      await refuses(inside, 'readonly')
      await expect(at(join(closed, 'new.db'))).rejects.toMatchObject({ code: 'readonly' })
      await expect(at(join(closed, 'new', 'new.db'))).rejects.toMatchObject({ code: 'readonly' })
    })
    chmodSync(closed, 0o755)
    expect(statSync(join(closed, 'new.db'), { throwIfNoEntry: false })).toBeUndefined()
  })

  it('cannot be a folder, nor lie below a file', async () => {
    await expect(at(folder)).rejects.toMatchObject({ name: 'StoreError', code: 'failed' })
    await expect(at(join(await made(), 'below.db'))).rejects.toMatchObject({
      name: 'StoreError',
      code: 'failed',
    })
  })

  it('that is full says so, keeps what it has, lets others in one turn be, and takes more after a deletion', async () => {
    const { Keyv } = await import('keyv')
    const { createStore } = await import('../../src/store/keyv.ts')
    const store = await createStore(new Keyv({ store: await createSqlite(fresh(), { pages: 40 }) }))
    let kept = 0
    const fill = async () => {
      for (; kept < 1000; kept++) await store.commit(change({ set: [[`k${kept}`, 'x'.repeat(1000)]] }))
    }
    await expect(fill()).rejects.toMatchObject({ name: 'StoreError', code: 'full' })
    expect(kept).toBeGreaterThan(50)
    expect(await store.range({ from: 'k', to: 'l', limit: 1000 })).toHaveLength(kept)
    const [small, large, gone] = await Promise.allSettled([
      store.commit(change({ set: [['k0', 'small']] })),
      store.commit(change({ set: [['large', 'x'.repeat(300_000)]] })),
      store.commit(change({ delete: ['k1', 'k2', 'k3'] })),
    ])
    expect(small).toEqual({ status: 'fulfilled', value: { done: true } })
    expect(large).toMatchObject({ status: 'rejected', reason: { code: 'full' } })
    expect(gone).toEqual({ status: 'fulfilled', value: { done: true } })
    expect(await store.commit(change({ set: [['again', 'x'.repeat(1000)]] }))).toEqual({ done: true })
    expect((await store.getMany(['k0', 'large', 'k1', 'again'])).map((entry) => entry?.key)).toEqual([
      'k0',
      undefined,
      undefined,
      'again',
    ])
    await store.close()
  })

  it('copies itself while it is in use, whole, in place of what was there', async () => {
    const file = fresh()
    const { store, backup } = await at(file)
    await put(store, 300)
    const copy = join(folder, 'copies', 'copy.db')
    mkdirSync(dirname(copy))
    writeFileSync(copy, 'an older copy')
    const writing = (async () => {
      for (let index = 0; index < 30; index++)
        await store.commit(
          change({
            set: [
              ['more', index],
              ['also', index],
            ],
          }),
        )
    })()
    await backup?.(copy)
    await writing
    await store.close()
    const copied = await at(copy)
    expect(await copied.store.range({ from: 'k', to: 'l', limit: 1000 })).toHaveLength(300)
    const [more, also] = await copied.store.getMany(['more', 'also'])
    expect(more?.value).toBe(also?.value)
    await copied.store.close()
    await expect(backup?.(copy)).rejects.toMatchObject({ code: 'closed' })
  })

  it('that cannot be copied to a place says which place, and goes on', async () => {
    const { store, backup } = await at(fresh())
    await put(store, 1)
    const file = join(await made(), 'below.db')
    await expect(backup?.(file)).rejects.toMatchObject({ name: 'StoreError', about: { file } })
    expect(await one(store, 'k0')).toBeDefined()
    await store.close()
  })
})
