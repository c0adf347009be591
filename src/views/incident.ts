import { asForm, type Button, type Card, type Section, type View } from '../core/card.ts'
import type { Reader } from '../core/person.ts'
import { plain } from '../core/plain.ts'
import { join, shorten, type Text, type Translate } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import { evidenceOf, stepsOf } from '../features/incidents/queries.ts'
import { type Incident, incidentOf, type Step } from '../features/incidents/record.ts'
import { numbersOf } from '../features/incidents/reference.ts'
import { threadOf } from '../features/incidents/threads.ts'
import { pastHead, pastOf, pastText } from './history.ts'
import { evidenceText, mostTold } from './incident-evidence.ts'
import { stepText } from './incident-step.ts'
import {
  doneText,
  namesText,
  outcomeText,
  severityText,
  statusText,
  type Telling,
  tellingOf,
  typeText,
  whenText,
} from './incident-words.ts'
import { capital, isTeam, nameText, timeText } from './words.ts'

/** How much of what happened a card shows, in characters; the rest is kept. */
const longestWhat = 300
/** How many steps a card shows. */
const shownSteps = 3
/** How many related cases a card names. */
const shownRelated = 10

/** The card of a case: what happened, the member's past before any button, who has it, the last three steps. */
export const incidentView: View = {
  name: 'incident',
  async card(of, reader, use, t) {
    const it = await incidentOf(use, numbersOf(of).number)
    return it === undefined ? undefined : incidentCard(use, it, await tellingOf(use, reader, t))
  },
}

/** Shows a case. Where others than the team read, only that it exists. */
export async function incidentCard(use: Work, it: Incident, telling: Telling): Promise<Card> {
  const { reader, ref, t } = telling
  if (!isTeam(reader)) return { text: t('incident.teamOnly', { ref: ref(it.number) }) }
  if (it.withdrawn !== undefined) return withdrawnCard(telling, it, it.withdrawn)
  const steps = await stepsOf(use, it.number, shownSteps)
  const fields = await fieldsOf(use, it, telling)
  return {
    title: titleText(telling, it),
    text: shorten(it.what, longestWhat),
    fields: fields.map(([name, value]) => ({ name: plain(t(`incident.fields.${name}`)), value })),
    sections: [await lastSteps(use, it, steps, telling)],
    buttons: it.resolved === undefined ? openButtons(telling, it) : closedButtons(telling, it),
    ...formerlyOn(telling, it),
  }
}

/** The line that stands for the card of a case among others that are late. */
export async function incidentTitle(
  of: string,
  reader: Reader,
  use: Work,
  t: Translate,
): Promise<Text | undefined> {
  const it = await incidentOf(use, numbersOf(of).number)
  if (it === undefined || !isTeam(reader)) return undefined
  return join([titleText(await tellingOf(use, reader, t), it), shorten(it.what.replaceAll('\n', ' '), 80)])
}

/** Writes the first line of a case's card: 'INC-212 · Harassment · high severity · IN PROGRESS'. */
const titleText = (telling: Telling, it: Incident): Text =>
  telling.t('incident.title', {
    ref: telling.ref(it.number),
    type: capital(typeText(telling, it), telling.reader.locale),
    severity: severityText(telling, it),
    status: plain(statusText(telling, it)).toLocaleUpperCase(telling.reader.locale),
  })

const withdrawnCard = (
  telling: Telling,
  { number, what }: Incident,
  { at, by }: NonNullable<Incident['withdrawn']>,
): Card => ({
  tone: 'quiet',
  title: telling.t('incident.withdrawn', { ref: telling.ref(number) }),
  text: join(
    [shorten(what, longestWhat), telling.t('incident.withdrawnBy', { who: nameText(by), at: timeText(at) })],
    '\n',
  ),
  ...formerlyOn(telling, { number }),
})

/** What people knew a case as stands small under it, for those who still have it in mind. */
function formerlyOn({ formerly }: Telling, { number }: Pick<Incident, 'number'>): Pick<Card, 'footer'> {
  const footer = formerly(number)
  return footer === undefined ? {} : { footer }
}

type FieldName =
  | 'reported'
  | 'affected'
  | 'reporters'
  | 'happened'
  | 'logged'
  | 'done'
  | 'evidence'
  | 'link'
  | 'related'
  | 'owner'
  | 'due'
  | 'resolved'

async function fieldsOf(use: Work, it: Incident, telling: Telling): Promise<[FieldName, Text][]> {
  const { ref, t } = telling
  const optional: [FieldName, Text | undefined][] = [
    ['reported', await reportedText(use, it, telling)],
    ['affected', it.affected.length === 0 ? undefined : namesText(telling, it.affected)],
    ['reporters', reportersText(telling, it)],
    [
      'happened',
      join([timeText(it.happened), it.where, it.where === undefined ? it.network : undefined], ', '),
    ],
    ['logged', t('incident.loggedBy', { time: timeText(it.logged), who: nameText(it.by) })],
    ['done', doneText(telling, it)],
    ['evidence', await announced(use, it, telling)],
    ['link', it.link === undefined ? undefined : [{ link: it.link, text: shorten(it.link, 80) }]],
    ['related', relatedText(it, ref)],
    ['owner', it.resolved === undefined ? ownerText(telling, it) : undefined],
    ['due', dueText(telling, it)],
    ['resolved', resolvedText(telling, it)],
  ]
  return optional.filter((field): field is [FieldName, Text] => field[1] !== undefined)
}

