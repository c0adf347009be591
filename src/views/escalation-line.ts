import type { Button, Card, View } from '../core/card.ts'
import { plain } from '../core/plain.ts'
import type { Text } from '../core/text.ts'
import { type Escalation, escalationOf, isOpen } from '../features/escalations/record.ts'
import { partsOf } from '../features/escalations/tell.ts'
import { unreachedCard } from './escalation-unreached.ts'
import {
  mayRead,
  openButton,
  questionButtons,
  questionInput,
  quoteText,
  teamOnlyCard,
} from './escalation-words.ts'
import { namesText, type Telling, tellingOf } from './incident-words.ts'
import { nameText, timeText } from './words.ts'

/**
 * What is told about a question besides its card: that it is somebody's turn, a reminder, a detail, a further
 * answer. What was overtaken before it could be sent is not sent.
 */
export const escalationLineView: View = {
  name: 'escalation-line',
  async card(of, reader, use, t) {
    const { count, nth, number, part } = partsOf(of)
    const it = await escalationOf(use, number, nth)
    if (it === undefined) return undefined
    const telling = await tellingOf(use, reader, t)
    const may = mayRead(reader, it)
    const tells = directly[part]
    if (tells !== undefined) return may ? tells(it, count, telling) : teamOnlyCard(telling, it)
    if (!isTurn(it, count)) return undefined
    return may ? turnCard(it, part, telling) : teamOnlyCard(telling, it)
  },
}

/** What is told to one person, in private or where nothing else reaches them. */
const directly: Readonly<
  Record<string, (it: Escalation, count: number, telling: Telling) => Card | undefined>
> = { detail: detailCard, further: furtherCard, unreached: unreachedCard, answered: answeredCard }

/** A turn that is over, or a question that somebody is on, asks nothing of anybody any more. */
const isTurn = (it: Escalation, count: number): boolean => it.state === 'waiting' && it.turns.length === count

function turnCard(it: Escalation, part: string, telling: Telling): Card {
  const paused = it.turns.at(-2)?.onIt
  const text = telling.t(`escalation.line.${part}`, {
    ref: telling.ref(it.number),
    who: namesText(telling, it.asked),
    by: nameText(it.by),
    since: timeText(it.at),
    until: timeText(it.until),
    on: paused === undefined ? '' : nameText(paused.by),
  })
  return { text, buttons: questionButtons(telling, it, false) }
}

function detailCard(it: Escalation, count: number, telling: Telling): Card | undefined {
  const detail = it.details[count - 1]
  if (detail === undefined) return undefined
  const { by, kind, text } = detail
  const wanted = kind === 'wanted'
  const key = wanted ? 'wanted' : it.first === undefined ? 'given' : 'replied'
  const clock = wanted && isOpen(it)
  return {
    title: telling.t(`escalation.line.${key}`, { who: nameText(by), ref: telling.ref(it.number) }),
    text: quoteText(telling, text),
    ...(clock && { sections: [{ lines: [clockText(telling, it)] }] }),
    buttons:
      !wanted && isOpen(it)
        ? questionButtons(telling, it, false)
        : [replyButton(telling, it, by.name, clock), openButton(telling, it)],
  }
}

const clockText = ({ t }: Telling, it: Escalation): Text =>
  t('escalation.line.clock', { until: timeText(it.until) })

function furtherCard(it: Escalation, count: number, telling: Telling): Card | undefined {
  const answer = it.further[count - 1]
  if (answer === undefined) return undefined
  const { at, by, text } = answer
  return {
    title: telling.t('escalation.line.further', {
      who: nameText(by),
      ref: telling.ref(it.number),
      at: timeText(at),
    }),
    text: quoteText(telling, text),
    buttons: [openButton(telling, it)],
  }
}

/** Calls whoever asked to the answer in the case's thread. */
function answeredCard(it: Escalation, count: number, telling: Telling): Card | undefined {
  const answer = count === 1 ? it.first : it.further[count - 2]
  if (answer === undefined) return undefined
  const values = {
    ref: telling.ref(it.number),
    by: nameText(it.by),
    who: nameText(answer.by),
    at: timeText(answer.at),
  }
  return { text: telling.t('escalation.line.answered', values), buttons: [openButton(telling, it)] }
}

/** The button that writes back to somebody about a question; `details`: with what they want to know. */
export const replyButton = (telling: Telling, it: Escalation, name: string, details = false): Button => ({
  label: plain(details ? telling.t('buttons.addDetails') : telling.t('buttons.replyTo', { name })),
  command: 'incident details',
  input: questionInput(telling, it),
})
