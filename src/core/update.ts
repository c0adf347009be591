import { randomUUID } from 'node:crypto'
import type { House } from './house.ts'
import { type Change, type Entry, key, type Range, type Store } from './store.ts'
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
    for (let attempt = 1; ; attempt++) {
      const work = open(on)
      const result = await run(reading(on, work))
      const change = work.change()
      if (change === undefined) return result
      const committed = await on.store.commit(change)
      if ('done' in committed) return result
      if (attempt === tries)
        throw new ContentionError(`gave up after ${tries} tries: ${on.id}, over ${committed.lost.join(', ')}`)
      await (on.pause ?? pause)(Math.random() * 2 ** attempt)
    }
  })
}

/** Does a work that only reads: whatever it writes is an error. */
export async function read<T>(on: Updating, run: (work: Work) => Promise<T>): Promise<T> {
  const work = open(on)
  const result = await run(reading(on, work))
  if (work.hasWritten()) throw new Error(`a reading work wrote: ${on.id}`)
  return result
}

const reading = ({ house }: Updating, work: Work): Work => house?.reads?.(work) ?? work

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** The last in line of each community, by store. */
const turns = new WeakMap<Store, Map<string, Promise<unknown>>>()

async function inTurn<T>(store: Store, community: string, run: () => Promise<T>): Promise<T> {
  const lines = turns.getOrInsertComputed(store, () => new Map())
  const before = lines.get(community) ?? Promise.resolve()
  const mine = before.then(run, run)
  lines.set(community, mine)
  try {
    return await mine
  } finally {
    if (lines.get(community) === mine) lines.delete(community)
  }
}

/** Stands where there is no house: to ask anything of it is a mistake. */
const noHouse = (id: string): House =>
  new Proxy({} as House, {
    get() {
      throw new Error(`a work without a house: ${id}`)
    },
  })

/** A work under way; `change` is what it wrote, checked against what it saw. */
type OpenWork = Work & { change(): Change | undefined }

function open(on: Updating): OpenWork {
  const { store } = on
  const seen = new Map<string, Entry | undefined>()
  const written = new Map<string, Json | undefined>()
  const held = new Set<string>()
  const now = on.clock.now()

  // What was seen first is what the work was decided on: a later look must not hide that it has changed.
  const see = (each: string, entry: Entry | undefined) => {
    if (!seen.has(each)) seen.set(each, entry)
  }
  const isKnown = (each: string) => seen.has(each) || written.has(each)
  const fetch = async (keys: string[]) => {
    const missing = [...new Set(keys)].filter((each) => !isKnown(each))
    if (missing.length === 0) return
    const found = await store.getMany(missing)
    for (const [index, each] of missing.entries()) see(each, found[index])
  }
  const value = <T>(each: string): T | undefined =>
    (written.has(each) ? written.get(each) : seen.get(each)?.value) as T | undefined

  return {
    id: on.id,
    community: on.community,
    now,
    house: on.house ?? noHouse(on.id),
    async get<T>(each: string) {
      if (!isKnown(each)) see(each, (await store.getMany([each]))[0])
      return value<T>(each)
    },
    async getMany<T>(keys: string[]) {
      await fetch(keys)
      return keys.map((each) => value<T>(each))
    },
    async list<T>(range: Range) {
      // Each own deletion may hide one stored entry, so that many more are asked for.
      const hidden = within(written, range).filter(([, own]) => own === undefined).length
      const page = await store.range({ ...range, limit: range.limit + hidden })
      for (const entry of page) see(entry.key, entry)
      return overlaid(page, within(written, range), range) as { key: string; value: T }[]
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
    hasWritten: () => written.size > 0,
    change() {
      if (written.size === 0) return undefined
      const change: Change = { id: `${on.id}#${randomUUID()}`, checks: [], set: [], delete: [] }
      for (const [each, entry] of seen)
        if (written.has(each) || held.has(each)) change.checks.push([each, entry?.version ?? null])
      for (const [each, it] of written)
        if (it === undefined) change.delete.push(each)
        else change.set.push([each, it])
      return change
    },
  }
}

/** What a work wrote within a range; `undefined` is a deletion. */
const within = (written: Map<string, Json | undefined>, { from, to }: Range) =>
  [...written].filter(([each]) => each >= from && each < to)

/** Puts a work's own writes over a stored page, in the range's order and within its limit. */
function overlaid(page: Entry[], own: [string, Json | undefined][], { limit, reverse = false }: Range) {
  if (own.length === 0) return page.map(({ key, value }) => ({ key, value }))
  const values = new Map(page.map((entry): [string, Json | undefined] => [entry.key, entry.value]))
  for (const [each, it] of own) values.set(each, it)
  const found = [...values].filter(([, it]) => it !== undefined)
  found.sort(([a], [b]) => (a < b ? -1 : 1) * (reverse ? -1 : 1))
  return found.slice(0, limit).map(([each, it]) => ({ key: each, value: it }))
}
