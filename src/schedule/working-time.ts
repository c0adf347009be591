import { dayOf } from '../core/dates.ts'
import { placed } from './wall-clock.ts'

/**
 * When a team works: ISO weekdays (1 is Monday), hours 'HH:MM', holidays ISO dates. Hours that end at or before
 * their start end on the next day and belong to the day they start on: '22:00' to '06:00' on a Friday runs into
 * Saturday morning, and '00:00' to '00:00' is around the clock.
 */
export interface WorkingTime {
  zone: string
  days: readonly number[]
  hours: { from: string; to: string }
  holidays: readonly string[]
}

/** One day's working hours, in milliseconds; `end` is not included. */
interface Shift {
  start: number
  end: number
}

/** How many days one call looks at, so that it ends: ten years. */
const horizonDays = 3660

const minute = 60_000

/** Tells whether an instant, in milliseconds, lies in working hours. */
export function isWorking(at: number, w: WorkingTime): boolean {
  const [shift] = shifts(at, w)
  return shift !== undefined && shift.start <= at
}

/**
 * Returns when a clock that runs in working hours only has run for some minutes, in milliseconds; it counts the
 * minutes that pass, also where a clock change shortens a shift. `undefined` where that takes more than ten
 * years: there is no working day.
 */
export function addWorking(from: number, minutes: number, w: WorkingTime): number | undefined {
  let left = Math.max(0, minutes) * minute
  if (left === 0) return from
  for (const { start, end } of shifts(from, w)) {
    const begin = Math.max(start, from)
    if (begin + left <= end) return begin + left
    left -= end - begin
  }
  return undefined
}

/** Returns the next start of working hours after an instant, in milliseconds; `undefined` without a working day. */
export const nextWorkingMorning = (after: number, w: WorkingTime): number | undefined =>
  shifts(after, w).find(({ start }) => start > after)?.start

/** Walks the shifts that end after an instant, in order. */
function* shifts(from: number, w: WorkingTime): Generator<Shift, undefined> {
  const overnight = w.hours.to <= w.hours.from
  for (const day of workingDays(dayOf(from, w.zone).subtract({ days: 1 }), w)) {
    const start = placed(`${day}T${w.hours.from}`, w.zone)
    const end = placed(`${overnight ? day.add({ days: 1 }) : day}T${w.hours.to}`, w.zone)
    if (end > from && end > start) yield { start, end }
  }
}

function* workingDays(from: Temporal.PlainDate, w: WorkingTime): Generator<Temporal.PlainDate, undefined> {
  if (w.days.length === 0) return
  const holidays = new Set(w.holidays)
  for (let ahead = 0; ahead < horizonDays; ahead++) {
    const day = from.add({ days: ahead })
    if (w.days.includes(day.dayOfWeek) && !holidays.has(day.toString())) yield day
  }
}
