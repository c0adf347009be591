import { timeOfDay } from './wall-clock.ts'

/**
 * A cron line of five fields (minute, hour, day of the month, month, day of the week), taken apart. Weekdays are
 * ISO numbers (1 is Monday). `either`: a day must match one of `days` and `weekdays` instead of both.
 */
export interface CronLine {
  minutes: ReadonlySet<number>
  hours: ReadonlySet<number>
  days: ReadonlySet<number>
  months: ReadonlySet<number>
  weekdays: ReadonlySet<number>
  either: boolean
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const weekdayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/**
 * Takes a cron line apart; `undefined` for what is none. A field is `*` or a list of numbers, names (`jan`, `mon`),
 * ranges (`1-5`) and steps (`*` + `/15`, `9-17/2`, `5/20` for 5 to the end by 20); 0 and 7 are both Sunday. As in
 * Vixie's cron, a day matches one of its two fields where both are restricted, that is, begin with no `*`.
 */
export function readCron(line: string): CronLine | undefined {
  const fields = line.trim().toLowerCase().split(/\s+/)
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = fields
  if (fields.length !== 5) return undefined
  const minutes = readField(minute, 0, 59)
  const hours = readField(hour, 0, 23)
  const days = readField(day, 1, 31)
  const months = readField(month, 1, 12, monthNames)
  const sundayFirst = readField(weekday, 0, 7, weekdayNames)
  if (!minutes || !hours || !days || !months || !sundayFirst) return undefined
  const weekdays = new Set([...sundayFirst].map((each) => each || 7))
  return { minutes, hours, days, months, weekdays, either: !day.startsWith('*') && !weekday.startsWith('*') }
}

function readField(field: string, min: number, max: number, names: string[] = []): Set<number> | undefined {
  const out = new Set<number>()
  for (const item of field.split(',')) {
    const parts = /^(?:\*|(?<from>\w+)(?:-(?<to>\w+))?)(?:\/(?<step>\d{1,2}))?$/.exec(item)?.groups
    if (parts === undefined) return undefined
    const from = parts.from === undefined ? min : numberOf(parts.from, min, names)
    const step = parts.step === undefined ? 1 : Number(parts.step)
    const last = parts.from === undefined || parts.step !== undefined ? max : from
    const to = parts.to === undefined ? last : rangeEnd(parts.to, from, max, min, names)
    if (!(from >= min && from <= to && to <= max && step > 0)) return undefined
    for (let value = from; value <= to; value += step) out.add(value)
  }
  return out
}

function numberOf(written: string, min: number, names: string[]): number {
  const named = names.indexOf(written)
  return named >= 0 ? named + min : /^\d{1,2}$/.test(written) ? Number(written) : Number.NaN
}

/** The end of a range: 'fri-sun' ends on 7, since Sunday is 0 and 7. */
function rangeEnd(written: string, from: number, max: number, min: number, names: string[]): number {
  const value = numberOf(written, min, names)
  return value === 0 && from > 0 && max === 7 ? 7 : value
}

/** Returns the days of a month on which a cron line fires. */
export function cronDays(cron: CronLine, month: Temporal.PlainYearMonth): number[] {
  if (!cron.months.has(month.month)) return []
  const offset = month.toPlainDate({ day: 1 }).dayOfWeek - 1
  return Array.from({ length: month.daysInMonth }, (_, index) => index + 1).filter((day) => {
    const onDay = cron.days.has(day)
    const onWeekday = cron.weekdays.has(((offset + day - 1) % 7) + 1)
    return cron.either ? onDay || onWeekday : onDay && onWeekday
  })
}

/** Returns the times of day at which a cron line fires, as 'HH:MM', in order. */
export const cronTimes = (cron: CronLine): string[] =>
  inOrder(cron.hours).flatMap((hour) => inOrder(cron.minutes).map((minute) => timeOfDay(hour, minute)))

const inOrder = (values: ReadonlySet<number>): number[] => [...values].sort((a, b) => a - b)
