import { describe, expect, it } from 'vitest'
import {
  isOnce,
  nextOf,
  occurrences,
  type Repeat,
  type Rule,
  rule,
  startRule,
} from '../../src/schedule/recurrence.ts'

const now = Temporal.ZonedDateTime.from('2027-03-11T08:00[Europe/Paris]').toInstant()
const times = ['09:00']

const begun = (repeat: Repeat, more: Partial<Rule> = {}): Rule => {
  const found = startRule(repeat, 'Europe/Paris', now)
  if (found === undefined) throw new Error('the rule never fires')
  return rule.parse({ ...found, ...more })
}
const next = (it: Rule, n = 4, after = now): string[] => nextOf(it, after, n).map(({ local }) => local)
const at = (written: string): number => Temporal.ZonedDateTime.from(written).epochMilliseconds

describe('a rule fires', () => {
  it.each<[string, Repeat, string[]]>([
    ['every day', { kind: 'daily', every: 1, times }, ['03-11T09:00', '03-12T09:00', '03-13T09:00']],
    ['every 3 days', { kind: 'daily', every: 3, times }, ['03-11T09:00', '03-14T09:00', '03-17T09:00']],
    [
      'twice a day',
      { kind: 'daily', every: 1, times: ['07:30', '18:30'] },
      ['03-11T18:30', '03-12T07:30', '03-12T18:30'],
    ],
    [
      'on Mondays and Fridays',
      { kind: 'weekly', every: 1, weekdays: [1, 5], times },
      ['03-12T09:00', '03-15T09:00', '03-19T09:00'],
    ],
    [
      'every 2 weeks on Monday and Friday, counted in weeks from Monday',
      { kind: 'weekly', every: 2, weekdays: [1, 5], times },
      ['03-12T09:00', '03-22T09:00', '03-26T09:00'],
    ],
    [
      'on the 31st, in the months that have one',
      { kind: 'monthly', every: 1, days: [31], times },
      ['03-31T09:00', '05-31T09:00', '07-31T09:00'],
    ],
    [
      'on the last day of the month',
      { kind: 'monthly', every: 1, days: ['last'], times },
      ['03-31T09:00', '04-30T09:00', '05-31T09:00'],
    ],
    [
      'on the 15th and the last day of every second month',
      { kind: 'monthly', every: 2, days: [15, 'last'], times },
      ['03-15T09:00', '03-31T09:00', '05-15T09:00'],
    ],
    [
      'on the 30th and the last day, once where they are the same',
      { kind: 'monthly', every: 1, days: [30, 'last'], times },
      ['03-30T09:00', '03-31T09:00', '04-30T09:00', '05-30T09:00'],
    ],
    [
      'on the first Monday of the month',
      { kind: 'weekday of month', every: 1, nth: 1, weekday: 1, times },
      ['04-05T09:00', '05-03T09:00', '06-07T09:00'],
    ],
    [
      'on the fifth Monday, in the months that have one',
      { kind: 'weekday of month', every: 1, nth: 5, weekday: 1, times },
      ['03-29T09:00', '05-31T09:00', '08-30T09:00'],
    ],
    [
      'on the last Friday of the month',
      { kind: 'weekday of month', every: 1, nth: 'last', weekday: 5, times },
      ['03-26T09:00', '04-30T09:00', '05-28T09:00'],
    ],
    [
      'by a cron line',
      { kind: 'cron', line: '*/30 9 * * 1-5' },
      ['03-11T09:00', '03-11T09:30', '03-12T09:00', '03-12T09:30', '03-15T09:00'],
    ],
  ])('%s', (_name, repeat, dates) => {
    expect(next(begun(repeat), dates.length)).toEqual(dates.map((date) => `2027-${date}`))
  })

  it('every year on a date, on 29 February in leap years', () => {
    expect(next(begun({ kind: 'yearly', every: 1, month: 7, day: 14, times }), 2)).toEqual([
      '2027-07-14T09:00',
      '2028-07-14T09:00',
    ])
    const leap = begun({ kind: 'yearly', every: 1, month: 2, day: 29, times })
    const late = Temporal.Instant.from('2095-01-01T00:00Z')
    expect(next(leap, 3)).toEqual(['2028-02-29T09:00', '2032-02-29T09:00', '2036-02-29T09:00'])
    expect(next(leap, 2, late)).toEqual(['2096-02-29T09:00', '2104-02-29T09:00'])
  })

  it('the same after centuries as when it was new', () => {
    const old: Rule = {
      zone: 'UTC',
      from: '1900-01-01T09:00',
      repeat: { kind: 'daily', every: 7, times },
      skipped: [],
    }
    const monday = Temporal.PlainDate.from('9990-06-03')
    expect(next(old, 1, Temporal.Instant.from('9990-06-01T00:00Z'))).toEqual([
      `${monday.add({ days: (8 - monday.dayOfWeek) % 7 })}T09:00`,
    ])
  })
})

