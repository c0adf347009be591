import type { Card, Section } from '../core/card.ts'
import type { Work } from '../core/work.ts'
import { evidenceFrom, stepsFrom } from '../features/incidents/queries.ts'
import type { Incident } from '../features/incidents/record.ts'
import { incidentCard } from './incident.ts'
import { keptText } from './incident-evidence.ts'
import { stepText } from './incident-step.ts'
import type { Telling } from './incident-words.ts'
import { isTeam } from './words.ts'

/** How many steps a page shows. */
const pageSteps = 20
/** How many pieces of evidence a page shows. */
const pagePieces = 10
/** How much of a note the whole timeline shows, in characters. */
const longestStep = 2000

/** Returns how many pages a case's timeline and evidence fill. */
export const pagesOf = ({ evidence, steps }: Incident): number =>
  Math.max(1, Math.ceil(steps / pageSteps), Math.ceil(evidence / pagePieces))

/** Shows a case with one page of its whole timeline, newest first, and of its evidence, in the order it was added. */
export async function wholeCard(
  use: Work,
  it: Incident,
  telling: Telling,
  { page, command }: { page: number; command: string },
): Promise<Card> {
  const { t } = telling
  const card = await incidentCard(use, it, telling)
  if (!isTeam(telling.reader)) return card
  const newest = it.steps - (page - 1) * pageSteps
  const steps = await stepsFrom(use, it.number, Math.max(1, newest - pageSteps + 1), newest)
  const oldest = (page - 1) * pagePieces + 1
  const kept = await evidenceFrom(use, it.number, oldest, oldest + pagePieces - 1)
  const sections: Section[] = [
    {
      title: t('incident.timeline'),
      lines: steps.map((step) => stepText(telling, it, step, use, longestStep)),
      ...more(newest - steps.length, command),
    },
    {
      title: t('incident.kept'),
      lines: kept.map((each) => keptText(telling, each)),
      ...more(it.evidence - oldest + 1 - kept.length, command),
    },
  ]
  return {
    ...card,
    text: it.what,
    sections: sections.filter(({ lines }) => lines.length > 0),
  }
}

const more = (count: number, command: string) => (count > 0 ? { more: { count, command } } : {})
