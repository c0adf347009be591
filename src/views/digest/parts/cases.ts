import { dayOf } from '../../../core/dates.ts'
import { join, type Text } from '../../../core/text.ts'
import { isSerious } from '../../../features/digest/facts.ts'
import type { Escalation } from '../../../features/escalations/record.ts'
import type { Incident } from '../../../features/incidents/record.ts'
import { typeText } from '../../incident-words.ts'
import { timeText } from '../../words.ts'
import { asks, naming } from '../decisions.ts'
import {
  atHour,
  awaitedText,
  byWhen,
  handle,
  hour,
  isMorning,
  isReader,
  moreBy,
  ref,
  sinceTyped,
  type Telling,
  youOr,
} from '../telling.ts'
import type { PartText, PartWriter, Seen } from './part.ts'

const minute = 60_000
const day = 24 * 3_600_000
/** An open case this old is one to look at again. */
const oldDays = 7

/** What was opened and closed: the serious cases one by one, all of them as two numbers. */
const night: PartWriter = (telling, seen) => {
  const { logged, resolved } = telling.facts
  const changed = new Map([...logged, ...resolved].map((it) => [it.number, it]))
  const cases = unseen(seen, [...changed.values()].filter(isSerious)).sort((a, b) => a.logged - b.logged)
  const heading = telling.back ? 'day' : isMorning(telling) ? 'night' : 'since'
  const list: PartText = {
    heading,
    texts: cases.map((it) => (it.resolved === undefined ? goingOn(telling, it) : overNow(telling, it))),
    least: 2,
    rank: 3,
    more: moreBy(telling, 'incident list', { since: sinceTyped(telling) }),
  }
  const sum: PartText = { heading, texts: [], least: 1, rank: 9, firm: true }
  const { loggedCount, openCount, resolvedCount } = telling.facts
  // On a quiet morning mere numbers are no news.
  const isNews = telling.back || telling.headline.tone !== 'quiet' || cases.length > 0
  if (isNews && loggedCount + resolvedCount + openCount > 0) sum.texts.push(countText(telling))
  return [list, sum]
}

function countText(telling: Telling): Text {
  const { facts, t } = telling
  const changed = {
    opened: t('digest.opened', { count: facts.loggedCount }),
    resolved: t('digest.resolved', { count: facts.resolvedCount }),
  }
  return telling.back
    ? t('digest.countBack', changed)
    : t('digest.count', { ...changed, time: hour(telling, facts.since), open: facts.openCount })
}

/** 'INC-211 · spam, 02:04 to 02:41 · 43 accounts banned · resolved' */
function overNow(telling: Telling, it: Incident): Text {
  const { t } = telling
  return join([
    ref(telling, it.number),
    spanText(telling, it, it.resolved?.at ?? it.happened),
    outcomeText(telling, it),
    t('values.status.resolved.name'),
  ])
}

/** 'spam, 02:04 to 02:41': the day is said once, and what was over at once has one hour. */
function spanText(telling: Telling, it: Incident, end: number): Text {
  const { t, zone } = telling
  const type = typeText(telling, it)
  const from = hour(telling, it.happened)
  if (Math.floor(end / minute) <= Math.floor(it.happened / minute)) return join([type, from], ', ')
  const sameDay = dayOf(it.happened, zone).equals(dayOf(end, zone))
  const to: Text = sameDay ? timeText(end, 'time') : hour(telling, end)
  return t('digest.span', { type, from, to })
}

/** Says what was done about a case: to how many accounts, or what, or why it was closed. */
export function outcomeText({ t }: Telling, it: Incident): Text {
  const action = it.actions.findLast((each) => each !== 'nothing')
  if (it.accounts !== undefined)
    return t(`digest.accounts.${toAccounts.find((each) => each === action) ?? 'other'}`, {
      count: it.accounts,
    })
  if (action !== undefined) return t(`values.action.${action}.name`)
  return it.resolved === undefined ? '' : t(`values.reason.${it.resolved.reason}.name`)
}

const toAccounts = ['banned', 'kicked', 'timeout', 'warned']

/** 'INC-215 · scam · high · @mod_south' */
const goingOn = (telling: Telling, it: Incident): Text =>
  join([...naming(telling, it), ownerText(telling, it)])

const ownerText = (telling: Telling, { owner }: Incident): Text =>
  owner === undefined ? telling.t('digest.noOwner') : youOr(telling, owner)

