import type { Button, Section } from '../../core/card.ts'
import { shares } from '../../core/fit.ts'
import { markdownWithin } from './fit.ts'
import { type Pen, write } from './inline.ts'
import type { Piece } from './markdown.ts'
import { moreLine } from './more.ts'
import { lengthOf, linesWithin } from './stack.ts'

/** What a section's first line is given at least, in characters, and its title at most. */
const least = 300
const longestTitle = 200

/** A section as it is shown: its lines with its title, where it has one, and what can be pressed. */
export interface Block {
  titled: boolean
  lines: string[]
  buttons: readonly Button[]
}

/**
 * A section with what it takes, in characters: to say that there is more, for its head, at least, and in full.
 */
interface Prepared {
  section: Section
  title: string[]
  first: Piece[]
  lines: string[]
  rest: number
  fixed: number
  least: number
  full: number
}

/** Prepares sections for so many characters at most; those with nothing to show are left out. */
export const prepare = (sections: readonly Section[], room: number, pen: Pen): Prepared[] =>
  sections
    .filter(({ buttons = [], lines, more, title = '' }) => title || lines.length + buttons.length || more)
    // No more of them than characters could ever have room.
    .slice(0, room)
    .map((section) => prepared(section, room, pen))

function prepared(section: Section, room: number, pen: Pen): Prepared {
  const title = [markdownWithin(write(section.title ?? '', pen, 'bold'), longestTitle)].filter(
    (line) => line.trim() !== '',
  )
  const first = write(section.lines[0] ?? '', pen)
  const lines = linesOf(section, room, pen)
  const rest = section.more !== undefined || section.lines.length > 1 ? costOfMore(section, pen) : 0
  const fixed = lengthOf(title) + (section.more === undefined ? 0 : rest)
  const smallest =
    fixed + Math.min(least, lengthOf(lines.slice(0, 1))) + (section.more === undefined ? rest : 0)
  return {
    section,
    title,
    first,
    lines,
    rest,
    fixed,
    least: smallest,
    full: Math.max(smallest, fixed + lengthOf(lines)),
  }
}

/** What saying that there is more takes, however many are left out. */
const costOfMore = ({ lines, more }: Section, pen: Pen): number =>
  1 + moreLine({ ...more, count: 2 * (lines.length + (more?.count ?? 0)) }, pen).length + spare

/** One and many are not called the same. */
const spare = 4

/** Writes lines, as many as there could be room for. */
function linesOf({ lines }: Section, room: number, pen: Pen): string[] {
  const out: string[] = []
  let left = room
  for (const line of lines) {
    if (left < 0) break
    const written = markdownWithin(write(line, pen), room)
    out.push(written)
    left -= written.length + 1
  }
  return out
}

/** Characters that all of them would take, and a line about those that have no room. */
export const costOfSections = (all: readonly Prepared[]): number =>
  all.length === 0 ? 0 : all.reduce((sum, { full }) => sum + full, leftOut)

const leftOut = 30

/**
 * Writes sections where there is room: each gets at least its head and its first line; what is left over is
 * shared out evenly among those that want more. Sections there is no room for are counted at the end.
 */
export function sectionBlocks(all: readonly Prepared[], room: number, pen: Pen): Block[] {
  const shown = fitting(all, room)
  const hidden = all.slice(shown.length).reduce((sum, { section }) => sum + section.lines.length, 0)
  const given = shares(
    shown.map((each) => each.full - each.least),
    room - leftOut - shown.reduce((sum, each) => sum + each.least, 0),
  )
  const rest = hidden === 0 ? [] : linesWithin([moreLine({ count: hidden }, pen)], room)
  return [
    ...shown.map((each, index) => blockOf(each, each.least + (given[index] ?? 0), pen)),
    ...(rest.length === 0 ? [] : [{ titled: false, lines: rest, buttons: [] }]),
  ]
}

/** As many sections as have room for the least they take. */
function fitting(all: readonly Prepared[], room: number): readonly Prepared[] {
  let left = room - leftOut
  const end = all.findIndex((each) => {
    left -= each.least
    return left < 0
  })
  return end < 0 ? all : all.slice(0, end)
}

function blockOf(prepared: Prepared, room: number, pen: Pen): Block {
  const { section, title } = prepared
  const { buttons = [], more } = section
  const shown = shownLines(prepared, room)
  const hidden = section.lines.length - shown.length + (more?.count ?? 0)
  const rest = hidden > 0 || more !== undefined ? [moreLine({ ...more, count: hidden }, pen)] : []
  return { titled: title.length > 0, lines: [...title, ...shown, ...rest], buttons }
}

/** The first lines that have room. Only a first line that alone has too little of it is cut. */
function shownLines({ first, fixed, lines, rest, section }: Prepared, room: number): string[] {
  const left = room - fixed
  if (section.lines.length === lines.length && lengthOf(lines) <= left) return [...lines]
  const within = section.more === undefined ? left - rest : left
  const shown = linesWithin(lines, within)
  if (shown.length > 0 || lines.length === 0) return shown
  return [markdownWithin(first, Math.max(0, (section.lines.length > 1 ? within : left) - 1))]
}
