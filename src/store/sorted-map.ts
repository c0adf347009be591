import type { Range } from '../core/store.ts'

/** A map whose keys are kept in order. Keys are ASCII, so that the order of strings is the order of bytes. */
interface SortedMap<V> {
  readonly size: number
  get(key: string): V | undefined
  set(key: string, value: V): void
  delete(key: string): void
  /** The keys of a range, in its order. */
  keys(range: Range): string[]
}

/** A chunk is split in two when it grows beyond this: small enough to insert into, large enough to be few. */
const most = 1024

/**
 * Returns an empty sorted map: values in a hash map, keys in sorted chunks. An insertion moves at most one chunk's
 * keys, so that a million keys cost little more each than a thousand.
 */
export function createSortedMap<V>(): SortedMap<V> {
  const values = new Map<string, V>()
  const chunks: string[][] = [[]]

  const chunkAt = (at: number): string[] => chunks[at] ?? []
  /** The chunk in which a key is or belongs: the last one that does not begin after it. */
  const chunkOf = (key: string): number =>
    Math.max(0, firstWhere(chunks, (chunk) => (chunk[0] ?? '') > key) - 1)

  return {
    get size() {
      return values.size
    },
    get: (key) => values.get(key),
    set(key, value) {
      const known = values.has(key)
      values.set(key, value)
      if (known) return
      const at = chunkOf(key)
      const chunk = chunkAt(at)
      chunk.splice(place(chunk, key), 0, key)
      if (chunk.length > most) chunks.splice(at + 1, 0, chunk.splice(most / 2))
    },
    delete(key) {
      if (!values.delete(key)) return
      const at = chunkOf(key)
      const chunk = chunkAt(at)
      chunk.splice(place(chunk, key), 1)
      if (chunk.length === 0 && chunks.length > 1) chunks.splice(at, 1)
    },
    keys: ({ from, to, limit, reverse = false }) =>
      from < to ? (reverse ? backwards(from, to, limit) : forwards(from, to, limit)) : [],
  }

  function forwards(from: string, to: string, limit: number): string[] {
    const found: string[] = []
    let at = chunkOf(from)
    for (let start = place(chunkAt(at), from); at < chunks.length; at++, start = 0) {
      const chunk = chunkAt(at)
      const until = Math.min(place(chunk, to), start + limit - found.length)
      for (let index = start; index < until; index++) found.push(chunk[index] as string)
      if (until < chunk.length) break
    }
    return found
  }

  function backwards(from: string, to: string, limit: number): string[] {
    const found: string[] = []
    let at = chunkOf(to)
    for (let start = place(chunkAt(at), to); at >= 0; at--, start = chunkAt(at).length) {
      const chunk = chunkAt(at)
      const until = Math.max(place(chunk, from), start - limit + found.length)
      for (let index = start - 1; index >= until; index--) found.push(chunk[index] as string)
      if (until > 0) break
    }
    return found
  }
}

/** Where a key is in a sorted chunk, or would be. */
const place = (chunk: string[], key: string): number => firstWhere(chunk, (each) => each >= key)

/** The index of the first element for which a test holds that holds for all after it, too. */
function firstWhere<T>(list: readonly T[], test: (it: T) => boolean): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (test(list[middle] as T)) high = middle
    else low = middle + 1
  }
  return low
}
