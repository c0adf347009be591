import { vi } from 'vitest'

/** Waits until something holds; fails after so many milliseconds. */
export const until = (holds: () => boolean, timeout = 2000) =>
  vi.waitFor(
    () => {
      if (!holds()) throw new Error(`still not: ${holds}`)
    },
    { timeout, interval: 10 },
  )

/** How long something takes, in milliseconds. */
export async function took(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
