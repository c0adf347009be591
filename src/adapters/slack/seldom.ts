import type { Clock } from '../../core/clock.ts'

const minute = 60_000
const most = 100

/** Tells whether something is to be said now: each thing once a minute at most, until all are forgotten. */
interface Seldom {
  (what: string): boolean
  forget(): void
}

/** Returns a memory of what was said when. */
export function createSeldom(clock: Clock): Seldom {
  const said = new Map<string, number>()
  const seldom = (what: string) => {
    const now = clock.now().epochMilliseconds
    const last = said.get(what)
    if (last !== undefined && now >= last && now - last < minute) return false
    // What differs every time must not fill the memory: the oldest are forgotten.
    said.delete(what)
    said.set(what, now)
    for (const [oldest] of said) {
      if (said.size <= most) break
      said.delete(oldest)
    }
    return true
  }
  return Object.assign(seldom, { forget: () => said.clear() })
}
