const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

// biome-ignore lint/suspicious/noControlCharactersInRegex: our own colour codes are the one thing that takes no room
const colours = /(\u001b\[\d+m)/

/** Scripts whose characters fill two cells: East Asian Wide and Fullwidth, by their blocks (Unicode TR 11). */
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{17000}-\u{18aff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]/u
const emoji = /\p{Emoji_Presentation}|\ufe0f/u
const nothing = /^[\p{M}\p{Cf}\p{Cc}]+$/u
const simple = /^[\x20-\x7e\u00a0-\u02ff\u2010-\u2027\u202f]*$/

/** Counts the cells of a terminal that a string fills; colour codes take none. */
export function cells(text: string): number {
  if (simple.test(text)) return text.length
  return text.split(colours).reduce((sum, part, index) => sum + (index % 2 === 1 ? 0 : cellsOf(part)), 0)
}

function cellsOf(text: string): number {
  if (simple.test(text)) return text.length
  let sum = 0
  for (const { segment } of graphemes.segment(text)) sum += cellsOfOne(segment)
  return sum
}

function cellsOfOne(grapheme: string): number {
  if (nothing.test(grapheme)) return 0
  return wide.test(grapheme) || emoji.test(grapheme) ? 2 : 1
}

/** Adds spaces until a string fills `width` cells. */
export const pad = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - cells(text)))

/**
 * Breaks a text into lines of at most `width` cells, at spaces; a word longer than a line is cut, an address
 * is not. Every line but the first of each given one begins with `hang`.
 */
export const wrap = (text: string, width: number, hang = ''): string[] =>
  text.split('\n').flatMap((line) => wrapLine(line, width, hang))

function wrapLine(line: string, width: number, hang: string): string[] {
  if (cells(line) <= width) return [line.trimEnd()]
  const out: string[] = []
  let current = ''
  let room = width
  let used = 0
  const next = () => {
    out.push(current)
    current = hang
    room = width - cells(hang)
    used = 0
  }
  for (const word of line.split(/ +/)) {
    const length = cells(word)
    if (used > 0 && used + 1 + length > room) next()
    if (length > room && !/^\W*https?:/.test(word)) {
      for (const part of slices(word, room)) {
        if (used > 0) next()
        current += part
        used = cells(part)
      }
      continue
    }
    current += used > 0 ? ` ${word}` : word
    used += (used > 0 ? 1 : 0) + length
  }
  return [...out, current]
}

/** Cuts a word into pieces of at most `width` cells, never inside a character or a colour code. */
function slices(word: string, width: number): string[] {
  const out = ['']
  let used = 0
  for (const [index, part] of word.split(colours).entries()) {
    const segments = index % 2 === 1 ? [part] : [...graphemes.segment(part)].map(({ segment }) => segment)
    for (const segment of segments) {
      const length = index % 2 === 1 ? 0 : cellsOfOne(segment)
      if (used + length > width && used > 0) {
        out.push('')
        used = 0
      }
      out[out.length - 1] += segment
      used += length
    }
  }
  return out
}
