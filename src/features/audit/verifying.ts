import type { Entry, Range, Store } from '../../core/store.ts'
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
  seals,
} from './chain.ts'
import { erasedBy, nameIn, openEntries, sealedEntries } from './entries.ts'

/**
 * What is wrong with a chain. Of an entry: it is not what was sealed (`altered`), is gone without a word of who took it
 * out (`missing`), or was never sealed (`unsealed`). Of seals: some are gone (`gap`, from `seal` to `to`), one is not what
 * it was (`resealed`), or does not follow the one before (`unlinked`). Of the end: it is gone or is not what the last
 * seal says (`end`).
 */
export type Problem =
  | { what: 'altered' | 'missing'; entry: string; seal: number }
  | { what: 'unsealed'; entry: string }
  | { what: 'gap'; seal: number; to: number }
  | { what: 'resealed' | 'unlinked' | 'end'; seal: number }

/** What verifying a community's audit found. `problems` are the first ones, `wrong` counts them all. */
export interface Verified {
  community: string
  /** Entries that are as they were sealed, those that were taken out, and those that wait to be sealed. */
  entries: number
  erased: number
  open: number
  seals: number
  /** Where the chain ended when it was looked at first. */
  end?: ChainEnd
  problems: Problem[]
  wrong: number
}

/** How much of what is wrong is told. */
const told = 10
/** How many rows are read at once; a seal is as large as a hundred entries. */
const pages = { entries: 1000, seals: 20 }
/** How many entries are held against the whole chain at once: some 400 bytes of memory each. */
const span = 100_000

/** Returns every community that has records or a chain. */
export async function communitiesToVerify(store: Store): Promise<string[]> {
  const found = new Set<string>()
  for (const kind of ['c', 'audit-open', 'audit-head', 'audit-seal'])
    for await (const community of communitiesIn(store, kind)) found.add(community)
  return [...found].sort()
}

/**
 * Holds a community's entries against its seals, whatever others write meanwhile. The chain is followed from its end
 * back to its beginning, so that who was taken out is known before the seal is met that names it.
 */
export async function verify(store: Store, community: string, within = span): Promise<Verified> {
  const found: Verified = { community, entries: 0, erased: 0, open: 0, seals: 0, problems: [], wrong: 0 }
  const tell = (problem: Problem) => {
    found.wrong++
    if (found.problems.length < told) found.problems.push(problem)
  }
  const first = await endOf(store, community)
  if (first.end !== undefined) found.end = first.end
  const range = sealedEntries(community)
  let from = range.from
  for (let isFirst = true; from < range.to; isFirst = false) {
    // What was sealed by now is there, unless it is taken out meanwhile: who does so is open or sealed after that.
    const known = (await endOf(store, community)).number
    const rows = await digestsOf(store, { ...range, from, limit: within })
    const to = rows.size < within ? range.to : `${range.from}${[...rows.keys()].at(-1)}!`
    const { count, erased } = await openOf(store, community)
    if (isFirst) found.open += count
    const isHere = (name: string) => range.from + name >= from && range.from + name < to
    const last = await endOf(store, community)
    let untaken = last.number === 0 ? '' : undefined
    for await (const { it, number } of chain(store, community, last, isFirst ? tell : () => {})) {
      if (number === last.number && it.more) untaken = it.entries.at(-1)?.[0]
      if (isFirst) found.seals++
      for (const [name, digest] of it.entries) {
        const gone = erasedBy(name)
        if (gone !== undefined) erased.add(gone)
        if (!isHere(name)) continue
        const own = rows.get(name)
        rows.delete(name)
        if (own === digest) found.entries++
        else if (own !== undefined) tell({ what: 'altered', entry: name, seal: number })
        else if (erased.has(name)) found.erased++
        else if (number <= known) tell({ what: 'missing', entry: name, seal: number })
      }
    }
    for (const name of rows.keys())
      if (untaken !== undefined && name > untaken) found.open++
      else tell({ what: 'unsealed', entry: name })
    from = to
  }
  return found
}

