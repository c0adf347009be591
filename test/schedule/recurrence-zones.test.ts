import { describe, expect, it } from 'vitest'
import { nextOf, occurrences, type Repeat, type Rule, startRule } from '../../src/schedule/recurrence.ts'

const minute = 60_000
const day = 86_400_000

/**
 * Where the clocks of a zone stand, asked of Intl at one instant after the other and so independent of what is
 * tested. Per date, the instant at which each wall-clock time is shown for the first time; a time that is
 * skipped is where the clocks would have shown it had they not been changed.
 */
function createWall(zone: string, from: number, to: number) {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  const shown = new Map<string, number>()
  const dates = new Set<string>()
  const offsets: { at: number; offset: number }[] = []
  // Every clock change there is falls on a quarter of an hour.
  for (let at = from; at <= to; at += 15 * minute) {
    const wall = format.format(at).replace(' ', 'T')
    if (!shown.has(wall)) shown.set(wall, at)
    dates.add(wall.slice(0, 10))
    const offset = Date.parse(`${wall}Z`) - at
    if (offsets.at(-1)?.offset !== offset) offsets.push({ at, offset })
  }
  return {
    dates: [...dates],
    changes: offsets.length - 1,
    instant(local: string): number | undefined {
      const known = shown.get(local)
      if (known !== undefined) return known
      const wall = Date.parse(`${local}Z`)
      for (const [index, { at }] of offsets.entries()) {
        const before = offsets[index - 1]
        const kept = before && wall - before.offset
        const shownThen = Date.parse(`${format.format(at).replace(' ', 'T')}Z`)
        if (before !== undefined && kept !== undefined && kept >= at && wall < shownThen) return kept
      }
      return undefined
    },
  }
}

const times = ['00:00', '00:30', '01:15', '02:00', '02:15', '02:30', '03:00', '09:00', '12:30', '23:45']

const weekdayOf = (date: string): number => new Date(`${date}T00:00Z`).getUTCDay() || 7
const lastOf = (date: string): string => {
  const [year = 0, month = 0] = date.split('-').map(Number)
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}
const dayBefore = (date: string): string =>
  new Date(Date.parse(`${date}T00:00Z`) - day).toISOString().slice(0, 10)

/** Rules, and which dates they are for. */
const rules = (time: string): [name: string, repeat: Repeat, isFor: (date: string) => boolean][] => [
  ['every day', { kind: 'daily', every: 1, times: [time] }, () => true],
  [
    'every weekday',
    { kind: 'weekly', every: 1, weekdays: [1, 2, 3, 4, 5], times: [time] },
    (date) => weekdayOf(date) < 6,
  ],
  [
    'every Sunday',
    { kind: 'weekly', every: 1, weekdays: [7], times: [time] },
    (date) => weekdayOf(date) === 7,
  ],
  [
    'every Friday',
    { kind: 'weekly', every: 1, weekdays: [5], times: [time] },
    (date) => weekdayOf(date) === 5,
  ],
  [
    'the 28th and the last day of the month',
    { kind: 'monthly', every: 1, days: [28, 'last'], times: [time] },
    (date) => date.endsWith('-28') || date === lastOf(date),
  ],
  [
    'the last Sunday of the month',
    { kind: 'weekday of month', every: 1, nth: 'last', weekday: 7, times: [time] },
    (date) =>
      weekdayOf(date) === 7 && date > lastOf(date).replace(/\d\d$/, (last) => String(Number(last) - 7)),
  ],
]

function walk(repeat: Repeat, zone: string, first: string, last: string) {
  const start = Temporal.PlainDate.from(first).toZonedDateTime(zone).toInstant().subtract({ nanoseconds: 1 })
  const begun = startRule(repeat, zone, start)
  if (begun === undefined) throw new Error('the rule never fires')
  const whole: Rule = { ...begun, until: last }
  return [...occurrences(whole, start)]
}

