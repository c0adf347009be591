import { type CronLine, cronTimes, readCron } from '../cron-line.ts'
import type { Repeat } from '../rule.ts'

/** More hours a day than this stay a cron line: they cannot be said in a sentence. */
const fewTimes = 6
const fewDays = 6

/** Returns what a cron line says as a plain repetition where it is one, so that it can be told in words. */
export function plainCron(line: string): Repeat {
  const cron = readCron(line)
  const plain = cron && plainly(cron)
  return plain ?? { kind: 'cron', line }
}

function plainly(cron: CronLine): Repeat | undefined {
  const times = cronTimes(cron)
  if (times.length > fewTimes) return undefined
  const anyDay = cron.days.size === 31
  const anyWeekday = cron.weekdays.size === 7
  const anyMonth = cron.months.size === 12
  const anyDate = cron.either ? anyDay || anyWeekday : anyDay && anyWeekday
  if (anyMonth && anyDate) return { kind: 'daily', every: 1, times }
  if (cron.either) return undefined
  const days = inOrder(cron.days)
  const months = inOrder(cron.months)
  if (anyMonth && anyDay) return { kind: 'weekly', every: 1, weekdays: inOrder(cron.weekdays), times }
  if (!anyWeekday || days.length > fewDays) return undefined
  if (anyMonth) return { kind: 'monthly', every: 1, days, times }
  const [month, ...others] = months
  const [day, ...more] = days
  if (month === undefined || day === undefined || others.length > 0 || more.length > 0) return undefined
  return { kind: 'yearly', every: 1, month, day, times }
}

const inOrder = (values: ReadonlySet<number>): number[] => [...values].sort((a, b) => a - b)
