import { isDeepStrictEqual } from 'node:util'
import { UserError } from '../../core/errors.ts'
import type { Who } from '../../core/person.ts'
import type { Json } from '../../core/text.ts'
import type { Work } from '../../core/work.ts'
import { clearAlarm, setAlarm } from '../alarms.ts'
import { closeQuestion } from '../escalations/acts.ts'
import { type Changed, keepAct, naming, type Patch, restingStatus, type Undoing, undoWithin } from './act.ts'
import { monitorAlarm } from './closing.ts'
import { stepsOf } from './queries.ts'
import { type Incident, incident, incidentKeys, incidentOf, type Step } from './record.ts'
import { refOf, subjectOf } from './reference.ts'

/** How far back somebody's last act is looked for: more happens to no case within the time it can be undone. */
const lookBack = 200

/** What was undone: the step that told it, and the case as it is now. */
export interface Undone {
  step: Step
  it: Incident
}

/**
 * Undoes the last thing somebody did to a case within ten minutes. Refuses what is only ever added (notes,
 * evidence, questions), and what somebody has built on since.
 */
export async function undo(use: Work, it: Incident, by: Who): Promise<Undone> {
  const ref = await refOf(use, it.number)
  const acts = standing(await stepsOf(use, it.number, lookBack), it)
  const last = acts.find(({ step }) => step.by?.person === by.person)
  if (last === undefined || use.now.epochMilliseconds - last.step.at > undoWithin)
    throw new UserError('incident.refused.nothingToUndo', { ref })
  const { nth, step } = last
  const found = await use.get<Undoing>(incidentKeys.undo(use.community, it.number, nth))
  if (found === undefined)
    throw new UserError('incident.refused.onlyAdded', { ref, at: [{ time: step.at, as: 'time' }] })
  use.delete(incidentKeys.undo(use.community, it.number, nth))
  const act = { by, did: 'undone', values: { did: step.did, nth } }
  if (found.created === true) return { step, it: await withdraw(use, it, by, acts, act) }
  const changes = await Promise.all(found.patches.map((each) => reverted(use, each)))
  const [own, ...also] = changes
  if (own === undefined) throw new UserError('incident.refused.nothingToUndo', { ref })
  await followMonitoring(use, own)
  return { step, it: await keepAct(use, own, act, { also, final: true }) }
}

interface StandingStep {
  step: Step
  nth: number
}

/** Leaves out undos and what those undid; newest first. */
function standing(steps: readonly Step[], it: Incident): StandingStep[] {
  const undone = new Set(steps.flatMap(({ did, values }) => (did === 'undone' ? [values?.nth] : [])))
  return steps
    .map((step, index) => ({ step, nth: it.steps - index }))
    .filter(({ nth, step }) => step.did !== 'undone' && !undone.has(nth))
}

async function withdraw(
  use: Work,
  it: Incident,
  by: Who,
  acts: readonly StandingStep[],
  act: Parameters<typeof keepAct>[2],
): Promise<Incident> {
  await refuseBuiltOn(use, it, acts, by)
  await closeQuestion(use, it.number, by)
  const after = { ...it, withdrawn: { at: use.now.epochMilliseconds, by } }
  return keepAct(use, { before: it, after }, act, { final: true })
}

async function refuseBuiltOn(use: Work, it: Incident, acts: readonly StandingStep[], by: Who): Promise<void> {
  const other = acts
    .map(({ step }) => step)
    .find((each) => each.by !== undefined && each.by.person !== by.person)
  if (other?.by === undefined) return
  throw new UserError('incident.refused.builtOn', {
    ref: await refOf(use, it.number),
    who: naming(other.by),
    at: [{ time: other.at, as: 'short' }],
  })
}

async function reverted(use: Work, { number, fields, before, after }: Patch): Promise<Changed> {
  const now = await incidentOf(use, number)
  const fresh = (now ?? {}) as Record<string, Json>
  if (now === undefined || fields.some((field) => !isDeepStrictEqual(fresh[field], after[field])))
    throw new UserError('incident.refused.changedSince', { ref: await refOf(use, number) })
  const kept = Object.entries(fresh).filter(([field]) => !fields.includes(field))
  const was = incident.parse({ ...Object.fromEntries(kept), ...before })
  // An answer may have come since, after which a case rests with whoever has it or with nobody.
  const rests = was.status === 'open' || was.status === 'progress'
  return { before: now, after: rests ? { ...was, status: restingStatus(was) } : was }
}

async function followMonitoring(use: Work, { before, after }: Changed): Promise<void> {
  if (before?.until === after.until) return
  const id = monitorAlarm(after.number)
  if (after.until === undefined) await clearAlarm(use, id)
  else await setAlarm(use, { id, at: after.until, does: 'incident-until', of: subjectOf(after.number) })
}
