import type { Button } from '../../core/card.ts'
import { plain } from '../../core/plain.ts'
import { concat, join, type Text } from '../../core/text.ts'
import type { Answer, Escalation } from '../../features/escalations/record.ts'
import { unownedSince } from '../../features/incidents/ownership.ts'
import type { Incident } from '../../features/incidents/record.ts'
import { refOf } from '../../features/reminders/rights.ts'
import { severityText, typeText } from '../incident-words.ts'
import { problemOf, titleOf } from '../reminder-words.ts'
import { capital, sentence } from '../words.ts'
import { inLine, lineWidth, within } from './layout.ts'
import type { PartText } from './parts/part.ts'
import type { Decision } from './selection.ts'
import {
  address,
  atHour,
  awaitedText,
  byWhen,
  caseTold,
  handle,
  handles,
  hour,
  isReader,
  moreBy,
  ref,
  type Telling,
} from './telling.ts'

/** A card has no more buttons than that. */
const buttonLimit = 5
/** Details stand under the number of their line, two characters in. */
const detailWidth = lineWidth - 2

/** Writes what waits for the reader, numbered: who, what, until when, and what to know before deciding. */
export const decisionsText = (telling: Telling, decisions: readonly Decision[]): PartText => ({
  heading: 'decide',
  texts: decisions.map((it, index) => {
    const detail = detailText(telling, it, caseTold(telling))
    const head = concat(`${index + 1}. `, headText(telling, it))
    return detail === '' ? head : join([head, within(detail, telling, { width: detailWidth })], '\n')
  }),
  least: 3,
  rank: 5,
  more: moreBy(telling, 'incident list'),
})

/** The first line of a decision: what it is about, and by when. */
export function headText(telling: Telling, it: Decision): Text {
  const { t } = telling
  const when =
    it.by === undefined ? t('digest.since', { time: hour(telling, it.since) }) : byWhen(telling, it.by)
  switch (it.kind) {
    case 'case':
      return join([...naming(telling, it.case), it.by === undefined ? openSince(telling, it.case) : when])
    case 'question':
      return join([ref(telling, it.question.number), asks(telling, it.question), when])
    case 'details':
      return join([ref(telling, it.question.number), wants(telling, it.question), when])
    case 'content': {
      const { network } = it.planned.reminder
      const { why } = it.planned.occurrence
      const named = join([inLine(network ?? '', 16), inLine(titleOf(it.planned.reminder), 30)], ', ')
      return join([named, t('digest.stuck', { why: t(`digest.problem.${problemOf(why) ?? 'other'}`) }), when])
    }
  }
}

/** Names a case: 'INC-214 · press · critical'. */
export const naming = (telling: Telling, it: Incident): Text[] => [
  ref(telling, it.number),
  typeText(telling, it),
  severityText(telling, it),
]

const openSince = (telling: Telling, it: Incident): Text =>
  telling.t(it.owner === undefined ? 'digest.unownedSince' : 'digest.since', {
    time: hour(telling, it.owner === undefined ? unownedSince(it) : it.logged),
  })

/** Says who asks, and since when they have waited. */
export const asks = (telling: Telling, it: Escalation): Text => {
  const time = hour(telling, it.at)
  return isReader(telling, it.by)
    ? telling.t('digest.youAsk', { time })
    : telling.t('digest.asks', { who: handle(it.by), time })
}

function wants(telling: Telling, it: Escalation): Text {
  const wanted = it.details.at(-1)
  return telling.t('digest.wants', {
    who: handle(wanted?.by ?? it.by),
    time: hour(telling, wanted?.at ?? it.at),
  })
}

/** What is worth knowing before deciding. `told` is the case whose story the headline tells already. */
function detailText(telling: Telling, it: Decision, told: Incident | undefined): Text {
  switch (it.kind) {
    case 'question':
      return quoted(telling, it.question.why)
    case 'details':
      return quoted(telling, it.question.details.at(-1)?.text ?? '')
    case 'case':
      return join(caseDetails(telling, it.case, it.question, told), ' ')
    case 'content':
      return ''
  }
}

function caseDetails(
  telling: Telling,
  it: Incident,
  question: Escalation | undefined,
  told: Incident | undefined,
): Text[] {
  const past = telling.facts.past[it.number]
  const members = membersText(telling, it, past?.nth)
  const said = [
    question === undefined ? '' : questionText(telling, question, it),
    members,
    members === '' && question === undefined && told?.number !== it.number ? whatOf(telling, it) : '',
    question !== undefined || past?.answer === undefined
      ? ''
      : telling.t('digest.answered', {
          who: handle(past.answer.by),
          time: atHour(telling, past.answer.at),
          text: answerText(telling, past.answer),
        }),
    it.due === undefined ? '' : sentence(capital(inLine(it.due.what, 80), telling.locale)),
  ]
  const known = said.filter((each) => each !== '')
  return known.length > 0 ? known : [holderText(telling, it)]
}

