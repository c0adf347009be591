import { readCron } from '../cron-line.ts'
import { amount, type Clock, clock, clocks } from './clock.ts'
import { type Day, day } from './day.ts'
import { type Span, span } from './duration.ts'
import {
  either,
  gap,
  keyword,
  many,
  map,
  maybe,
  memo,
  type Parser,
  type Step,
  seq,
  symbol,
} from './parser.ts'
import { frequent, type Pattern, pattern } from './repeat.ts'
import { type SaidZone, zone } from './zone.ts'

/** What follows the time itself: an end, a start, a zone. */
export interface Tail {
  until?: Day
  count?: number
  starting?: Day
  zone?: SaidZone
}

/** A whole phrase of time, as it was said: what it means depends on now and on the reader's zone. */
export type Sentence = (
  | { says: 'once'; day?: Day; clock?: Clock }
  | { says: 'ahead'; span: Span }
  | { says: 'ago'; span: Span }
  | { says: 'now' }
  | { says: 'repeat'; pattern: Pattern; clocks: Clock[] }
  | { says: 'cron'; line: string; bare: boolean }
) & { tail: Tail }

type Body = Sentence extends infer S ? (S extends { tail: Tail } ? Omit<S, 'tail'> : never) : never

const piece: Parser<Tail> = either<Tail>(
  map(seq(keyword('until'), day), ([, until]) => ({ until })),
  map(seq(amount, keyword('times')), ([count]) => ({ count })),
  map(seq(keyword('starting'), day), ([, starting]) => ({ starting })),
  map(zone, (it) => ({ zone: it })),
  // What the rule does anyway, said by its description.
  map(keyword('whereItExists'), () => ({})),
)

const tail: Parser<Tail> = memo(map(many(map(seq(gap, piece), ([, it]) => it)), (pieces) => joined(pieces)))

/** Joins what was said apart; nothing can be said twice. */
function joined(pieces: readonly Tail[]): Tail | undefined {
  const keys = pieces.flatMap((each) => Object.keys(each))
  return new Set(keys).size === keys.length ? Object.assign({}, ...pieces) : undefined
}

/** Five words that make a cron line; `bare`: without a word that says so, nor a star. */
const cron: Parser<Body> = (input, at) =>
  maybe(seq(keyword('cron'), maybe(symbol(':'))))(input, at).flatMap(
    ({ value: said, next }): Step<Body>[] => {
      const first = input.tokens[next]?.word
      if (first === undefined || input.tokens[next - 1]?.word === first) return []
      // A comma after the line belongs to the sentence.
      const line = input.words
        .slice(first, first + 5)
        .join(' ')
        .replace(/,$/, '')
      if (readCron(line) === undefined) return []
      const after = input.tokens.findIndex(({ word }) => word >= first + 5)
      const bare = said === undefined && !line.includes('*')
      return [{ value: { says: 'cron', line, bare }, next: after < 0 ? input.tokens.length : after }]
    },
  )

const once: Parser<[Body, ...Tail[]]> = either<[Body, ...Tail[]]>(
  map(seq(day, tail, gap, clock), ([on, end, , at]) => [{ says: 'once', day: on, clock: at }, end]),
  map(seq(clock, tail, gap, day), ([at, end, , on]) => [{ says: 'once', day: on, clock: at }, end]),
  map(clock, (at) => [{ says: 'once', clock: at }]),
  map(seq(keyword('in'), span), ([, it]) => [{ says: 'ahead', span: it }]),
  map(seq(span, keyword('ago')), ([it]) => [{ says: 'ago', span: it }]),
  map(seq(keyword('ago'), span), ([, it]) => [{ says: 'ago', span: it }]),
  map(keyword('now'), () => [{ says: 'now' }]),
  map(day, (on) => [{ says: 'once', day: on }]),
)

const again: Parser<[Body, ...Tail[]]> = either<[Body, ...Tail[]]>(
  map(seq(pattern, tail, gap, clocks), ([it, end, , at]) => [
    { says: 'repeat', pattern: it, clocks: at },
    end,
  ]),
  map(seq(clocks, tail, gap, pattern), ([at, end, , it]) => [
    { says: 'repeat', pattern: it, clocks: at },
    end,
  ]),
  map(frequent, (line) => [{ says: 'cron', line, bare: false }]),
  map(cron, (it) => [it]),
  map(pattern, (it) => [{ says: 'repeat', pattern: it, clocks: [] }]),
)

/** Reads a whole phrase of time. */
export const sentence: Parser<Sentence> = memo(
  map(seq(either(again, once), tail), ([[body, ...before], after]) => {
    const end = joined([...before, after])
    return end && { ...body, tail: end }
  }),
)
