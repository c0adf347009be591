import type { Problem } from '../../core/chat.ts'
import type { Work } from '../../core/work.ts'
import { type Delivery, deliveryId, isOpen, type Stop, type Why } from '../delivery.ts'
import { stopKey } from '../delivery-keys.ts'
import { deliveriesWith, deliveryOf, keep } from '../ledger.ts'
import type { Claim } from './attempt.ts'
import type { Flight, Queue } from './flight.ts'
import { tell } from './hooks.ts'
import type { Equipment } from './options.ts'
import { isLate, judge, orphaned, problemOf, type Verdict } from './settlement.ts'

/** What is sent next, if anything, and what is known to wait behind it. */
interface Taken {
  deliveries?: Claim['deliveries']
  /** Only to see whether it is there already. */
  look: boolean
  rest: string[]
}

/**
 * Takes what is sent next from the head of a queue: the first that may go out, with those it shares a card
 * with. What is found before it is missed or paused.
 */
export async function take(
  on: Equipment,
  use: Work,
  flight: Flight,
  { fence, queue, stop }: { queue: Queue; stop: Stop | undefined; fence: number },
): Promise<Taken> {
  const now = use.now.epochMilliseconds
  // Whoever resumes the lane at the same time must find what is paused here.
  if (stop !== undefined) use.hold(stopKey(use.community, stop.name))
  for (const [index, id] of queue.ids.entries()) {
    const found = await deliveryOf(use, id)
    if (found === undefined || !isOpen(found.state)) continue
    const it = found.state === 'sending' ? orphaned(found) : found
    const late = it.bundle !== undefined || isLate(it, now, on.settings)
    const behind = late ? (await deliveriesWith(use, queue.ids.slice(index + 1))).filter(isWaiting) : []
    const verdict = stop === undefined ? verdictOn(on, it, behind, now) : { paused: stop.problem }
    if (verdict !== 'send' && verdict !== 'look') {
      await putAside(on, use, flight, found, it, verdict)
      continue
    }
    const group = late ? sharing(on, it, behind, now) : [it]
    const [first = it, ...others] = await claim(on, use, flight, group, fence)
    const ids = new Set(group.map((each) => each.id))
    return {
      deliveries: [first, ...others],
      look: verdict === 'look',
      rest: queue.ids.slice(index + 1).filter((each) => !ids.has(each)),
    }
  }
  return { look: false, rest: [] }
}

const isWaiting = ({ state }: Delivery): boolean => isOpen(state)

/** Marks deliveries as being sent; several are one card, named after all of them. */
async function claim(
  on: Equipment,
  use: Work,
  flight: Flight,
  group: readonly Delivery[],
  fence: number,
): Promise<Delivery[]> {
  const at = use.now.epochMilliseconds
  const bundle =
    group.length > 1 ? { bundle: deliveryId(use.community, 'late', ...group.map(({ id }) => id)) } : {}
  const taken: Delivery[] = []
  for (const each of group) {
    const it: Delivery = {
      ...bundle,
      ...(each.state === 'sending' ? orphaned(each) : each),
      state: 'sending',
      at,
      fence,
      late: isLate(each, at, on.settings),
    }
    keep(use, each, it)
    await tell(on, use, flight, it, { sending: true })
    taken.push(it)
  }
  return taken
}

function verdictOn({ settings }: Equipment, it: Delivery, behind: Delivery[], now: number): Verdict {
  const verdict = judge(it, now, settings)
  const superseded =
    verdict === 'send' &&
    it.policy === 'once' &&
    it.doubt === undefined &&
    it.series !== undefined &&
    behind.some((later) => later.series === it.series && isLate(later, now, settings))
  return superseded ? { missed: { code: 'superseded' } } : verdict
}

/** Returns what shares a card with a delivery: what did before or, where too many are late, all of those. */
function sharing(on: Equipment, it: Delivery, behind: Delivery[], now: number): Delivery[] {
  if (it.bundle !== undefined) return [it, ...behind.filter(({ bundle }) => bundle === it.bundle)]
  const late = [it, ...behind].filter((each) => mayShare(on, each, now))
  return late.length > on.settings.bundle && late[0] === it ? late : [it]
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
  it: Delivery,
  verdict: { missed: Why } | { paused: Why | Problem },
): Promise<void> {
  const at = use.now.epochMilliseconds
  if ('missed' in verdict) {
    const after: Delivery = { ...it, state: 'missed', at, late: true, why: verdict.missed }
    keep(use, found, after)
    await tell(on, use, flight, after, { missed: true })
  } else {
    const { paused } = verdict
    const why = { code: paused.code, ...(paused.say === undefined ? {} : { say: paused.say }) }
    const after: Delivery = { ...it, state: 'paused', at, why }
    keep(use, found, after)
    await tell(on, use, flight, after, { refused: 'scope' in paused ? paused : problemOf(why) })
  }
}
