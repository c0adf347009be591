import type { Entry, Range, Store } from '../../core/store.ts'
import {
  beginning,
  type ChainEnd,
  endIn,
  endKey,
  headOf,
  type Seal,
  sealIn,
  sealKey,
  seals,
} from './chain.ts'

/**
 * What is wrong with seals: some are gone (`gap`, from `seal` to `to`), one is not what it was (`resealed`), or does not
 * follow the one before (`unlinked`); the end is gone or is not what the last seal says (`end`).
 */
export type ChainProblem =
  | { what: 'gap'; seal: number; to: number }
  | { what: 'resealed' | 'unlinked' | 'end'; seal: number }

/** Where a chain ends: by its own word, and by the number of its last seal, whichever is more. */
export interface End {
  end?: ChainEnd
  number: number
  /** The word of it is gone, cannot be read, or leaves seals out. */
  isWrong: boolean
}

/** How many seals are read at once: each is as large as a hundred entries. */
const page = 20

/** Reads where a chain ends. */
export async function endOf(store: Store, community: string): Promise<End> {
  // Both are written together: the one that is read later cannot lag behind.
  const [newest] = await store.range({ ...seals(community), limit: 1, reverse: true })
  const [stored] = await store.getMany([endKey(community)])
  const end = endIn(stored?.value)
  const last = newest === undefined ? 0 : numberIn(newest)
  const isWrong = end === undefined ? stored !== undefined || last > 0 : end.number < last
  return { ...(end && { end }), number: Math.max(last, end?.number ?? 0), isWrong }
}

const numberIn = ({ key }: Entry): number => Number(key.slice(key.lastIndexOf('/') + 1))

/** Follows a chain from its end back to its beginning, and tells what is wrong with it. */
export async function* follow(
  store: Store,
  community: string,
  { end, isWrong, number: last }: End,
  tell: (problem: ChainProblem) => void,
): AsyncGenerator<{ number: number; it: Seal }> {
  if (isWrong) tell({ what: 'end', seal: last })
  let expected: string | undefined
  let next = last
  for await (const entry of backwards(store, {
    from: seals(community).from,
    to: sealKey(community, last + 1),
  })) {
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
  else if (expected !== undefined && expected !== beginning) tell({ what: 'unlinked', seal: 1 })
}

async function* backwards(store: Store, { from, to }: Omit<Range, 'limit'>): AsyncGenerator<Entry> {
  for (let end = to; ; ) {
    const found = await store.range({ from, to: end, limit: page, reverse: true })
    yield* found
    const last = found.at(-1)
    if (last === undefined || found.length < page) return
    end = last.key
  }
}
