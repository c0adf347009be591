import type { Audience } from '../../core/house.ts'
import type { Role } from '../../core/person.ts'
import { type DigestFacts, horizon, isSerious } from '../../features/digest/facts.ts'
import { isOnFire } from '../../features/digest/headline.ts'
import { awaited, type Escalation } from '../../features/escalations/record.ts'
import type { Incident } from '../../features/incidents/record.ts'
import type { Planned } from '../../features/reminders/queries.ts'
import { isFor } from '../../features/target.ts'

/** For whom a digest is made. Without a person it hangs in a place, where several people read it. */
export interface Audienced {
  audience: Audience
  person?: { id: string; role: Role }
}

/** Something that waits for this reader, by a deadline or, without one, since a time; both in milliseconds. */
export type Decision = { by: number | undefined; since: number } & (
  | { kind: 'case'; case: Incident; question: Escalation | undefined }
  | { kind: 'question'; question: Escalation; case: Incident | undefined }
  | { kind: 'details'; question: Escalation }
  | { kind: 'content'; planned: Planned }
)

/** Chooses what waits for a reader, the first deadline first; each case once. */
export function decisionsFor(facts: DigestFacts, reader: Audienced): Decision[] {
  const { escalations, open } = facts
  const questions = new Map(escalations.map((it) => [it.number, it]))
  const cases = new Map(open.map((it) => [it.number, it]))
  const asked = escalations
    .filter((it) => isAsked(it, reader))
    .map((it): Decision => questionFor(it, cases.get(it.number)))
  const wanted = escalations
    .filter((it) => wantsDetails(it, reader))
    .map((it): Decision => ({ kind: 'details', question: it, by: it.until, since: it.at }))
  const taken = new Set([...asked, ...wanted].map(numberOf))
  const own = open
    .filter((it) => !taken.has(it.number) && waits(it, facts.at, reader))
    .map((it): Decision => caseFor(it, questions.get(it.number)))
  const stuck = facts.content.today
    .filter((it) => isStuck(it) && isTheirs(it, reader))
    .map(
      (it): Decision => ({
        kind: 'content',
        planned: it,
        by: it.occurrence.sendAt,
        since: it.occurrence.since,
      }),
    )
  return [...asked, ...wanted, ...own, ...stuck].sort((a, b) => (a.by ?? a.since) - (b.by ?? b.since))
}

/** Returns the number of the case a decision is about, `undefined` where it is about content. */
export const numberOf = (it: Decision): number | undefined =>
  it.kind === 'content' ? undefined : it.kind === 'case' ? it.case.number : it.question.number

const questionFor = (question: Escalation, about: Incident | undefined): Decision => ({
  kind: 'question',
  question,
  case: about,
  by: question.until,
  since: question.at,
})

const caseFor = (it: Incident, question: Escalation | undefined): Decision => ({
  kind: 'case',
  case: it,
  question,
  by: soonest(it.due?.at, question?.until),
  since: it.logged,
})

const soonest = (...times: (number | undefined)[]): number | undefined => {
  const given = times.filter((it): it is number => it !== undefined)
  return given.length === 0 ? undefined : Math.min(...given)
}

/** In a place, everybody's questions wait; the managers' place leaves those of the team to the team. */
function isAsked(it: Escalation, { audience, person }: Audienced): boolean {
  // Where nobody is set, whoever reads and can do something about it is meant, the asker left out.
  if (awaited(it).length === 0) return audience !== 'moderator' && it.by.person !== person?.id
  if (person !== undefined) return awaited(it).some((each) => each.person === person.id)
  return audience === 'cm' || (audience === 'manager' && it.level > 1)
}

/** Whoever asked is asked back, and has not replied. */
function wantsDetails(it: Escalation, { person }: Audienced): boolean {
  return it.details.at(-1)?.kind === 'wanted' && it.by.person === person?.id
}

function waits(it: Incident, at: number, { audience, person }: Audienced): boolean {
  if (it.status === 'monitoring' && (it.due === undefined || it.due.at > at + horizon)) return false
  const isOwn = person === undefined ? it.owner !== undefined : it.owner?.person === person.id
  const isDue = it.due !== undefined && it.due.at < at + horizon
  if (audience === 'manager') return isOwn && isDue
  if (isSerious(it) && it.owner === undefined) return true
  return (isOwn && isDue) || (isOnFire(it) && (audience === 'cm' || isOwn))
}

/** Content that will not go out unless somebody acts. */
const isStuck = ({ occurrence }: Planned): boolean =>
  occurrence.state === 'paused' && occurrence.why !== undefined

/** A community manager's content is everybody's; anybody else's is their own. */
export const isTheirs = ({ reminder }: Planned, { audience, person }: Audienced): boolean =>
  audience === 'cm' || (person !== undefined && isFor(reminder.for, person))
