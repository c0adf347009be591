import type { Work } from '../../core/work.ts'
import { deliveryKey, type Lane, laneKey, type Stop, spaceOf, stopKey } from '../delivery.ts'
import { lanePointer, type Pointer, wakePointer } from '../due.ts'
import type { Claim } from './attempt.ts'
import { type Flight, type Head, headOf, stillWaiting, type Waiting } from './flight.ts'
import type { Equipment } from './options.ts'
import { record } from './record.ts'
import { isLate } from './settlement.ts'
import { take } from './take.ts'

/** How much of a queue is looked at when its first one is late or its lane refuses: as much as one card may hold. */
const many = 50

const unheld: Lane = { v: 1, owner: '', fence: 0, until: 0, notBefore: 0, wake: 0, rung: 0, stops: 0 }

/**
 * Lets several lanes of one community have their turn in one commit: records what became of their last
 * messages and takes what comes next. `undefined`: the lane was given back, or could not be had.
 */
export async function turns(on: Equipment, use: Work, flights: Flight[]): Promise<(Claim | undefined)[]> {
  // All queues are listed before anything is written: a list is merged with whatever was written before it.
  const heads = await Promise.all(
    flights.map(async (flight) => ({ flight, head: await headOf(use, flight, 2) })),
  )
  await use.getMany(heads.flatMap(({ flight, head }) => keysOf(flight, head)))
  const claims: (Claim | undefined)[] = []
  for (const { flight, head } of heads) claims.push(await turn(on, use, flight, head))
  return claims
}

const keysOf = ({ claim, community, lane, pointers }: Flight, { waiting }: Head<Waiting>): string[] => [
  laneKey(community, lane),
  stopKey(community, lane),
  stopKey(community, spaceOf(lane)),
  ...pointers.map(({ key }) => key),
  ...(claim?.deliveries ?? []).map(({ id }) => deliveryKey(community, id)),
  ...waiting.flatMap(({ due, id }) => [deliveryKey(community, id), lanePointer(due, community, lane)]),
]

async function turn(
  on: Equipment,
  use: Work,
  flight: Flight,
  head: Head<Waiting>,
): Promise<Claim | undefined> {
  const { claim, community } = flight
  const now = use.now.epochMilliseconds
  const before = (await use.get<Lane>(laneKey(community, flight.lane))) ?? unheld
  if (claim !== undefined && before.fence !== claim.fence) {
    on.log.warn('a lane changed hands while its message was being sent', { lane: flight.lane })
    return undefined
  }
  await unpoint(use, flight)
  if (claim === undefined && before.owner !== '' && before.until > now) {
    // Its holder, finding the lane written to, looks into the queue once more before giving it back.
    use.set(laneKey(community, flight.lane), { ...before, rung: before.rung + 1 })
    return undefined
  }
  const lane = await record(on, use, flight, before)
  const stop = await stopOf(use, flight)
  let queue = await stillWaiting(use, head)
  const [first] = queue.waiting
  if (first === undefined && queue.whole) return release(use, flight, before, lane, false)
  if (flight.last || (stop === undefined && lane.notBefore > now))
    return release(use, flight, before, lane, true)
  const unusual =
    stop !== undefined ||
    first?.bundle !== undefined ||
    (first !== undefined && isLate(first, now, on.settings))
  if (unusual && !queue.whole) queue = await stillWaiting(use, await headOf(use, flight, many))
  const fence = claim === undefined ? lane.fence + 1 : lane.fence
  const { deliveries, left, look } = await take(on, use, flight, { queue, stop, fence })
  if (deliveries === undefined) return release(use, flight, before, lane, left)
  const until = hold(on, use, flight, before, { ...lane, owner: on.owner, fence })
  return { deliveries, fence, until, look }
}

const stopOf = async (use: Work, { community, lane }: Flight): Promise<Stop | undefined> =>
  (await use.get<Stop>(stopKey(community, lane))) ?? use.get<Stop>(stopKey(community, spaceOf(lane)))

/** Takes away what pointed to a lane, unless it has been written anew since it was found. */
async function unpoint(use: Work, { pointers }: Flight): Promise<void> {
  const found = await use.getMany<Pointer & { by: string }>(pointers.map(({ key }) => key))
  for (const [index, { by, key }] of pointers.entries()) if (found[index]?.by === by) use.delete(key)
}

/** Keeps a lane, renewing its lease where less than half of it is left; answers until when. */
function hold(on: Equipment, use: Work, flight: Flight, before: Lane, lane: Lane): number {
  const now = use.now.epochMilliseconds
  const kept = before.fence === lane.fence
  if (kept && lane.until - now > on.settings.lease / 2) {
    if (lane === before) use.hold(laneKey(flight.community, flight.lane))
    else write(use, flight, before, lane)
    return lane.until
  }
  const until = now + on.settings.lease
  write(use, flight, before, { ...lane, until, wake: until })
  return until
}

/** Gives a lane back; where something is left there, it is looked at again as soon as it may be. */
function release(use: Work, flight: Flight, before: Lane, lane: Lane, left: boolean): undefined {
  const wake = left ? Math.max(use.now.epochMilliseconds, lane.notBefore) : 0
  if (flight.claim === undefined && wake === 0 && lane === before)
    use.hold(laneKey(flight.community, flight.lane))
  else write(use, flight, before, { ...lane, owner: '', until: 0, wake })
}

function write(use: Work, { community, lane: name }: Flight, before: Lane, lane: Lane): void {
  if (before.wake !== 0 && before.wake !== lane.wake) use.delete(wakePointer(before.wake, community, name))
  if (lane.wake !== 0)
    use.set(wakePointer(lane.wake, community, name), { community, lane: name, by: lane.owner })
  use.set(laneKey(community, name), lane)
}
