import type { Card } from '../core/card.ts'
import type { Who } from '../core/person.ts'
import { plain } from '../core/plain.ts'
import type { Text } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import { type Detail, type Escalation, isOpen } from '../features/escalations/record.ts'
import { levelAbove } from '../features/escalations/rungs.ts'
import type { Incident } from '../features/incidents/record.ts'
import type { Level } from '../features/settings.ts'
import { askedTexts } from './escalation.ts'
import { openButton, passButton, questionInput } from './escalation-words.ts'
import { namesText, type Telling } from './incident-words.ts'
import { lastingText, nameText, timeText } from './words.ts'

const minute = 60_000

/** Answers whoever asks: who is asked now, by when, and what happens without an answer. */
export async function askedCard(use: Work, it: Escalation, telling: Telling): Promise<Card> {
  const { ref, t } = telling
  const input = questionInput(telling, it)
  return {
    title: t('escalation.asked.title', { ref: ref(it.number), level: it.level, at: timeText(it.at) }),
    sections: [{ lines: await askedTexts(use, it, telling) }],
    buttons: [
      { label: plain(t('buttons.addDetails')), command: 'incident details', input },
      { label: plain(t('buttons.takeBack')), command: 'incident withdraw', input },
      openButton(telling, it),
    ],
  }
}

/** Answers whoever asks about a case that waits for an answer already; nothing was done yet. */
export function openAlreadyCard(it: Escalation, raised: Level | undefined, telling: Telling): Card {
  const { ref, t } = telling
  const above = levelAbove(it.level)
  const values = {
    ref: ref(it.number),
    level: it.level,
    since: timeText(it.at),
    until: timeText(it.until),
    who: it.paused === undefined ? namesText(telling, it.asked) : nameText(it.paused.by),
  }
  return {
    text: t(
      `escalation.again.${it.paused !== undefined ? 'onIt' : it.asked.length > 0 ? 'text' : 'nobody'}`,
      values,
    ),
    sections: [
      {
        lines: [
          raised === undefined ? t('escalation.again.add') : t('escalation.again.raise', { level: raised }),
        ],
      },
    ],
    ...(raised === undefined && above !== undefined && { buttons: [passButton(telling, it, above)] }),
  }
}

/** Answers whoever answered: to whom it goes, and what was recorded. */
export function sentCard(it: Escalation, incident: Incident, telling: Telling): Card {
  const { now, ref, t } = telling
  const { by, due, first, further } = it
  const values = { ref: ref(it.number), by: nameText(by) }
  const stands = t(
    incident.resolved === undefined ? 'escalation.sent.open' : 'escalation.sent.resolved',
    values,
  )
  const buttons = [openButton(telling, it)]
  if (first !== undefined && further.length > 0) {
    const said = { ...values, who: nameText(first.by), at: timeText(first.at) }
    return { text: t('escalation.sent.further', said), sections: [{ lines: [stands] }], buttons }
  }
  const waited = Math.round((now - it.at) / minute)
  const late =
    first?.late === true
      ? t('escalation.sent.late', { due: timeText(due), lasting: lastingText(telling, first.minutes) })
      : undefined
  return {
    text: t(waited === 0 ? 'escalation.sent.now' : 'escalation.sent.text', {
      ...values,
      lasting: lastingText(telling, waited),
    }),
    sections: [{ lines: [late, stands].filter((line): line is Text => line !== undefined) }],
    buttons,
  }
}

/** Answers whoever is on it: until when the clock stands still, and what comes then. */
export function takenOnCard(it: Escalation, telling: Telling): Card {
  const { ref, t } = telling
  return {
    text: t('escalation.onItNow.text', { ref: ref(it.number), until: timeText(it.until) }),
    sections: [{ lines: [t('escalation.onItNow.then')] }],
    buttons: [openButton(telling, it)],
  }
}

/** Answers whoever asked for details or gave some: to whom that goes, and that the clock goes on. */
export function detailedCard(
  it: Escalation,
  { kind, to }: { kind: Detail['kind']; to: readonly Who[] },
  telling: Telling,
): Card {
  const { ref, t } = telling
  const values = {
    ref: ref(it.number),
    who: to.length === 0 ? nameText(it.by) : namesText(telling, to),
    until: timeText(it.until),
  }
  const key = {
    wanted: !isOpen(it) ? 'wantedOver' : it.paused === undefined ? 'wanted' : 'wantedOnIt',
    given: to.length === 0 ? 'given' : 'givenTo',
  }[kind]
  return { text: t(`escalation.detailsNow.${key}`, values), buttons: [openButton(telling, it)] }
}

/** Answers whoever passed a question up: at which level it is, and who is asked there. */
export async function passedCard(use: Work, it: Escalation, telling: Telling): Promise<Card> {
  const { ref, t } = telling
  return {
    text: t('escalation.passedNow', { ref: ref(it.number), level: it.level }),
    sections: [{ lines: await askedTexts(use, it, telling) }],
    buttons: [openButton(telling, it)],
  }
}
