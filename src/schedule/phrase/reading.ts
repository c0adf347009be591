import type { Locale } from '../../core/person.ts'
import type { Words } from '../../core/words.ts'
import { lexiconOf } from './lexicon.ts'
import type { Standpoint } from './moment.ts'
import { createInput, type Parser } from './parser.ts'
import { isTrouble, type Trouble } from './problem.ts'
import type { Tail } from './sentence.ts'
import { takeApart } from './token.ts'
import { nearestZones } from './zone.ts'

/** What phrases are read with: `zone` and `locale` are the reader's, `words` the vocabulary. */
export interface PhraseContext {
  now: Temporal.Instant
  zone: string
  locale: Locale
  words: Words
}

/** No phrase of time is longer, in characters or in pieces. */
const longest = 200
const mostTokens = 60

/**
 * Reads what was typed whole: of all the ways a parser can read it to the end, the first that means something.
 * Where none does, what is wrong with the first.
 */
export function readWhole<T, R extends object>(
  parser: Parser<T>,
  typed: string,
  at: PhraseContext,
  mean: (said: T) => R | Trouble,
): R | Trouble {
  if (typed.length > longest) return { problem: 'long' }
  const apart = takeApart(typed)
  if (apart.tokens.length > mostTokens) return { problem: 'long' }
  const said = parser(createInput(apart, lexiconOf(at.words, at.locale)), 0)
  const whole = said.filter(({ next }) => next === apart.tokens.length).map(({ value }) => value)
  return firstMeaning(whole, mean) ?? { problem: 'unknown' }
}

/** Returns the first meaning there is, else the first trouble; `undefined` where nothing was said. */
export function firstMeaning<T, R extends object>(
  said: readonly T[],
  mean: (said: T) => R | Trouble,
): R | Trouble | undefined {
  let trouble: Trouble | undefined
  for (const each of said) {
    const meant = mean(each)
    if (!isTrouble(meant)) return meant
    trouble ??= meant
  }
  return trouble
}

/** Returns from where a phrase is read: in the zone it names, else in the reader's. */
export function standpointOf(tail: Tail, at: PhraseContext, past = false): Standpoint | Trouble {
  const { now, locale } = at
  if (tail.zone === undefined) return { now, locale, zone: at.zone, past }
  const { zone, typed } = tail.zone
  if (zone === undefined) return { problem: 'zone', nearest: nearestZones(typed, at.words, locale) }
  return { now, locale, zone, past }
}
