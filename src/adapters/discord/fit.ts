import { cut } from '../../core/fit.ts'
import { markdown, type Piece } from './markdown.ts'

/** Writes pieces as markdown of at most `max` characters, the last being '…' where something was cut. */
export function markdownWithin(pieces: readonly Piece[], max: number): string {
  const whole = markdown(pieces)
  if (whole.length <= max) return whole
  const kept: Piece[] = []
  let left = max - 1
  for (const piece of pieces) {
    const { length } = markdown([piece])
    if (length > left) {
      if ('text' in piece) return markdown([...kept, shortened(piece, left)])
      break
    }
    kept.push(piece)
    left -= length
  }
  return max < 1 ? '' : markdown([...kept, { text: '…' }])
}

/** Cuts a literal piece until what it is written as has room. */
function shortened<P extends Piece & { text: string }>(piece: P, room: number): P | { text: string } {
  let max = room
  while (max > 0) {
    const text = cut(piece.text, max)
    const { length } = markdown([{ ...piece, text }])
    if (length <= room) return { ...piece, text }
    max = Math.min(max - 1, Math.floor((max * room) / length))
  }
  return { text: '…' }
}
