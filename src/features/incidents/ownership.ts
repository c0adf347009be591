import { UserError } from '../../core/errors.ts'
import type { Who } from '../../core/person.ts'
import { roleMay } from '../../core/person.ts'
import type { Work } from '../../core/work.ts'
import { post } from '../outbox.ts'
import { whoNow } from '../people.ts'
import { roleNow } from '../readers.ts'
import { keepAct, naming, refuseResolved, restingStatus } from './act.ts'
import type { Incident } from './record.ts'
import { refOf, stepSubject } from './reference.ts'

/** Takes a case nobody has. Whoever wants one that another has is to be asked before: see `owner`. */
export async function claim(use: Work, it: Incident, by: Who): Promise<Incident> {
  await refuseResolved(use, it)
  if (it.owner !== undefined)
    throw new UserError(it.owner.person === by.person ? 'incident.refused.yours' : 'incident.refused.taken', {
      ref: await refOf(use, it.number),
      who: naming(it.owner),
      at: [{ time: it.assigned?.at ?? it.logged, as: 'short' }],
    })
  return keepAct(use, { before: it, after: owned(use, it, by, by) }, { by, did: 'claimed' })
}

/** The card that tells somebody that a case was assigned to them. */
export const assignedView = 'incident-assigned'

/** Gives a case to somebody of the team, whoever had it; unless they took it themselves, they are written to. */
export async function assign(use: Work, it: Incident, by: Who, to: Who): Promise<Incident> {
  await refuseResolved(use, it)
  const ref = await refOf(use, it.number)
  if (it.owner?.person === to.person)
    throw new UserError('incident.refused.has', {
      ref,
      who: naming(it.owner),
      at: [{ time: it.assigned?.at ?? it.logged, as: 'short' }],
    })
  const role = await roleNow(use, to)
  if (role === undefined || !roleMay(role, 'incident.handle'))
    throw new UserError('incident.refused.stranger', { ref, who: naming(to) })
  const kept = await keepAct(use, { before: it, after: owned(use, it, to, by) }, { by, did: 'assigned', to })
  if (to.person !== by.person) await tell(use, kept, to)
  return kept
}

async function tell(use: Work, it: Incident, whom: Who): Promise<void> {
  const to = await whoNow(use, whom)
  // The line in the thread is about the same step, and is another subject.
  const of = `${stepSubject(it.number, it.steps)}/assigned`
  await post(use, { view: assignedView, of, to: { direct: to }, key: of, notify: [to.account], grace: 'any' })
}

/** Lets a case go; only its owner can, another assigns it. */
export async function release(use: Work, it: Incident, by: Who): Promise<Incident> {
  await refuseResolved(use, it)
  const ref = await refOf(use, it.number)
  if (it.owner === undefined) throw new UserError('incident.refused.free', { ref })
  if (it.owner.person !== by.person)
    throw new UserError('incident.refused.notYours', { ref, who: naming(it.owner) })
  const { owner: _owner, assigned: _assigned, ...rest } = it
  const after = {
    ...rest,
    freed: use.now.epochMilliseconds,
    status: it.status === 'progress' ? ('open' as const) : it.status,
  }
  return keepAct(use, { before: it, after }, { by, did: 'released' })
}

/** Returns since when nobody has a case, in milliseconds. */
export const unownedSince = ({ freed, logged }: Incident): number => freed ?? logged

function owned(use: Work, it: Incident, owner: Who, by: Who): Incident {
  const { freed: _, ...rest } = it
  const status = it.status === 'open' ? restingStatus({ owner }) : it.status
  return { ...rest, owner, assigned: { by, at: use.now.epochMilliseconds }, status }
}
