import type { Work } from '../../core/work.ts'
import { type Delivery, deliveryKey, dueIn, isOpen, queueUntil } from '../delivery.ts'
import type { Claim } from './attempt.ts'
import type { Outcome } from './settlement.ts'

/** A lane on its way: what was found to point to it, and what became of the message it was given last. */
export interface Flight {
  community: string
  lane: string
  /** What pointed to the lane, and who had written that. */
  pointers: { key: string; by: string }[]
  claim?: Claim
  outcome?: Outcome
  /** It gives the lane back after this. */
  last: boolean
  /** The news that made a hook throw: what it was to hear is recorded without it. */
  muted: Set<string>
}

/** An entry of a lane's queue. */
export interface Waiting {
  due: number
  id: string
}

/** The head of a lane's queue; `whole` says that there is nothing due after it. */
export interface Head<T> {
  waiting: T[]
  whole: boolean
}

/** Lists the first of what is due in a lane: so many, besides what is being sent. */
export async function headOf(use: Work, { claim, lane }: Flight, many: number): Promise<Head<Waiting>> {
  const limit = many + (claim?.deliveries.length ?? 0)
  const now = use.now.epochMilliseconds
  const found = await use.list<string>({ ...queueUntil(use.community, lane, now), limit })
  return {
    waiting: found.map(({ key, value }) => ({ due: dueIn(key), id: value })),
    whole: found.length < limit,
  }
}

/** Returns what still waits of a queue's head, which may have been listed before some of it was dealt with. */
export async function stillWaiting(use: Work, { waiting, whole }: Head<Waiting>): Promise<Head<Delivery>> {
  const found = await use.getMany<Delivery>(waiting.map(({ id }) => deliveryKey(use.community, id)))
  return { waiting: found.filter((it): it is Delivery => it !== undefined && isOpen(it.state)), whole }
}
