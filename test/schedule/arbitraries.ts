import fc from 'fast-check'
import type { Repeat } from '../../src/schedule/recurrence.ts'

const two = (value: number): string => String(value).padStart(2, '0')

/** Times of day, in order. */
export const anyTimes = fc
  .uniqueArray(fc.integer({ min: 0, max: 1439 }), { minLength: 1, maxLength: 3 })
  .map((minutes) =>
    minutes.sort((a, b) => a - b).map((minute) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`),
  )

const every = fc.oneof({ weight: 3, arbitrary: fc.constant(1) }, fc.integer({ min: 2, max: 20 }))
const monthDays = fc
  .uniqueArray(fc.oneof(fc.integer({ min: 1, max: 31 }), fc.constant('last' as const)), {
    minLength: 1,
    maxLength: 3,
  })
  .map((days) => days.sort((a, b) => (a === 'last' ? 1 : b === 'last' ? -1 : a - b)))

const weekdays = fc
  .uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 6 })
  .map((days) => days.sort())

const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Every kind of repetition that has a plain form. */
export const anyPlainRepeat: fc.Arbitrary<Repeat> = fc.oneof(
  fc.record({ kind: fc.constant('daily' as const), every, times: anyTimes }),
  fc.record({ kind: fc.constant('weekly' as const), every, weekdays, times: anyTimes }),
  fc.record({ kind: fc.constant('monthly' as const), every, days: monthDays, times: anyTimes }),
  fc.record({
    kind: fc.constant('weekday of month' as const),
    every,
    nth: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constant('last' as const)),
    weekday: fc.integer({ min: 1, max: 7 }),
    times: anyTimes,
  }),
  fc
    .record({
      kind: fc.constant('yearly' as const),
      every: fc.integer({ min: 1, max: 3 }),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 31 }),
      times: anyTimes,
    })
    .map((it) => ({ ...it, day: Math.min(it.day, longest[it.month - 1] ?? 1) })),
)

/** A cron line that is no plain repetition. */
export const anyCron: fc.Arbitrary<Repeat> = fc
  .constantFrom(
    '*/15 9-17 * * 1-5',
    '0 9 1,15 * 1',
    '0 * * * *',
    '0 */2 * * *',
    '*/10 * * * *',
    '30 8 */2 * mon',
    '5 9 1 jan,jul *',
  )
  .map((line) => ({ kind: 'cron', line }))

/** Every kind of repetition. */
export const anyRepeat = fc.oneof({ weight: 5, arbitrary: anyPlainRepeat }, anyCron)

/** Zones that change their clocks in different ways, and one that does not. */
export const anyZone = fc.constantFrom(
  'Europe/Paris',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Kolkata',
)

/** Moments of some ten years. */
export const anyInstant = fc
  .integer({ min: Date.UTC(2024, 0, 1) / 1000, max: Date.UTC(2034, 0, 1) / 1000 })
  .map((seconds) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000))
