import * as z from 'zod'
import { readCron } from './cron-line.ts'
import { zoneNamed } from './wall-clock.ts'

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const date = z.iso.date()
const local = z.iso.datetime({ local: true, precision: -1 }).regex(/T\d\d:\d\d$/)
const every = z.number().int().min(1).max(999)
const weekday = z.number().int().min(1).max(7)
const monthDay = z.number().int().min(1).max(31)

/** The times of a day, in order, without repetition. */
const times = z
  .array(time)
  .min(1)
  .max(24)
  .refine((all) => all.every((each, index) => index === 0 || each > (all[index - 1] ?? '')), {
    error: 'times must be in order',
  })

/**
 * How a rule repeats. Weekdays are ISO numbers (1 is Monday), times 'HH:MM'. A month that lacks the day, or the
 * fifth such weekday, is left out; 'last' is the last there is. `once` may carry the exact instant it means, in
 * milliseconds, where it was given as a distance ('in 20 minutes').
 */
export const repeat = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('once'), at: z.number().int().exactOptional() }),
  z.strictObject({ kind: z.literal('daily'), every, times }),
  z.strictObject({ kind: z.literal('weekly'), every, weekdays: z.array(weekday).min(1).max(7), times }),
  z.strictObject({
    kind: z.literal('monthly'),
    every,
    days: z.array(z.union([monthDay, z.literal('last')])).min(1),
    times,
  }),
  z.strictObject({
    kind: z.literal('weekday of month'),
    every,
    nth: z.union([z.number().int().min(1).max(5), z.literal('last')]),
    weekday,
    times,
  }),
  z.strictObject({
    kind: z.literal('yearly'),
    every,
    month: z.number().int().min(1).max(12),
    day: monthDay,
    times,
  }),
  z.strictObject({
    kind: z.literal('cron'),
    line: z.string().refine((line) => readCron(line) !== undefined, { error: 'not a cron line' }),
  }),
])
export type Repeat = z.infer<typeof repeat>

/**
 * When something happens, as it is stored. `from` is the wall-clock time of the first occurrence, from which
 * intervals and `count` are counted; `until` is the last date, included; `skipped` are the wall-clock times taken
 * out, which `count` counts all the same. Wall-clock times are to the minute, in `zone` (IANA name).
 */
export const rule = z.strictObject({
  zone: z.string().refine((name) => zoneNamed(name) !== undefined, { error: 'not an IANA time zone' }),
  from: local,
  repeat,
  until: date.exactOptional(),
  count: z.number().int().min(1).max(999).exactOptional(),
  skipped: z.array(local),
})
export type Rule = z.infer<typeof rule>