/** Where a chain ends: by its own word, and by the number of its last seal, whichever is more. */
interface End {
  end?: ChainEnd
  number: number
  /** The word of it is gone, cannot be read, or leaves seals out. */
  isWrong: boolean
}

async function endOf(store: Store, community: string): Promise<End> {
  // Both are written together: the one that is read later cannot lag behind.
  const [newest] = await store.range({ ...seals(community), limit: 1, reverse: true })
  const [stored] = await store.getMany([endKey(community)])
  const end = endIn(stored?.value)
  const last = newest === undefined ? 0 : numberIn(newest)
  const isWrong = end === undefined ? stored !== undefined || last > 0 : end.number < last
  return { ...(end && { end }), number: Math.max(last, end?.number ?? 0), isWrong }
}

const numberIn = ({ key }: Entry): number => Number(key.slice(key.lastIndexOf('/') + 1))

/** Follows a chain from its end, and tells what is wrong with it. */
async function* chain(
  store: Store,
  community: string,
  { end, isWrong, number: last }: End,
  tell: (problem: Problem) => void,
): AsyncGenerator<{ number: number; it: Seal }> {
  if (isWrong) tell({ what: 'end', seal: last })
  const range = { from: seals(community).from, to: sealKey(community, last + 1) }
  let expected: string | undefined
  let next = last
  for await (const entry of backwards(store, range)) {
    const number = numberIn(entry)
    const it = sealIn(entry.value)
    if (number < next) {
      tell({ what: 'gap', seal: number + 1, to: next })
      expected = undefined
    }
    next = number - 1
    const isWhole = it !== undefined && headOf(community, number, it) === it.head
    if (!isWhole) tell({ what: 'resealed', seal: number })
    else if (number === last && !isWrong && (it.head !== end?.head || it.at !== end.at))
      tell({ what: 'end', seal: number })
    else if (expected !== undefined && it.head !== expected) tell({ what: 'unlinked', seal: number + 1 })
    expected = isWhole ? it.before : undefined
    if (it !== undefined) yield { number, it }
  }
  if (next > 0) tell({ what: 'gap', seal: 1, to: next })
  else if (last > 0 && expected !== undefined && expected !== beginning) tell({ what: 'unlinked', seal: 1 })
}

async function* backwards(store: Store, { from, to }: Omit<Range, 'limit'>): AsyncGenerator<Entry> {
  for (let end = to; ; ) {
    const page = await store.range({ from, to: end, limit: pages.seals, reverse: true })
    yield* page
    const last = page.at(-1)
    if (last === undefined || page.length < pages.seals) return
    end = last.key
  }
}

/** Reads so many entries at most and returns their digests by name, in order. */
async function digestsOf(store: Store, { from, to, limit }: Range): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for await (const page of forwards(store, { from, to, limit }))
    for (const { key, value } of page) found.set(key.split('/').slice(3).join('/'), digestOf(value))
  return found
}

/** Counts what waits to be sealed, and finds which entries were taken out by that. */
async function openOf(
  store: Store,
  community: string,
): Promise<{ count: number; erased: Set<string | undefined> }> {
  const range = openEntries(community)
  const found = { count: 0, erased: new Set<string | undefined>() }
  for await (const page of forwards(store, { ...range, limit: Number.POSITIVE_INFINITY })) {
    found.count += page.length
    for (const { key } of page) found.erased.add(erasedBy(nameIn(key, range)))
  }
  return found
}

async function* forwards(store: Store, { from, limit, to }: Range): AsyncGenerator<Entry[]> {
  let left = limit
  for (let start = from; left > 0; ) {
    const size = Math.min(pages.entries, left)
    const page = await store.range({ from: start, to, limit: size })
    yield page
    left -= page.length
    const last = page.at(-1)
    if (last === undefined || page.length < size) return
    start = `${last.key}!`
  }
}