/** Says who has a case or, where nobody does, who logged it: what the headline told is not told again. */
function holderText(telling: Telling, { by, logged, owner }: Incident): Text {
  const { t } = telling
  if (owner === undefined) return t('digest.loggedBy', { who: handle(by), time: atHour(telling, logged) })
  return isReader(telling, owner) ? t('digest.youHave') : t('digest.has', { who: handle(owner) })
}

/** Tells an answer by what it has the asker do, else by its first sentence. */
const answerText = (telling: Telling, { task, text }: Answer): Text =>
  task === undefined ? quoted(telling, firstSentence(text, 70)) : sentence(inLine(task, 80))

const whatOf = ({ locale }: Telling, it: Incident): Text => sentence(capital(inLine(it.what, 110), locale))

/** Says how a question about the case stands: who is on it or was asked. */
function questionText(telling: Telling, it: Escalation, about: Incident): Text {
  const { t } = telling
  if (it.paused === undefined)
    return t('digest.askedOf', {
      who: awaitedText(telling, it),
      time: atHour(telling, it.turns.at(-1)?.at ?? it.at),
    })
  const since = { time: hour(telling, it.paused.at) }
  const onIt = isReader(telling, it.paused.by)
    ? t('digest.onItYou', since)
    : t('digest.onIt', { ...since, who: handle(it.paused.by) })
  return about.type === 'press' ? concat(onIt, ' ', t('digest.noReply')) : onIt
}

/** Says who did it to whom, and which of their cases in 90 days it is. */
function membersText(telling: Telling, it: Incident, nth: number | undefined): Text {
  const { locale, t } = telling
  if (it.reported.length === 0) return ''
  const who = handles(telling, it.reported)
  const said =
    it.affected.length === 0 ? who : t('digest.towards', { who, whom: handles(telling, it.affected) })
  if (nth === undefined || nth < 2) return concat(said, '.')
  const rule = new Intl.PluralRules(locale, { type: 'ordinal' }).select(nth)
  return t('digest.nthCase', { who: said, nth: t(`digest.nth.${rule}`, { nth: String(nth) }) })
}

/** Quotes what somebody wrote, at most `max` characters of it. */
export const quoted = ({ t }: Telling, text: string, max = 150): Text =>
  text === '' ? '' : t('digest.quoted', { text: inLine(text, max) })

/** Returns the first sentence, shortened where it is long. */
function firstSentence(text: string, max: number): string {
  const line = inLine(text, 300)
  const [first = line] = /^.{12,}?[.?!](?=\s|$)/u.exec(line) ?? []
  return inLine(first, max)
}

/** One button for each thing that waits and that a command can take further. */
export function decisionButtons(telling: Telling, decisions: readonly Decision[]): Button[] {
  const shown = decisions.slice(0, buttonLimit)
  const askers = shown.flatMap((it) => (it.kind === 'question' ? [it.question.by.name] : []))
  return shown.map((it) => decisionButton(telling, it, askers))
}

/** `askers` are all who wait for an answer: one who does so twice is told apart by the case. */
function decisionButton(telling: Telling, it: Decision, askers: readonly string[]): Button {
  const { t } = telling
  if (it.kind === 'content') {
    const { number } = it.planned.reminder
    return {
      label: plain(t('digest.buttons.resume', { ref: refOf(number) })),
      command: 'reminder resume',
      input: { ref: address(telling, number) },
    }
  }
  const { number } = it.kind === 'case' ? it.case : it.question
  const input = { ref: address(telling, number) }
  if (it.kind === 'question') {
    const { name } = it.question.by
    const isOne = askers.filter((each) => each === name).length === 1
    const values = { who: inLine(name, 30), ref: ref(telling, number) }
    return {
      label: plain(t(isOne ? 'digest.buttons.answer' : 'digest.buttons.answerOn', values)),
      command: 'incident answer',
      input,
    }
  }
  const decides = it.kind === 'case' && it.question === undefined && it.case.due !== undefined
  return {
    label: plain(t(`digest.buttons.${decides ? 'decide' : 'open'}`, { ref: ref(telling, number) })),
    command: 'incident show',
    input,
  }
}
