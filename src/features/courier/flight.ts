import type { Work } from '../../core/work.ts'
import { type Lane, type Stop, spaceOf } from '../delivery.ts'
import { deliveryKey, laneKey, queueUntil, stopKey } from '../delivery-keys.ts'
import type { DueLane } from '../due.ts'
import type { Claim } from './attempt.ts'
import type { Outcome } from './settlement.ts'

/** What is known to wait in a lane, by id, in order. */
export interface Queue {
  ids: readonly string[]
  /** Nothing else is due; what was listed for an earlier turn does not know. */
  whole: boolean
}

/** A lane on its way: what was found to point to it, and what became of the message it was given last. */
export interface Flight extends DueLane {
  keys: { lane: string; stops: readonly [string, string] }
  claim?: Claim
  outcome?: Outcome
  queue?: Queue
  /** It gives the lane back after this. */
  last: boolean
  /** The news that made a hook throw: what it was to hear is recorded without it. */
  muted: Set<string>
}

/** How much of a queue is listed at once: as much as one card of late messages may stand for. */
const many = 50

/** Returns a lane that is about to take off. */
export const flightOf = (due: DueLane): Flight => ({
  ...due,
  keys: {
    lane: laneKey(due.community, due.lane),
    stops: [stopKey(due.community, due.lane), stopKey(due.community, spaceOf(due.lane))],
  },
  last: false,
  muted: new Set(),
})

/** What a flight's turn begins with. */
export interface Manifest {
  lane: Lane | undefined
  stop: Stop | undefined
  queue: Queue
}

/**
 * Reads what the turns of several flights need. It is done before anything is written: a list is merged with
 * whatever was written before it.
 */
export async function prepare(use: Work, flights: readonly Flight[]): Promise<Manifest[]> {
  await use.getMany(
    flights.flatMap(({ claim, keys, pointers }) => [
      keys.lane,
      ...(claim === undefined ? [...keys.stops, ...pointers.map(({ key }) => key)] : []),
    ]),
  )
  const manifests = await Promise.all(
    flights.map(async (flight): Promise<Manifest> => {
      const lane = await use.get<Lane>(flight.keys.lane)
      const stop = flight.claim === undefined ? await stopOf(use, flight) : undefined
      return { lane, stop, queue: await queueOf(use, flight) }
    }),
  )
  const next = manifests.flatMap(({ queue }) => queue.ids.slice(0, 2))
  await use.getMany(next.map((id) => deliveryKey(use.community, id)))
  return manifests
}

/** What stops a lane that is about to take off; one in the air is told so by the chat itself. */
async function stopOf(use: Work, { keys }: Flight): Promise<Stop | undefined> {
  const [here, everywhere] = await use.getMany<Stop>([...keys.stops])
  return here ?? everywhere
}

async function queueOf(use: Work, { claim, lane, queue }: Flight): Promise<Queue> {
  const sending = claim?.deliveries.map(({ id }) => id) ?? []
  if (queue !== undefined && queue.ids.length > 0) return { ids: [...sending, ...queue.ids], whole: false }
  const limit = many + sending.length
  const range = queueUntil(use.community, lane, use.now.epochMilliseconds)
  const found = await use.list<string>({ ...range, limit })
  return { ids: found.map(({ value }) => value), whole: found.length < limit }
}
