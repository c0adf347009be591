import * as fc from 'fast-check'
import { Keyv } from 'keyv'
import { describe, expect, it } from 'vitest'
import type { Store } from '../../src/core/store.ts'
import { createStore } from '../../src/store/keyv.ts'
import { change, one, storeContract } from '../contracts/store.ts'
import { type Act, createUnreliable, lost } from './unreliable.ts'

storeContract('the bridge over a map', () => createStore(new Keyv({ store: new Map() })))

storeContract('the bridge over a backend that takes its time', async () => {
  const backend = createUnreliable({ together: true })
  const store = await createStore(backend.connect())
  backend.act = (_, turn) => {
    if (turn % 3 === 0) return 'properly'
    setImmediate(backend.release)
    return 'hang'
  }
  return store
})

const failure = { name: 'StoreError' }
const everything = { from: '!', to: '~', limit: 100 }

describe('the bridge', () => {
  it('says that one process only may use it', async () => {
    expect(await createStore(new Keyv({ store: new Map() }))).toMatchObject({ note: 'one-process' })
  })

  it('refuses an adapter that cannot list its keys, also where Keyv lists nothing in its place', async () => {
    const mapLike = {
      get: () => undefined,
      set: () => true,
      delete: () => true,
      has: () => false,
      clear: () => {},
    }
    const legacy = {
      get: async () => undefined,
      set: async () => true,
      delete: async () => true,
      clear: async () => {},
    }
    const current = { ...legacy, capabilities: { expires: true } }
    for (const store of [mapLike, legacy, current])
      await expect(createStore(new Keyv({ store }))).rejects.toMatchObject({
        ...failure,
        code: 'unsupported',
      })
  })

  it('leaves alone what a later bridge wrote', async () => {
    const backend = createUnreliable()
    backend.data.set('~vigie', '{"value":{"v":2}}')
    await expect(createStore(backend.connect())).rejects.toMatchObject({ ...failure, code: 'foreign' })
    expect([...backend.data]).toEqual([['~vigie', '{"value":{"v":2}}']])
  })

  it('does not take a record that vanished for one that never was, nor one that is gone for one that is back', async () => {
    const backend = createUnreliable()
    const store = await createStore(backend.connect())
    await store.commit(
      change({
        set: [
          ['a', 1],
          ['b', 2],
          ['c', 3],
        ],
      }),
    )
    await store.commit(change({ delete: ['c'] }))
    backend.data.delete('b')
    backend.data.set('c', '{"value":3}')
    await expect(one(store, 'b')).rejects.toMatchObject(failure)
    await expect(store.range(everything)).rejects.toMatchObject(failure)
    expect((await store.getMany(['a', 'c', 'never'])).map((entry) => entry?.value)).toEqual([
      1,
      undefined,
      undefined,
    ])
  })

  it('does a commit that failed whole or not at all, and goes on from there, whenever its backend fails', async () => {
    let failed = 0
    await fc.assert(
      fc.asyncProperty(changes, fc.infiniteStream(act), async (asked, acts) => {
        const backend = createUnreliable()
        const store = await createStore(backend.connect())
        let state = new Map<string, number>()
        for (const each of asked) {
          backend.act = () => acts.next().value
          const done = await store.commit(change(each)).catch(() => undefined)
          backend.act = () => 'properly'
          const next = new Map([...state, ...each.set])
          for (const name of each.delete) next.delete(name)
          const now = await contents(store)
          if (done === undefined) failed++
          expect(done === undefined ? [sorted(state), sorted(next)] : [sorted(next)]).toContainEqual(now)
          state = new Map(now)
        }
        expect(await contents(await createStore(backend.connect()))).toEqual(sorted(state))
      }),
      { numRuns: 150 },
    )
    expect(failed).toBeGreaterThan(0)
  })
})

const contents = async (store: Store) =>
  (await store.range(everything)).map((entry): [string, number] => [entry.key, entry.value as number])
const sorted = (state: Map<string, number>) => [...state].sort()

const names = fc.constantFrom('a', 'b', 'c', 'd', 'e')
const changes = fc.array(
  fc.record({
    set: fc.uniqueArray(fc.tuple(names, fc.nat(9)), { selector: ([name]) => name, maxLength: 4 }),
    delete: fc.uniqueArray(names, { maxLength: 2 }),
  }),
  { minLength: 1, maxLength: 8 },
)
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 8, arbitrary: fc.constant<Act>('properly') },
  { weight: 1, arbitrary: fc.constant<Act>('reject') },
  { weight: 1, arbitrary: fc.constant<Act>({ error: lost() }) },
  { weight: 1, arbitrary: fc.constant<Act>({ with: false }) },
)
