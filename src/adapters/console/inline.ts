import { writeWhen } from '../../core/dates.ts'
import type { Locale } from '../../core/person.ts'
import { placeName } from '../../core/plain.ts'
import { handle, safe, safeLine } from '../../core/safe.ts'
import { type Inline, pieces, type Text, type Translate } from '../../core/text.ts'
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

/** A terminal shows all of a text, however long. */
const whole = (text: string): string => safe(text, Number.POSITIVE_INFINITY)

/** Writes a text for the terminal. */
export const writeText = (text: Text, look: Look): string =>
  pieces(text)
    .map((piece) => writePiece(piece, look))
    .join('')

function writePiece(piece: Inline, look: Look): string {
  const { paint } = look
  if (typeof piece === 'string') return whole(piece)
  if ('bold' in piece) return paint.bold(writeText(piece.bold, look))
  if ('link' in piece) return writeLink(safeLine(piece.link), safeLine(piece.text))
  if ('code' in piece) return whole(piece.code)
  if ('account' in piece) return paint.key(handle(piece.name))
  if ('place' in piece) return paint.key(placeName(safeLine(piece.name)))
  if ('command' in piece) return paint.key(safeLine(piece.command))
  return writeWhen(piece.time, piece.as, look.locale, look.zone, look.now)
}

// A link says where it leads: a terminal does not show it on hovering.
const writeLink = (address: string, text: string) =>
  text === '' || text === address ? address : `${text} (${address})`
