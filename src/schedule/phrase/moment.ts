import type { Locale } from '../../core/person.ts'
import { localOf, placed } from '../wall-clock.ts'
import { type Clock, timeOf } from './clock.ts'
import type { Day } from './day.ts'
import type { Span } from './duration.ts'
import type { Trouble } from './problem.ts'

/** What a phrase is read with: now, the zone it is in, and whether it lies ahead or behind. */
export interface Standpoint {
  now: Temporal.Instant
  zone: string
  locale: Locale
  past: boolean
}

/** A wall-clock time to the minute, and its instant in milliseconds. */
interface Moment {
  local: string
  at: number
}

/** Years have four digits, as in every wall-clock time. */
const lastYear = 9998

/** Returns the day it is at a standpoint. */
export const todayAt = ({ now, zone }: Standpoint): Temporal.PlainDate =>
  now.toZonedDateTimeISO(zone).toPlainDate()

/** Returns the moment of a day and an hour: of all that were meant, the nearest that lies on the right side of now. */
export function momentOf(day: Day | undefined, clock: Clock, at: Standpoint): Moment | Trouble {
  const time = timeOf(clock, day?.part)
  if (time === undefined && !clock.midnight) return { problem: 'time' }
  const dates = clock.midnight ? midnights(day, at) : day === undefined ? nearToday(at) : datesOf(day, at)
  if ('problem' in dates) return dates
  const moments = dates.map((date) => momentAt(`${date}T${time ?? '00:00'}`, at.zone))
  const found = moments.find((moment) => isAhead(moment.at, at) !== at.past)
  if (found === undefined) return { problem: at.past ? 'future' : 'past' }
  return agrees(day, found.local) ? found : { problem: 'weekday' }
}

const momentAt = (local: string, zone: string): Moment => ({ local, at: placed(local, zone) })

const isAhead = (ms: number, at: Standpoint): boolean => ms > at.now.epochMilliseconds

const nearToday = (at: Standpoint): Temporal.PlainDate[] => {
  const today = todayAt(at)
  return [today, today.add({ days: at.past ? -1 : 1 })]
}

/** Midnight by name lies between two days: only tonight's, and the nearest, are clear. */
function midnights(day: Day | undefined, at: Standpoint): Temporal.PlainDate[] | Trouble {
  if (day === undefined) return nearToday(at)
  if (day.kind !== 'offset' || day.days !== 0) return { problem: 'midnight' }
  return [todayAt(at).add({ days: at.past ? 0 : 1 })]
}

/** Returns the moment some time from now; days and months keep the wall-clock time. */
export function momentFrom(span: Span, at: Standpoint): Moment | Trouble {
  const sign = at.past ? -1 : 1
  const { months, days, ms } = span
  if (months > lastYear * 12 || days > lastYear * 366 || ms > lastYear * 366 * 86_400_000)
    return { problem: 'date' }
  const moment = at.now
    .toZonedDateTimeISO(at.zone)
    .add({ months: sign * months, days: sign * days })
    .add({ milliseconds: sign * ms })
  if (moment.year > lastYear || moment.year < 1) return { problem: 'date' }
  // Whole seconds, and never early.
  const then = (at.past ? Math.floor : Math.ceil)(moment.epochMilliseconds / 1000) * 1000
  return { local: localOf(then, at.zone), at: then }
}

/** Returns the nearest date a day can mean that passes a test. */
export function dateThat(
  day: Day,
  at: Standpoint,
  fits: (date: Temporal.PlainDate) => boolean,
): Temporal.PlainDate | Trouble {
  const dates = datesOf(day, at)
  if ('problem' in dates) return dates
  const found = dates.find(fits)
  if (found === undefined) return { problem: at.past ? 'future' : 'past' }
  return agrees(day, found.toString()) ? found : { problem: 'weekday' }
}

const agrees = (day: Day | undefined, local: string): boolean =>
  day?.weekday === undefined || Temporal.PlainDate.from(local.slice(0, 10)).dayOfWeek === day.weekday

/** The dates a day can mean, the nearest first. */
function datesOf(day: Day, at: Standpoint): Temporal.PlainDate[] | Trouble {
  const today = todayAt(at)
  switch (day.kind) {
    case 'offset':
      return [today.add({ days: day.days })]
    case 'weekday':
      return weekdayDates(day.weekday, day.which, today, at.past)
    case 'ahead':
      if (day.span.months > lastYear * 12 || day.span.days > lastYear * 366) return { problem: 'date' }
      return within([today.add({ months: day.span.months, days: day.span.days })])
    case 'slashed':
      return slashedDates(day, today, at)
    case 'date':
      return written(day, today, at.past)
  }
}

function weekdayDates(
  weekday: number,
  which: Extract<Day, { kind: 'weekday' }>['which'],
  today: Temporal.PlainDate,
  past: boolean,
): Temporal.PlainDate[] {
  const ahead = (weekday - today.dayOfWeek + 7) % 7
  const behind = (today.dayOfWeek - weekday + 7) % 7
  switch (which) {
    case 'coming':
      return (past ? [-behind, -behind - 7] : [ahead, ahead + 7]).map((days) => today.add({ days }))
    case 'next':
      return [today.add({ days: ahead || 7 })]
    case 'last':
      return [today.subtract({ days: behind || 7 })]
    case 'next week':
      return [today.add({ days: 7 + weekday - today.dayOfWeek })]
  }
}

function slashedDates(
  { first, second, year }: Extract<Day, { kind: 'slashed' }>,
  today: Temporal.PlainDate,
  at: Standpoint,
): Temporal.PlainDate[] | Trouble {
  // French writes the day first. English does so in London and not in New York, so that it must be plain.
  const dayFirst = at.locale === 'fr' || first > 12 || first === second
  if (!dayFirst && second <= 12) return { problem: 'ambiguous' }
  const [day, month] = dayFirst ? [first, second] : [second, first]
  return written({ day, month, ...(year !== undefined && { year }) }, today, at.past)
}

function written(
  { year, month, day }: { year?: number; month?: number; day: number },
  today: Temporal.PlainDate,
  past: boolean,
): Temporal.PlainDate[] | Trouble {
  const sign = past ? -1 : 1
  // Leap days are eight years apart at most, long months two months.
  const months =
    month === undefined
      ? [0, 1, 2].map((n) => today.toPlainYearMonth().add({ months: sign * n }))
      : year === undefined
        ? [0, 1, 2, 3, 4, 5, 6, 7, 8].map((n) => ({ year: today.year + sign * n, month }))
        : [{ year, month }]
  return within(months.flatMap((each) => dateIn(each.year, each.month, day) ?? []))
}

function dateIn(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  if (month < 1 || month > 12 || day < 1) return undefined
  const date = new Temporal.PlainDate(year, month, 1)
  return day > date.daysInMonth ? undefined : date.with({ day })
}

function within(dates: Temporal.PlainDate[]): Temporal.PlainDate[] | Trouble {
  const kept = dates.filter(({ year }) => year >= 1 && year <= lastYear)
  return kept.length === 0 ? { problem: 'date' } : kept
}
