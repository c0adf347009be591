import { UserError } from '../../core/errors.ts'
import type { Who } from '../../core/person.ts'
import type { Work } from '../../core/work.ts'
import { keepAct, refuseResolved } from './act.ts'
import { addStep, type Incident, type Severity } from './record.ts'
import { refOf } from './reference.ts'

/** Changes how serious a case is. */
export async function setSeverity(
  use: Work,
  it: Incident,
  by: Who,
  severity: Severity,
  text?: string,
): Promise<Incident> {
  await refuseResolved(use, it)
  if (it.severity === severity)
    throw new UserError('incident.refused.severity', { ref: await refOf(use, it.number) })
  return keepAct(
    use,
    { before: it, after: { ...it, severity } },
    { by, did: 'severity', values: { severity, was: it.severity }, ...(text === undefined ? {} : { text }) },
  )
}

/** Sets the next decision on a case and by when it is to be made, in milliseconds. */
export async function setDue(
  use: Work,
  it: Incident,
  by: Who,
  due: { at: number; what: string },
): Promise<Incident> {
  await refuseResolved(use, it)
  return keepAct(
    use,
    { before: it, after: { ...it, due } },
    { by, did: 'due', text: due.what, values: { at: due.at } },
  )
}

/** Says that two cases have to do with each other; both point at the other. */
export async function relate(use: Work, it: Incident, by: Who, other: Incident): Promise<Incident> {
  const ref = await refOf(use, it.number)
  if (it.number === other.number) throw new UserError('incident.refused.itself', { ref })
  if (it.related.includes(other.number))
    throw new UserError('incident.refused.related', { ref, other: await refOf(use, other.number) })
  const backwards = addStep(
    use,
    { ...other, related: [...other.related, it.number] },
    { by, did: 'related', values: { number: it.number } },
  )
  return keepAct(
    use,
    { before: it, after: { ...it, related: [...it.related, other.number] } },
    { by, did: 'related', values: { number: other.number } },
    { also: [{ before: other, after: backwards }] },
  )
}
