import type { View } from '../core/card.ts'
import type { Who } from '../core/person.ts'
import { shorten, type Text } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import { type Action, type Incident, incidentOf, type Step, stepOf } from '../features/incidents/record.ts'
import { numbersOf } from '../features/incidents/reference.ts'
import { doneText, type Telling, tellingOf } from './incident-words.ts'
import { chatText, isTeam, nameText, sentence, timeText } from './words.ts'

/** How much of what somebody wrote one line shows, in characters, where nothing else is said. */
const longestLine = 200

/** Tells one step: '03:46 @mod_est: assigned to @cm_day.' Who acted from another chat is shown with it. */
export function stepText(
  telling: Telling,
  of: Pick<Incident, 'by'>,
  step: Step,
  use: Work,
  longest = longestLine,
): Text {
  const { t } = telling
  if (step.did === 'record' && step.to !== undefined) return recordText(telling, step, step.to, longest)
  const time = timeText(step.at)
  const did = sentence(didText(telling, step, use, longest))
  if (step.by === undefined) return t('incident.ownStep', { time, did })
  const { platform } = step.by.account
  const name = nameText(step.by)
  const elsewhere = platform !== of.by.account.platform
  const who = elsewhere ? t('incident.by', { who: name, chat: chatText(telling, platform) }) : name
  return t('incident.step', { time, who, did })
}

/** Tells a message that was put on the record: under its author's name and time, and by whom. */
function recordText({ t }: Telling, { at, by, text = '', values }: Step, author: Who, longest: number): Text {
  const said = {
    time: timeText(typeof values?.at === 'number' ? values.at : at),
    who: nameText(author),
    text: shorten(text.replaceAll('\n', ' '), longest),
  }
  return by === undefined || by.person === author.person
    ? t('incident.onRecord.own', said)
    : t('incident.onRecord.said', { ...said, by: nameText(by) })
}

function didText(telling: Telling, step: Step, use: Work, longest: number): Text {
  const { t } = telling
  const text = step.text === undefined ? undefined : shorten(step.text.replaceAll('\n', ' '), longest)
  const done = doneOf(telling, step)
  const values = valuesOf(telling, step, text)
  const key = keyOf(step, use)
  const base = t(key, values)
  const told = done === undefined ? base : t('incident.stepDone', { did: base, done })
  return text === undefined || isWordedWith(step) ? told : t('incident.stepText', { did: told, text })
}

/** Steps whose template has the text in itself. */
const isWordedWith = ({ did }: Step) => did === 'note'

function keyOf({ did, values }: Step, use: Work): string {
  if (did === 'resolved' && values?.number !== undefined) return 'incident.steps.resolvedAs'
  const key = [`incident.steps.${did}`, `escalation.steps.${did}`].find(
    (each) => use.house.words.has(each) || use.house.words.has(`${each}_other`),
  )
  // A newer version may have written steps that this one has no words for.
  return key ?? 'incident.steps.unknown'
}

function doneOf(telling: Telling, { values }: Step): Text | undefined {
  const actions = typeof values?.actions === 'string' ? (values.actions.split(',') as Action[]) : []
  const accounts = typeof values?.accounts === 'number' ? { accounts: values.accounts } : {}
  return doneText(telling, { actions, ...accounts })
}

/** Fills a step's template: words of lists are named, times are told, numbers of cases are references. */
function valuesOf(telling: Telling, { to, values = {} }: Step, text: string | undefined) {
  const { ref, t } = telling
  const told: Record<string, Text | number> = { text: text ?? '', ...(to && { to: nameText(to) }) }
  for (const [name, value] of Object.entries(values)) {
    if (name === 'severity' || name === 'was') told[name] = t(`values.severity.${value}.name`)
    else if (name === 'reason') told[name] = t(`values.reason.${value}.name`)
    else if ((name === 'at' || name === 'until') && typeof value === 'number') told[name] = timeText(value)
    else if (name === 'number') told.ref = ref(Number(value))
    else if (name === 'did') told.act = t(`incident.acts.${value}`)
    else told[name] = value
  }
  return told
}

/** Tells one step in the thread of its case; `of` is 'incident/<number>/<step>'. */
export const incidentStepView: View = {
  name: 'incident-step',
  async card(of, reader, use, t) {
    const { number, nth } = numbersOf(of)
    const it = await incidentOf(use, number)
    const step = await stepOf(use, number, nth)
    if (it === undefined || step === undefined || !isTeam(reader)) return undefined
    const telling = await tellingOf(use, reader, t)
    return { text: stepText(telling, it, step, use) }
  },
}
