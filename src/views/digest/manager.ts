import type { Button } from '../../core/card.ts'
import { plain } from '../../core/plain.ts'
import { concat, join, type Text } from '../../core/text.ts'
import { isSerious } from '../../features/digest/facts.ts'
import type { Part } from '../../features/digest/parts.ts'
import type { Incident } from '../../features/incidents/record.ts'
import { capital } from '../words.ts'
import { quoted } from './decisions.ts'
import { reasonText, whatText } from './headline.ts'
import { inLine } from './layout.ts'
import { outcomeText } from './parts/cases.ts'
import type { Decision } from './selection.ts'
import {
  address,
  atHour,
  caseTold,
  handle,
  hour,
  isMorning,
  isReader,
  minutes,
  ref,
  type Telling,
} from './telling.ts'

/** The manager's version has no more lines than that, its title and what stands below it included. */
const managerLines = 10
const minute = 60_000

/**
 * Writes the manager's version: the decision before the night, every number with its comparison, no member named.
 * `around` counts the other lines of the card.
 */
export function managerText(
  telling: Telling,
  decisions: readonly Decision[],
  shows: readonly Part[],
  around: number,
): Text {
  const told = caseTold(telling)
  const lines = [
    whyText(telling, decisions),
    ...waitingLines(telling, decisions),
    ...shows.flatMap((part) => managerParts[part]?.(telling, told) ?? []),
  ]
  return join(lines.slice(0, managerLines - around), '\n')
}

/** Says why the morning is as it is, no member named. */
export function whyText(telling: Telling, decisions: readonly Decision[]): Text {
  const { headline, t } = telling
  if (headline.tone === 'quiet')
    return join(
      [t('digest.quiet.nothingUrgent'), decisions.length === 0 ? t('digest.manager.nothing') : ''],
      ' ',
    )
  const { reason } = headline
  if (reason.why !== 'critical') return reasonText(telling, reason)
  const what = inLine(withoutMembers(telling, reason.case.what, reason.case), 70).replace(/\.$/, '')
  return t('digest.manager.happened', {
    what: whatText(telling, reason.case, what),
    time: hour(telling, reason.case.happened),
  })
}

/** What waits for the manager's answer, and the question itself. */
function waitingLines(telling: Telling, decisions: readonly Decision[]): Text[] {
  const { t } = telling
  const [first, ...others] = decisions
  if (first === undefined) return []
  const questions = decisions.map((it) => questionOf(telling, it)).filter((each) => each !== '')
  return [
    stateText(telling, first),
    ...(questions.length === 0
      ? []
      : [t('digest.manager.decide', { what: join(questions.slice(0, 2), ' ; ') })]),
    ...(others.length === 0 ? [] : [t('digest.manager.others', { count: others.length })]),
  ]
}

function stateText(telling: Telling, it: Decision): Text {
  const { t } = telling
  if (it.kind === 'content') return ''
  if (it.kind === 'case')
    return t('digest.manager.due', {
      ref: ref(telling, it.case.number),
      what: inLine(withoutMembers(telling, it.case.due?.what ?? it.case.what, it.case), 60),
      time: atHour(telling, it.by ?? it.since),
    })
  const { number, paused } = it.question
  const named = { ref: ref(telling, number), until: hour(telling, it.question.until) }
  if (paused === undefined)
    return t('digest.manager.asked', {
      ...named,
      who: handle(it.question.by),
      since: hour(telling, it.question.at),
    })
  return isReader(telling, paused.by)
    ? t('digest.manager.onItYou', { ...named, since: hour(telling, paused.at) })
    : t('digest.manager.onIt', { ...named, since: hour(telling, paused.at), who: handle(paused.by) })
}

/** Quotes what is asked, no member named; empty where nothing is. */
export function questionOf(telling: Telling, it: Decision): Text {
  if (it.kind !== 'question') return ''
  return quoted(telling, withoutMembers(telling, it.question.why, it.case), 60)
}

/**
 * Takes the names of a case's members out of what somebody wrote, and every other handle too: whom it means
 * cannot be known.
 */
