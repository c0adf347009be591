import type { Problem, Sent } from './chat.ts'
import { within } from './patience.ts'

/**
 * Why a call of a chat's has no result. `later`: nothing was done, not before this many milliseconds from now.
 * `refused`: nothing was done, and `error` is the chat's own code for why. `unknown`: it may have been done.
 */
export type Failed<E = unknown> = { later: number } | { refused: Problem; error: E } | { unknown: string }

/** Says the same of a post as of the call that made it. */
export const sentNot = (failed: Failed): Exclude<Sent, { sent: unknown }> =>
  'refused' in failed ? { refused: failed.refused } : failed

/** Calls what is harmless to repeat, once more where nobody knows what became of it; `ms` is for all of it. */
export function twice<A extends object>(
  call: () => Promise<A>,
  ms: number,
): Promise<A | { unknown: string }> {
  const asked = async () => {
    const first = await call()
    return 'unknown' in first ? call() : first
  }
  return within(ms, asked(), { unknown: 'timeout' })
}

/** When to come back to a chat that is not to be reached, in milliseconds. */
export const pauseUnreached = 1_000

/** Says what a request means that brought no answer: whatever may have arrived may have been done. */
export function lossOf(error: unknown): { later: number } | { unknown: string } {
  if (!(error instanceof Error)) return { unknown: 'error' }
  return isUnreached(error) || isUnreached(error.cause)
    ? { later: pauseUnreached }
    : { unknown: nameOf(error) }
}

/** Tells whether a connection was never made, so that nothing can have been sent. */
function isUnreached(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(isUnreached)
  if (!(error instanceof Error)) return false
  const { code, syscall } = error as NodeJS.ErrnoException
  return syscall === 'connect' || syscall === 'getaddrinfo' || code === 'UND_ERR_CONNECT_TIMEOUT'
}

/** Names a failure by its code: messages may hold addresses, which may be secret. */
function nameOf(error: Error): string {
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'timeout'
  const { code } = (error.cause ?? error) as NodeJS.ErrnoException
  return typeof code === 'string' ? code : error.name
}
