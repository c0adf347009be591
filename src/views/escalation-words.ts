import { asForm, type Button, type Card } from '../core/card.ts'
import type { Reader, Who } from '../core/person.ts'
import { plain } from '../core/plain.ts'
import { join, shorten, type Text } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import { type Escalation, outOfReach, type Turn } from '../features/escalations/record.ts'
import { levelAbove, nextAsked } from '../features/escalations/rungs.ts'
import { presentTurn } from '../features/escalations/turns.ts'
import { evidenceOf, historyOf } from '../features/incidents/queries.ts'
import type { Incident } from '../features/incidents/record.ts'
import type { Level, Settings } from '../features/settings.ts'
import { pastWindow } from './history.ts'
import { isPicture, mostTold } from './incident-evidence.ts'
import { doneText, namesText, type Telling } from './incident-words.ts'
import { chatText, isOneOf, isTeam, lastingText, nameText, timeText } from './words.ts'

/** How much of a question or an answer a card shows, in characters. */
const longestQuote = 1500
/** How many of a member's earlier cases are counted by outcome. */
const mostPast = 50
/** How many reported members a card tells the past of. */
const mostMembers = 3

/** Tells whether a question may be told to whoever reads: to the team, and to those it asks or who asked it. */
export const mayRead = (reader: Reader, it: Escalation): boolean =>
  isTeam(reader) ||
  isOneOf(reader, [
    it.by,
    ...it.turns.flatMap(({ who }) => who),
    ...[it.first, it.paused, ...it.further, ...it.details].flatMap((each) => (each ? [each.by] : [])),
  ])

/** Says where others read that there is a question, and no more; whoever may read it opens it in private. */
export const teamOnlyCard = (telling: Telling, it: Escalation): Card => ({
  text: telling.t('escalation.teamOnly', { ref: telling.ref(it.number) }),
  buttons: [openButton(telling, it)],
})

/** Quotes what somebody wrote. */
export const quoteText = ({ t }: Telling, text: string): Text =>
  t('escalation.quote', { text: shorten(text, longestQuote) })

/** Tells who wrote something, when and what: '@cm_relief, 03:41: "..."'. */
export const saidText = (
  { t }: Telling,
  { at, by, text }: { by: Escalation['by']; at: number; text: string },
): Text => t('escalation.said', { who: nameText(by), at: timeText(at), text: shorten(text, longestQuote) })

/** Names the chat a question was asked on: ' (Discord)'; the terminal goes without saying. */
export const fromText = ({ t }: Telling, { from }: Escalation): Text =>
  from.platform === 'console' ? '' : t('escalation.from', { chat: chatText({ t }, from.platform) })

/** Tells the last 90 days of those reported, with what became of their cases: one line a member. */
export async function historyTexts(use: Work, it: Incident, telling: Telling): Promise<Text[]> {
  const lines: Text[] = []
  for (const who of it.reported.slice(0, mostMembers)) {
    const from = it.happened - pastWindow
    const found = await historyOf(use, who.person, mostPast + 2, from, it.happened + 1)
    const past = found.filter(({ number }) => number !== it.number)
    const values = { who: nameText(who), count: Math.min(past.length, mostPast) }
    if (past.length === 0) lines.push(telling.t('escalation.historyNone', values))
    else {
      const key = past.length > mostPast ? 'escalation.historyMore' : 'escalation.history'
      lines.push(telling.t(key, { ...values, outcomes: outcomesText(telling, past.slice(0, mostPast)) }))
    }
  }
  return lines
}

/** Counts outcomes, the newest first: 'mediated, warned twice'. */
function outcomesText({ t }: Telling, past: readonly Incident[]): Text {
  const groups = Map.groupBy(past, (it) => it.resolved?.reason ?? 'open')
  return join(
    [...groups].map(([outcome, cases]) => {
      const count = cases.length
      const times = t(count === 2 ? 'escalation.times.twice' : 'escalation.times.more', { count })
      return t(`escalation.outcomes.${outcome}`, { count, times })
    }),
    ', ',
  )
}

/** Tells what was done so far, and what is kept: 'nothing in public, 4 screenshots attached'. */
export async function soFarText(use: Work, it: Incident, telling: Telling): Promise<Text> {
  const { t } = telling
  const kept = await evidenceOf(use, it.number, mostTold)
  const attached = kept.every(isPicture) ? 'escalation.screenshots' : 'escalation.pieces'
  const done = join(
    [
      doneText(telling, it) ?? t('escalation.nothingPublic'),
      it.evidence === 0 ? undefined : t(attached, { count: it.evidence }),
    ],
    ', ',
  )
  return t('escalation.done', { done })
}

