import { StoreError } from '../core/store.ts'
import { createAdapter, type SortedAdapter } from './adapter.ts'
import { createSortedMap } from './sorted-map.ts'

/**
 * Returns a Keyv storage adapter that keeps everything in this process's memory, in order: for tests, and for
 * `memory://`. What it is given is gone when the process ends.
 */
export function createMemory(): SortedAdapter {
  const entries = createSortedMap<string>()
  let open = true
  const opened = () => {
    if (!open) throw new StoreError('the memory store is closed', { code: 'closed' })
    return entries
  }
  return createAdapter({
    note: 'volatile',
    getMany: async (keys) => keys.map((key) => opened().get(key)),
    range: async (range) =>
      opened()
        .keys(range)
        .map((key) => [key, entries.get(key) ?? '']),
    async commit({ checks, set, delete: gone }) {
      const lost = checks.filter(([key, text]) => (opened().get(key) ?? null) !== text).map(([key]) => key)
      if (lost.length > 0) return { lost }
      for (const [key, text] of set) entries.set(key, text)
      for (const key of gone) entries.delete(key)
      return { done: true }
    },
    async disconnect() {
      open = false
    },
  })
}
