import type { types } from '@slack/bolt'
import type { Section } from '../../core/card.ts'
import { shares } from '../../core/fit.ts'
import type { Count } from '../../core/press.ts'
import type { Text } from '../../core/text.ts'
import { actionBlocks, costOfButtons } from './buttons.ts'
import { type Pen, type Piece, write } from './inline.ts'
import type { Surface } from './limits.ts'
import { moreItem } from './more.ts'
import { costOfItems, type Item, itemOf, itemsWithin, richBlocks } from './rich.ts'

/** What a section's first line is given at least, and what saying that there is more takes. */
const least = { line: 500, more: 340 }
/** The most that a section's buttons are given. */
const forButtons: Surface = { blocks: 1, cost: 2000 }
/** Blocks that may come of dividing long sections: two neighbours are never both half empty. */
const divided = (cost: number) => Math.ceil(cost / 1500)

/** A section with what its head and buttons take, what it takes at least, and in full: characters of JSON. */
interface Prepared {
  section: Section
  title: Item[]
  lines: Item[]
  fixed: number
  least: number
  full: number
}

/** Prepares sections; those with nothing to show are left out. */
export const prepare = (sections: readonly Section[], room: Surface, pen: Pen): Prepared[] =>
  sections
    .filter(({ buttons = [], lines, more, title = '' }) => title || lines.length + buttons.length || more)
    .map((section, index) => prepared(section, index < room.blocks ? room.cost : 0, pen))

function prepared(section: Section, room: number, pen: Pen): Prepared {
  const { buttons = [], more } = section
  const title =
    section.title === undefined
      ? []
      : [itemOf(write(section.title, pen, { bold: true }), undefined, { text: 300 })]
  const lines = itemsOf(section.lines, room, pen)
  const fixed =
    costOfItems(title) + costOfButtons(buttons, forButtons) + (more === undefined ? 0 : least.more)
  const first = Math.min(least.line, costOfItems(lines.slice(0, 1)))
  const smallest = fixed + first + (section.lines.length > 1 ? least.more : 0)
  return {
    section,
    title,
    lines,
    fixed,
    least: smallest,
    full: Math.max(smallest, fixed + costOfItems(lines)),
  }
}

/** Characters of JSON that all of them would take, and a line about those that have no room. */
export const costOfSections = (all: readonly Prepared[]): number =>
  all.length === 0 ? 0 : all.reduce((sum, { full }) => sum + full, leftOut)

const leftOut = least.more + 130

/**
 * Writes sections where there is room: each gets at least its head and its first line; what is left over is
 * shared out evenly among those that want more. Sections there is no room for are counted at the end.
 */
export function sectionBlocks(
  all: readonly Prepared[],
  room: Surface,
  pen: Pen,
  count: Count,
): types.KnownBlock[] {
  const shown = fitting(all, room)
  const hidden = all.slice(shown.length).reduce((sum, { section }) => sum + section.lines.length, 0)
  const given = shares(
    shown.map((each) => each.full - each.least),
    room.cost - leftOut - shown.reduce((sum, each) => sum + each.least, 0),
  )
  return [
    ...shown.flatMap((each, index) => blocksOf(each, each.least + (given[index] ?? 0), pen, count)),
    ...(hidden === 0 ? [] : richBlocks([moreItem({ count: hidden }, pen)])),
  ]
}

/** As many sections as have room for the least they take. */
function fitting(all: readonly Prepared[], room: Surface): readonly Prepared[] {
  let cost = room.cost - leftOut
  let blocks = room.blocks - divided(room.cost) - 1
  const end = all.findIndex((each) => {
    cost -= each.least
    blocks -= 1 + (each.section.buttons?.length ? forButtons.blocks : 0)
    return cost < 0 || blocks < 0
  })
  return end < 0 ? all : all.slice(0, end)
}

function blocksOf(
  { fixed, lines, section, title }: Prepared,
  room: number,
  pen: Pen,
  count: Count,
): types.KnownBlock[] {
  const { buttons = [], more } = section
  const shown = linesWithin(lines, room - fixed, section.lines.length > lines.length)
  const hidden = section.lines.length - shown.length + (more?.count ?? 0)
  return [
    ...richBlocks([
      ...title,
      ...shown,
      ...(hidden > 0 || more !== undefined ? [moreItem({ ...more, count: hidden }, pen)] : []),
    ]),
    ...actionBlocks(buttons, forButtons, count),
  ]
}

/** The first lines that have room. Only a first line that alone has too little of it is cut. */
function linesWithin(lines: readonly Item[], room: number, isMore: boolean): Item[] {
  if (!isMore && costOfItems(lines) <= room) return [...lines]
  const left = room - least.more
  const shown = itemsWithin(lines, left)
  const [first] = lines
  if (shown.length > 0 || first === undefined) return shown
  const frame = costOfItems([itemOf([], first.mark)])
  return [itemOf(first.pieces, first.mark, { cost: Math.max(least.line, left) - frame })]
}

/**
 * Writes lines, as many as there could be room for. Those that count themselves from 1 become a numbered list,
 * which keeps their later lines under the first.
 */
function itemsOf(lines: readonly Text[], room: number, pen: Pen): Item[] {
  const items: Item[] = []
  let cost = 0
  let counting = true
  for (const [index, line] of lines.entries()) {
    if (cost > room) break
    const written = write(line, pen)
    const rest: Piece[] | undefined = counting ? numbered(written, `${index + 1}. `) : undefined
    counting = rest !== undefined
    const item = rest === undefined ? itemOf(written) : itemOf(rest, index + 1)
    cost += item.cost
    items.push(item)
  }
  return items
}

/** A line without the number it begins with; `undefined` when it begins with something else. */
function numbered([first, ...rest]: readonly Piece[], mark: string): Piece[] | undefined {
  if (first?.type !== 'text' || !first.text.startsWith(mark)) return undefined
  const text = first.text.slice(mark.length)
  return text === '' ? (rest.length === 0 ? undefined : rest) : [{ ...first, text }, ...rest]
}
