import type { Card, Section, View } from '../core/card.ts'
import { join, type Text } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import { type Escalation, escalationOf, outOfReach } from '../features/escalations/record.ts'
import { levelAbove, nextAsked } from '../features/escalations/rungs.ts'
import { partsOf } from '../features/escalations/tell.ts'
import { presentTurn, turnAt } from '../features/escalations/turns.ts'
import { type Incident, incidentOf } from '../features/incidents/record.ts'
import { type Settings, settingsOf } from '../features/settings.ts'
import {
  fromText,
  historyTexts,
  mayRead,
  nextText,
  openButton,
  questionButtons,
  quoteText,
  saidText,
  soFarText,
  teamOnlyCard,
  turnText,
} from './escalation-words.ts'
import { namesText, type Telling, tellingOf, typeText } from './incident-words.ts'
import { lastingText, nameText, timeText } from './words.ts'

/** How many details and further answers a card shows, the newest. */
const shownLines = 3
const minute = 60_000

/**
 * The card of a question: who is asked and by when, the question in the moderator's own words, what to know
 * before answering, and what happens without an answer; then who answered what, and when.
 */
export const escalationView: View = {
  name: 'escalation',
  async card(of, reader, use, t) {
    const { nth, number } = partsOf(of)
    const it = await escalationOf(use, number, nth)
    const incident = await incidentOf(use, number)
    if (it === undefined || incident === undefined) return undefined
    const telling = await tellingOf(use, reader, t)
    return mayRead(reader, it) ? escalationCard(use, it, incident, telling) : teamOnlyCard(telling, it)
  },
}

/** Shows a question as it stands. */
async function escalationCard(
  use: Work,
  it: Escalation,
  incident: Incident,
  telling: Telling,
): Promise<Card> {
  if (it.first !== undefined) return answeredCard(it, it.first, incident, telling)
  if (it.withdrawn !== undefined) return withdrawnCard(it, it.withdrawn, incident, telling)
  const set = await settingsOf(use)
  const turns = it.turns.slice(0, -1).map((turn) => turnText(telling, turn, true))
  const turn = presentTurn(it)
  if (turn.repeats !== undefined || outOfReach(turn).length > 0) turns.push(turnText(telling, turn, false))
  return {
    title: titleText(telling, it, incident, it.paused === undefined ? 'wanted' : 'onIt', it.until),
    text: waitingText(telling, it),
    sections: [
      { lines: [quoteText(telling, it.why)] },
      ...detailSections(telling, it),
      {
        lines: [
          ...(await historyTexts(use, incident, telling)),
          await soFarText(use, incident, telling),
          ...turns,
          await nextText(use, set, it, telling),
        ],
      },
    ],
    buttons: questionButtons(telling, it, true),
  }
}

type Title = 'wanted' | 'onIt' | 'answered' | 'withdrawn'

const titleText = (telling: Telling, it: Escalation, incident: Incident, title: Title, at: number): Text =>
  telling.t(`escalation.title.${title}`, {
    ref: telling.ref(it.number),
    type: typeText(telling, incident),
    level: it.level,
    at: timeText(at),
    until: timeText(at),
  })

function waitingText(telling: Telling, it: Escalation): Text {
  const values = { by: nameText(it.by), since: timeText(it.at), from: fromText(telling, it) }
  if (it.paused !== undefined)
    return telling.t('escalation.onIt', {
      ...values,
      who: nameText(it.paused.by),
      at: timeText(it.paused.at),
    })
  return it.asked.length === 0
    ? telling.t('escalation.waitingNobody', values)
    : telling.t('escalation.waiting', { ...values, who: namesText(telling, it.asked) })
}

function detailSections(telling: Telling, { details }: Escalation): Section[] {
  if (details.length === 0) return []
  const hidden = details.length - shownLines
  const lines = details.slice(-shownLines).map((each) => saidText(telling, each))
  return [{ lines: hidden > 0 ? [telling.t('escalation.moreDetails', { count: hidden }), ...lines] : lines }]
}

function answeredCard(
  it: Escalation,
  first: NonNullable<Escalation['first']>,
  incident: Incident,
  telling: Telling,
): Card {
  const { t } = telling
  const values = { by: nameText(it.by), since: timeText(it.at), from: fromText(telling, it) }
  const further = it.further.slice(-shownLines).map((each) => saidText(telling, each))
  // Where nothing of it was working time, how long it really took says more.
  const waited = first.minutes === 0 ? Math.round((first.at - it.at) / minute) : first.minutes
  return {
    title: titleText(telling, it, incident, 'answered', first.at),
    text: t(waited === 0 ? 'escalation.answeredAtOnce' : 'escalation.answered', {
      ...values,
      who: nameText(first.by),
      lasting: lastingText(telling, waited),
    }),
    sections: [
      { lines: [quoteText(telling, first.text), ...further] },
      { lines: [join([t('escalation.question', values), quoteText(telling, it.why)], '\n')] },
      ...detailSections(telling, it),
      ...(it.done === undefined ? [] : [{ lines: [doneByText(telling, it.done)] }]),
    ],
    buttons: [openButton(telling, it)],
  }
}

/** Tells who did what an answer asked for. */
export const doneByText = ({ t }: Telling, { at, by }: NonNullable<Escalation['done']>): Text =>
  t('escalation.doneBy', { who: nameText(by), at: timeText(at) })

const withdrawnCard = (
  it: Escalation,
  { at, by }: NonNullable<Escalation['withdrawn']>,
  incident: Incident,
  telling: Telling,
): Card => ({
  title: titleText(telling, it, incident, 'withdrawn', at),
  text: telling.t('escalation.withdrawn', { who: nameText(by), at: timeText(at) }),
  sections: [{ lines: [quoteText(telling, it.why)] }],
  buttons: [openButton(telling, it)],
})

/** Tells whoever asks who is asked now, by when, and what happens then: one line each. */
export async function askedTexts(use: Work, it: Escalation, telling: Telling): Promise<Text[]> {
  const { t } = telling
  const set = await settingsOf(use)
  const turn = presentTurn(it)
  const now =
    it.asked.length === 0
      ? t('escalation.asked.nobody', { level: it.level, until: timeText(it.until) })
      : t('escalation.asked.now', { who: namesText(telling, it.asked), until: timeText(it.until) })
  if (levelAbove(turn.level) === undefined)
    return [now, t('escalation.asked.repeat', { count: set.levels[turn.level].minutes })]
  return [now, ...(await afterwards(use, set, it, telling))]
}

async function afterwards(use: Work, set: Settings, it: Escalation, telling: Telling): Promise<Text[]> {
  const { t } = telling
  const next = await nextAsked(use, set, presentTurn(it), it.by)
  const named = (key: string, nobody: string, { level, who }: typeof next) =>
    t(`escalation.asked.${who.length === 0 ? nobody : key}`, { level, who: namesText(telling, who) })
  if (next.rung === 'first') return [named('level', 'levelNobody', next)]
  const { until } = turnAt(set, next, it.until)
  return [
    t('escalation.asked.backup', { who: namesText(telling, next.who), until: timeText(until) }),
    named('thenLevel', 'thenNobody', await nextAsked(use, set, next, it.by)),
  ]
}
