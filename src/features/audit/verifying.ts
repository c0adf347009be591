import { type Entry, key, type Range, type Store } from '../../core/store.ts'
import { communitiesIn } from '../communities.ts'
import { type ChainEnd, digestOf } from './chain.ts'
import { erasedBy, nameIn, openEntries, sealedEntries } from './entries.ts'
import { type ChainProblem, endOf, follow } from './following.ts'

/**
 * What is wrong with an audit. An entry is not what was sealed (`altered`), is gone without a word of who took it out
 * (`missing`), or was never sealed (`unsealed`); `entry` is its name.
 */
export type Problem =
  | ChainProblem
  | { what: 'altered' | 'missing'; entry: string; seal: number }
  | { what: 'unsealed'; entry: string }

/** What verifying a community's audit found. */
export interface Verified {
  community: string
  /** Entries that are as they were sealed, those that were taken out, and those that wait to be sealed. */
  entries: number
  erased: number
  open: number
  seals: number
  /** Where the chain ended when it was first looked at. */
  end?: ChainEnd
  /** The seal with the head that was asked for. */
  noted?: { seal: number; at: number }
  /** The first things that are wrong; `wrong` counts them all. */
  problems: Problem[]
  wrong: number
}

/** `noted` is how a head begins that was noted elsewhere; `span` is how many entries are held against the chain at once. */
interface Asked {
  noted?: string
  span?: number
}

/** How much of what is wrong is told. */
const told = 10
/** How many entries are read at once. */
const page = 1000
/** How many entries are held in memory, of some 400 bytes each; the chain is followed once for so many. */
const ordinary = 100_000

/** Returns every community that has records or a chain, in order. */
export async function communitiesToVerify(store: Store): Promise<string[]> {
  const found = new Set<string>()
  for (const kind of ['c', 'audit-open', 'audit-head', 'audit-seal'])
    for await (const community of communitiesIn(store, kind)) found.add(community)
  return [...found].sort()
}

/** Holds a community's entries against its seals, whatever others write meanwhile. */
export async function verify(
  store: Store,
  community: string,
  { noted, span = ordinary }: Asked = {},
): Promise<Verified> {
  const found: Verified = { community, entries: 0, erased: 0, open: 0, seals: 0, problems: [], wrong: 0 }
  const tell = (problem: Problem) => {
    found.wrong++
    if (found.problems.length < told) found.problems.push(problem)
  }
  const all = sealedEntries(community)
  for (let { from } = all, isFirst = true; from < all.to; isFirst = false) {
    // What was sealed by now is there, unless it is taken out meanwhile: who does so is open, or sealed by the next look.
    const before = await endOf(store, community)
    const rows = await digestsIn(store, { ...all, from, limit: span })
    const to = rows.size < span ? all.to : `${all.from}${[...rows.keys()].at(-1)}!`
    const { count, erased } = await openOf(store, community)
    const last = await endOf(store, community)
    let untaken = last.number === 0 ? '' : undefined
    for await (const { it, number } of follow(store, community, last, isFirst ? tell : () => {})) {
      if (number === last.number && it.more) untaken = it.entries.at(-1)?.[0]
      if (isFirst) found.seals++
      if (noted !== undefined && it.head.startsWith(noted)) found.noted = { seal: number, at: it.at }
      for (const [name, digest] of it.entries) {
        // From the end on, whatever was taken out is known before the seal is met that names it.
        const gone = erasedBy(name)
        if (gone !== undefined) erased.add(gone)
        const place = all.from + name
        if (place < from || place >= to) continue
        const own = rows.get(name)
        rows.delete(name)
        if (own === digest) found.entries++
        else if (own !== undefined) tell({ what: 'altered', entry: name, seal: number })
        else if (erased.has(key(name))) found.erased++
        else if (number <= before.number) tell({ what: 'missing', entry: name, seal: number })
      }
    }
    for (const name of rows.keys())
      if (untaken !== undefined && name > untaken) found.open++
      else tell({ what: 'unsealed', entry: name })
    if (isFirst) {
      found.open += count
      if (before.end !== undefined) found.end = before.end
    }
    from = to
  }
  return found
}

/** Reads so many entries at most and returns their digests by name, in order. */
async function digestsIn(store: Store, range: Range): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  const start = range.from.split('/', 3).join('/').length + 1
  for await (const { key: at, value } of forwards(store, range)) found.set(at.slice(start), digestOf(value))
  return found
}

/** Counts what waits to be sealed, and finds what was taken out by some of that. */
async function openOf(store: Store, community: string): Promise<{ count: number; erased: Set<string> }> {
  const range = openEntries(community)
  const erased = new Set<string>()
  let count = 0
  for await (const { key: at } of forwards(store, { ...range, limit: Number.POSITIVE_INFINITY })) {
    count++
    const gone = erasedBy(nameIn(at, range))
    if (gone !== undefined) erased.add(gone)
  }
  return { count, erased }
}

async function* forwards(store: Store, { from, limit, to }: Range): AsyncGenerator<Entry> {
  let left = limit
  for (let start = from; left > 0; ) {
    const size = Math.min(page, left)
    const found = await store.range({ from: start, to, limit: size })
    yield* found
    left -= found.length
    const last = found.at(-1)
    if (last === undefined || found.length < size) return
    start = `${last.key}!`
  }
}