async function reportedText(use: Work, it: Incident, telling: Telling): Promise<Text | undefined> {
  if (it.reported.length === 0) return undefined
  const [worst, ...others] = await pastOf(use, it)
  if (worst === undefined) return undefined
  const rest = it.reported.filter(({ person }) => person !== worst.who.person)
  const repeating = others.filter(({ count }) => count > 0).slice(0, 2)
  const named = rest.filter(({ person }) => !repeating.some(({ who }) => who.person === person))
  return join(
    [
      pastText(telling, worst),
      ...repeating.map((past) => pastHead(telling, past)),
      named.length === 0 ? undefined : namesText(telling, named),
    ],
    '\n',
  )
}

/** Names who reported it, where that is neither who logged it nor who suffered it. */
function reportersText(telling: Telling, { affected, by, reporters }: Incident): Text | undefined {
  const told = [by, ...affected].map(({ person }) => person)
  const others = reporters.filter(({ person }) => !told.includes(person))
  return others.length === 0 ? undefined : namesText(telling, others)
}

async function announced(use: Work, it: Incident, telling: Telling): Promise<Text | undefined> {
  if (it.evidence === 0) return undefined
  const kept = await evidenceOf(use, it.number, mostTold)
  return telling.t('incident.evidenceTeam', { evidence: evidenceText(telling, kept, it.evidence) })
}

const relatedText = ({ related }: Incident, ref: Telling['ref']): Text | undefined =>
  related.length === 0 ? undefined : related.slice(-shownRelated).map(ref).join(', ')

function ownerText(telling: Telling, { assigned, owner }: Incident): Text | undefined {
  const { t } = telling
  if (owner === undefined) return undefined
  if (assigned === undefined) return nameText(owner)
  if (assigned.by.person === owner.person)
    return t('incident.ownedSince', { owner: nameText(owner), time: timeText(assigned.at) })
  return t('incident.assignedBy', {
    owner: nameText(owner),
    by: nameText(assigned.by),
    when: whenText(telling, assigned.at),
  })
}

/** Tells the next decision on a case, or until when it is monitored; `undefined` where neither is set. */
export function dueText({ t }: Telling, { due, until }: Incident): Text | undefined {
  if (due !== undefined) return t('incident.due', { time: timeText(due.at), what: shorten(due.what, 200) })
  return until === undefined ? undefined : t('incident.monitoringEnds', { time: timeText(until) })
}

function resolvedText(telling: Telling, it: Incident): Text | undefined {
  const { ref, t } = telling
  const { duplicateOf, resolved } = it
  if (resolved === undefined) return undefined
  const values = { time: timeText(resolved.at), who: nameText(resolved.by) }
  return duplicateOf === undefined
    ? t('incident.resolvedBy', { ...values, reason: outcomeText(telling, it) })
    : t('incident.duplicateOf', { ...values, ref: ref(duplicateOf) })
}

/** On the card an answer is announced; its words are in the thread and on the whole case. */
function inShort({ text, ...step }: Step): Step {
  const isAnswer = step.did === 'answered' || step.did === 'answeredToo'
  return text === undefined || isAnswer ? step : { ...step, text }
}

async function lastSteps(
  use: Work,
  it: Incident,
  steps: readonly Step[],
  telling: Telling,
): Promise<Section> {
  const lines = steps.map((step) => stepText(telling, it, inShort(step), use))
  const count = it.steps - steps.length
  if (count === 0) return { lines }
  const inThread = (await threadOf(use, it.number)) !== undefined
  const { ref, t } = telling
  return {
    lines,
    more: {
      count,
      command: plain(t('incident.showAll', { ref: ref(it.number) })),
      label: t(inThread ? 'incident.moreInThread' : 'incident.moreSteps', { count }),
    },
  }
}

/** Makes a button that runs a command on a case. */
export const caseButton = (
  { address, t }: Telling,
  label: string,
  command: string,
  { number }: Pick<Incident, 'number'>,
): Button => ({ label: plain(t(`buttons.${label}`)), command, input: { ref: address(number) } })

/** The button that asks what to keep with a case: nothing of it is needed, but something is. */
export function evidenceButton(telling: Telling, it: Pick<Incident, 'number'>): Button {
  const button = caseButton(telling, 'addEvidence', 'incident evidence', it)
  return { ...button, input: { ...button.input, ...asForm } }
}

const openButtons = (telling: Telling, it: Incident): Button[] => [
  caseButton(telling, 'note', 'incident note', it),
  evidenceButton(telling, it),
  caseButton(telling, 'ask', 'incident ask', it),
  caseButton(telling, 'take', 'incident claim', it),
  caseButton(telling, 'resolve', 'incident resolve', it),
]

const closedButtons = (telling: Telling, it: Incident): Button[] => [
  caseButton(telling, 'note', 'incident note', it),
  caseButton(telling, 'reopen', 'incident reopen', it),
]
