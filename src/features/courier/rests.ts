/** What is left alone for a while, by name, since dealing with it failed: longer each time in a row. */
interface Rests {
  /** Leaves something alone from an instant on, in milliseconds; answers how often that has been in a row. */
  add(name: string, now: number): number
  /** Says that something went well. */
  end(name: string): void
  has(name: string, now: number): boolean
  /** Returns when the first of them is over, in milliseconds, infinity where there are none. */
  nearest(now: number): number
}

/** The first and the longest rest, in milliseconds. */
const shortest = 5_000
const longest = 10 * 60_000

/** Returns an empty list of what is left alone. */
export function createRests(): Rests {
  const rests = new Map<string, { until: number; times: number }>()
  return {
    add(name, now) {
      const times = (rests.get(name)?.times ?? 0) + 1
      rests.set(name, { until: now + Math.min(longest, shortest * 2 ** (times - 1)), times })
      return times
    },
    end: (name) => void rests.delete(name),
    has: (name, now) => (rests.get(name)?.until ?? 0) > now,
    nearest: (now) =>
      Math.min(...rests.values().map(({ until }) => (until > now ? until : Number.POSITIVE_INFINITY))),
  }
}
