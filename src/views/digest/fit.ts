import type { Section } from '../../core/card.ts'
import type { Text } from '../../core/text.ts'
import { heightOf, type Line, type Look, write } from './layout.ts'

/** No digest is longer, whatever happened; lines count the empty ones between its sections. */
const longest = { lines: 35, characters: 3000 }

/**
 * Some lines under a heading. When the digest is too long the last ones go, and `more` says how many things
 * went and where they are. The lowest `rank` gives first; nothing gives more than down to `least` lines while
 * anything else can, and what is `firm` never gives.
 */
export interface Run {
  heading: Text | undefined
  lines: Line[]
  least: number
  rank: number
  firm: boolean
  more(count: number): Text
}

type Kept = Run & { hidden: number }

/** Shortens the runs under a title and a text until they all fit, and returns them as sections of a card. */
export function fitted(head: readonly Text[], runs: readonly Run[], look: Look): Section[] {
  let kept = runs.map(begin)
  while (isTooLong(head, kept, look)) {
    const giver = kept.filter(canGive).sort(byReadiness)[0]
    if (giver === undefined) break
    kept = kept.map((run) => (run === giver ? shortened(run) : run))
  }
  return sectionsOf(kept)
}

/** More lines than a digest has need no thought. */
const begin = (run: Run): Kept => hide({ ...run, hidden: 0 }, Math.min(run.lines.length, longest.lines))

const shortened = (run: Kept): Kept => hide(run, run.lines.length - 1)

const hide = (run: Kept, keep: number): Kept => ({
  ...run,
  lines: run.lines.slice(0, keep),
  hidden: run.hidden + run.lines.slice(keep).reduce((sum, { items }) => sum + items, 0),
})

const canGive = ({ firm, lines }: Kept): boolean => !firm && lines.length > 0

const byReadiness = (a: Kept, b: Kept): number =>
  Number(a.lines.length <= a.least) - Number(b.lines.length <= b.least) ||
  a.rank - b.rank ||
  b.lines.length - a.lines.length

function isTooLong(head: readonly Text[], runs: readonly Kept[], look: Look): boolean {
  const sections = sectionsOf(runs)
  const texts = [...head, ...sections.flatMap(({ title, lines }) => [...(title ? [title] : []), ...lines])]
  // An empty line stands before every section, and every line ends in a line break.
  const lines = texts.reduce((sum, text) => sum + heightOf(text, look), sections.length)
  const characters = texts.reduce((sum, text) => sum + write(text, look).length + 1, sections.length)
  return lines > longest.lines || characters > longest.characters
}

/** Runs under one heading are one section, where the first of them stands; one without a heading goes on. */
function sectionsOf(runs: readonly Kept[]): Section[] {
  const sections: (Section & { lines: Text[] })[] = []
  for (const { heading, hidden, lines, more } of runs) {
    const shown = [...lines.map(({ text }) => text), ...(hidden === 0 ? [] : [more(hidden)])]
    if (shown.length === 0) continue
    const open = heading === undefined ? sections.at(-1) : sections.find(({ title }) => title === heading)
    if (open !== undefined) open.lines.push(...shown)
    else sections.push({ ...(heading === undefined ? {} : { title: heading }), lines: shown })
  }
  return sections
}
