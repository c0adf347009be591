import type { types } from '@slack/bolt'
import { cutPieces, type Size, sizeOf } from './fit.ts'
import { fold, type Piece } from './inline.ts'
import { limits } from './limits.ts'

/**
 * What stands on lines of its own, and its size with what stands around it. With a mark it is one of a list, which
 * keeps its later lines under its first.
 */
export interface Item extends Size {
  pieces: Piece[]
  mark?: Mark
}

type Mark = 'bullet' | number

/**
 * What JSON takes besides pieces: a line break before an item and before one that begins with plain words, which
 * takes it in; an item of a list, with its share of the list; a block.
 */
const around = { item: 32, plain: 4, marked: 110, block: 130 }

/** No item is longer: it has to fit into one block. */
const longest: Size = { text: limits.richText - 100, cost: limits.richTextCost - 500 }

/** Makes an item of pieces; what has no room, or does not fit into a block, ends in '…'. */
export function itemOf(written: readonly Piece[], mark?: Mark, room: Partial<Size> = {}): Item {
  const pieces = cutPieces(written, { ...longest, ...room })
  const { cost, text } = sizeOf(pieces)
  const [first] = pieces
  const plain = first?.type === 'text' && first.style === undefined ? around.plain : around.item
  const size = { text: text + 1, cost: cost + (mark === undefined ? plain : around.marked) }
  return mark === undefined ? { pieces, ...size } : { pieces, mark, ...size }
}

/** Characters of JSON that items take, with their blocks: of two neighbours at least one is half full. */
export function costOfItems(items: readonly Size[]): number {
  if (items.length === 0) return 0
  const cost = items.reduce((sum, item) => sum + item.cost, 0)
  const text = items.reduce((sum, item) => sum + item.text, 0)
  const blocks = 1 + Math.floor((2 * text) / limits.richText + (2 * cost) / limits.richTextCost)
  return cost + around.block * blocks
}

/** The first items that have room. */
export function itemsWithin(items: readonly Item[], room: number): Item[] {
  const size = { text: 0, cost: 0 }
  const end = items.findIndex((item) => {
    size.text += item.text
    size.cost += item.cost
    return costOfItems([size]) > room
  })
  return end < 0 ? [...items] : items.slice(0, end)
}

/** Writes items as blocks of rich text, as few as hold them; an item is never divided. */
export function richBlocks(items: readonly Item[]): types.RichTextBlock[] {
  const blocks: Item[][] = []
  let used: Size = { text: 0, cost: 0 }
  for (const item of items) {
    if (item.pieces.length === 0) continue
    const last = blocks.at(-1)
    const both = { text: used.text + item.text, cost: used.cost + item.cost }
    if (last !== undefined && both.text <= limits.richText && both.cost <= limits.richTextCost) {
      last.push(item)
      used = both
    } else {
      blocks.push([item])
      used = item
    }
  }
  return blocks.map((each) => ({ type: 'rich_text', elements: layout(each) }))
}

/** Slack's own lists hang their lines; all other items stand one under the other. */
function layout(items: readonly Item[]): types.RichTextBlockElement[] {
  const out: types.RichTextBlockElement[] = []
  let run: Item[] = []
  const end = () => {
    const [first] = run
    if (first !== undefined) out.push(first.mark === undefined ? sectionOf(run) : listOf(first.mark, run))
    run = []
  }
  for (const item of items) {
    const last = run.at(-1)
    if (last !== undefined && typeof last.mark !== typeof item.mark) end()
    run.push(item)
  }
  end()
  return out
}

const sectionOf = (items: readonly Pick<Item, 'pieces'>[]): types.RichTextSection => ({
  type: 'rich_text_section',
  elements: fold(
    items.flatMap(({ pieces }, index) => (index === 0 ? pieces : [{ type: 'text', text: '\n' }, ...pieces])),
  ),
})

/** A numbered list that goes on in another block says where it begins. */
function listOf(mark: Mark, items: readonly Item[]): types.RichTextList {
  const list: types.RichTextList & { offset?: number } = {
    type: 'rich_text_list',
    style: mark === 'bullet' ? 'bullet' : 'ordered',
    ...(typeof mark === 'number' && mark > 1 ? { offset: mark - 1 } : {}),
    elements: items.map((item) => sectionOf([item])),
  }
  return list
}
