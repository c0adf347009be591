import type { Locale } from '../../core/person.ts'

/** The time as the terminal tells it and, where it is simulated, moves it. */
export interface Time {
  now(): Temporal.Instant
  /** Moves the clock forward and delivers what falls due on the way; absent on the real clock. */
  move?(to: Temporal.Instant): Promise<void>
  /** Reads a time or a span in words, in a zone; `undefined` where it is neither. */
  read(typed: string, zone: string, locale: Locale): Temporal.Instant | undefined
  /** Returns when all that is due now was delivered. */
  settle(): Promise<void>
}
