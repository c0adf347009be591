import { amount, minutes } from './clock.ts'
import { either, keyword, map, maybe, meaning, memo, type Parser, seq, some, word } from './parser.ts'

/** A length of time as it was said: months and days of the calendar, and exact milliseconds. */
export interface Span {
  months: number
  days: number
  ms: number
}

/** What one of a unit is. */
const units: Record<string, Partial<Span>> = {
  second: { ms: 1000 },
  minute: { ms: 60_000 },
  hour: { ms: 3_600_000 },
  day: { days: 1 },
  week: { days: 7 },
  fortnight: { days: 14 },
  month: { months: 1 },
  year: { months: 12 },
}

const times = (unit: string, n: number): Span => {
  const { months = 0, days = 0, ms = 0 } = units[unit] ?? {}
  return { months: months * n, days: days * n, ms: ms * n }
}

const sum = (spans: readonly Span[]): Span => ({
  months: spans.reduce((total, each) => total + each.months, 0),
  days: spans.reduce((total, each) => total + each.days, 0),
  ms: spans.reduce((total, each) => total + each.ms, 0),
})

const unit = meaning('unit')
const hours = word('unit', 'hour')
const fortnight = word('unit', 'fortnight')

const term: Parser<Span> = either<Span>(
  map(meaning('span'), (value) => times('minute', Number(value))),
  map(seq(amount, hours, minutes), ([n, , more]) => sum([times('hour', n), times('minute', more)])),
  map(seq(amount, hours, keyword('half')), ([n]) => sum([times('hour', n), times('minute', 30)])),
  // French says 'quinze jours' for two weeks: a unit of its own, with or without a number before it.
  map(seq(maybe(amount), fortnight), ([n = 1]) => times('fortnight', n)),
  map(seq(amount, unit), ([n, each]) => times(each, n)),
)

/** Reads a length of time: '20 minutes', '1h30', 'une demi-heure', '2 days and 3 hours'. A length of nothing is none. */
export const span: Parser<Span> = memo(
  map(some(term, maybe(keyword('and'))), (terms) => {
    const total = sum(terms)
    return total.months + total.days + total.ms > 0 ? total : undefined
  }),
)
