import { setTimeout as sleep } from 'node:timers/promises'

/** Answers what a promise comes to, or something else where that takes longer than `ms` milliseconds. */
export async function within<T, O>(ms: number, work: Promise<T>, otherwise: O): Promise<T | O> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<O>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), Math.max(0, ms))
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Does something with a signal that breaks it off after `ms` milliseconds. Unlike `AbortSignal.timeout`, it lets go of
 * what it was for as soon as that is over, and not only when the time is.
 */
export async function breakingOff<T>(ms: number, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const over = new AbortController()
  const timer = setTimeout(() => over.abort(new DOMException('it took too long', 'TimeoutError')), ms)
  try {
    return await run(over.signal)
  } finally {
    clearTimeout(timer)
  }
}

/** Waits so many milliseconds, or until something is over. */
export async function rest(ms: number, over: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal: over })
  } catch (error) {
    if (!over.aborted) throw error
  }
}
