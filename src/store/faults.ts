import type { Keyv } from 'keyv'
import { StoreError } from '../core/store.ts'

/** Makes one call of a backend; whatever goes wrong meanwhile is a `StoreError`. */
export type Call = <T>(run: () => Promise<T>) => Promise<T>

/**
 * Listens to a Keyv's errors and carries them to the calls. A driver that loses its connection tends to say so in
 * an event and to answer `undefined` or `false`, which would make a dead database look like an empty one: so a call
 * during which an error was heard has failed, and an error heard between two calls fails the next one.
 */
export function watch(keyv: Keyv): Call {
  let heard = 0
  let told = 0
  let last: unknown
  keyv.on('error', (error: unknown) => {
    heard++
    last = error
  })
  const failure = () => {
    told = heard
    return asStoreError(last)
  }
  return async (run) => {
    if (heard > told) throw failure()
    const before = heard
    try {
      const answer = await run()
      if (heard > before) throw failure()
      return answer
    } catch (error) {
      told = heard
      throw asStoreError(error)
    }
  }
}

/** Returns a failure as the store's own error, which it may be already. */
const asStoreError = (cause: unknown): StoreError =>
  cause instanceof StoreError
    ? cause
    : new StoreError(`the store failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
