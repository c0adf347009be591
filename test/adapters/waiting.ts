import { vi } from 'vitest'

/** Waits until something holds; fails after 20 s, since a busy machine is slow. */
export const until = (holds: () => boolean) =>
  vi.waitFor(
    () => {
      if (!holds()) throw new Error(`still not: ${holds}`)
    },
    { timeout: 20_000, interval: 10 },
  )

/** How long something takes, in milliseconds. */
export async function took(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
