import type { Clock } from './clock.ts'
import type { House } from './house.ts'
import type { Store } from './store.ts'

/**
 * One unit of work: reads see its own writes, writes are applied in one commit at the end. A key that was
 * both read and written must not have changed meanwhile, else the whole work is done again from the start.
 */
export interface Work {
  /** The invocation's or the alarm's id: doing the same id twice must leave the same records. */
  readonly id: string
  readonly community: string
  readonly now: Temporal.Instant
  /** Configuration and words; a work opened without a house throws here. */
  readonly house: House
  get<T>(key: string): Promise<T | undefined>
  getMany<T>(keys: string[]): Promise<(T | undefined)[]>
  /** `from` inclusive, `to` exclusive; the cost is the size of the answer. */
  list<T>(range: {
    from: string
    to: string
    limit: number
    reverse?: boolean
  }): Promise<{ key: string; value: T }[]>
  set(key: string, value: unknown): void
  delete(key: string): void
  /** Asks that a key that is only read must not change before the commit either. */
  hold(key: string): void
  /**
   * Sweeps a record away some time after an instant in milliseconds. One that is written again and again says in
   * a field of its own, `expires`, until when it is kept: then an earlier mark does not take it away.
   */
  expire(key: string, at: number): void
  /** Tells whether anything was written yet. */
  hasWritten(): boolean
}

/**
 * Returns the same work, but for what is given. Works are plain objects without getters, and none is another's
 * prototype: V8 would keep each with all that it has read until the whole heap is collected.
 */
export const altered = (use: Work, given: Partial<Work>): Work => ({ ...use, ...given })

/** What `update` needs besides the store. `pause` waits between two tries, in milliseconds. */
export interface Updating {
  store: Store
  clock: Clock
  id: string
  community: string
  house?: House
  pause?: (ms: number) => Promise<void>
}
