import type { Repeat } from '../rule.ts'
import { amount, type DayPart, dayPart } from './clock.ts'
import { article, dayOfYear, monthDay, ordinalDay, weekday } from './day.ts'
import {
  either,
  gap,
  keyword,
  listed,
  map,
  maybe,
  meaning,
  memo,
  type Parser,
  seq,
  some,
  symbol,
  word,
} from './parser.ts'

type Timed = Exclude<Repeat, { kind: 'once' | 'cron' }>
type Without<T> = T extends unknown ? Omit<T, 'times'> : never

/** How something repeats, its hours apart; `missing` says that it needs a day that was not said. */
export type Pattern = Without<Timed> & { part?: DayPart; missing?: 'day' }

const daily = (every: number): Pattern => ({ kind: 'daily', every })
const weekly = (every: number, weekdays: readonly number[]): Pattern => ({
  kind: 'weekly',
  every,
  weekdays: [...new Set(weekdays)].sort((a, b) => a - b),
})

const unit = (name: string): Parser<string> => word('unit', name)
const rate = (name: string): Parser<string> => word('rate', name)

const interval = memo(map(amount, (n) => (n > 0 && n < 1000 ? n : undefined)))

/** 'Every second day'; a first one is no interval. */
const laterNth = map(meaning('ordinal'), (value) =>
  value === '1' || value === 'last' ? undefined : Number(value),
)

/** Reads 'every day', 'every 3 days', 'every other day', 'un jour sur trois', and so on for the other units. */
const every = (name: string): Parser<number> =>
  either(
    map(seq(keyword('every'), maybe(interval), unit(name)), ([, n = 1]) => n),
    map(seq(keyword('every'), keyword('other'), unit(name)), () => 2),
    map(seq(keyword('every'), laterNth, unit(name)), ([, n]) => n),
    map(seq(word('number', '1'), unit(name), keyword('outOf'), interval), ([, , , n]) => n),
    map(rate(name), () => 1),
  )

const range: Parser<number[]> = map(
  seq(maybe(keyword('between')), weekday, either(symbol('-'), keyword('to')), weekday),
  ([, from, , to]) => daysBetween(from, to),
)

/** Returns the ISO weekdays from one to another, over the end of the week where need be. */
const daysBetween = (from: number, to: number): number[] =>
  Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, index) => ((from + index - 1) % 7) + 1)

/** Reads the weekdays that have a name together, as ISO numbers: 'weekdays', 'jours ouvrés', 'weekend'. */
const daySet: Parser<number[]> = map(meaning('days'), (value) => sets[value])

const sets: Record<string, number[]> = { working: [1, 2, 3, 4, 5], weekend: [6, 7] }

const single: Parser<number[]> = map(seq(article, weekday), ([, day]) => [day])
const plural: Parser<number[]> = map(meaning('weekdays'), (value) => [Number(value)])

/** Reads several weekdays: 'monday and thursday', 'lun, mer', 'monday to friday', 'weekdays'. */
const weekdayList: Parser<number[]> = memo(
  map(some(either(range, single, plural, daySet), listed), (lists) => lists.flat()),
)

/** Reads weekdays that stand for themselves: 'mon-fri', 'lun mer ven', 'tous les jours'. */
export const weekdays: Parser<number[]> = map(
  some(
    either(
      map(seq(maybe(keyword('every')), weekdayList), ([, days]) => days),
      allDays(),
    ),
    maybe(listed),
  ),
  (lists) => [...new Set(lists.flat())].sort((a, b) => a - b),
)

function allDays(): Parser<number[]> {
  return map(word('days', 'all'), () => daysBetween(1, 7))
}

/** Weekdays that repeat without 'every': 'mondays', 'le lundi et le jeudi', 'du lundi au vendredi', 'weekdays'. */
const habit: Parser<number[]> = memo(
  either(
    map(seq(plural, listed, weekdayList), ([first, , rest]) => [...first, ...rest]),
    plural,
    range,
    daySet,
  ),
)

const fortnights = map(every('fortnight'), (n) => (n < 500 ? n * 2 : undefined))
const weeks = either(every('week'), fortnights)

const byDays: Parser<Pattern> = either<Pattern>(
  map(every('day'), daily),
  map(seq(keyword('every'), dayPart), ([, part]) => ({ ...daily(1), part })),
)

