import type { Time } from '../adapters/console/time.ts'
import { type Clock, type FixedClock, instant } from '../core/clock.ts'
import type { Log } from '../core/errors.ts'
import type { Locale } from '../core/person.ts'
import type { Words } from '../core/words.ts'
import type { Courier } from '../features/courier/index.ts'
import { readDuration, readInstant } from '../schedule/phrases.ts'
import type { Timer } from '../schedule/timer.ts'

/** What the terminal's time is made of; `simulated` is the clock itself where it can be moved. */
interface TimeParts {
  clock: Clock
  simulated?: FixedClock
  courier: Courier
  timer: Timer
  words: Words
  log: Log
}

/** Tells the terminal the time and delivers what is due between two lines. */
export function createTime({ clock, simulated, courier, timer, words, log }: TimeParts): Time {
  return {
    now: () => clock.now(),
    read: (typed, zone, locale) => readMove(typed, { now: clock.now(), zone, locale, words }),
    ...(simulated && { move: (to: Temporal.Instant) => timer.advance(simulated, to) }),
    async settle() {
      try {
        // The first may have begun before the last commit and not have seen it; the second sees it.
        await courier.run()
        await courier.run()
      } catch (error) {
        log.error('what is due could not be delivered and will be tried again', error)
      }
    },
  }
}

/** Reads where a clock is to be moved: `+90m`, or a moment in words, which may turn out to be over. */
function readMove(
  typed: string,
  at: { now: Temporal.Instant; zone: string; locale: Locale; words: Words },
): Temporal.Instant | undefined {
  const span = /^\+\s*(.+)$/su.exec(typed)?.[1]
  if (span !== undefined) {
    const read = readDuration(span, at)
    return 'problem' in read ? undefined : at.now.add({ milliseconds: read.ms })
  }
  const ahead = readInstant(typed, at)
  if (!('problem' in ahead)) return instant(ahead.at)
  const behind = ahead.problem === 'past' ? readInstant(typed, at, { past: true }) : ahead
  return 'problem' in behind ? undefined : instant(behind.at)
}
