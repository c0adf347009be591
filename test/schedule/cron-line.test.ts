import { describe, expect, it } from 'vitest'
import { cronDays, cronTimes, readCron } from '../../src/schedule/cron-line.ts'

const daysOf = (line: string, month: string): number[] | undefined => {
  const cron = readCron(line)
  return cron && cronDays(cron, Temporal.PlainYearMonth.from(month))
}

describe('the times of a cron line', () => {
  it.each<[string, string[]]>([
    ['0 9 * * *', ['09:00']],
    ['30 9,18 * * *', ['09:30', '18:30']],
    ['*/20 8-9 * * *', ['08:00', '08:20', '08:40', '09:00', '09:20', '09:40']],
    ['5/25 0 * * *', ['00:05', '00:30', '00:55']],
    ['0 0-23/6 * * *', ['00:00', '06:00', '12:00', '18:00']],
  ])('%s are %j', (line, times) => {
    const cron = readCron(line)
    expect(cron && cronTimes(cron)).toEqual(times)
  })
})

// March 2027 begins on a Monday.
describe('the days of a cron line in March 2027', () => {
  it.each<[string, number[]]>([
    ['0 9 1,15 * *', [1, 15]],
    ['0 9 * * 1', [1, 8, 15, 22, 29]],
    ['0 9 * * mon', [1, 8, 15, 22, 29]],
    ['0 9 * * MON,Wed', [1, 3, 8, 10, 15, 17, 22, 24, 29, 31]],
    ['0 9 * * 0', [7, 14, 21, 28]],
    ['0 9 * * 7', [7, 14, 21, 28]],
    ['0 9 * * fri-sun', [5, 6, 7, 12, 13, 14, 19, 20, 21, 26, 27, 28]],
    ['0 9 */10 * *', [1, 11, 21, 31]],
    ['0 9 31 mar,apr *', [31]],
    ['0 9 * feb *', []],
  ])('%s are %j', (line, days) => {
    expect(daysOf(line, '2027-03')).toEqual(days)
  })

  it('match either the day of the month or the weekday where both are restricted', () => {
    expect(daysOf('0 9 15,16 * 1', '2027-03')).toEqual([1, 8, 15, 16, 22, 29])
  })

  it('match both where one of them begins with a star', () => {
    expect(daysOf('0 9 */2 * 1', '2027-03')).toEqual([1, 15, 29])
  })
})

describe('what is no cron line', () => {
  it.each([
    '',
    '0 9 * *',
    '0 9 * * * *',
    '60 9 * * *',
    '0 24 * * *',
    '0 9 0 * *',
    '0 9 32 * *',
    '0 9 * 13 *',
    '0 9 * * 8',
    '0 9 * * monday',
    '0 9 * * lun',
    '0 18-9 * * *',
    '*/0 * * * *',
    '0 9 * * 1#2',
    '0 9 L * *',
    '-1 9 * * *',
    '0 9 1, * *',
  ])('"%s" is refused', (line) => {
    expect(readCron(line)).toBeUndefined()
  })
})
