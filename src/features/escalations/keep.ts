import type { Who } from '../../core/person.ts'
import type { Work } from '../../core/work.ts'
import { clearAlarm, setAlarm } from '../alarms.ts'
import { audit } from '../audit/entries.ts'
import { targetOf } from '../delivery.ts'
import { type Act, caseOf, keepAct, restingStatus } from '../incidents/act.ts'
import { addStep, type Incident, keepIncident } from '../incidents/record.ts'
import { subjectOf as caseSubject } from '../incidents/reference.ts'
import { cancel, postsOf, touch } from '../outbox.ts'
import { type Escalation, isOpen, keepEscalation, subjectOf } from './record.ts'
import type { Asking } from './rungs.ts'
import { nextTime } from './turns.ts'

/** What the alarm of a question does. */
const alarmName = 'escalation'

/**
 * Writes a question, sets its one alarm to what its clock has to do next (or takes it away) and has its cards
 * brought up to date.
 */
export async function keepQuestion(use: Work, it: Escalation): Promise<Escalation> {
  await keepEscalation(use, it)
  const of = subjectOf(it)
  const at = nextTime(it)
  if (at === undefined) await clearAlarm(use, of)
  else await setAlarm(use, { id: of, at, does: alarmName, of })
  await touch(use, of)
  if (!isOpen(it)) await dropWaiting(use, of)
  return it
}

/** Whoever could not be reached in time is not asked when they can be, once an answer is owed no more. */
async function dropWaiting(use: Work, of: string): Promise<void> {
  for (const { does, id, state } of await postsOf(use, of))
    if (state === 'paused' && 'direct' in targetOf(does)) await cancel(use, id)
}

/** Writes on a case that its question is asked, or asked at another level; a line in its thread tells it. */
export async function waitOnCase(use: Work, it: Incident, level: number, act: Act): Promise<Incident> {
  const after = { ...it, level, ...(it.resolved === undefined ? { status: 'waiting' as const } : {}) }
  return keepAct(use, { before: it, after }, act, { final: true })
}

/** Writes on a case what somebody, or the clock, did about its question. */
export async function tellCase(use: Work, number: number, act: Act): Promise<void> {
  const it = await caseOf(use, number)
  await keepAct(use, { before: it, after: it }, act, { final: true })
}

/** Writes on a case that no answer is owed any more; it stays open, whatever was answered. */
export async function settleCase(
  use: Work,
  number: number,
  act: Act,
  { due, told }: { due?: Incident['due']; told: boolean },
): Promise<void> {
  const before = await caseOf(use, number)
  const { level: _, ...rest } = before
  const after: Incident = {
    ...rest,
    ...(before.status === 'waiting' ? { status: restingStatus(before) } : {}),
    ...(due === undefined || before.resolved !== undefined ? {} : { due }),
  }
  if (!told) {
    await keepAct(use, { before, after }, act, { final: true })
    return
  }
  // The answer itself goes to the case's thread, so that a line about it would say it twice.
  const of = caseSubject(number)
  await keepIncident(use, addStep(use, after, act))
  audit(use, { did: `incident.${act.did}`, of, ...(act.by && { by: act.by }) })
  await touch(use, of)
}

/** Writes for a case's timeline whom a turn asks; a step that asks nobody has words of its own. */
export const asksStep = (did: string, { level, who }: Asking): Pick<Act, 'did' | 'values'> =>
  who.length === 0
    ? { did: `${did}Nobody`, values: { level } }
    : { did, values: { level, names: namesOf(who) } }

/** Writes the first three of some names. */
export function namesOf(people: readonly Who[]): string {
  const names = people.slice(0, 3).map(({ name }) => `@${name}`)
  return people.length > 3 ? `${names.join(', ')} +${people.length - 3}` : names.join(', ')
}
