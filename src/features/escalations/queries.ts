import { key, under } from '../../core/store.ts'
import type { Work } from '../../core/work.ts'
import { type Escalation, type FirstAnswer, isOpen } from './record.ts'

/** Returns the questions without an answer, the next deadline first. */
export const openEscalations = (use: Work, limit: number): Promise<Escalation[]> =>
  recordsIn(use, under('c', use.community, 'escalation-open'), limit)

/** Returns the last question asked about a case, open or not. */
export async function lastEscalationOf(use: Work, number: number): Promise<Escalation | undefined> {
  const range = under('c', use.community, 'escalation', number)
  const [last] = await use.list<Escalation>({ ...range, limit: 1, reverse: true })
  return last?.value
}

/** Returns the question about a case that is still without an answer: there is never more than one. */
export async function openEscalationOf(use: Work, number: number): Promise<Escalation | undefined> {
  const last = await lastEscalationOf(use, number)
  return last !== undefined && isOpen(last) ? last : undefined
}

/** Returns the questions that wait for somebody: asked now, or on it; the next deadline first. */
export const waitingFor = (use: Work, person: { id: string }, limit: number): Promise<Escalation[]> =>
  recordsIn(use, under('c', use.community, 'escalation-person', person.id), limit)

/** Returns the questions whose first answer is late now and nobody is on, the oldest deadline first. */
export function lateNow(use: Work, limit = 100): Promise<Escalation[]> {
  const from = under('c', use.community, 'escalation-due').from
  // A deadline is over once its moment has come, so that one of now is late.
  const to = key('c', use.community, 'escalation-due', use.now.epochMilliseconds + 1)
  return recordsIn(use, { from, to }, limit)
}

/** Returns the first answers given in a stretch of time (`to` exclusive, milliseconds), oldest first. */
export async function answeredBetween(
  use: Work,
  from: number,
  to: number,
  limit: number,
): Promise<FirstAnswer[]> {
  const at = (ms: number) => key('c', use.community, 'escalation-answered', ms)
  const found = await use.list<FirstAnswer>({ from: at(from), to: at(to), limit })
  return found.map(({ value }) => value)
}

async function recordsIn(
  use: Work,
  range: { from: string; to: string },
  limit: number,
): Promise<Escalation[]> {
  const keys = (await use.list<string>({ ...range, limit })).map(({ value }) => value)
  const found = await use.getMany<Escalation>(keys)
  return found.filter((it): it is Escalation => it !== undefined)
}

/** Returns the next question's place among those of a case, 1 for the first. */
export const nextNth = async (use: Work, number: number): Promise<number> =>
  ((await lastEscalationOf(use, number))?.nth ?? 0) + 1
