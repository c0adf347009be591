import type { Account, Place, Who } from '../../core/person.ts'
import type { Work } from '../../core/work.ts'
import type { Deliveries } from '../courier/options.ts'
import { type Delivery, laneOf } from '../delivery.ts'
import { incidentOf } from '../incidents/record.ts'
import { subjectOf as caseSubject } from '../incidents/reference.ts'
import { note, post, postsOf, touch } from '../outbox.ts'
import { reached, whoNow } from '../people.ts'
import type { Settings } from '../settings.ts'
import { type Escalation, escalationOf, subjectOf } from './record.ts'
import type { Tick } from './turns.ts'

/** What a line about a question is about: a turn of its clock, a detail or a further answer, counted from 1. */
const lines = ['asked', 'reminded', 'repeated', 'resumed', 'detail', 'further'] as const
type Line = (typeof lines)[number]

/** How the outbox names a line about a question. */
const lineOf = (it: Escalation, line: Line, nth: number): string => `${subjectOf(it)}/${line}/${nth}`

/** How the outbox names an answer, counted from 1. */
const answerOf = (it: Escalation, nth: number): string => `${subjectOf(it)}/answer/${nth}`

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
  await askDirectly(use, it, elsewhere)
}

/** Tells those whose turn it is what the clock just did; their card is brought up to date besides. */
export async function tellTurn(use: Work, set: Settings, it: Escalation, did: Tick['did']): Promise<void> {
  const { escalation: place } = set.places
  const { here, elsewhere } = await reached(use, it.asked, place)
  const of = lineOf(it, did, it.turns.length)
  if (place !== undefined && here.length > 0)
    await note(use, {
      view: 'escalation-line',
      of,
      under: { subject: subjectOf(it), to: { place } },
      notify: here,
    })
  await askDirectly(use, it, elsewhere, of)
}

/** Writes to people themselves: the card to whoever does not have it yet, else the line `of` under it. */
async function askDirectly(use: Work, it: Escalation, people: readonly Who[], of?: string): Promise<void> {
  const cards = await postsOf(use, subjectOf(it))
  for (const asked of people) {
    const each = await whoNow(use, asked)
    const to = { direct: each }
    const notify = [each.account]
    if (!cards.some(({ lane }) => lane === laneOf(to))) await hang(use, it, to, notify)
    else if (of !== undefined)
      await note(use, { view: 'escalation-line', of, under: { subject: subjectOf(it), to }, notify })
  }
}

/**
 * What becomes of what is told about questions: where the place for escalations refuses it, those who are asked
 * are written to themselves, since nobody would know of the question otherwise.
 */
export const escalationDeliveries: Deliveries = {
  escalation: { refused: (use, { does }) => aroundPlace(use, does) },
  'escalation-line': { refused: (use, { does }) => aroundPlace(use, does) },
}

async function aroundPlace(use: Work, does: Delivery['does']): Promise<void> {
  if (!('post' in does || 'note' in does)) return
  const to = 'post' in does ? does.to : 'to' in does.under ? does.under.to : { place: does.under.place }
  const { nth, number, part } = partsOf(does.of)
  const it = await escalationOf(use, number, nth)
  if (!('place' in to) || it?.state !== 'waiting') return
  await askDirectly(use, it, it.asked, part === '' ? undefined : does.of)
}

const hang = (use: Work, it: Escalation, to: { place: Place } | { direct: Who }, notify: Account[]) =>
  post(use, { view: 'escalation', of: subjectOf(it), to, key: subjectOf(it), notify, grace: 'any' })

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
