import type { Who } from '../../core/person.ts'
import type { Work } from '../../core/work.ts'
import { caseOf } from '../incidents/act.ts'
import { keepNote } from '../incidents/evidence.ts'
import type { Incident } from '../incidents/record.ts'
import { type Level, settingsOf } from '../settings.ts'
import { asksStep, keepQuestion, settleCase, tellCase, waitOnCase } from './keep.ts'
import { openEscalationOf } from './queries.ts'
import { type Detail, type Escalation, isOpen } from './record.ts'
import { firstAsked } from './rungs.ts'
import { tellAnswer, tellDirectly, tellTurn, touchAnswers } from './tell.ts'
import { minutesUntil, presentTurn, turnAt, withNextTurn, withTurn } from './turns.ts'

/** What is answered: the words, what the moderator does now, the next decision on the case and whose it is. */
interface Reply {
  by: Who
  text: string
  task?: string | undefined
  due?: Incident['due']
  next?: Who | undefined
}

/**
 * Answers a question. The first answer stops its clock and goes back to whoever asked; one given after it is
 * added, and the one who was first is told. The case stays open.
 */
export async function giveAnswer(use: Work, it: Escalation, reply: Reply): Promise<Escalation> {
  const at = use.now.epochMilliseconds
  const { by, due, next, task, text } = reply
  const given = { by, at, text, ...(task === undefined ? {} : { task }) }
  if (!isOpen(it)) {
    const kept = await keepQuestion(use, { ...it, further: [...it.further, given] })
    await settleCase(use, it.number, { by, did: 'answeredToo', text }, { due, told: true })
    await tellAnswer(use, kept, 1 + kept.further.length)
    if (it.first !== undefined && it.first.by.person !== by.person)
      await tellDirectly(use, kept, it.first.by, 'further', kept.further.length)
    return kept
  }
  const { paused: _, ...rest } = it
  const kept = await keepQuestion(use, {
    ...rest,
    state: 'answered',
    first: { ...given, minutes: minutesUntil(await settingsOf(use), it, at), late: at >= it.due },
    ...(next === undefined ? {} : { next }),
  })
  const act = { by, did: 'answered', text, values: { level: it.level } }
  await settleCase(use, it.number, act, { due, told: true })
  await tellAnswer(use, kept, 1)
  return kept
}

/** Stops a question's clock until a time in milliseconds, since somebody is on it. */
export async function takeOn(use: Work, it: Escalation, by: Who, until: number): Promise<Escalation> {
  const at = use.now.epochMilliseconds
  const onIt = { by, at, until }
  const turn = { ...presentTurn(it), onIt }
  const kept = await keepQuestion(use, {
    ...withTurn(it, turn),
    state: 'paused',
    paused: onIt,
    until,
    // Only a first answer that is not late yet has its deadline moved: nobody's wait begins anew.
    due: at < it.due ? Math.max(it.due, until) : it.due,
  })
  await tellCase(use, it.number, { by, did: 'onIt', values: { level: it.level, until } })
  return kept
}

/** Asks at a higher level at once. */
export async function passUp(use: Work, it: Escalation, by: Who, level: Level): Promise<Escalation> {
  const set = await settingsOf(use)
  const at = use.now.epochMilliseconds
  const turn = { ...turnAt(set, await firstAsked(use, set, level, it.by), at), told: at }
  const left = withTurn(it, { ...presentTurn(it), passed: { by, at } })
  const kept = await keepQuestion(use, { ...withNextTurn(left, turn), due: Math.min(it.due, turn.until) })
  const act = { by, ...asksStep('questionPassed', turn) }
  await waitOnCase(use, await caseOf(use, it.number), level, act)
  await tellTurn(use, set, kept, 'asked')
  return kept
}

/** Takes a question back; nobody is asked any more, and the case stays as it is. */
export async function withdraw(use: Work, it: Escalation, by: Who): Promise<Escalation> {
  const kept = await keepQuestion(use, withdrawn(use, it, by))
  await settleCase(use, it.number, { by, did: 'questionWithdrawn' }, { told: false })
  return kept
}

/**
 * Closes the open question about a case that is resolved, merged or withdrawn itself: what was done to the case
 * tells it, so that nothing is written there. Does nothing where no question is open.
 */
export async function closeQuestion(use: Work, number: number, by: Who): Promise<void> {
  const it = await openEscalationOf(use, number)
  if (it !== undefined) await keepQuestion(use, withdrawn(use, it, by))
}

function withdrawn(use: Work, it: Escalation, by: Who): Escalation {
  const { paused: _, ...rest } = it
  return { ...rest, state: 'withdrawn', withdrawn: { by, at: use.now.epochMilliseconds } }
}

/**
 * Adds a line to a question without stopping its clock. What is wanted goes to whoever asked; what is given, to
 * those who wanted it or, after an answer, to whoever answered. Returns whom it goes to.
 */
export async function addDetail(
  use: Work,
  it: Escalation,
  detail: Omit<Detail, 'at'>,
): Promise<{ it: Escalation; to: Who[] }> {
  const kept = await keepQuestion(use, {
    ...it,
    details: [...it.details, { ...detail, at: use.now.epochMilliseconds }],
  })
  const { by, kind, text } = detail
  await tellCase(use, it.number, { by, did: kind === 'wanted' ? 'detailsWanted' : 'detailsGiven', text })
  const to = readersOf(it, detail)
  for (const each of to) await tellDirectly(use, kept, each, 'detail', kept.details.length)
  return { it: kept, to }
}

function readersOf(it: Escalation, { by, kind }: Omit<Detail, 'at'>): Who[] {
  const wanting = it.details.filter((each) => each.kind === 'wanted').map((each) => each.by)
  const readers = kind === 'wanted' ? [it.by] : it.first === undefined ? wanting : [it.first.by]
  return readers.filter(
    ({ person }, index) =>
      person !== by.person && readers.findIndex((each) => each.person === person) === index,
  )
}

/** Notes on the case that what an answer asked for is done, in the words given or those of the answer. */
export async function markDone(use: Work, it: Escalation, by: Who, text: string): Promise<Escalation> {
  const kept = await keepQuestion(use, { ...it, done: { by, at: use.now.epochMilliseconds } })
  await touchAnswers(use, kept)
  await keepNote(use, await caseOf(use, it.number), by, text, { actions: [] })
  return kept
}
