import { instant } from '../../core/clock.ts'
import { dayOf, startOf } from '../../core/dates.ts'
import { occurrences, type Rule } from '../../schedule/recurrence.ts'
import { type Occurrence, occurrenceId, type Reminder } from './record.ts'

/** One date of a series: the instant in milliseconds and the wall-clock time, 'YYYY-MM-DDTHH:MM'. */
interface SeriesDate {
  at: number
  local: string
}

/** Walks the dates of a rule from an instant on, that instant included. */
const datesFrom = (rule: Rule, from: number): Generator<SeriesDate, undefined> =>
  occurrences(rule, instant(from - 1))

/** Walks the dates of a series that have no record yet, in `[from, to)`. */
export function* upcomingDates(it: Reminder, from: number, to: number): Generator<SeriesDate, undefined> {
  if (it.next === undefined) return
  for (const date of datesFrom(it.rule, Math.max(from, it.next.at))) {
    if (date.at >= to) return
    yield date
  }
}

/** Returns the next dates on which a reminder will be sent. */
export const nextDates = (it: Reminder, count: number): SeriesDate[] =>
  upcomingDates(it, 0, Number.POSITIVE_INFINITY).take(count).toArray()

/** Returns the reminder with `next` standing at the first date at or after an instant that has no record. */
export function startingAt(it: Reminder, from: number): Reminder {
  const { next: _next, ...rest } = it
  const { value: next } = datesFrom(it.rule, from).next()
  const skipped = it.rule.skipped.filter((local) => next !== undefined && local > next.local)
  return { ...rest, rule: { ...it.rule, skipped }, ...(next === undefined ? {} : { next }) }
}

/** Returns the reminder past a date: what is next comes after it. */
export const startingAfter = (it: Reminder, date: SeriesDate): Reminder => startingAt(it, date.at + 1)

/** Returns the reminder without a date that is dealt with ahead of time. */
export const without = (it: Reminder, date: SeriesDate): Reminder =>
  it.next?.at === date.at
    ? startingAfter(it, date)
    : { ...it, rule: { ...it.rule, skipped: [...it.rule.skipped, date.local] } }

/** Returns the record one date of a series begins with. */
export const scheduled = (it: Reminder, { at, local }: SeriesDate, now: number): Occurrence => ({
  v: 1,
  id: occurrenceId(it.number, it.revision, local),
  reminder: it.number,
  revision: it.revision,
  local,
  at,
  sendAt: at,
  state: it.state === 'paused' ? 'paused' : 'scheduled',
  since: now,
  round: 0,
  sendings: [],
})

/** Returns the day of its own zone on which an instant falls for a reminder: its first instant, and the next day's. */
export function dayAround(it: Reminder, at: number): { from: number; to: number } {
  const day = dayOf(at, it.rule.zone)
  return { from: startOf(day, it.rule.zone), to: startOf(day.add({ days: 1 }), it.rule.zone) }
}
