import { writeWhen } from './dates.ts'
import type { Locale, Reader } from './person.ts'
import { safeLine } from './safe.ts'
import { pieces, type Text, type TimeStyle, type Translate } from './text.ts'
import type { Words } from './words.ts'

/**
 * How things are written in one space of a chat: `space` is its id, `now` in milliseconds; `locale` and `zone` hold
 * where a card does not say whom it is for.
 */
export interface Look {
  space: string
  words: Words
  now: number
  locale: Locale
  zone: string
}

/** A look for one card: its reader's language and zone, and the ids of those it may mention for real. */
export type Pen<L extends Look = Look> = L & { t: Translate; mentions: ReadonlySet<string> }

/** Takes up a look for a reader, where it is known whom something is for. */
export function penOf<L extends Look>(
  look: L,
  { locale, zone }: Pick<Reader, 'locale' | 'zone'> = look,
  mentions: readonly string[] = [],
): Pen<L> {
  return { ...look, locale, zone, t: look.words.t(locale), mentions: new Set(mentions) }
}

/** Tells whether a chat can write a time by itself: none of theirs goes back before 1970, nor beyond the year 3000. */
export const hasTimestamp = (ms: number): boolean => ms >= 0 && ms < 32_503_680_000_000

/** Writes a time in words, in the reader's language and zone; nothing where it is no time. */
export const timeInWords = (ms: number, as: TimeStyle, { locale, now, zone }: Omit<Look, 'words'>): string =>
  Math.abs(ms) < lastDate ? safeLine(writeWhen(Math.floor(ms), as, locale, zone, now)) : ''

/** Where dates end. */
const lastDate = 8.6e15

/** Tells whether a text says a time of day, which is then told in some zone. */
export const saysTime = (text: Text = ''): boolean =>
  pieces(text).some(
    (piece) =>
      typeof piece !== 'string' &&
      (('time' in piece && piece.as !== 'ago') || ('bold' in piece && saysTime(piece.bold))),
  )
