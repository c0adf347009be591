import { cronDays, cronTimes, readCron } from './cron-line.ts'
import type { Repeat, Rule } from './rule.ts'
import { dateOf, localOf, placed } from './wall-clock.ts'

export { type Repeat, type Rule, repeat, rule } from './rule.ts'

/** One time a rule comes round: the wall-clock time as in the rule, and the instant in milliseconds. */
interface Occurrence {
  local: string
  at: number
}

/** A pattern whose next date lies further away than this is held never to fire again; 29 February needs 40 years. */
const horizonMonths = 100 * 12

/** Wall-clock times are compared as strings, so that years have four digits. */
const lastYear = 9999

/** Tells whether a rule happens a single time. */
export const isOnce = (it: Rule): boolean => it.repeat.kind === 'once'

/** Returns the next occurrences of a rule after an instant, `n` at most. */
export const nextOf = (it: Rule, after: Temporal.Instant, n: number): Occurrence[] =>
  occurrences(it, after).take(n).toArray()

/**
 * Walks the occurrences of a rule after an instant, in order, until there are no more. Dates come first, then
 * they are placed in the zone; an occurrence that a clock change puts at or before the one before it is dropped.
 */
export function* occurrences(it: Rule, after: Temporal.Instant): Generator<Occurrence, undefined> {
  const skipped = new Set(it.skipped)
  if (it.repeat.kind === 'once') {
    const at = it.repeat.at ?? placed(it.from, it.zone)
    if (at > after.epochMilliseconds && !skipped.has(it.from)) yield { local: it.from, at }
    return
  }
  const end = endOf(it)
  // A clock change moves a wall-clock time by a day at most (Apia, 2011), so that two days before is far enough
  // to know which occurrence is dropped.
  const start = after.toZonedDateTimeISO(it.zone).toPlainDate().subtract({ days: 2 })
  let before = Number.NEGATIVE_INFINITY
  for (const local of wallTimes(it.repeat, it.from, start)) {
    if (local > end) return
    const at = placed(local, it.zone)
    if (at <= before) continue
    before = at
    if (at > after.epochMilliseconds && !skipped.has(local)) yield { local, at }
  }
}

/**
 * Starts a repetition: the rule whose first occurrence is the first one after an instant and, where `earliest`
 * is given, not before that wall-clock time. `undefined` where there is none.
 */
export function startRule(
  repeat: Repeat,
  zone: string,
  after: Temporal.Instant,
  earliest?: string,
): Rule | undefined {
  const from = earliest ?? localOf(after.epochMilliseconds, zone)
  // The interval counts from the first occurrence, so that the first itself is sought without one.
  const dense: Repeat = 'every' in repeat ? { ...repeat, every: 1 } : repeat
  const [first] = nextOf({ zone, from, repeat: dense, skipped: [] }, after, 1)
  return first && { zone, from: first.local, repeat, skipped: [] }
}

/** The last wall-clock time a rule may have; it grows with `count` alone, which the schema bounds. */
function endOf(it: Rule): string {
  const until = it.until === undefined ? `${lastYear}` : `${it.until}T24:00`
  if (it.count === undefined || it.repeat.kind === 'once') return until
  let last = ''
  for (const local of wallTimes(it.repeat, it.from, dateOf(it.from)).take(it.count)) last = local
  return last < until ? last : until
}

function* wallTimes(
  repeat: Repeating,
  from: string,
  start: Temporal.PlainDate,
): Generator<string, undefined> {
  const anchor = dateOf(from)
  const times = timesOf(repeat)
  const [first = ''] = times
  for (const date of dates(repeat, anchor, later(anchor, start))) {
    const day = date.toString()
    // A date after the first has all of its times.
    if (`${day}T${first}` >= from) for (const time of times) yield `${day}T${time}`
    else for (const time of times) if (`${day}T${time}` >= from) yield `${day}T${time}`
  }
}

type Repeating = Exclude<Repeat, { kind: 'once' }>

