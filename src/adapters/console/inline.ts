import { writeWhen } from '../../core/dates.ts'
import type { Locale } from '../../core/person.ts'
import { placeName } from '../../core/plain.ts'
import { clean, type Inline, pieces, type Text, type Translate } from '../../core/text.ts'
import type { Paint } from './paint.ts'

/** How things are written on this terminal, for one reader. `now` in milliseconds, `width` in cells. */
export interface Look {
  paint: Paint
  width: number
  locale: Locale
  zone: string
  now: number
  t: Translate
}

/** Makes any string harmless to print: no control or direction-changing characters, lines broken by \n only. */
const safe = (text: string): string => clean(text.replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n'))

/** The same for what stands inside a line: names, labels, titles. */
export const safeLine = (text: string): string => safe(text).replace(/\s*\n\s*/g, ' ')

/** Writes a text for the terminal. */
export const writeText = (text: Text, look: Look): string =>
  pieces(text)
    .map((piece) => writePiece(piece, look))
    .join('')

function writePiece(piece: Inline, look: Look): string {
  const { paint } = look
  if (typeof piece === 'string') return safe(piece)
  if ('bold' in piece) return paint.bold(writeText(piece.bold, look))
  if ('link' in piece) return writeLink(safeLine(piece.link), safeLine(piece.text))
  if ('code' in piece) return safe(piece.code)
  if ('account' in piece) return paint.key(handle(piece.name))
  if ('place' in piece) return paint.key(placeName(safeLine(piece.name)))
  if ('command' in piece) return paint.key(safeLine(piece.command))
  return writeWhen(piece.time, piece.as, look.locale, look.zone, look.now)
}

// A link says where it leads: a terminal does not show it on hovering.
const writeLink = (address: string, text: string) =>
  text === '' || text === address ? address : `${text} (${address})`

/** Writes somebody's name as one mentions them. */
export const handle = (name: string): string => `@${safeLine(name).replace(/^@/, '')}`

/** Tells whether a text says a time, which is then told in some zone. */
export const saysTime = (text: Text | undefined): boolean =>
  text !== undefined &&
  pieces(text).some(
    (piece) =>
      typeof piece !== 'string' &&
      (('time' in piece && piece.as !== 'ago') || ('bold' in piece && saysTime(piece.bold))),
  )
