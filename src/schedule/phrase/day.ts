import { type DayPart, dayPart } from './clock.ts'
import { type Span, span } from './duration.ts'
import {
  either,
  gap,
  keyword,
  many,
  map,
  maybe,
  meaning,
  memo,
  type Parser,
  seq,
  token,
  word,
} from './parser.ts'

/**
 * A day as it was said. `offset`: days from today; `weekday`: the coming one, the next after today, the last
 * before it, or that of next week; `slashed`: two numbers, in an order that is open; `ahead`: a distance.
 * A date without a year or a month is the nearest such. `weekday` beside a date must agree with it.
 */
export type Day = { part?: DayPart; weekday?: number } & (
  | { kind: 'offset'; days: number }
  | { kind: 'weekday'; weekday: number; which: 'coming' | 'next' | 'last' | 'next week' }
  | { kind: 'date'; year?: number; month?: number; day: number }
  | { kind: 'slashed'; first: number; second: number; year?: number }
  | { kind: 'ahead'; span: Span }
)

const offsets: Record<string, { days: number; part?: DayPart }> = {
  today: { days: 0 },
  morning: { days: 0, part: 'morning' },
  afternoon: { days: 0, part: 'afternoon' },
  evening: { days: 0, part: 'evening' },
  tomorrow: { days: 1 },
  after: { days: 2 },
  yesterday: { days: -1 },
  before: { days: -2 },
}

const offset: Parser<Day> = map(meaning('day'), (value) => {
  const found = offsets[value]
  return found && { kind: 'offset', ...found }
})

/** Reads a weekday, as its ISO number. */
export const weekday: Parser<number> = memo(map(meaning('weekday'), Number))

/** Reads 'on', 'the', 'le', which add nothing. */
export const article = memo(many(keyword('on')))

const named =
  (which: Extract<Day, { kind: 'weekday' }>['which']) =>
  (value: number): Day => ({
    kind: 'weekday',
    weekday: value,
    which,
  })

const weekdays: Parser<Day> = either<Day>(
  map(seq(maybe(keyword('on')), weekday, keyword('nextWeek')), ([, value]) => named('next week')(value)),
  map(seq(keyword('nextWeek'), maybe(keyword('on')), weekday), ([, , value]) => named('next week')(value)),
  map(seq(weekday, keyword('next')), ([value]) => named('next')(value)),
  map(seq(maybe(keyword('on')), keyword('next'), weekday), ([, , value]) => named('next')(value)),
  map(seq(weekday, word('ordinal', 'last')), ([value]) => named('last')(value)),
  map(seq(word('ordinal', 'last'), weekday), ([, value]) => named('last')(value)),
  map(seq(maybe(keyword('coming')), weekday), ([, value]) => named('coming')(value)),
  map(seq(keyword('on'), weekday), ([, value]) => named('coming')(value)),
)

/** Reads a month, as its number. */
const month: Parser<number> = map(meaning('month'), Number)

const number = (digits: number): Parser<number> =>
  token(({ kind, text }) => (kind === 'number' && text.length <= digits ? Number(text) : undefined))

/** Reads a day of a month that is marked as one: '15th', '1er', 'premier'. */
export const ordinalDay: Parser<number> = either(
  map(seq(number(2), keyword('nth')), ([day]) => day),
  map(word('ordinal', '1'), () => 1),
)

/** Reads a day of a month: '15', '15th'. */
export const monthDay: Parser<number> = either(ordinalDay, number(2))

const year = token(({ kind, text }) => (kind === 'number' && text.length === 4 ? Number(text) : undefined))

/** Reads a day and a month, in either order: '12 March', 'le 1er avril', 'March 12th'. */
export const dayOfYear: Parser<{ day: number; month: number }> = memo(
  either(
    map(seq(article, monthDay, maybe(keyword('of')), month), ([, day, , of]) => ({ day, month: of })),
    map(seq(article, month, article, monthDay), ([, of, , day]) => ({ day, month: of })),
  ),
)

const before = map(seq(article, weekday, gap), ([, value]) => value)

const dates: Parser<Day> = either<Day>(
  map(seq(maybe(before), dayOfYear, gap, maybe(year)), ([on, date, , of]) => ({
    kind: 'date',
    ...date,
    ...(of !== undefined && { year: of }),
    ...(on !== undefined && { weekday: on }),
  })),
  map(seq(maybe(before), article, iso()), ([on, , date]) => ({
    ...date,
    ...(on !== undefined && { weekday: on }),
  })),
  map(seq(maybe(before), article, slashed()), ([on, , date]) => ({
    ...date,
    ...(on !== undefined && { weekday: on }),
  })),
  map(seq(keyword('on'), monthDay), ([, day]) => ({ kind: 'date', day })),
  map(seq(before, article, monthDay), ([on, , day]) => ({ kind: 'date', day, weekday: on })),
)

function iso(): Parser<Day> {
  return token(({ kind, text }) => {
    if (kind !== 'iso') return undefined
    const [of = 0, inMonth = 0, day = 0] = text.split('-').map(Number)
    return { kind: 'date', year: of, month: inMonth, day }
  })
}

function slashed(): Parser<Day> {
  return token(({ kind, text }) => {
    if (kind !== 'slashed') return undefined
    const [first = 0, second = 0, of] = text.split(/[/.-]/).map(Number)
    return { kind: 'slashed', first, second, ...(of !== undefined && { year: of }) }
  })
}

const ahead: Parser<Day> = map(seq(keyword('in'), span), ([, it]) =>
  it.ms === 0 ? { kind: 'ahead', span: it } : undefined,
)

/** Reads a day, with the part of it that is meant: 'tomorrow morning', 'vendredi 12 mars', 'le 15', 'in 3 days'. */
export const day: Parser<Day> = memo(
  map(seq(either(dates, offset, weekdays, ahead), maybe(dayPart)), ([it, part]) => {
    if (part === undefined) return it
    return it.part === undefined ? { ...it, part } : undefined
  }),
)
