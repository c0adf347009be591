import { randomUUID } from 'node:crypto'
import type { Clock } from '../../core/clock.ts'
import type { Log } from '../../core/errors.ts'
import { type Change, type Entry, type Store, StoreError } from '../../core/store.ts'
import { communitiesIn } from '../communities.ts'
import {
  beginning,
  type ChainEnd,
  digestOf,
  endIn,
  endKey,
  headOf,
  type Seal,
  sealIn,
  sealKey,
} from './chain.ts'
import { openEntries, sealedEntries } from './entries.ts'
import { createLease } from './lease.ts'

/** What seals the audit of all communities, off the way of commands and in commits of its own. */
export interface Sealer {
  /**
   * Seals what is open, unless it looked less than a second ago; answers when to look again, in milliseconds,
   * `undefined` where that is whenever there is something new. Where there is nothing, nothing is written.
   */
  run(signal?: AbortSignal): Promise<number | undefined>
  /** Seals what is left, and lets others seal at once; after the last run. Where the store fails, the next start does. */
  finish(): Promise<void>
}

/** What a sealer works with; `owner` names this process, `batch` is how many entries are sealed in one commit. */
interface SealerParts {
  store: Store
  clock: Clock
  log: Log
  owner: string
  batch?: number
}

/** How often it looks at most, in milliseconds: nothing stays open for longer while somebody seals. */
const pause = 1000
/** How many entries a seal holds, and how many seals a community gets in one look. */
const ordinary = 100
const inOneLook = 20
/** How many communities are sealed side by side, so that their commits share a wait for the disk. */
const abreast = 32

/** Returns the sealer of this process; any number of them may share a store, and one at a time seals. */
export function createSealer({ store, clock, log, owner, batch = ordinary }: SealerParts): Sealer {
  const lease = createLease(store, owner)
  /** Communities with more than could be sealed at once; unknown until it was looked. */
  let left: Set<string> | undefined
  /** Communities that cannot be sealed. */
  const broken = new Set<string>()
  let looked = Number.NEGATIVE_INFINITY
  let heldUntil = Number.NEGATIVE_INFINITY

  async function sealAll(signal?: AbortSignal): Promise<number | undefined> {
    left ??= await untaken(store)
    const open = await Array.fromAsync(communitiesIn(store, 'audit-open'))
    const waiting = [...left.union(new Set(open)).difference(broken)]
    const now = clock.now().epochMilliseconds
    // Others may write as long as this process is the one that seals for them.
    if (waiting.length === 0) return now < heldUntil ? looked + pause : undefined
    const taken = await lease.take(now)
    if ('busy' in taken) return taken.busy
    heldUntil = taken.until
    for (let from = 0; from < waiting.length && signal?.aborted !== true; from += abreast)
      await Promise.all(
        waiting.slice(from, from + abreast).map((each) => sealSome(each, left ?? new Set(), signal)),
      )
    return looked + pause
  }

  /** Seals one community, so much of it that others have their turn. One that cannot be sealed keeps no other from it. */
  async function sealSome(community: string, rest: Set<string>, signal?: AbortSignal): Promise<void> {
    try {
      let more = true
      for (let sealed = 0; more && sealed < inOneLook && signal?.aborted !== true; sealed++)
        more = await sealNext(store, clock, community, batch)
      if (more) rest.add(community)
      else rest.delete(community)
    } catch (error) {
      if (error instanceof StoreError && error.code !== 'corrupt') throw error
      log.error('the audit of a community cannot be sealed, and is left alone until the next start', error, {
        community,
      })
      broken.add(community)
    }
  }

  return {
    async run(signal) {
      const now = clock.now().epochMilliseconds
      if (now >= looked && now < looked + pause) return looked + pause
      looked = now
      return sealAll(signal)
    },
    async finish() {
      try {
        await sealAll()
        await lease.release()
      } catch (error) {
        if (!(error instanceof StoreError)) throw error
        log.warn('what was left of the audit is sealed at the next start', { why: error.message })
      }
    },
  }
}

