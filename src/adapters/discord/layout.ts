import { type APIActionRowComponent, type APIComponentInContainer, ComponentType } from 'discord.js'
import { createCount } from '../../core/press.ts'
import { type Row, rowsOf, rowsWithin } from './buttons.ts'
import type { Pen } from './inline.ts'
import { limits } from './limits.ts'
import type { Block } from './sections.ts'
import { stacked } from './stack.ts'

/** What one frame, the text before a row and the text after it take. */
const frame = 1

/**
 * Gives what can be pressed room from the last block on, since a card's own buttons stand there. Returns the rows of
 * each block, and how many components are left.
 */
function allot(blocks: readonly Block[], pen: Pen): { rows: Row[][]; left: number } {
  const count = createCount()
  const all = blocks.map(({ buttons }) => rowsOf(buttons, pen, count))
  const rows: Row[][] = all.map(() => [])
  let left = limits.components - frame - 1
  for (const [index, wanted] of [...all.entries()].reverse()) {
    // The text that goes on below is one more.
    const kept = rowsWithin(wanted, left - 1)
    rows[index] = kept
    if (kept.length > 0) left -= 1 + kept.reduce((sum, row) => sum + 1 + row.components.length, 0)
  }
  return { rows, left }
}

/**
 * Sets blocks one under the other, neighbours in one text. The lines that part titled sections get what is left by
 * what can be pressed.
 */
export function layout(blocks: readonly Block[], pen: Pen): APIComponentInContainer[] {
  const { rows, ...room } = allot(blocks, pen)
  let { left } = room
  const out: APIComponentInContainer[] = []
  let text: string[] = []
  const endText = () => {
    if (text.some((line) => line.trim() !== '')) out.push(textDisplay(stacked(text)))
    text = []
  }
  for (const [index, { lines, titled }] of blocks.entries()) {
    const parted = titled && out.length + text.length > 0
    if (parted && left >= 2) {
      left -= 2
      endText()
      out.push({ type: ComponentType.Separator })
    }
    text.push(...lines)
    const below = rows[index] ?? []
    if (below.length === 0) continue
    endText()
    out.push(...below.map((row): APIActionRowComponent<Row['components'][number]> => row))
  }
  endText()
  return out
}

/** Some markdown as a component. */
export const textDisplay = (content: string) => ({ type: ComponentType.TextDisplay, content }) as const
