import type { Account, Place } from './person.ts'

/** Whatever JSON can say; everything stored is one of these. */
export type Json = null | boolean | number | string | Json[] | { [k: string]: Json }

/**
 * One piece of a text. Renderers escape strings themselves, so nothing a person typed can ping, link or format.
 * `time` is in milliseconds since the epoch. The `name` of a place is for chats that cannot name it themselves:
 * a channel's, or a direct conversation's, which begins with '@'.
 */
export type Inline =
  | string
  | { bold: Text }
  | { link: string; text: string }
  | { code: string }
  | { account: Account; name: string }
  | { place: Place; name: string }
  | { time: number; as: TimeStyle }
  | { command: string }

/** `short` leaves out the day when it is today's for the reader; `day` is a date as short as can be: '19 Feb'. */
export type TimeStyle = 'date' | 'day' | 'time' | 'both' | 'short' | 'ago'

/** A text is a string or a short tree of pieces, never a dialect of markup. */
export type Text = string | readonly Inline[]

/** The values a template takes: texts are put in as they are, numbers are written in the reader's language. */
export type Values = Record<string, Text | number>

/** Looks a template up by its dotted key and fills it in, in one language. */
export type Translate = (key: string, values?: Values) => Text

/** Returns the pieces of a text. */
export const pieces = (text: Text): readonly Inline[] => (typeof text === 'string' ? [text] : text)

/** Joins texts into one, with a separator between them; empty texts are left out. */
export function join(texts: readonly (Text | undefined)[], separator = ' · '): Text {
  const kept = texts.filter((text): text is Text => text !== undefined && !isEmpty(text))
  const out: Inline[] = []
  for (const [index, text] of kept.entries()) {
    if (index > 0) out.push(separator)
    out.push(...pieces(text))
  }
  return fold(out)
}

/** Puts texts one after the other, with nothing between them. */
export const concat = (...texts: Text[]): Text => fold(texts.flatMap((text) => [...pieces(text)]))

/** Tells whether a text shows nothing. */
const isEmpty = (text: Text): boolean =>
  typeof text === 'string' ? text === '' : text.every((piece) => piece === '')

function fold(inlines: Inline[]): Text {
  const out: Inline[] = []
  for (const piece of inlines) {
    const last = out.at(-1)
    if (typeof piece === 'string' && typeof last === 'string') out[out.length - 1] = last + piece
    else out.push(piece)
  }
  if (out.length === 0) return ''
  const [only] = out
  return out.length === 1 && typeof only === 'string' ? only : out
}

/**
 * Makes what a person or platform sent safe to keep and to show: NFC, no control or direction-changing
 * characters, no unpaired half of a surrogate pair, tabs as spaces.
 */
export const clean = (typed: string): string =>
  typed
    .toWellFormed()
    .normalize('NFC')
    .replaceAll('\r\n', '\n')
    .replace(/[\p{Cc}\p{Cf}]/gu, (found) => (kept.has(found) ? found : ''))
    .replaceAll('\t', ' ')

/** Makes every line break a \n and every other space of what was typed a plain one: phones put in several kinds. */
export const plainSpaces = (typed: string): string =>
  typed
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/[\u00a0\u1680\u180e\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]/g, ' ')

/** Line breaks and tabs, and the joiners that emoji and some scripts are written with. */
const kept = new Set(['\n', '\t', '\u200c', '\u200d'])

/** Cuts a string to `max` user-perceived characters at most, the last being '…' where something was cut. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text
  const graphemes: string[] = []
  // Only as much as can be shown is looked at: the rest of a very long text costs nothing.
  for (const { segment } of segmenter.segment(text.slice(0, max * 4))) {
    if (graphemes.length === max) return `${graphemes.slice(0, max - 1).join('')}…`
    graphemes.push(segment)
  }
  return graphemes.length < max ? `${graphemes.join('')}…` : `${graphemes.slice(0, max - 1).join('')}…`
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Folds a word for comparison: no case, no accents, no typographic apostrophes, hyphens as spaces. */
export const foldWord = (word: string): string =>
  word
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’ʼ`]/g, "'")
    .replace(/[-_\s\u00a0\u202f]+/g, ' ')
    .trim()
