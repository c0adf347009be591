/** The only source of the time; it is passed in, so that tests, demos and simulations own it. */
export interface Clock {
  now(): Temporal.Instant
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => Temporal.Now.instant() }

/** A clock that stands still until it is moved. */
export interface FixedClock extends Clock {
  set(to: Temporal.Instant): void
  add(duration: Temporal.DurationLike): void
}

/** Returns a clock that stands at an instant. */
export function createFixedClock(start: Temporal.Instant | string): FixedClock {
  let time = Temporal.Instant.from(start)
  return {
    now: () => time,
    set: (to) => {
      time = to
    },
    add: (duration) => {
      time = time.add(duration)
    },
  }
}

/** Returns the instant of milliseconds since the epoch, the form in which records keep times. */
export const instant = (ms: number): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(ms)
