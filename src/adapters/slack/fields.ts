import type { types } from '@slack/bolt'
import type { Card } from '../../core/card.ts'
import { cut } from '../../core/fit.ts'
import { safeLine } from '../../core/safe.ts'
import { inWords, type Pen, type Piece, textPiece, write } from './inline.ts'
import { moreItem } from './more.ts'
import { costOfItems, type Item, itemOf, itemsWithin, richBlocks } from './rich.ts'

type Field = NonNullable<Card['fields']>[number]

/** No value is longer, and has no more lines than that. */
const longest = { text: 1500, lines: 20 }

/**
 * Writes a field as a phone shows it best: its name in bold with the first line of its value, the other lines as
 * a list under it.
 */
export function fieldItems({ name, value }: Field, pen: Pen): Item[] {
  const label = cut(safeLine(name).trim(), 100)
  const lines = linesOf(write(value, pen)).slice(0, longest.lines)
  const [first = [], ...rest] = lines
  const head =
    label === '' ? [] : textPiece(inWords(pen.t('card.field', { name: label }), pen), { bold: true })
  const gap = head.length > 0 && first.length > 0 ? textPiece(' ') : []
  return [
    itemOf([...head, ...gap, ...first], undefined, { text: longest.text }),
    ...rest.map((line) => itemOf(line, 'bullet', { text: longest.text })),
  ].filter(({ pieces }) => pieces.length > 0)
}

/** Writes fields, as many as have room, and says how many are left out. */
export function fieldBlocks(fields: readonly Item[][], room: number, pen: Pen): types.RichTextBlock[] {
  if (costOfItems(fields.flat()) <= room) return richBlocks(fields.flat())
  const left = room - moreItem({ count: fields.length }, pen).cost
  const kept = itemsWithin(fields.flat(), left).length
  const shown = fields.filter((_, index) => fields.slice(0, index + 1).flat().length <= kept)
  const hidden = fields.length - shown.length
  return richBlocks([...shown.flat(), moreItem({ count: hidden }, pen)])
}

/** Takes pieces apart at their line breaks; lines without anything to read are left out. */
function linesOf(pieces: readonly Piece[]): Piece[][] {
  const lines: Piece[][] = [[]]
  for (const piece of pieces) {
    if (piece.type !== 'text') lines.at(-1)?.push(piece)
    else
      for (const [index, text] of piece.text.split('\n').entries()) {
        if (index > 0) lines.push([])
        if (text !== '') lines.at(-1)?.push({ ...piece, text })
      }
  }
  return lines.filter((line) => line.some((piece) => piece.type !== 'text' || piece.text.trim() !== ''))
}
