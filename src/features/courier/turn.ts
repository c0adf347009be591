import type { Work } from '../../core/work.ts'
import type { Lane } from '../delivery.ts'
import { type Pointer, wakePointer } from '../due.ts'
import type { Claim } from './attempt.ts'
import { type Flight, type Manifest, prepare, type Queue } from './flight.ts'
import type { Equipment } from './options.ts'
import { record } from './record.ts'
import { take } from './take.ts'

/** What a turn gave a lane: a message to send, and what is known to wait behind it. */
export interface Turn {
  claim: Claim
  queue: Queue
}

const unheld: Lane = { v: 1, owner: '', fence: 0, until: 0, notBefore: 0, wake: 0, rung: 0, stops: 0 }

/**
 * Lets several lanes of one community have their turn in one commit: records what became of their last
 * messages and takes what comes next. `undefined`: the lane was given back, or could not be had.
 */
export async function turns(
  on: Equipment,
  use: Work,
  flights: readonly Flight[],
): Promise<(Turn | undefined)[]> {
  const manifests = await prepare(use, flights)
  const taken: (Turn | undefined)[] = []
  for (const [index, flight] of flights.entries()) {
    const manifest = manifests[index]
    taken.push(manifest && (await turn(on, use, flight, manifest)))
  }
  return taken
}

async function turn(
  on: Equipment,
  use: Work,
  flight: Flight,
  { lane: found, stop: known, queue }: Manifest,
): Promise<Turn | undefined> {
  const { claim } = flight
  const now = use.now.epochMilliseconds
  const before = found ?? unheld
  if (claim !== undefined && before.fence !== claim.fence) {
    on.log.warn('a lane changed hands while its message was being sent', { lane: flight.lane })
    return undefined
  }
  await unpoint(use, flight)
  if (claim === undefined && before.owner !== '' && before.until > now) {
    // Its holder finds that the lane was written to, and looks into the queue once more before giving it back.
    const ahead = Math.max(before.ahead ?? 0, now)
    use.set(flight.keys.lane, { ...before, rung: before.rung + 1, ahead } satisfies Lane)
    return undefined
  }
  const { lane, stop = known } = await record(on, use, flight, before)
  if (flight.last || (stop === undefined && lane.notBefore > now))
    return release(use, flight, before, lane, queue.ids.length > 0 || !queue.whole)
  const fence = claim === undefined ? lane.fence + 1 : lane.fence
  const { deliveries, look, rest } = await take(on, use, flight, { queue, stop, fence })
  if (deliveries === undefined) return release(use, flight, before, lane, !queue.whole)
  const until = hold(
    on,
    use,
    flight,
    before,
    claim === undefined ? { ...lane, owner: on.owner, fence } : lane,
  )
  return { claim: { deliveries, fence, until, look }, queue: { ids: rest, whole: queue.whole } }
}

/** Takes away what pointed to a lane, unless it has been written anew since it was found. */
async function unpoint(use: Work, { pointers }: Flight): Promise<void> {
  const found = await use.getMany<Pointer & { by: string }>(pointers.map(({ key }) => key))
  for (const [index, { by, key }] of pointers.entries()) if (found[index]?.by === by) use.delete(key)
}

/** Keeps a lane, renewing its lease where less than half of it is left; answers until when. */
function hold(on: Equipment, use: Work, flight: Flight, before: Lane, lane: Lane): number {
  const now = use.now.epochMilliseconds
  if (before.fence === lane.fence && lane.until - now > on.settings.lease / 2) {
    if (lane === before) use.hold(flight.keys.lane)
    else write(use, flight, before, lane)
    return lane.until
  }
  const until = now + on.settings.lease
  write(use, flight, before, { ...lane, until, wake: until })
  return until
}

/**
 * Gives a lane back. Where something is left there, it is looked at again as soon as it may be; where another process
 * saw something due by a clock that is ahead of this one, by then.
 */
function release(use: Work, flight: Flight, before: Lane, lane: Lane, left: boolean): undefined {
  const now = use.now.epochMilliseconds
  const { ahead = 0, ...rest } = lane
  const next = ahead > now ? ahead : 0
  const wake = left ? Math.max(now, lane.notBefore) : next
  if (flight.claim === undefined && wake === 0 && lane === before) use.hold(flight.keys.lane)
  else write(use, flight, before, { ...rest, owner: '', until: 0, wake, ...(next > 0 && { ahead }) })
}

function write(use: Work, { community, keys, lane: name }: Flight, before: Lane, lane: Lane): void {
  if (before.wake !== 0 && before.wake !== lane.wake) use.delete(wakePointer(before.wake, community, name))
  if (lane.wake !== 0)
    use.set(wakePointer(lane.wake, community, name), { community, lane: name, by: lane.owner })
  use.set(keys.lane, lane)
}