describe('over a whole year', () => {
  // Morocco gave up its clock changes between the two years; when, the zone data of the machine says.
  it.each([
    ['Europe/Paris', 2027, [2]],
    ['America/New_York', 2027, [2]],
    ['Australia/Lord_Howe', 2027, [2]],
    ['Africa/Casablanca', 2027, [0, 2]],
    ['Africa/Casablanca', 2025, [2]],
    ['Asia/Kolkata', 2027, [0]],
  ])(
    'every rule fires exactly once a date, at the right wall-clock time, in %s in %d',
    (zone, year, changes) => {
      const wall = createWall(zone, Date.UTC(year - 1, 11, 31), Date.UTC(year + 1, 0, 2))
      expect(changes).toContain(wall.changes)
      const dates = wall.dates.filter((date) => date.startsWith(`${year}`))
      expect(dates).toHaveLength(365)
      for (const time of times)
        for (const [name, repeat, isFor] of rules(time)) {
          const expected = dates
            .filter(isFor)
            .map((date) => ({ local: `${date}T${time}`, at: wall.instant(`${date}T${time}`) }))
          expect(walk(repeat, zone, `${year}-01-01`, `${year}-12-31`), `${name} at ${time}`).toEqual(expected)
        }
    },
  )
})

describe('in Apia, which had no 30 December 2011', () => {
  const zone = 'Pacific/Apia'
  const wall = createWall(zone, Date.UTC(2011, 11, 20), Date.UTC(2012, 0, 10))
  const missing = '2011-12-30'
  const dates = wall.dates.filter((date) => date >= '2011-12-22' && date <= '2012-01-08')
  const shown = (at: number): string =>
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString()

  it('there are seventeen dates in eighteen', () => {
    expect(dates).toHaveLength(17)
    expect(dates).not.toContain(missing)
  })

  it.each(times)('a daily rule at %s fires once on every date there was', (time) => {
    const fired = walk({ kind: 'daily', every: 1, times: [time] }, zone, '2011-12-22', '2012-01-08')
    expect(fired.map(({ at }) => at)).toEqual(dates.map((date) => wall.instant(`${date}T${time}`)))
    expect(fired.map(({ at }) => shown(at))).toEqual(dates)
  })

  it('a rule at several times a day has each of them once on every date there was', () => {
    const fired = walk(
      { kind: 'daily', every: 1, times: ['09:00', '18:00'] },
      zone,
      '2011-12-22',
      '2012-01-08',
    )
    expect(fired.map(({ at }) => at)).toEqual(
      dates.flatMap((date) => [wall.instant(`${date}T09:00`), wall.instant(`${date}T18:00`)]),
    )
  })

  it.each<[string, Repeat]>([
    ['Friday', { kind: 'weekly', every: 1, weekdays: [5], times: ['09:00'] }],
    ['30th', { kind: 'monthly', every: 1, days: [30], times: ['09:00'] }],
  ])('a rule for the %s moves by the gap to the next date, and is not lost', (_name, repeat) => {
    const fired = walk(repeat, zone, '2011-12-25', '2012-01-05')
    expect(fired).toEqual([{ local: `${missing}T09:00`, at: wall.instant('2011-12-31T09:00') }])
    expect(fired.map(({ at }) => dayBefore(shown(at)))).toEqual([missing])
  })

  it.each<[string, Repeat]>([
    ['daily', { kind: 'daily', every: 1, times: ['09:00'] }],
    ['weekly', { kind: 'weekly', every: 1, weekdays: [5], times: ['09:00'] }],
  ])('a %s rule goes on the same wherever it is asked', (_name, repeat) => {
    const rule: Rule = { zone, from: '2011-12-23T09:00', repeat, skipped: [] }
    const from = Temporal.ZonedDateTime.from('2011-12-28T00:00[Pacific/Apia]').toInstant()
    const whole = nextOf(rule, from, 6)
    for (let hours = 0; hours < 96; hours++) {
      const after = from.add({ hours })
      const rest = whole.filter(({ at }) => at > after.epochMilliseconds)
      expect(nextOf(rule, after, rest.length)).toEqual(rest)
    }
  })
})
