import { markdown, type Piece } from './markdown.ts'

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
