import { type Locale, locales } from '../../core/person.ts'
import type { Words } from '../../core/words.ts'
import { type Token, takeApart } from './token.ts'

/** The branches of the locales, under `time`, whose words make up phrases. */
const kinds = [
  'weekday',
  'weekdays',
  'month',
  'number',
  'ordinal',
  'unit',
  'span',
  'part',
  'day',
  'days',
  'rate',
  'keyword',
  'city',
] as const
export type WordKind = (typeof kinds)[number]

/** What some tokens mean: a value of a branch. `length` counts the tokens. */
export interface Meaning {
  kind: WordKind
  value: string
  length: number
}

/** The words of time in every language, those of the reader's language first. */
export interface Lexicon {
  /** All that the tokens from a position on can mean; a hyphen may stand between two words. */
  meanings(tokens: readonly Token[], at: number): Meaning[]
}

interface Entry {
  kind: WordKind
  value: string
  words: string[]
}

const lexicons = new WeakMap<Words, Map<Locale, Lexicon>>()

/** Returns the lexicon of a reader's language, built once. */
export const lexiconOf = (words: Words, locale: Locale): Lexicon =>
  lexicons
    .getOrInsertComputed(words, () => new Map<Locale, Lexicon>())
    .getOrInsertComputed(locale, () => createLexicon(words, locale))

function createLexicon(words: Words, locale: Locale): Lexicon {
  const entries = new Map<string, Entry[]>()
  for (const each of [locale, ...locales.filter((other) => other !== locale)])
    for (const kind of kinds)
      for (const [value, { name, also = [] }] of words.set(`time.${kind}`, each))
        for (const written of [name, ...also]) {
          const tokens = takeApart(written).tokens.filter(({ text }) => text !== '-')
          const [first = '', ...rest] = tokens.map(({ text }) => text)
          const known = entries.getOrInsertComputed(first, () => [])
          if (!known.some((other) => other.kind === kind && other.value === value && same(other.words, rest)))
            known.push({ kind, value, words: rest })
        }
  return {
    meanings(tokens, at) {
      const out: Meaning[] = []
      for (const { kind, value, words: rest } of entries.get(tokens[at]?.text ?? '') ?? []) {
        const next = follow(tokens, at + 1, rest)
        if (next !== undefined) out.push({ kind, value, length: next - at })
      }
      return out
    },
  }
}

function follow(tokens: readonly Token[], from: number, words: string[]): number | undefined {
  let at = from
  for (const word of words) {
    if (tokens[at]?.text === '-') at++
    if (tokens[at]?.text !== word) return undefined
    at++
  }
  return at
}

const same = (one: string[], other: string[]): boolean => one.join(' ') === other.join(' ')