/** Tells what became of a turn: '@head_comm: asked 02:58, reminded 03:13, no answer'. */
export function turnText(telling: Telling, turn: Turn, isOver: boolean): Text {
  const { t } = telling
  const { at, level, onIt, passed, reminded, repeated, repeats, told, who } = turn
  const unreached = outOfReach(turn)
  const isNobody = who.length > 0 && unreached.length === who.length
  const say = (key: string, time: number) => t(`escalation.turn.${key}`, { at: timeText(time) })
  const what = join(
    told === undefined
      ? [t('escalation.turn.untold')]
      : [
          say('asked', told - at < 60_000 ? at : told),
          reminded === undefined ? undefined : say('reminded', reminded),
          repeats === undefined || repeated === undefined
            ? undefined
            : t('escalation.turn.repeated', { count: repeats, at: timeText(repeated) }),
          onIt === undefined
            ? undefined
            : t('escalation.turn.onIt', { at: timeText(onIt.at), until: timeText(onIt.until) }),
          passed === undefined
            ? undefined
            : t('escalation.turn.passed', { by: nameText(passed.by), at: timeText(passed.at) }),
          unreached.length === 0 ? undefined : missedText(telling, unreached, isNobody),
          isOver && passed === undefined && !isNobody ? t('escalation.turn.none') : undefined,
        ],
    ', ',
  )
  return who.length === 0
    ? t('escalation.turn.nobody', { level, what })
    : t('escalation.turn.line', { who: namesText(telling, who), what })
}

/** Names whom a turn did not reach, unless that is everybody it asks. */
const missedText = (telling: Telling, people: readonly Who[], isNobody: boolean): Text =>
  telling.t(`escalation.turn.${isNobody ? 'unreached' : 'unreachedSome'}`, {
    who: namesText(telling, people),
  })

/** Tells what happens if nobody answers: 'No answer by 03:58: level 3, @director'. */
export async function nextText(use: Work, set: Settings, it: Escalation, telling: Telling): Promise<Text> {
  const { t } = telling
  const until = timeText(it.until)
  if (it.paused !== undefined) return t('escalation.next.onIt', { until })
  const turn = presentTurn(it)
  if (levelAbove(turn.level) === undefined)
    return t('escalation.next.repeat', { until, count: set.levels[turn.level].minutes })
  const { level, rung, who } = await nextAsked(use, set, turn, it.by)
  const key = rung === 'backup' ? 'backup' : who.length === 0 ? 'levelNobody' : 'level'
  return t(`escalation.next.${key}`, { until, level, who: namesText(telling, who) })
}

/** Returns the input that names a question to the commands about it. */
export const questionInput = (
  { address }: Telling,
  { nth, number }: Escalation,
): { ref: string; nth: string } => ({
  ref: address(number),
  nth: String(nth),
})

/** For how long one says 'On it' by a press, in minutes; another hour is chosen. */
const spells = [15, 30, 60, 120]

/** The buttons that act on a question: Answer and On it, then, on its card, all there are. */
export function questionButtons(telling: Telling, it: Escalation, all: boolean): Button[] {
  const { t } = telling
  const input = questionInput(telling, it)
  const press = (label: Text, command: string): Button => ({ label: plain(label), command, input })
  const above = levelAbove(it.level)
  return [
    { ...press(t('buttons.answer'), 'incident answer'), style: 'primary' },
    {
      ...press(t('buttons.onIt'), 'incident on-it'),
      choices: [
        ...spells.map((minutes) => ({
          label: plain(lastingText(telling, minutes)),
          input: { until: `in ${minutes} minutes` },
        })),
        { label: plain(t('buttons.choose')), input: { ...asForm } },
      ],
    },
    ...(all ? [press(t('buttons.askDetails'), 'incident details')] : []),
    ...(all && above !== undefined ? [passButton(telling, it, above)] : []),
  ]
}

/** The button that passes a question to a higher level. */
export const passButton = (telling: Telling, it: Escalation, level: Level): Button => ({
  label: plain(telling.t('buttons.passTo', { level })),
  command: 'incident pass',
  input: { ...questionInput(telling, it), level: String(level) },
})

/** The button that opens the case of a question. */
export const openButton = ({ address, ref, t }: Telling, { number }: Pick<Escalation, 'number'>): Button => ({
  label: plain(t('buttons.open', { ref: ref(number) })),
  command: 'incident show',
  input: { ref: address(number) },
})
