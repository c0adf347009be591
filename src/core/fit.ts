/**
 * Cuts a string between user-perceived characters to `max` characters as JavaScript counts them, the last being '…'
 * where something was cut.
 */
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
