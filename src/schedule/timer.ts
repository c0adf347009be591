import type { Clock, FixedClock } from '../core/clock.ts'
import { instant } from '../core/clock.ts'
import type { Log } from '../core/errors.ts'

/** The one timer there is: it runs what is due, whenever something is. */
export interface Timer {
  start(): void
  /** Says that something may have become due, or is due sooner than it was: it is looked at once more. */
  nudge(): void
  /** Stops, once what is under way has ended. */
  stop(): Promise<void>
  /**
   * Moves a simulated clock to an instant, stopping at everything that falls due on the way, in order. Only for
   * a timer that was not started.
   */
  advance(clock: FixedClock, to: Temporal.Instant): Promise<void>
}

/** What a timer runs: it answers when the next thing is due, in milliseconds, `undefined` when there is none. */
interface TimerOptions {
  clock: Clock
  run(signal?: AbortSignal): Promise<number | undefined>
  log: Log
}

/**
 * The longest it sleeps, in milliseconds: far below the 24.8 days beyond which `setTimeout` fires at once, and
 * short enough for a machine that slept, a clock that was set, and what other processes have put in the store.
 */
const longest = 60_000

/** The first and the longest pause after a failure, in milliseconds. */
const shortestPause = 1_000
const longestPause = 60_000

/** Returns a timer that stands still until it is started. */
export function createTimer({ clock, log, run }: TimerOptions): Timer {
  let stopping: AbortController | undefined
  let alarm: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let nudged = false
  let failures = 0

  async function once(signal: AbortSignal): Promise<number> {
    try {
      const next = await run(signal)
      failures = 0
      return next === undefined ? longest : next - clock.now().epochMilliseconds
    } catch (error) {
      if (failures === 0) log.error('what is due could not be looked at and will be again', error)
      return Math.min(longestPause, shortestPause * 2 ** failures++)
    }
  }

  async function work(signal: AbortSignal): Promise<void> {
    let delay = 0
    do {
      nudged = false
      delay = await once(signal)
    } while (nudged && failures === 0 && !signal.aborted)
    running = undefined
    if (!signal.aborted) alarm = setTimeout(wake, Math.min(longest, Math.max(0, delay)))
  }

  function wake(): void {
    clearTimeout(alarm)
    if (running !== undefined) nudged = true
    else if (stopping !== undefined && !stopping.signal.aborted) running = work(stopping.signal)
  }

  return {
    start() {
      stopping ??= new AbortController()
      wake()
    },
    nudge: wake,
    async stop() {
      stopping?.abort()
      clearTimeout(alarm)
      await running
      stopping = undefined
    },
    async advance(fixed, to) {
      const end = to.epochMilliseconds
      for (;;) {
        const now = clock.now().epochMilliseconds
        const next = await run()
        if (next === undefined || next > end) break
        fixed.set(instant(Math.max(next, now + 1)))
      }
      if (end > clock.now().epochMilliseconds) {
        fixed.set(to)
        await run()
      }
    },
  }
}