/** Finds the communities of which entries are not taken in that were there before there were seals. */
async function untaken(store: Store): Promise<Set<string>> {
  const found = new Set<string>()
  for await (const community of communitiesIn(store)) {
    const { last, stored } = await chainOf(store, community)
    const [first] = stored === undefined ? await store.range({ ...sealedEntries(community), limit: 1 }) : []
    if (first !== undefined || last?.more === true) found.add(community)
  }
  return found
}

/** The end of a chain, as it is stored, and its last seal. */
interface Chain {
  stored?: Entry
  end?: ChainEnd
  last?: Seal
}

async function chainOf(store: Store, community: string): Promise<Chain> {
  const [stored] = await store.getMany([endKey(community)])
  if (stored === undefined) return {}
  const end = endIn(stored.value)
  const [found] = end === undefined ? [] : await store.getMany([sealKey(community, end.number)])
  const last = sealIn(found?.value)
  return { stored, ...(end && { end }), ...(last && { last }) }
}

/** What is sealed next, from a range that begins with `start`. `isOld`: it lay there before there were seals. */
interface Batch {
  entries: Entry[]
  start: string
  isOld: boolean
  /** There is more that is old. */
  more: boolean
}

/** Finds what is sealed next: what is old comes first, in order, so that the last seal tells how far that has come. */
async function batchOf(
  store: Store,
  community: string,
  last: Seal | undefined,
  size: number,
): Promise<Batch> {
  const [open, sealed] = [openEntries(community), sealedEntries(community)]
  if (last === undefined || last.more) {
    const [after] = last?.entries.at(-1) ?? []
    const from = after === undefined ? sealed.from : `${sealed.from}${after}!`
    const old = await store.range({ from, to: sealed.to, limit: size + 1 })
    if (old.length > 0)
      return { entries: old.slice(0, size), start: sealed.from, isOld: true, more: old.length > size }
  }
  const entries = await store.range({ ...open, limit: size })
  return { entries, start: open.from, isOld: false, more: false }
}

/** Seals the next entries of a community in one commit, if there are any; answers whether there may be more. */
async function sealNext(store: Store, clock: Clock, community: string, size: number): Promise<boolean> {
  const { end, last, stored } = await chainOf(store, community)
  // Going on would hide what was done to it: verifying tells more.
  if (stored !== undefined && (last === undefined || last.head !== end?.head))
    throw new Error(`the chain of ${community} does not end as it was left`)
  const { isOld, more, start, ...found } = await batchOf(store, community, last, size)
  const entries = found.entries.map((each) => ({ ...each, name: each.key.slice(start.length) }))
  if (entries.length === 0) return false
  const number = (end?.number ?? 0) + 1
  const it: Omit<Seal, 'v' | 'head'> = {
    before: end?.head ?? beginning,
    at: clock.now().epochMilliseconds,
    entries: entries.map(({ name, value }) => [name, digestOf(value)]),
    ...(more && { more }),
  }
  const head = headOf(community, number, it)
  const place = sealKey(community, number)
  const moved = isOld ? [] : entries
  const change: Change = {
    id: `seal/${community}/${number}#${randomUUID()}`,
    checks: [
      [endKey(community), stored?.version ?? null],
      [place, null],
    ],
    set: [
      [place, { v: 1, ...it, head }],
      [endKey(community), { v: 1, number, head, at: it.at }],
    ],
    delete: moved.map(({ key }) => key),
  }
  for (const { key, version } of entries) change.checks.push([key, version])
  for (const { name, value } of moved) change.set.push([sealedEntries(community).from + name, value])
  const committed = await store.commit(change)
  if ('done' in committed) return isOld || entries.length === size
  if (committed.lost.includes(place) && !committed.lost.includes(endKey(community)))
    throw new Error(`the chain of ${community} has a seal behind its end: ${number}`)
  return true
}
