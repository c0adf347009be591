import type { Card, View } from '../core/card.ts'
import { instant } from '../core/clock.ts'
import { plain } from '../core/plain.ts'
import type { Text } from '../core/text.ts'
import { type Answer, type Escalation, escalationOf } from '../features/escalations/record.ts'
import { partsOf } from '../features/escalations/tell.ts'
import { type Incident, incidentOf } from '../features/incidents/record.ts'
import { doneByText } from './escalation.ts'
import { replyButton } from './escalation-line.ts'
import { mayRead, openButton, questionInput, saidText } from './escalation-words.ts'
import { type Telling, tellingOf } from './incident-words.ts'
import { nameText, timeText } from './words.ts'

/** What comes back to the moderator who asked: the answer, what to do now, and that the case stays open. */
export const answerView: View = {
  name: 'answer',
  async card(of, reader, use, t) {
    const { count, nth, number } = partsOf(of)
    const it = await escalationOf(use, number, nth)
    const incident = await incidentOf(use, number)
    const answer = count === 1 ? it?.first : it?.further[count - 2]
    if (it === undefined || incident === undefined || answer === undefined) return undefined
    if (!mayRead(reader, it)) return undefined
    return answerCard(it, answer, incident, await tellingOf(use, reader, t))
  },
}

function answerCard(it: Escalation, answer: Answer, incident: Incident, telling: Telling): Card {
  const { ref, t } = telling
  const key = answer === it.first ? 'title' : 'further'
  const lines = [
    ...(answer.task === undefined ? [] : [t('escalation.answer.task', { task: unended(answer.task) })]),
    ...(incident.resolved === undefined ? [staysText(telling, it, incident)] : []),
    ...(it.done === undefined ? [] : [doneByText(telling, it.done)]),
  ]
  const done = {
    label: plain(t('buttons.didIt')),
    command: 'incident done',
    input: questionInput(telling, it),
  }
  return {
    title: t(`escalation.answer.${key}`, { ref: ref(it.number) }),
    text: saidText(telling, answer),
    ...(lines.length > 0 && { sections: [{ lines }] }),
    buttons: [
      ...(it.done === undefined ? [{ ...done, style: 'primary' as const }] : []),
      replyButton(telling, it, answer.by.name),
      openButton(telling, it),
    ],
  }
}

const unended = (task: string): string => task.replace(/[.\s]+$/u, '')

/** A morning this far away is not yet today's for whoever reads at night, in milliseconds. */
const night = 3 * 60 * 60 * 1000

/** Says that the case stays open, and who picks it up when, as far as the answer said so. */
function staysText(telling: Telling, it: Escalation, { due }: Incident): Text {
  const { t } = telling
  const at = due === undefined ? '' : timeText(due.at)
  if (it.next === undefined)
    return due === undefined
      ? t('escalation.answer.stays')
      : t('escalation.answer.due', { at, what: unended(due.what) })
  const who = nameText(it.next)
  if (due === undefined) return t('escalation.answer.pickedUp', { who })
  return t(isNextMorning(telling, due.at) ? 'escalation.answer.morning' : 'escalation.answer.picked', {
    who,
    at,
  })
}

/** Tells whether a time is in the coming morning, seen from the night before it. */
function isNextMorning({ now, reader }: Telling, at: number): boolean {
  const { hour } = instant(at).toZonedDateTimeISO(reader.zone)
  return hour >= 5 && hour < 12 && at - now >= night && at - now < 6 * night
}
