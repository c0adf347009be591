import type { Store } from '../../src/core/store.ts'

/** Adds one to a counter, again and again until nobody was faster. */
export async function increment(store: Store, at: string): Promise<void> {
  for (;;) {
    const [entry] = await store.getMany([at])
    const value = ((entry?.value as number | undefined) ?? 0) + 1
    const done = await store.commit({
      id: crypto.randomUUID(),
      checks: [[at, entry?.version ?? null]],
      set: [[at, value]],
      delete: [],
    })
    if ('done' in done) return
  }
}
