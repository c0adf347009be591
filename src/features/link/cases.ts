import { parts } from '../../core/store.ts'
import type { Json } from '../../core/text.ts'
import { type Alarm, alarmOf } from '../alarms.ts'
import type { Does } from '../delivery.ts'
import {
  type Escalation,
  escalation,
  escalationEntries,
  escalationKeys,
  escalationOf,
  subjectOf as questionSubject,
} from '../escalations/record.ts'
import { type Undoing, undoWithin } from '../incidents/act.ts'
import { monitorAlarm } from '../incidents/closing.ts'
import { type Incident, incident, incidentKeys, incidentOf, indexOf, type Step } from '../incidents/record.ts'
import { stepSubject, subjectOf } from '../incidents/reference.ts'
import { threadOf } from '../incidents/threads.ts'
import { areBusy, type Messages, messagesAbout, moveMessages } from './messages.ts'
import { carry, carryAlarms, type Passage, type Stored, shelved, type Unit } from './passage.ts'

/** The view of the lines in a case's thread. */
const stepView = 'incident-step'

const day = 24 * 60 * 60 * 1000
/** How long the card of a closed case is still looked at, in milliseconds. */
const lookedAt = 7 * day

/** Everything that belongs to a case but its messages. */
interface Belongings {
  steps: Stored<Step>[]
  undos: Stored<Undoing>[]
  evidence: Stored[]
  quoted: Stored[]
  questions: Escalation[]
  alarms: Alarm[]
}

/** Returns a case with all that belongs to it, to be brought over; `undefined` where there is none (any more). */
export async function caseIn(passage: Passage, number: number): Promise<Unit | undefined> {
  const { from } = passage
  const it = await incidentOf(from, number)
  if (it === undefined) return undefined
  const [messages, belongings] = await Promise.all([
    messagesAbout(passage, {
      whole: [subjectOf(number)],
      parts: [`${subjectOf(number)}/`, `escalation/${number}/`],
    }),
    belongingsOf(passage, number),
  ])
  return {
    of: 'incident',
    busy: areBusy(messages),
    async move() {
      await moveRecord(passage, it)
      moveBelongings(passage, number, belongings)
      for (const each of belongings.questions) await moveQuestion(passage, each)
      await carryAlarms(passage, belongings.alarms)
      await moveThreads(passage, number, messages)
      const isSeen = passage.isRenumbered('incident') && isLookedAt(it, from.now.epochMilliseconds)
      const others = new Set(
        belongings.steps.filter(namesOther).map(({ key }) => stepSubject(number, nthIn(key))),
      )
      await moveMessages(passage, messages, ({ does }) => isSeen && isNumbered(does, others))
    },
  }
}

const isLookedAt = ({ resolved, withdrawn }: Incident, now: number): boolean =>
  withdrawn === undefined && (resolved === undefined || now - resolved.at <= lookedAt)

const namesOther = ({ value }: Stored<Step>): boolean => value.values?.number !== undefined
const nthIn = (at: string): number => Number(parts(at).at(-1))

/** Tells whether what hangs somewhere shows a number: cards do, and of the lines in a thread those that name a case. */
const isNumbered = (does: Does, others: ReadonlySet<string>): boolean =>
  'post' in does || ('note' in does && (does.note !== stepView || others.has(does.of)))

async function belongingsOf({ from }: Passage, number: number): Promise<Belongings> {
  const [steps, undos, evidence, quoted, asked] = await Promise.all([
    shelved<Step>(from, 'incident-step', number),
    shelved<Undoing>(from, 'incident-undo', number),
    shelved(from, 'incident-evidence', number),
    shelved(from, 'incident-quoted', number),
    shelved<Escalation>(from, 'escalation', number),
  ])
  const questions = asked.map(({ value }) => value)
  const ids = [monitorAlarm(number), ...questions.map(questionSubject)]
  const alarms = await Promise.all(ids.map((id) => alarmOf(from, id)))
  return { steps, undos, evidence, quoted, questions, alarms: alarms.filter((each) => each !== undefined) }
}

