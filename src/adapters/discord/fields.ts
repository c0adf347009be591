import type { Card } from '../../core/card.ts'
import { cut } from '../../core/fit.ts'
import { safeLine } from '../../core/safe.ts'
import { markdownWithin } from './fit.ts'
import { isBlank, type Pen, write } from './inline.ts'
import { type Piece, textPiece } from './markdown.ts'
import { moreLine } from './more.ts'
import { lengthOf, linesWithin } from './stack.ts'

type Field = NonNullable<Card['fields']>[number]

/** No value's line is longer, and it has no more lines than that. */
const longest = { text: 1000, lines: 20 }

/**
 * Writes a field as a phone shows it best: its name in bold with the first line of its value, the other lines as
 * a list under it.
 */
export function fieldLines({ name, value }: Field, pen: Pen): string[] {
  const label = cut(safeLine(name).trim(), 100)
  const [first = [], ...rest] = linesOf(write(value, pen)).slice(0, longest.lines)
  const head = label === '' ? [] : write(pen.t('card.field', { name: label }), pen, 'bold')
  const gap = head.length > 0 && first.length > 0 ? textPiece(' ') : []
  return [
    markdownWithin([...head, ...gap, ...first], longest.text),
    ...rest.map((line) => `- ${markdownWithin(line, longest.text)}`),
  ].filter((line) => line !== '')
}

/** The fields that have room, whole, and how many are left out. */
export function fieldsWithin(fields: readonly string[][], room: number, pen: Pen): string[] {
  if (lengthOf(fields.flat()) <= room) return fields.flat()
  const kept = linesWithin(fields.flat(), room - moreLine({ count: fields.length }, pen).length - 1).length
  const shown = fields.filter((_, index) => fields.slice(0, index + 1).flat().length <= kept)
  return [...shown.flat(), ...linesWithin([moreLine({ count: fields.length - shown.length }, pen)], room)]
}

/** Takes pieces apart at their line breaks; lines without anything to read are left out. */
function linesOf(pieces: readonly Piece[]): Piece[][] {
  const lines: Piece[][] = [[]]
  for (const piece of pieces) {
    if ('mark' in piece) lines.at(-1)?.push(piece)
    else
      for (const [index, text] of piece.text.split('\n').entries()) {
        if (index > 0) lines.push([])
        if (text !== '') lines.at(-1)?.push({ ...piece, text })
      }
  }
  return lines.filter((line) => !isBlank(line))
}
