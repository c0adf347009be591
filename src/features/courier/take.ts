import type { Work } from '../../core/work.ts'
import { type Delivery, deliveryId, type Stop, stopKey } from '../delivery.ts'
import { lanePointer, type Pointer } from '../due.ts'
import { keep } from '../ledger.ts'
import type { Claim } from './attempt.ts'
import type { Flight, Head } from './flight.ts'
import { tell } from './hooks.ts'
import type { Equipment } from './options.ts'
import { isLate, judge, orphaned, problemOf, type Verdict } from './settlement.ts'

/** What is sent next, if anything; `left` says that something else is due in the lane. */
export interface Taken {
  deliveries?: Claim['deliveries']
  look: boolean
  left: boolean
}

/**
 * Takes what is sent next from the head of a queue: the first that may go out, with those it shares a card
 * with. What is found before it is missed or paused.
 */
export async function take(
  on: Equipment,
  use: Work,
  flight: Flight,
  { fence, queue, stop }: { queue: Head<Delivery>; stop: Stop | undefined; fence: number },
): Promise<Taken> {
  const now = use.now.epochMilliseconds
  // Whoever resumes the lane at the same time must find what is paused here.
  if (stop !== undefined) use.hold(stopKey(use.community, stop.name))
  for (const [index, found] of queue.waiting.entries()) {
    const rest = queue.waiting.slice(index)
    const verdict = verdictOn(on, rest, now, stop)
    if (verdict !== 'send' && verdict !== 'look') {
      await putAside(on, use, flight, found, verdict, stop)
      continue
    }
    const group = sharing(on, rest, now)
    const bundle =
      group.length > 1 ? deliveryId(use.community, 'late', ...group.map(({ id }) => id)) : undefined
    const taken: Delivery[] = []
    for (const each of group) {
      const it: Delivery = {
        ...(each.state === 'sending' ? orphaned(each) : each),
        ...(bundle === undefined || each.bundle !== undefined ? {} : { bundle }),
        state: 'sending',
        at: now,
        fence,
        late: isLate(each, now, on.settings),
      }
      keep(use, each, it)
      await unpoint(use, it)
      await tell(on, use, flight, it, { sending: true })
      taken.push(it)
    }
    const [first, ...others] = taken
    if (first === undefined) break
    return {
      deliveries: [first, ...others],
      look: verdict === 'look',
      left: !queue.whole || rest.length > group.length,
    }
  }
  return { look: false, left: !queue.whole }
}

function verdictOn(
  on: Equipment,
  [found, ...after]: Delivery[],
  now: number,
  stop: Stop | undefined,
): Verdict {
  if (found === undefined) throw new RangeError('nothing waits')
  if (stop !== undefined) return { paused: { code: stop.problem.code, say: stop.problem.say } }
  const it = found.state === 'sending' ? orphaned(found) : found
  const verdict = judge(it, now, on.settings)
  const superseded =
    verdict === 'send' &&
    it.policy === 'once' &&
    it.doubt === undefined &&
    it.series !== undefined &&
    after.some((later) => later.series === it.series && isLate(later, now, on.settings))
  return superseded ? { missed: { code: 'superseded' } } : verdict
}

/** Returns what goes out with the first of these: those of its card or, where too many are late, those it is put together with. */
function sharing(on: Equipment, rest: Delivery[], now: number): Delivery[] {
  const [first] = rest
  if (first === undefined) return []
  if (first.bundle !== undefined) return rest.filter(({ bundle }) => bundle === first.bundle)
  const late = rest.filter((it) => mayShare(on, it, now))
  return late.length > on.settings.bundle && late.includes(first) ? late : [first]
}

const mayShare = ({ settings, titles }: Equipment, it: Delivery, now: number): boolean =>
  'post' in it.does &&
  titles[it.does.post] !== undefined &&
  it.state !== 'sending' &&
  it.doubt === undefined &&
  it.bundle === undefined &&
  isLate(it, now, settings) &&
  judge(it, now, settings) === 'send'

async function putAside(
  on: Equipment,
  use: Work,
  flight: Flight,
  found: Delivery,
  verdict: Exclude<Verdict, string>,
  stop: Stop | undefined,
): Promise<void> {
  const at = use.now.epochMilliseconds
  const it = found.state === 'sending' ? orphaned(found) : found
  if ('missed' in verdict) {
    const after: Delivery = { ...it, state: 'missed', at, late: true, why: verdict.missed }
    keep(use, found, after)
    await tell(on, use, flight, after, { missed: true })
  } else {
    const after: Delivery = { ...it, state: 'paused', at, why: verdict.paused }
    keep(use, found, after)
    await tell(on, use, flight, after, { refused: stop?.problem ?? problemOf(verdict.paused) })
  }
}

/** Takes away what said that a delivery is due, where it was the last to have said so. */
async function unpoint(use: Work, { community, due, id, lane }: Delivery): Promise<void> {
  const pointer = lanePointer(due, community, lane)
  const found = await use.get<Pointer & { by: string }>(pointer)
  if (found?.by === id) use.delete(pointer)
}
