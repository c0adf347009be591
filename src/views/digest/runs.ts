import type { Audience, Block } from '../../core/house.ts'
import type { Text } from '../../core/text.ts'
import { type Part, parts } from '../../features/digest/parts.ts'
import { capital } from '../words.ts'
import type { Run } from './fit.ts'
import { flow } from './layout.ts'
import { partWriters } from './parts/index.ts'
import type { PartText, Seen } from './parts/part.ts'
import type { Telling } from './telling.ts'

/** The parts an audience is shown, in the order of the routine, each once. */
export function partsFor(routine: readonly Block[], audience: Audience): Part[] {
  const shown = routine.filter((block) => block.audience.includes(audience)).flatMap(({ shows }) => shows)
  return [...new Set(shown)].filter((it): it is Part => parts.some((part) => part === it))
}

/** Writes parts in their order; what has nothing to say takes no space. */
export const runsOf = (telling: Telling, shows: readonly Part[], seen: Seen): Run[] =>
  runsFrom(
    telling,
    shows.flatMap((part) => partWriters[part](telling, seen)),
  )

/** Puts the statements that flow together on common lines, and turns keys into headings. */
export function runsFrom(telling: Telling, given: readonly PartText[]): Run[] {
  const joined: PartText[] = []
  for (const it of given) {
    const before = it.flows === undefined ? undefined : joined.find(({ flows }) => flows === it.flows)
    if (before === undefined) joined.push({ ...it })
    else before.texts = [...before.texts, ...it.texts]
  }
  return joined.filter(({ texts }) => texts.length > 0).map((it) => runOf(telling, it))
}

const runOf = (
  telling: Telling,
  { firm = false, flows, heading, least, more = () => '', rank, texts }: PartText,
): Run => ({
  heading: heading === undefined ? undefined : telling.t(`digest.headings.${heading}`),
  lines:
    flows === undefined ? texts.map((text) => ({ text, items: 1 })) : flow(begun(telling, texts), telling),
  least,
  rank,
  firm,
  more,
})

function begun({ locale }: Telling, [first, ...others]: readonly Text[]): Text[] {
  if (first === undefined) return []
  return [capital(first, locale), ...others]
}