const timesOf = (repeat: Repeating): string[] => {
  if (repeat.kind !== 'cron') return repeat.times
  const cron = readCron(repeat.line)
  return cron === undefined ? [] : cronTimes(cron)
}

/** The dates of a pattern, counted from `anchor`, that are not before `start`. Each begins with one division. */
function dates(
  repeat: Repeating,
  anchor: Temporal.PlainDate,
  start: Temporal.PlainDate,
): Iterable<Temporal.PlainDate> {
  switch (repeat.kind) {
    case 'daily':
      return byDays(repeat.every, anchor, start)
    case 'weekly':
      return byWeeks(repeat, anchor, start)
    case 'monthly':
      return byMonths(repeat.every, monthOf(anchor), start, (month) => monthDays(repeat.days, month))
    case 'weekday of month':
      return byMonths(repeat.every, monthOf(anchor), start, (month) => nthWeekday(repeat, month))
    case 'yearly':
      return byMonths(repeat.every * 12, anchor.year * 12 + repeat.month - 1, start, (month) =>
        monthDays([repeat.day], month),
      )
    case 'cron': {
      const cron = readCron(repeat.line)
      return cron === undefined ? [] : byMonths(1, monthOf(anchor), start, (month) => cronDays(cron, month))
    }
  }
}

function* byDays(every: number, anchor: Temporal.PlainDate, start: Temporal.PlainDate) {
  const steps = Math.ceil(anchor.until(start).days / every)
  for (
    let date = anchor.add({ days: steps * every });
    date.year <= lastYear;
    date = date.add({ days: every })
  )
    yield date
}

function* byWeeks(
  { every, weekdays }: Extract<Repeat, { kind: 'weekly' }>,
  anchor: Temporal.PlainDate,
  start: Temporal.PlainDate,
) {
  const inOrder = [...new Set(weekdays)].sort((a, b) => a - b)
  const monday = anchor.subtract({ days: anchor.dayOfWeek - 1 })
  const steps = Math.floor(monday.until(start).days / (7 * every))
  for (
    let week = monday.add({ weeks: steps * every });
    week.year <= lastYear;
    week = week.add({ weeks: every })
  )
    for (const weekday of inOrder) {
      const date = week.add({ days: weekday - 1 })
      if (Temporal.PlainDate.compare(date, start) >= 0) yield date
    }
}

function* byMonths(
  every: number,
  first: number,
  start: Temporal.PlainDate,
  daysIn: (month: Temporal.PlainYearMonth) => number[],
) {
  const steps = Math.max(0, Math.floor((monthOf(start) - first) / every))
  let barren = 0
  for (
    let index = first + steps * every;
    index < (lastYear + 1) * 12 && barren < horizonMonths;
    index += every
  ) {
    barren += every
    const month = new Temporal.PlainYearMonth(Math.floor(index / 12), (index % 12) + 1)
    for (const day of daysIn(month)) {
      barren = 0
      const date = month.toPlainDate({ day })
      if (Temporal.PlainDate.compare(date, start) >= 0) yield date
    }
  }
}

const monthOf = (date: Temporal.PlainDate): number => date.year * 12 + date.month - 1

function monthDays(days: readonly (number | 'last')[], month: Temporal.PlainYearMonth): number[] {
  const { daysInMonth } = month
  const all = days.map((day) => (day === 'last' ? daysInMonth : day)).filter((day) => day <= daysInMonth)
  return [...new Set(all)].sort((a, b) => a - b)
}

function nthWeekday(
  { nth, weekday }: Extract<Repeat, { kind: 'weekday of month' }>,
  month: Temporal.PlainYearMonth,
): number[] {
  const first = 1 + ((weekday - month.toPlainDate({ day: 1 }).dayOfWeek + 7) % 7)
  const last = first + 7 * Math.floor((month.daysInMonth - first) / 7)
  const day = nth === 'last' ? last : first + 7 * (nth - 1)
  return day <= last ? [day] : []
}

const later = (one: Temporal.PlainDate, other: Temporal.PlainDate): Temporal.PlainDate =>
  Temporal.PlainDate.compare(one, other) < 0 ? other : one
