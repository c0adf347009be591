import { writeWhen } from '../../core/dates.ts'
import type { Locale } from '../../core/person.ts'
import { plain } from '../../core/plain.ts'
import { concat, join, pieces, shorten, type Text } from '../../core/text.ts'

/** How many characters a line of the digest has at most, where its words allow it: what a phone shows. */
export const lineWidth = 64

/** Who reads, and when, in milliseconds: what a time in a text looks like depends on it. */
export interface Look {
  locale: Locale
  zone: string
  now: number
}

/** Writes a text as it looks without formatting. */
export const write = (text: Text, look: Look): string =>
  plain(text, (ms, as) => writeWhen(ms, as, look.locale, look.zone, look.now))

/**
 * Makes what a person wrote fit into a line: no line breaks, at most `max` characters as a reader counts them,
 * and at most three times as many as a computer does.
 */
export function inLine(text: string, max: number): string {
  const line = text
    .slice(0, max * 8)
    .replace(/[\s\u0085]+/gu, ' ')
    .trim()
  const cut = shorten(line, max)
  return cut.length <= max * 3 ? cut : `${cut.slice(0, max * 3 - 1).toWellFormed()}…`
}

/**
 * Keeps as much of a text as `most` lines of a width hold, broken at its spaces; what cannot be broken stays whole.
 * The breaks themselves are left to the chat: a phone's are not a desk's.
 */
export function within(text: Text, look: Look, { width = lineWidth, most = 3 } = {}): Text {
  const all = linesOf(text, look, width)
  const [last = ''] = all.slice(most - 1)
  return join(all.length <= most ? all : [...all.slice(0, most - 1), concat(last, ' …')], ' ')
}

/** Breaks a text into lines of a width at its spaces. */
function linesOf(text: Text, look: Look, width: number): Text[] {
  const lines: Text[] = []
  let line: Text = ''
  for (const word of wordsOf(text)) {
    const longer: Text = line === '' ? word : concat(line, ' ', word)
    if (line !== '' && write(longer, look).length > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line]
}

/** Takes a text apart at its ordinary spaces; pieces without one between them belong together. */
function wordsOf(text: Text): Text[] {
  const words: Text[] = ['']
  for (const piece of pieces(text)) {
    const parts = typeof piece === 'string' ? piece.split(/[ \n]/) : [piece]
    for (const [index, part] of parts.entries()) {
      const given: Text = typeof part === 'string' ? part : [part]
      if (index === 0) words[words.length - 1] = concat(words.at(-1) ?? '', given)
      else words.push(given)
    }
  }
  return words.filter((word) => word !== '')
}

/** A line, and how many things it tells. */
export interface Line {
  text: Text
  items: number
}

/** Puts short statements after one another, as many a line as fit. */
export function flow(statements: readonly Text[], look: Look, width = lineWidth): Line[] {
  const lines: Line[] = []
  for (const each of statements) {
    const last = lines.at(-1)
    const longer = join([last?.text, each])
    if (last !== undefined && write(longer, look).length <= width)
      lines[lines.length - 1] = { text: longer, items: last.items + 1 }
    else lines.push({ text: each, items: 1 })
  }
  return lines
}

/** Counts the lines a text takes where they are broken at their width. */
export const heightOf = (text: Text, look: Look): number =>
  write(text, look)
    .split('\n')
    .reduce((sum, line) => sum + (line.length <= lineWidth ? 1 : linesOf(line, look, lineWidth).length), 0)