/** Questions that others are to answer, the next deadline first. */
const questions: PartWriter = (telling, seen) => {
  const waiting = telling.facts.escalations.filter(({ number }) => !seen.cases.has(number))
  for (const { number } of waiting) seen.cases.add(number)
  return [
    {
      heading: 'questions',
      texts: waiting.map((it) =>
        join([
          ref(telling, it.number),
          asks(telling, it),
          awaitedText(telling, it),
          byWhen(telling, it.until),
        ]),
      ),
      least: 1,
      rank: 2,
      more: moreBy(telling, 'incident list', { status: ['status', 'waiting'] }),
    },
  ]
}

/** Answers to what the reader asked. */
const answers: PartWriter = (telling, seen) => [
  {
    heading: 'answers',
    texts: telling.facts.answered.flatMap((it) => {
      if (it.first === undefined || !isReader(telling, it.by) || isToldAbove(telling, seen, it)) return []
      return [
        telling.t('digest.answerTo', {
          ref: ref(telling, it.number),
          who: handle(it.first.by),
          time: atHour(telling, it.first.at),
        }),
      ]
    }),
    least: 1,
    rank: 2,
    more: moreBy(telling, 'incident list', { since: sinceTyped(telling) }),
  },
]

/** What is to be decided on a case tells the last answer on it already. */
const isToldAbove = ({ facts }: Telling, { decisions }: Seen, { first, number }: Escalation): boolean =>
  facts.past[number]?.answer?.at === first?.at &&
  decisions.some((it) => it.kind === 'case' && it.case.number === number && it.question === undefined)

/** The reader's own cases, the most urgent first. */
const mine: PartWriter = (telling, seen) => [
  caseList(
    telling,
    'mine',
    unseen(
      seen,
      telling.facts.open.filter((it) => owns(telling, it)),
    ),
    4,
  ),
]

/** All other open cases, the most urgent first. */
const open: PartWriter = (telling, seen) => [caseList(telling, 'open', unseen(seen, telling.facts.open), 1)]

const owns = (telling: Telling, { owner }: Incident): boolean =>
  owner !== undefined && isReader(telling, owner)

function caseList(telling: Telling, heading: string, cases: readonly Incident[], rank: number): PartText {
  const own: Parameters<typeof moreBy>[2] = heading === 'mine' ? { mine: ['flag', 'yes'] } : {}
  const left = heading === 'open' ? telling.facts.openCount - telling.facts.open.length : 0
  return {
    heading,
    texts: cases.map((it) =>
      join([
        ...naming(telling, it),
        owns(telling, it) ? '' : ownerText(telling, it),
        it.due === undefined ? '' : byWhen(telling, it.due.at),
      ]),
    ),
    least: 2,
    rank,
    more: (count) => moreBy(telling, 'incident list', own)(count + left),
  }
}

/** What nobody has, and what has been open for long: 'INC-198 is 9 days old (@mod_west)'. */
const old: PartWriter = (telling, seen) => {
  const { at, open: cases } = telling.facts
  const isOld = (it: Incident) => it.status !== 'monitoring' && at - it.logged >= oldDays * day
  return [
    {
      heading: 'watch',
      flows: 'old',
      texts: unseen(
        seen,
        cases.filter((it) => it.owner === undefined || isOld(it)),
      )
        .sort((a, b) => a.logged - b.logged)
        .map((it) => ageText(telling, it, isOld(it))),
      least: 1,
      rank: 1,
      more: moreBy(telling, 'incident list'),
    },
  ]
}

function ageText(telling: Telling, it: Incident, isOld: boolean): Text {
  const { facts, t } = telling
  const named = { ref: ref(telling, it.number) }
  if (!isOld) return t('digest.unowned', named)
  const aged = { ...named, count: Math.floor((facts.at - it.logged) / day) }
  if (it.owner === undefined) return t('digest.oldUnowned', aged)
  return t('digest.old', { ...aged, who: youOr(telling, it.owner) })
}

/** Leaves out the cases that were told, and counts these as told. */
function unseen(seen: Seen, cases: readonly Incident[]): Incident[] {
  const found = cases.filter(({ number }) => !seen.cases.has(number))
  for (const { number } of found) seen.cases.add(number)
  return found
}

/** The parts that tell cases and questions. */
export const caseParts = { night, questions, answers, mine, open, old }