describe('a rule ends', () => {
  const daily: Repeat = { kind: 'daily', every: 1, times: ['09:00', '18:00'] }

  it('with its last date, which is included', () => {
    expect(next(begun(daily, { until: '2027-03-12' }), 9)).toEqual([
      '2027-03-11T09:00',
      '2027-03-11T18:00',
      '2027-03-12T09:00',
      '2027-03-12T18:00',
    ])
  })

  it('after so many times, counted from its start whenever it is asked', () => {
    const it = begun(daily, { count: 5 })
    expect(next(it, 9)).toHaveLength(5)
    expect(next(it, 9, Temporal.Instant.from('2027-03-12T12:00Z'))).toEqual([
      '2027-03-12T18:00',
      '2027-03-13T09:00',
    ])
    expect(next(it, 9, Temporal.Instant.from('2028-01-01T00:00Z'))).toEqual([])
  })

  it('with whichever of the two comes first', () => {
    expect(next(begun(daily, { count: 3, until: '2027-03-11' }), 9)).toHaveLength(2)
    expect(next(begun(daily, { count: 3, until: '2027-12-31' }), 9)).toHaveLength(3)
  })

  it.each<[string, Repeat]>([
    ['30 February', { kind: 'yearly', every: 1, month: 2, day: 30, times }],
    ['30 February, as a cron line', { kind: 'cron', line: '0 9 30 2 *' }],
    ['31 June and 31 April', { kind: 'cron', line: '0 9 31 4,6 *' }],
  ])('before it begins when it is for %s', (_name, repeat) => {
    expect(nextOf({ zone: 'UTC', from: '2027-01-01T09:00', repeat, skipped: [] }, now, 1)).toEqual([])
    expect(startRule(repeat, 'UTC', now)).toBeUndefined()
  })
})

describe('a single time', () => {
  const once: Rule = { zone: 'Europe/Paris', from: '2027-03-12T09:00', repeat: { kind: 'once' }, skipped: [] }

  it('comes round once and is over', () => {
    expect(isOnce(once)).toBe(true)
    expect([...occurrences(once, now)]).toEqual([
      { local: '2027-03-12T09:00', at: at('2027-03-12T09:00[Europe/Paris]') },
    ])
    expect([...occurrences(once, Temporal.Instant.from('2027-03-12T08:00Z'))]).toEqual([])
  })

  it('keeps the instant it was given as a distance, in the hour that comes twice', () => {
    const second = at('2027-10-31T02:30+01:00[Europe/Paris]')
    const it: Rule = { ...once, from: '2027-10-31T02:30', repeat: { kind: 'once', at: second } }
    expect(nextOf(it, now, 1)).toEqual([{ local: '2027-10-31T02:30', at: second }])
  })

  it('can be taken out', () => {
    expect(nextOf({ ...once, skipped: ['2027-03-12T09:00'] }, now, 1)).toEqual([])
  })
})

describe('a clock change', () => {
  const daily = (...all: string[]): Rule => ({
    zone: 'Europe/Paris',
    from: `2027-01-01T${all[0]}`,
    repeat: { kind: 'daily', every: 1, times: all },
    skipped: [],
  })
  const on = (it: Rule, date: string) =>
    nextOf(it, Temporal.Instant.from(`${date}T00:00Z`).subtract({ hours: 12 }), 20)
      .filter(({ local }) => local.startsWith(date))
      .map(({ local, at: ms }) => [
        local.slice(11),
        Temporal.Instant.fromEpochMilliseconds(ms)
          .toZonedDateTimeISO('Europe/Paris')
          .toString()
          .slice(11, 22),
      ])

  it('moves a time it skips on by the gap', () => {
    expect(on(daily('02:30'), '2027-03-28')).toEqual([['02:30', '03:30:00+02']])
  })

  it('gives the first of a time it repeats', () => {
    expect(on(daily('02:30'), '2027-10-31')).toEqual([['02:30', '02:30:00+02']])
  })

  it('drops a time that it puts where another was', () => {
    expect(on(daily('02:30', '03:15', '03:30', '04:00'), '2027-03-28')).toEqual([
      ['02:30', '03:30:00+02'],
      ['04:00', '04:00:00+02'],
    ])
  })

  it('drops the same ones wherever the walk begins', () => {
    const it = daily('02:30', '03:15', '04:00')
    const between = Temporal.ZonedDateTime.from('2027-03-28T01:59[Europe/Paris]').toInstant()
    const after = Temporal.ZonedDateTime.from('2027-03-28T03:10[Europe/Paris]').toInstant()
    expect(next(it, 2, between)).toEqual(['2027-03-28T02:30', '2027-03-28T04:00'])
    expect(next(it, 2, after)).toEqual(['2027-03-28T02:30', '2027-03-28T04:00'])
  })
})

describe('a stored rule', () => {
  const good: Rule = {
    zone: 'Europe/Paris',
    from: '2027-03-12T09:00',
    repeat: { kind: 'weekly', every: 2, weekdays: [5], times },
    until: '2027-06-30',
    skipped: ['2027-03-26T09:00'],
  }

  it('survives being written down', () => {
    expect(rule.parse(JSON.parse(JSON.stringify(good)))).toEqual(good)
  })

  it.each<[string, object]>([
    ['an offset for a zone', { zone: '+01:00' }],
    ['an unknown zone', { zone: 'Europe/Atlantis' }],
    ['a start without an hour', { from: '2027-03-12' }],
    ['a start that is none', { from: '2027-02-30T09:00' }],
    ['a start in another zone', { from: '2027-02-20T09:00Z' }],
    ['a start with seconds', { from: '2027-02-20T09:00:00' }],
    ['a date that is none', { until: '2027-02-30' }],
    ['no time at all', { repeat: { kind: 'daily', every: 1, times: [] } }],
    ['times out of order', { repeat: { kind: 'daily', every: 1, times: ['10:00', '09:00'] } }],
    ['an hour there is not', { repeat: { kind: 'daily', every: 1, times: ['24:00'] } }],
    ['an interval of nothing', { repeat: { kind: 'daily', every: 0, times } }],
    ['a cron line that is none', { repeat: { kind: 'cron', line: '0 9 * *' } }],
    ['a count without end', { count: 1000 }],
    ['a field nobody knows', { colour: 'red' }],
  ])('is refused with %s', (_name, wrong) => {
    expect(rule.safeParse({ ...good, ...wrong }).success).toBe(false)
  })
})