async function moveRecord(passage: Passage, it: Incident): Promise<void> {
  const { from, into } = passage
  from.delete(incidentKeys.record(from.community, it.number))
  for (const [at] of indexOf(from.community, it)) from.delete(at)
  const after = incident.parse(renumbered(passage, it))
  into.set(incidentKeys.record(into.community, after.number), after)
  // Somebody may be another person's account here by now: it is filed under whoever they are.
  const read = (await incidentOf(into, after.number)) ?? after
  for (const [at, entry] of indexOf(into.community, read)) into.set(at, entry)
}

const renumbered = ({ number }: Passage, it: Incident): Incident => ({
  ...it,
  number: number('incident', it.number),
  related: it.related.map((each) => number('incident', each)),
  ...(it.duplicateOf !== undefined && { duplicateOf: number('incident', it.duplicateOf) }),
})

function moveBelongings(
  passage: Passage,
  number: number,
  { evidence, quoted, steps, undos }: Belongings,
): void {
  const { into } = passage
  const after = passage.number('incident', number)
  const between = (shelf: string) =>
    [
      [shelf, number],
      [shelf, after],
    ] as const
  carry(passage, steps, between('incident-step'), (it) => renumberedStep(passage, it))
  carry(passage, evidence, between('incident-evidence'))
  carry(passage, quoted, between('incident-quoted'))
  for (const at of carry(passage, undos, between('incident-undo'), (it) => renumberedUndo(passage, it)))
    into.expire(at, into.now.epochMilliseconds + 2 * undoWithin)
}

/** A step that names another case names it in its values. */
function renumberedStep({ number }: Passage, it: Step): Step {
  const other = it.values?.number
  return typeof other === 'number'
    ? { ...it, values: { ...it.values, number: number('incident', other) } }
    : it
}

const renumberedUndo = (passage: Passage, it: Undoing): Undoing => ({
  ...it,
  patches: it.patches.map((each) => ({
    ...each,
    number: passage.number('incident', each.number),
    before: renumberedFields(passage, each.before),
    after: renumberedFields(passage, each.after),
  })),
})

/** What an act changed of a case, as far as that names others. */
function renumberedFields({ number }: Passage, fields: Record<string, Json>): Record<string, Json> {
  const { duplicateOf, related } = fields
  const one = (it: Json): Json => (typeof it === 'number' ? number('incident', it) : it)
  return {
    ...fields,
    ...(Array.isArray(related) && { related: related.map(one) }),
    ...(duplicateOf !== undefined && { duplicateOf: one(duplicateOf) }),
  }
}

async function moveQuestion({ from, into, number }: Passage, it: Escalation): Promise<void> {
  from.delete(escalationKeys.record(from.community, it.number, it.nth))
  for (const [at] of escalationEntries(from.community, it)) from.delete(at)
  const after = escalation.parse({ ...it, number: number('incident', it.number) })
  into.set(escalationKeys.record(into.community, after.number, after.nth), after)
  const read = (await escalationOf(into, after.number, after.nth)) ?? after
  for (const [at, entry] of escalationEntries(into.community, read)) into.set(at, entry)
}

/** Which thread is the case's own, as far as that was learnt since the others were brought over. */
async function moveThreads(
  { from, into, number }: Passage,
  before: number,
  { all }: Messages,
): Promise<void> {
  const after = number('incident', before)
  const own = await threadOf(from, before)
  const threads = all.flatMap(({ does, ref }) =>
    'post' in does && does.post === 'incident' && ref !== undefined
      ? [[ref.place.channel, ref.id] as const]
      : [],
  )
  if (own?.thread !== undefined) threads.push([own.channel, own.thread])
  for (const [channel, thread] of threads) {
    from.delete(incidentKeys.thread(from.community, channel, thread))
    into.set(incidentKeys.thread(into.community, channel, thread), after)
  }
  if (own === undefined) return
  from.delete(incidentKeys.threadOf(from.community, before))
  into.set(incidentKeys.threadOf(into.community, after), own)
}
