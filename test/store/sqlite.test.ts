import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { openStore } from '../../src/store/open.ts'
import { increment } from '../contracts/counter.ts'
import { change, one, storeContract } from '../contracts/store.ts'
import { temporaryFolder } from './folder.ts'

const folder = temporaryFolder()
let files = 0
const fresh = () => join(folder, `${++files}.db`)

storeContract('sqlite', async () => (await openStore(`sqlite://${fresh()}`)).store)

/** A store, and another connection to its file that never waits. */
async function shared() {
  const file = fresh()
  const { store } = await openStore(`sqlite://${file}`)
  const other = new DatabaseSync(file)
  const close = async () => {
    other.close()
    await store.close()
  }
  return { store, other, close }
}

describe('a SQLite file that others use too', () => {
  it('is waited for while it is locked, and read from meanwhile', async () => {
    const { store, other, close } = await shared()
    await store.commit(change({ set: [['a', 1]] }))
    other.exec('BEGIN IMMEDIATE')
    const asked = store.commit(
      change({
        set: [
          ['a', 2],
          ['b', 2],
        ],
      }),
    )
    for (let turn = 0; turn < 3; turn++) {
      await new Promise((resolve) => setTimeout(resolve, 5))
      expect((await store.getMany(['a', 'b'])).map((entry) => entry?.value)).toEqual([1, undefined])
    }
    other.exec('COMMIT')
    expect(await asked).toEqual({ done: true })
    expect((await store.range({ from: 'a', to: 'c', limit: 9 })).map((entry) => entry.value)).toEqual([2, 2])
    await close()
  })

  it('shows at once what others committed, and counts it as a change', async () => {
    const { store, other, close } = await shared()
    await store.commit(change({ set: [['a', 1]] }))
    const before = await one(store, 'a')
    other.exec(`UPDATE entries SET value = '{"value":2}'`)
    expect((await one(store, 'a'))?.value).toBe(2)
    expect(await store.commit(change({ checks: [['a', before?.version ?? null]], set: [['a', 3]] }))).toEqual(
      {
        lost: ['a'],
      },
    )
    await close()
  })

  it('is kept for a moment for whoever lost, so that the next try cannot be lost as well', async () => {
    const { store, other, close } = await shared()
    await store.commit(change({ set: [['a', 1]] }))
    expect(await store.commit(change({ checks: [['a', null]], set: [['a', 2]] }))).toEqual({ lost: ['a'] })
    expect(() => other.exec('BEGIN IMMEDIATE')).toThrow('locked')
    await Promise.all([increment(store, 'a'), store.getMany(['a', 'b'])])
    expect((await one(store, 'a'))?.value).toBe(2)
    other.exec('BEGIN IMMEDIATE; COMMIT')
    await close()
  })

  it('can be copied while it is kept for whoever lost', async () => {
    const { store, backup } = await openStore(`sqlite://${fresh()}`)
    await store.commit(change({ set: [['a', 1]] }))
    expect(await store.commit(change({ checks: [['a', null]], set: [['a', 2]] }))).toEqual({ lost: ['a'] })
    const copy = fresh()
    await backup?.(copy)
    await store.close()
    const copied = (await openStore(`sqlite://${copy}`)).store
    expect((await one(copied, 'a'))?.value).toBe(1)
    await copied.close()
  })

  it('is let go where whoever lost does not come back', async () => {
    const { store, other, close } = await shared()
    expect(await store.commit(change({ checks: [['a', 'never']], set: [['b', 2]] }))).toEqual({ lost: ['a'] })
    // A timer set later, and for longer, runs after the one that lets go.
    await new Promise((resolve) => setTimeout(resolve, 20))
    other.exec(`INSERT INTO entries VALUES ('a', '{"value":1}')`)
    expect((await one(store, 'a'))?.value).toBe(1)
    await close()
  })
})