const byWeeks: Parser<Pattern> = either<Pattern>(
  map(seq(keyword('every'), weekdayList), ([, days]) => weekly(1, days)),
  map(habit, (days) => weekly(1, days)),
  map(seq(keyword('every'), keyword('other'), weekdayList), ([, , days]) => weekly(2, days)),
  map(seq(word('number', '1'), weekday, keyword('outOf'), interval), ([, day, , n]) => weekly(n, [day])),
  map(seq(weeks, gap, maybe(keyword('on')), weekdayList), ([n, , , days]) => weekly(n, days)),
  map(seq(maybe(keyword('on')), weekdayList, gap, weeks), ([, days, , n]) => weekly(n, days)),
  // Weeks without a weekday are refused, but for the fortnight, which French counts from the first time.
  map(every('week'), (n) => ({ ...weekly(n, []), missing: 'day' })),
  map(fortnights, (n) => weekly(n, [])),
)

const last = word('ordinal', 'last')
const edgeDay: Parser<1 | 'last'> = either<1 | 'last'>(
  map(seq(last, unit('day')), () => 'last'),
  map(seq(word('ordinal', '1'), unit('day')), () => 1),
)
const monthDays: Parser<(number | 'last')[]> = memo(
  some(
    map(seq(article, either<number | 'last'>(edgeDay, monthDay)), ([, day]) => day),
    listed,
  ),
)

const nth: Parser<{ nth: number | 'last'; weekday: number }> = memo(
  map(
    seq(article, meaning('ordinal'), either(weekday, map(meaning('weekdays'), Number))),
    ([, value, day]) => ({ nth: value === 'last' ? value : Number(value), weekday: day }),
  ),
)

const monthly = (n: number, days: readonly (number | 'last')[]): Pattern => ({
  kind: 'monthly',
  every: n,
  days: [...new Set(days)].sort((a, b) => (a === 'last' ? 1 : b === 'last' ? -1 : a - b)),
})

const nthMonthly = (n: number, it: { nth: number | 'last'; weekday: number }): Pattern => ({
  kind: 'weekday of month',
  every: n,
  ...it,
})

const ofMonth = keyword('ofMonth')

const byMonths: Parser<Pattern> = either<Pattern>(
  map(seq(every('month'), gap, monthDays), ([n, , days]) => monthly(n, days)),
  map(seq(every('month'), gap, nth), ([n, , it]) => nthMonthly(n, it)),
  map(seq(maybe(keyword('every')), monthDays, gap, ofMonth), ([, days]) => monthly(1, days)),
  map(seq(maybe(keyword('every')), nth, gap, ofMonth), ([, it]) => nthMonthly(1, it)),
  // 'Every second friday' could be every other one as well: without 'of the month' it is refused.
  map(seq(keyword('every'), nth), ([, it]) =>
    it.nth === 1 || it.nth === 'last' ? nthMonthly(1, it) : undefined,
  ),
  map(seq(keyword('every'), some(ordinalDay, listed)), ([, days]) => monthly(1, days)),
  map(every('month'), (n) => ({ ...monthly(n, [1]), missing: 'day' })),
)

const byYears: Parser<Pattern> = either<Pattern>(
  map(seq(every('year'), gap, dayOfYear), ([n, , date]) => ({ kind: 'yearly', every: n, ...date })),
  map(seq(keyword('every'), dayOfYear), ([, date]) => ({ kind: 'yearly', every: 1, ...date })),
  map(seq(dayOfYear, gap, keyword('ofYear')), ([date]) => ({ kind: 'yearly', every: 1, ...date })),
  map(every('year'), (n) => ({ kind: 'yearly', every: n, month: 1, day: 1, missing: 'day' })),
)

/** Reads how something repeats, without its hours. */
export const pattern: Parser<Pattern> = memo(
  map(seq(either(byMonths, byYears, byWeeks, byDays), maybe(dayPart)), ([it, part]) => {
    if (part === undefined) return it
    return it.part === undefined ? { ...it, part } : undefined
  }),
)

/** Reads a repetition within the day, as a cron line: 'every hour', 'toutes les 15 minutes'. */
export const frequent: Parser<string> = either(
  map(every('hour'), (n) => (24 % n === 0 ? `0 ${steps(n)} * * *` : undefined)),
  map(every('minute'), (n) => (60 % n === 0 ? `${steps(n)} * * * *` : undefined)),
)

const steps = (n: number): string => (n === 1 ? '*' : `*/${n}`)