function withoutMembers({ t }: Telling, text: string, about: Incident | undefined): string {
  const member = plain(t('digest.member'))
  const names = [...(about?.reported ?? []), ...(about?.affected ?? [])]
    .map(({ name }) => name.replace(/^@/, ''))
    .filter((name) => name !== '')
    .sort((a, b) => b.length - a.length)
    .map((name) => RegExp.escape(name))
  const known =
    names.length === 0 ? text : text.replace(new RegExp(`@?(?:${names.join('|')})`, 'giu'), member)
  return known.replace(/@[^\s,;:!?()«»"]+/gu, member)
}

type ManagerPart = (telling: Telling, told: Incident | undefined) => Text[]

/** Two lines for the night: what is over, what is not. */
const night: ManagerPart = (telling, told) => {
  const { facts, t } = telling
  const over = facts.resolved.filter(isSerious)
  const openNow = facts.logged.filter(
    (it) => isSerious(it) && it.resolved === undefined && it.number !== told?.number,
  )
  const shown = [
    ...over.slice(-1).map((it) => endedText(telling, it, over.length - 1)),
    ...openNow.slice(0, 1).map((it) => openText(telling, it, openNow.length - 1)),
  ]
  return shown.map((line, nth) =>
    nth === 0
      ? t(`digest.manager.${isMorning(telling) ? 'night' : 'since'}`, {
          what: line,
          time: hour(telling, facts.since),
        })
      : capital(line, telling.locale),
  )
}

function endedText(telling: Telling, it: Incident, more: number): Text {
  const { t } = telling
  const outcome = outcomeText(telling, it)
  const took = Math.max(1, Math.round(((it.resolved?.at ?? 0) - it.happened) / minute))
  return t('digest.manager.ended', {
    what: t(`digest.ended.${it.type}`),
    time: minutes(telling, took),
    outcome: outcome === '' ? '' : concat(', ', outcome),
    ref: moreRefs(telling, it, more),
  })
}

function openText(telling: Telling, it: Incident, more: number): Text {
  const { t } = telling
  const action = it.actions.findLast((each) => each !== 'nothing')
  const next =
    it.due === undefined
      ? it.owner === undefined
        ? t('digest.noOwner')
        : t('digest.manager.inHand', { who: handle(it.owner) })
      : t('digest.manager.next', { time: atHour(telling, it.due.at) })
  return t('digest.manager.open', {
    what: t(`digest.one.${it.type}`),
    ref: moreRefs(telling, it, more),
    state: join([action === undefined ? '' : t(`values.action.${action}.name`), next], ', '),
  })
}

const moreRefs = (telling: Telling, it: Incident, more: number): string =>
  more === 0 ? ref(telling, it.number) : `${ref(telling, it.number)}, +${more}`

/** '24 h: 6 incidents (average 3), 4 resolved, 6 open, 2 of them serious.' and the first answers. */
const numbers: ManagerPart = (telling) => {
  const { facts, t } = telling
  const { answers, incidents, late, resolved } = facts.numbers
  const count = incidents.now ?? 0
  const serious = facts.open.filter(isSerious).length
  const key = incidents.usual === undefined ? 'digest.incidents' : 'digest.incidentsUsual'
  const counted = t('digest.manager.numbers', {
    incidents: t(key, { count, usual: Math.round(incidents.usual ?? 0) }),
    resolved: t('digest.resolved', { count: resolved }),
    open: t('digest.open', { count: facts.openCount }),
    serious: serious === 0 ? '' : t('digest.manager.serious', { count: serious }),
  })
  if (answers.now === undefined) return [counted]
  const compared =
    answers.usual === undefined ? '' : t('digest.manager.usual', { usual: String(Math.round(answers.usual)) })
  return [
    counted,
    t('digest.manager.answers', {
      time: minutes(telling, answers.now),
      usual: compared,
      late: t('digest.manager.late', { count: late.length }),
    }),
  ]
}

/** 'Content: 4 of 5 done yesterday, 4 planned today.' */
const content: ManagerPart = ({ facts, t }) => {
  const { done, of } = facts.numbers.yesterday
  const planned = facts.content.today.filter(({ reminder }) => reminder.network !== undefined).length
  if (of + planned === 0) return []
  const today = t('digest.manager.planned', { count: planned })
  return [
    of === 0
      ? t('digest.manager.contentToday', { today })
      : t('digest.manager.content', { count: done, done, of, today }),
  ]
}

const managerParts: Partial<Record<Part, ManagerPart>> = { night, numbers, content }

/** Answer what is asked; see the case the morning is about. */
export function managerButtons(telling: Telling, decisions: readonly Decision[]): Button[] {
  const { t } = telling
  const asked = decisions.find((it) => it.kind === 'question')
  const about = caseTold(telling)?.number ?? asked?.question.number
  return [
    ...(asked === undefined
      ? []
      : [
          {
            label: plain(t('digest.buttons.answerAlone')),
            command: 'incident answer',
            input: { ref: address(telling, asked.question.number) },
          },
        ]),
    ...(about === undefined
      ? []
      : [
          {
            label: plain(t('digest.buttons.see', { ref: ref(telling, about) })),
            command: 'incident show',
            input: { ref: address(telling, about) },
          },
        ]),
  ]
}
