import type { Account, Place, Who } from '../../core/person.ts'
import type { Work } from '../../core/work.ts'
import { type Delivery, deliveryId, laneOf, type Target, targetOf } from '../delivery.ts'
import { deliveriesWith } from '../ledger.ts'
import { personId } from '../links.ts'
import { note, post } from '../outbox.ts'
import { personRecordOf, reached, whoOf } from '../people.ts'
import { whoAnywhere } from '../whereabouts.ts'
import { incidentOf } from './record.ts'
import { subjectOf } from './reference.ts'

/** A card that hangs in a place; a line about its subject goes under it. */
interface Board {
  subject: string
  place: Place
}

/** Something about a case that one person is to know. */
export interface Word {
  view: string
  of: string
  /** What makes it the only one of its view for this person. */
  key: string
  number: number
  to: Who
  /** What a place is shown in its stead, where the thing itself can be read there already. */
  there?: { view: string; of: string }
  /** Where it is told before the case's own place. */
  boards?: readonly Board[]
}

interface Way {
  id: string
  to: Target
  notify: Account[]
  board?: Board
}

/**
 * Tells somebody by the first way nothing was tried on yet: in private on any of their accounts, then under the cards
 * in the places where they can be notified. Answers whether there was one.
 */
export async function tellElsewhere(use: Work, it: Word): Promise<boolean> {
  const [way] = (await waysOf(use, it)).untried
  if (way === undefined) return false
  const { notify, to } = way
  if (way.board === undefined) {
    await post(use, { view: it.view, of: it.of, to, key: it.key, notify, grace: 'any' })
    return true
  }
  const { of, view } = it.there ?? it
  const under = { subject: way.board.subject, to }
  await note(use, { view, of, under, notify, key: placeKey(it) })
  return true
}

/** Tells whether any way was tried yet to tell somebody something. */
export const wasTold = async (use: Work, it: Word): Promise<boolean> => (await waysOf(use, it)).tried > 0

/** Returns whom a delivery notifies alone, as they are known now; `undefined` where that is nobody or many. */
export async function toldBy(use: Work, { does, notify = [] }: Delivery): Promise<Who | undefined> {
  const [account, another] = notify
  if (account === undefined || another !== undefined) return undefined
  const record = await personRecordOf(use, await personId(use, account))
  if (record !== undefined) return whoOf(record)
  const to = targetOf(does)
  return 'direct' in to ? to.direct : undefined
}

async function waysOf(use: Work, it: Word): Promise<{ untried: Way[]; tried: number }> {
  const ways: Way[] = []
  for (const direct of await whoAnywhere(use, it.to))
    ways.push({
      id: idOf(use, 'post', it.view, { direct }, it.key),
      to: { direct },
      notify: [direct.account],
    })
  for (const board of await boardsOf(use, it)) {
    const to = { place: board.place }
    const { here } = await reached(use, [it.to], board.place)
    const id = idOf(use, 'note', (it.there ?? it).view, to, placeKey(it))
    if (here.length > 0) ways.push({ id, to, notify: here, board })
  }
  const staged = await deliveriesWith(
    use,
    ways.map(({ id }) => id),
  )
  const tried = new Set(staged.map(({ id }) => id))
  return { untried: ways.filter(({ id }) => !tried.has(id)), tried: tried.size }
}

async function boardsOf(use: Work, { boards = [], number }: Word): Promise<Board[]> {
  const card = (await incidentOf(use, number))?.card
  return card === undefined ? [...boards] : [...boards, { subject: subjectOf(number), place: card }]
}

/** The same word may be for several people; a place hears it for each of them. */
const placeKey = ({ key, to }: Pick<Word, 'key' | 'to'>): string => `${key}/${to.person}`

const idOf = (use: Work, does: 'post' | 'note', view: string, to: Target, key: string): string =>
  deliveryId(use.community, does, view, laneOf(to), key)
