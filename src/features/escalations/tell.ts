import type { Account, Who } from '../../core/person.ts'
import type { Work } from '../../core/work.ts'
import { isOpen, laneOf, type Target } from '../delivery.ts'
import { incidentOf } from '../incidents/record.ts'
import { subjectOf as caseSubject } from '../incidents/reference.ts'
import { cancel, note, post, postsOf, touch } from '../outbox.ts'
import { reached, whoNow } from '../people.ts'
import type { Settings } from '../settings.ts'
import { whoAnywhere } from '../whereabouts.ts'
import { type Escalation, subjectOf } from './record.ts'
import { presentTurn, type Tick } from './turns.ts'

/**
 * What a line about a question is about, counted from 1: a turn of its clock, a detail, a further answer, somebody who
 * could not be reached, an answer that is to be read nearby.
 */
const lines = [
  'asked',
  'reminded',
  'repeated',
  'resumed',
  'detail',
  'further',
  'unreached',
  'answered',
] as const
type Line = (typeof lines)[number]

/** How the outbox names a line about a question. */
export const lineOf = (it: Escalation, line: Line, nth: number): string => `${subjectOf(it)}/${line}/${nth}`

/** How the outbox names an answer, counted from 1. */
export const answerOf = (it: Escalation, nth: number): string => `${subjectOf(it)}/answer/${nth}`

/** Returns what a subject of a question names: the question and, where there is one, a part of it. */
export function partsOf(subject: string): { number: number; nth: number; part: string; count: number } {
  const [, number, nth, part = '', count] = subject.split('/')
  return { number: Number(number), nth: Number(nth), part, count: Number(count ?? 0) }
}

/** Hangs the card of a new question up and asks those whose turn it is. */
export async function tellQuestion(use: Work, set: Settings, it: Escalation): Promise<void> {
  const { escalation: place } = set.places
  const { here, elsewhere } = await reached(use, it.asked, place)
  if (place !== undefined) await hang(use, it, { place }, here)
  await askPeople(use, set, it, elsewhere)
}

/** Tells those whose turn it is what the clock just did; their card is brought up to date besides. */
export async function tellTurn(use: Work, set: Settings, it: Escalation, did: Tick['did']): Promise<void> {
  await askPeople(use, set, it, it.asked, lineOf(it, did, it.turns.length))
}

/**
 * Asks people by the first way that refused nothing in this turn: the place for escalations where they can be notified
 * there, else in private on any of their accounts. They get the card where they do not have it yet, else the line `of`
 * under it. Answers those for whom there is no way.
 */
export async function askPeople(
  use: Work,
  set: Settings,
  it: Escalation,
  people: readonly Who[],
  of?: string,
): Promise<Who[]> {
  const { shut = [] } = presentTurn(it)
  const isShut = (to: Target) => shut.includes(laneOf(to))
  const { escalation: named } = set.places
  const place = named !== undefined && isShut({ place: named }) ? undefined : named
  const { here, elsewhere } = await reached(use, people, place)
  if (place !== undefined && here.length > 0) await ask(use, it, { place }, here, of)
  const missed: Who[] = []
  for (const each of elsewhere) {
    const direct = (await whoAnywhere(use, each)).find((who) => !isShut({ direct: who }))
    if (direct === undefined) missed.push(each)
    else await ask(use, it, { direct }, [direct.account], of)
  }
  return missed
}

async function ask(use: Work, it: Escalation, to: Target, notify: Account[], of?: string): Promise<void> {
  const cards = await postsOf(use, subjectOf(it))
  const card = cards.find(({ lane, state }) => lane === laneOf(to) && state !== 'cancelled')
  // One that waits for its chat is tried anew, so that it is known at once whether it arrives now.
  if (card?.state === 'paused' && 'direct' in to) await cancel(use, card.id)
  if (card === undefined || (card.state === 'paused' && 'direct' in to)) await hang(use, it, to, notify)
  // A card that is still to be sent will say it all.
  else if (of !== undefined && ('place' in to || !isOpen(card.state)))
    await note(use, { view: 'escalation-line', of, under: { subject: subjectOf(it), to }, notify })
}

/** Hangs a question's card up, again where one that was there before was given up. */
export async function hang(use: Work, it: Escalation, to: Target, notify: Account[]): Promise<void> {
  const of = subjectOf(it)
  const before = (await postsOf(use, of)).some(({ lane }) => lane === laneOf(to))
  const key = before ? `${of}+${it.turns.length}+${use.now.epochMilliseconds}` : of
  await post(use, { view: 'escalation', of, to, key, notify, grace: 'any' })
}

/** Gives an answer back to the moderator who asked, directly and in the case's thread. */
export async function tellAnswer(use: Work, it: Escalation, nth: number): Promise<void> {
  const of = answerOf(it, nth)
  const asker = await whoNow(use, it.by)
  await post(use, {
    view: 'answer',
    of,
    to: { direct: asker },
    key: of,
    notify: [asker.account],
    grace: 'any',
  })
  const card = (await incidentOf(use, it.number))?.card
  if (card !== undefined)
    await note(use, { view: 'answer', of, under: { subject: caseSubject(it.number), to: { place: card } } })
}

/** Has the cards of the answers brought up to date. */
export async function touchAnswers(use: Work, it: Escalation): Promise<void> {
  for (let nth = 1; nth <= 1 + it.further.length; nth++) await touch(use, answerOf(it, nth))
}

/** Writes to somebody directly about a question. */
export async function tellDirectly(
  use: Work,
  it: Escalation,
  whom: Who,
  line: Line,
  nth: number,
): Promise<string> {
  const to = await whoNow(use, whom)
  return post(use, {
    view: 'escalation-line',
    of: lineOf(it, line, nth),
    to: { direct: to },
    key: lineOf(it, line, nth),
    notify: [to.account],
    grace: 'any',
  })
}
