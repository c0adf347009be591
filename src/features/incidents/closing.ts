import { UserError } from '../../core/errors.ts'
import type { Who } from '../../core/person.ts'
import type { Work } from '../../core/work.ts'
import { type AlarmHandlers, clearAlarm, setAlarm } from '../alarms.ts'
import { closeQuestion } from '../escalations/acts.ts'
import { type Changed, keepAct, refuseResolved, restingStatus } from './act.ts'
import { type Done, doneSince, withDone } from './evidence.ts'
import { unique } from './log.ts'
import { addStep, type Incident, incidentOf, type Reason } from './record.ts'
import { numbersOf, refOf, subjectOf } from './reference.ts'

/** How a case ends. `of` is the case a duplicate is merged into. */
interface Ending extends Done {
  reason: Reason
  text?: string | undefined
  of?: Incident | undefined
}

/** Resolves a case. A duplicate gives its reporters and members to the other case, which keeps its number. */
export async function resolve(use: Work, it: Incident, by: Who, ending: Ending): Promise<Incident> {
  await refuseResolved(use, it)
  const { reason, text } = ending
  const before = await withoutQuestion(use, it, by)
  const into = ending.of === undefined ? undefined : await mergeTarget(use, it, ending.of)
  const { due: _due, until: _until, level: _level, ...rest } = withDone(before, ending)
  const after: Incident = {
    ...rest,
    status: 'resolved',
    resolved: { at: use.now.epochMilliseconds, by, reason },
    ...(into === undefined ? {} : { duplicateOf: into.number }),
  }
  const also = into === undefined ? [] : [merged(use, into, it, by)]
  const values = { reason, ...doneSince(it, ending), ...(into === undefined ? {} : { number: into.number }) }
  await clearAlarm(use, monitorAlarm(it.number))
  return keepAct(
    use,
    { before, after },
    { by, did: 'resolved', values, ...(text === undefined ? {} : { text }) },
    { also },
  )
}

/** Closes the question that is open about a case: what is handled needs no answer, and an undo asks nobody again. */
async function withoutQuestion(use: Work, it: Incident, by: Who): Promise<Incident> {
  await closeQuestion(use, it.number, by)
  const { level: _level, ...rest } = it
  return it.status === 'waiting' ? { ...rest, status: restingStatus(it) } : rest
}

/** Finds the case that stands for a duplicate, behind others that were merged before. */
async function mergeTarget(use: Work, it: Incident, of: Incident): Promise<Incident> {
  let into = of
  while (into.number !== it.number && into.duplicateOf !== undefined) {
    const next = await incidentOf(use, into.duplicateOf)
    if (next === undefined) break
    into = next
  }
  if (into.number === it.number)
    throw new UserError('incident.refused.itself', { ref: await refOf(use, it.number) })
  return into
}

function merged(use: Work, into: Incident, from: Incident, by: Who): Changed {
  const after = {
    ...into,
    reporters: unique([...into.reporters, ...from.reporters]),
    reported: unique([...into.reported, ...from.reported]),
    affected: unique([...into.affected, ...from.affected]),
    related: [...new Set([...into.related, from.number])],
  }
  return { before: into, after: addStep(use, after, { by, did: 'merged', values: { number: from.number } }) }
}

/** Opens a case again that was resolved or is being monitored; a question about it stays open. */
export async function reopen(use: Work, it: Incident, by: Who, text?: string): Promise<Incident> {
  if (it.resolved === undefined && it.until === undefined)
    throw new UserError('incident.refused.open', { ref: await refOf(use, it.number) })
  await clearAlarm(use, monitorAlarm(it.number))
  return keepAct(
    use,
    { before: it, after: backInHand(it) },
    { by, did: 'reopened', ...(text === undefined ? {} : { text }) },
  )
}

function backInHand(it: Incident): Incident {
  const { resolved: _resolved, duplicateOf: _duplicate, until: _until, ...rest } = it
  return { ...rest, status: it.status === 'waiting' ? it.status : restingStatus(rest) }
}

/** Keeps an eye on a case that is handled, until a time in milliseconds; then it is in hand again by itself. */
export async function monitor(
  use: Work,
  it: Incident,
  by: Who,
  until: number,
  text?: string,
): Promise<Incident> {
  await refuseResolved(use, it)
  const before = await withoutQuestion(use, it, by)
  const { due: _due, ...rest } = before
  await setAlarm(use, {
    id: monitorAlarm(it.number),
    at: until,
    does: 'incident-until',
    of: subjectOf(it.number),
  })
  return keepAct(
    use,
    { before, after: { ...rest, status: 'monitoring', until } },
    { by, did: 'monitored', values: { until }, ...(text === undefined ? {} : { text }) },
  )
}

/** The alarm that ends the monitoring of a case. */
export const monitorAlarm = (number: number): string => `incident-until/${number}`

/** What alarms do to cases. */
export const incidentAlarms: AlarmHandlers = {
  'incident-until': async (use, of, { at }) => {
    const it = await incidentOf(use, numbersOf(of).number)
    // It may have been resolved, or its date moved, in the commit before this one.
    if (it === undefined || it.until !== at || it.withdrawn !== undefined) return
    await keepAct(use, { before: it, after: backInHand(it) }, { did: 'monitoringOver' }, { final: true })
  },
}
