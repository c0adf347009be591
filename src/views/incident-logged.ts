import type { Card } from '../core/card.ts'
import { join, type Text } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import type { Escalation } from '../features/escalations/record.ts'
import type { Incident } from '../features/incidents/record.ts'
import { askedTexts } from './escalation.ts'
import { pastHead, pastLines, pastOf, pastText } from './history.ts'
import { caseButton, evidenceButton } from './incident.ts'
import { doneText, outcomeText, severityText, type Telling, typeText } from './incident-words.ts'
import { nameText, sentence, timeText } from './words.ts'

/**
 * Answers somebody who logged a case: the reported members' earlier incidents before anything else, then the
 * reference, what was done and who has it, and what comes of the question that was asked in the same line.
 */
export async function loggedCard(
  use: Work,
  it: Incident,
  telling: Telling,
  question?: Escalation,
): Promise<Card> {
  const { t } = telling
  const past = await pastOf(use, it)
  const [worst, ...others] = past.filter(({ count }) => count > 0)
  const fresh = past
    .filter(({ count }) => count === 0)
    .map(({ who }) => t('incident.noPast', { who: nameText(who) }))
  const asked = question === undefined ? [] : await askedTexts(use, question, telling)
  const facts = join([join([doneLine(telling, it), holderLine(telling, it)], ' '), ...asked, ...fresh], '\n')
  const heading = headText(telling, it)
  const buttons = buttonsOf(telling, it)
  if (worst === undefined) return { title: heading, text: facts, buttons }
  const known = join([...pastLines(telling, worst), ...others.map((each) => pastText(telling, each))], '\n')
  return {
    title: pastHead(telling, worst),
    text: join([known, join([heading, facts], '\n')], '\n\n'),
    buttons,
  }
}

/** Writes 'INC-211 · spam · high · logged 02:06', or when it was resolved. */
export function headText(telling: Telling, it: Incident): Text {
  const values = {
    ref: telling.ref(it.number),
    type: typeText(telling, it),
    severity: severityText(telling, it),
  }
  return it.resolved === undefined
    ? telling.t('incident.logged', { ...values, time: timeText(it.logged) })
    : telling.t('incident.resolvedAt', { ...values, time: timeText(it.resolved.at) })
}

/** Tells what was done, so far where the case is open; a number of accounts makes a sentence of its own. */
export function doneLine(
  { t }: Telling,
  it: Pick<Incident, 'accounts' | 'actions' | 'resolved'>,
): Text | undefined {
  const done = doneText({ t }, it)
  if (done === undefined) return undefined
  if (it.resolved !== undefined)
    return it.accounts === undefined ? t('incident.doneInAll', { done }) : sentence(done)
  return t(it.accounts === undefined ? 'incident.doneSoFar' : 'incident.soFar', { done })
}

function holderLine(telling: Telling, it: Incident): Text | undefined {
  const { t } = telling
  const { by, owner, resolved } = it
  if (resolved !== undefined) return t('incident.reasonNow', { reason: outcomeText(telling, it) })
  if (owner === undefined) return t('incident.nobody')
  return owner.person === by.person ? t('incident.yours') : undefined
}

const buttonsOf = (telling: Telling, it: Incident) => [
  ...(it.resolved === undefined ? [caseButton(telling, 'resolve', 'incident resolve', it)] : []),
  evidenceButton(telling, it),
  ...(it.resolved === undefined && it.level === undefined
    ? [caseButton(telling, 'ask', 'incident ask', it)]
    : []),
  caseButton(telling, 'undo', 'incident undo', it),
]
