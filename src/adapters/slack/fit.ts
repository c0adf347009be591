import { cut } from '../../core/fit.ts'
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
