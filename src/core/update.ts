import { type Entry, key, type Store } from './store.ts'
import type { Json } from './text.ts'
import type { Updating, Work } from './work.ts'

/** How often a work that lost a race is done again before that is an error. */
const tries = 12

/** A work kept losing against others; nothing was written. */
export class ContentionError extends Error {
  override name = 'ContentionError'
}

/**
 * Does a work and commits what it wrote, all of it or nothing. When a key it read and wrote was changed by
 * another process meanwhile, it is done again from the start, after a random pause that grows.
 * Works of one community take turns within this process; those of different communities run side by side.
 */
export async function update<T>(on: Updating, run: (work: Work) => Promise<T>): Promise<T> {
  return inTurn(on.store, on.community, async () => {
    for (let attempt = 1; attempt <= tries; attempt++) {
      const work = open(on)
      const result = await run(work)
      const change = work.change(`${on.id}#${attempt}`)
      if (change === undefined) return result
      const committed = await on.store.commit(change)
      if ('done' in committed) return result
      await (on.pause ?? pause)(Math.random() * 2 ** attempt)
    }
    throw new ContentionError(`gave up after ${tries} tries: ${on.id}`)
  })
}

/** Does a work that only reads: whatever it writes is an error. */
export async function read<T>(on: Updating, run: (work: Work) => Promise<T>): Promise<T> {
  const work = open(on)
  const result = await run(work)
  if (work.written) throw new Error(`a reading work wrote: ${on.id}`)
  return result
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

const turns = new WeakMap<Store, Map<string, Promise<unknown>>>()

async function inTurn<T>(store: Store, community: string, run: () => Promise<T>): Promise<T> {
  let queues = turns.get(store)
  if (queues === undefined) turns.set(store, (queues = new Map()))
  const before = queues.get(community) ?? Promise.resolve()
  const mine = before.then(run, run)
  queues.set(community, mine)
  try {
    return await mine
  } finally {
    if (queues.get(community) === mine) queues.delete(community)
  }
}

function open(on: Updating) {
  const { store } = on
  const seen = new Map<string, Entry | undefined>()
  const written = new Map<string, Json | undefined>()
  const held = new Set<string>()
  const now = on.clock.now()

  const fetch = async (keys: string[]) => {
    const missing = [...new Set(keys)].filter((each) => !seen.has(each) && !written.has(each))
    if (missing.length === 0) return
    const found = await store.getMany(missing)
    for (const [index, each] of missing.entries()) seen.set(each, found[index])
  }
  const value = (each: string): Json | undefined =>
    written.has(each) ? written.get(each) : seen.get(each)?.value

  const work: Work & { change(id: string): ReturnType<typeof changeOf> } = {
    id: on.id,
    community: on.community,
    now,
    get house() {
      if (on.house === undefined) throw new Error(`a work without a house: ${on.id}`)
      return on.house
    },
    async get<T>(each: string) {
      await fetch([each])
      return value(each) as T | undefined
    },
    async getMany<T>(keys: string[]) {
      await fetch(keys)
      return keys.map((each) => value(each) as T | undefined)
    },
    async list<T>(range: { from: string; to: string; limit: number; reverse?: boolean }) {
      return (await listed(range)).map(({ key: at, value: found }) => ({ key: at, value: found as T }))
    },
    set(each, it) {
      if (it === undefined) throw new TypeError(`nothing to store under ${each}`)
      written.set(each, it as Json)
    },
    delete(each) {
      written.set(each, undefined)
    },
    hold(each) {
      held.add(each)
    },
    expire(each, at) {
      written.set(key('tmp', Math.ceil(at), each), each)
    },
    get written() {
      return written.size > 0
    },
    change: (id) => changeOf(id),
  }

  async function listed({
    from,
    to,
    limit,
    reverse = false,
  }: {
    from: string
    to: string
    limit: number
    reverse?: boolean
  }) {
    const inside = [...written.keys()].filter((each) => each >= from && each < to)
    // Each own deletion may hide one stored entry, so that many more are asked for.
    const hidden = inside.filter((each) => written.get(each) === undefined).length
    const page = await store.range({ from, to, limit: limit + hidden, reverse })
    const merged = new Map(page.map((entry) => [entry.key, entry.value] as const))
    for (const entry of page) if (!seen.has(entry.key)) seen.set(entry.key, entry)
    for (const each of inside) {
      const own = written.get(each)
      if (own === undefined) merged.delete(each)
      else merged.set(each, own)
    }
    return [...merged]
      .map(([at, found]) => ({ key: at, value: found }))
      .sort((a, b) => (a.key < b.key ? -1 : 1) * (reverse ? -1 : 1))
      .slice(0, limit)
  }

  function changeOf(id: string) {
    if (written.size === 0) return undefined
    const checks: [string, string | null][] = []
    for (const [each, entry] of seen)
      if (written.has(each) || held.has(each)) checks.push([each, entry?.version ?? null])
    const set: [string, Json][] = []
    const gone: string[] = []
    for (const [each, it] of written) {
      if (it === undefined) gone.push(each)
      else set.push([each, it])
    }
    return { id, checks, set, delete: gone }
  }

  return work
}
