import type { Piece } from './inline.ts'

/** How large something is: characters of text, and characters of the JSON it is sent as. */
export interface Size {
  text: number
  cost: number
}

/** Characters of the JSON something is sent as. */
export const costOf = (sent: unknown): number => JSON.stringify(sent).length

/** Measures pieces. Whatever stands behind a date, a name or a link is text too. */
export const sizeOf = (pieces: readonly Piece[]): Size => ({
  text: pieces.reduce((sum, piece) => sum + lengthOf(piece), 0),
  cost: costOf(pieces),
})

const lengthOf = ({ type: _type, ...piece }: Piece): number =>
  Object.values(piece).reduce((sum: number, value) => sum + (typeof value === 'string' ? value.length : 0), 0)

/** Cuts a string between user-perceived characters to `max` at most, the last being '…' where something was cut. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text
  if (max < 1) return ''
  // Only what stands around the cut is looked at: a long text costs no more than a short one.
  const from = Math.max(0, max - 100)
  let end = from
  for (const { index, segment } of segmenter.segment(text.slice(from, max + 100))) {
    const stop = from + index + segment.length
    if (stop > max - 1) break
    end = stop
  }
  return `${text.slice(0, end).trimEnd().toWellFormed()}…`
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** What the JSON of one more piece takes besides its text, its style included. */
const around = 60

/** Cuts pieces to what has room, the last being '…' where something was cut. */
export function cutPieces(pieces: readonly Piece[], room: Size): Piece[] {
  const whole = sizeOf(pieces)
  if (whole.text <= room.text && whole.cost <= room.cost) return [...pieces]
  const kept: Piece[] = []
  let text = room.text - 1
  let cost = room.cost - around
  for (const piece of pieces) {
    const size = sizeOf([piece])
    if (size.text > text || size.cost > cost) {
      // Half of the room for JSON, since every character may need another before it.
      const max = Math.min(text, Math.floor((cost - around) / 2))
      if (piece.type === 'text' && max > 0) return [...kept, { ...piece, text: cut(piece.text, max) }]
      break
    }
    kept.push(piece)
    text -= size.text
    cost -= size.cost
  }
  return [...kept, { type: 'text', text: '…' }]
}

/** Shares out room: who wants little gets all of it, the others share what is left evenly. */
export function shares(wants: readonly number[], room: number): number[] {
  const given = wants.map(() => 0)
  let left = Math.max(0, room)
  const order = [...wants.entries()].sort(([, a], [, b]) => a - b)
  for (const [nth, [index, want]] of order.entries()) {
    const share = Math.min(want, Math.floor(left / (order.length - nth)))
    given[index] = share
    left -= share
  }
  return given
}
