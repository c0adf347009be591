import { Keyv } from 'keyv'
import { createFixedClock, type FixedClock } from '../../src/core/clock.ts'
import type { Change, Store } from '../../src/core/store.ts'
import type { Json } from '../../src/core/text.ts'
import type { Updating } from '../../src/core/work.ts'
import { createStore } from '../../src/store/keyv.ts'
import { createMemory } from '../../src/store/memory.ts'

/** A store in memory, seen at work; `on` is what works are done on. */
export interface Rig {
  on: Updating
  store: Store
  clock: FixedClock
  /** Every change a work asked for. */
  asked: Change[]
  /** Every key a work looked up by its name. */
  looked: string[]
  /** How long each pause before another try was to be, in milliseconds; none is really made. */
  pauses: number[]
  /** What somebody else does just before the store looks at a commit, the first of which is 1. */
  meanwhile(run: (turn: number) => Promise<void>): void
  /** Another process writes a key, or deletes it. */
  other(key: string, value: Json | undefined): Promise<void>
  /** Everything that is stored, in order. */
  stored(): Promise<[key: string, value: Json][]>
}

/** Returns an empty store in memory. */
export const freshStore = (): Promise<Store> => createStore(new Keyv({ store: createMemory() }))

/** Returns a rig whose store holds some records already. */
export async function createRig(before: Record<string, Json> = {}): Promise<Rig> {
  const memory = await freshStore()
  await memory.commit({ id: 'before', checks: [], set: Object.entries(before), delete: [] })
  const asked: Change[] = []
  const looked: string[] = []
  const pauses: number[] = []
  const clock = createFixedClock('2027-03-11T07:00Z')
  let interfere = async (_turn: number) => {}
  const store: Store = {
    ...memory,
    getMany(keys) {
      looked.push(...keys)
      return memory.getMany(keys)
    },
    async commit(change) {
      asked.push(change)
      await interfere(asked.length)
      return memory.commit(change)
    },
  }
  const pause = async (ms: number) => void pauses.push(ms)
  return {
    on: { store, clock, id: 'work', community: 'home', pause },
    store,
    clock,
    asked,
    looked,
    pauses,
    meanwhile: (run) => {
      interfere = run
    },
    async other(key, value) {
      const change: Change = { id: 'other', checks: [], set: [], delete: [] }
      if (value === undefined) change.delete.push(key)
      else change.set.push([key, value])
      await memory.commit(change)
    },
    stored: async () =>
      (await memory.range({ from: '!', to: '~', limit: 1000 })).map((entry) => [entry.key, entry.value]),
  }
}
