import { UserError } from '../../core/errors.ts'
import type { Person } from '../../core/person.ts'
import type { Inline, Text } from '../../core/text.ts'
import type { Work } from '../../core/work.ts'
import { caseOf, naming } from '../incidents/act.ts'
import { refOf } from '../incidents/reference.ts'
import { settingsOf } from '../settings.ts'
import { isFor } from '../target.ts'
import { lastEscalationOf } from './queries.ts'
import { type Escalation, escalationOf } from './record.ts'
import { includes } from './rungs.ts'
import { presentTurn } from './turns.ts'

/** Returns a question about a case, the last one where none is named; refuses where there is none. */
export async function questionOf(use: Work, number: number, nth?: number): Promise<Escalation> {
  await caseOf(use, number)
  const last = await lastEscalationOf(use, number)
  if (last === undefined) throw new UserError('escalation.refused.none', { ref: await refOf(use, number) })
  if (nth === undefined || nth === last.nth) return last
  const found = await escalationOf(use, number, nth)
  if (found === undefined)
    throw new UserError('escalation.refused.notThere', { ref: await refOf(use, number), nth })
  return found
}

/**
 * Tells whether somebody may answer a question: whoever may answer any, was asked this one, or is meant by its
 * present level's settings. Whoever asked it may not.
 */
export async function mayAnswer(use: Work, it: Escalation, by: Person): Promise<boolean> {
  if (by.id === it.by.person) return false
  if (by.may('incident.answer') || it.turns.some(({ who }) => includes(who, by.id))) return true
  const { ask, backup } = (await settingsOf(use)).levels[it.level]
  return [...ask, ...backup].some((each) => isFor(each, by))
}

/** Refuses whoever may not answer a question, saying who may. */
export async function refuseUnasked(use: Work, it: Escalation, by: Person): Promise<void> {
  if (await mayAnswer(use, it, by)) return
  const ref = await refOf(use, it.number)
  if (by.id === it.by.person) throw new UserError('escalation.refused.own', { ref })
  if (it.asked.length === 0) throw new UserError('escalation.refused.nobodyAsked', { ref })
  throw new UserError('escalation.refused.notAsked', { ref, who: namingAll(it.asked) })
}

/** Refuses an act on a question that was answered or taken back, saying by whom and when. */
export async function refuseOver(use: Work, it: Escalation): Promise<void> {
  await refuseWithdrawn(use, it)
  if (it.first === undefined) return
  throw new UserError('escalation.refused.answered', await overBy(use, it, it.first))
}

/** Refuses an act on a question that was taken back. */
export async function refuseWithdrawn(use: Work, it: Escalation): Promise<void> {
  if (it.withdrawn !== undefined)
    throw new UserError('escalation.refused.withdrawn', await overBy(use, it, it.withdrawn))
}

/** Refuses to be on a question that somebody else is on already, until when that one said. */
export async function refuseTaken(use: Work, it: Escalation, by: Person): Promise<void> {
  const { paused } = it
  if (paused === undefined || paused.by.person === by.id || paused.until <= use.now.epochMilliseconds) return
  throw new UserError('escalation.refused.onIt', {
    ...(await overBy(use, it, paused)),
    until: [{ time: paused.until, as: 'short' }],
  })
}

/** Refuses to pass a question to a level it has reached or left behind already. */
export async function refuseReached(use: Work, it: Escalation): Promise<never> {
  throw new UserError('escalation.refused.higher', {
    ref: await refOf(use, it.number),
    level: it.level,
    since: [{ time: presentTurn(it).at, as: 'short' }],
    who: namingAll(it.asked),
    until: [{ time: it.until, as: 'short' }],
  })
}

/** Refuses whoever neither asked a question nor may answer any to take it back. */
export async function refuseOthers(use: Work, it: Escalation, by: Person): Promise<void> {
  if (by.id === it.by.person || by.may('incident.answer')) return
  throw new UserError('escalation.refused.notYours', {
    ref: await refOf(use, it.number),
    by: naming(it.by),
  })
}

const overBy = async (use: Work, it: Escalation, { at, by }: { at: number; by: Escalation['by'] }) => ({
  ref: await refOf(use, it.number),
  who: naming(by),
  at: [{ time: at, as: 'short' as const }],
})

const namingAll = (people: Escalation['asked']): Text =>
  people.flatMap((each, index): Inline[] => (index === 0 ? naming(each) : [', ', ...naming(each)]))
