import type { Problem } from '../../core/chat.ts'
import type { Work } from '../../core/work.ts'
import { type Delivery, type Lane, type Stop, spaceOf, targetOf } from '../delivery.ts'
import { stopKey } from '../delivery-keys.ts'
import { deliveryOf, keep } from '../ledger.ts'
import { edit } from '../outbox.ts'
import type { Flight } from './flight.ts'
import { type News, tell } from './hooks.ts'
import type { Equipment } from './options.ts'
import { type Settled, settle } from './settlement.ts'

/** Records what became of the message a lane was given last; answers the lane as it is then, and what stops it. */
export async function record(
  on: Equipment,
  use: Work,
  flight: Flight,
  before: Lane,
): Promise<{ lane: Lane; stop?: Stop }> {
  const { claim, outcome } = flight
  let lane = before
  let halt: Stop | undefined
  if (claim === undefined || outcome === undefined) return { lane }
  const now = use.now.epochMilliseconds
  for (const { id } of claim.deliveries) {
    const it = await deliveryOf(use, id)
    if (it?.state !== 'sending') continue
    const settled = settle(it, outcome, { now, settings: on.settings, random: on.random })
    const { after, notBefore, problem, stop } = settled
    keep(use, it, after)
    await followUp(use, settled)
    const news = newsOf(settled)
    if (news !== undefined) await tell(on, use, flight, after, news)
    if (notBefore !== undefined) lane = { ...lane, notBefore }
    if (after.state === 'sent' && lane.stops > 0) lane = { ...lane, stops: 0 }
    if (problem !== undefined && stop) halt = stopped(on, lane, after, problem, now)
  }
  if (halt === undefined) return { lane }
  use.set(stopKey(halt.community, halt.name), halt)
  return { lane: { ...lane, stops: lane.stops + 1 }, stop: halt }
}

function stopped({ settings }: Equipment, lane: Lane, it: Delivery, problem: Problem, since: number): Stop {
  const name = problem.scope === 'space' ? spaceOf(it.lane) : it.lane
  const probe = since + Math.min(settings.longestProbe, settings.probe * 2 ** lane.stops)
  return { v: 1, community: it.community, name, problem, since, probe, at: targetOf(it.does) }
}

/** Keeps the post an edit belongs to in step, and has what was drawn too early drawn again. */
async function followUp(use: Work, { after, edit: again }: Settled): Promise<void> {
  if (again) await edit(use, after)
  if (!('edit' in after.does)) return
  const post = await deliveryOf(use, after.does.shown)
  if (post === undefined) return
  if (after.gone) keep(use, post, { ...post, gone: true })
  else if (after.state === 'sent') keep(use, post, { ...post, edited: use.now.epochMilliseconds })
}

function newsOf({ after, problem }: Settled): News | undefined {
  if (problem !== undefined) return { refused: problem }
  if (after.state === 'unsure') return { unsure: true }
  return after.state === 'sent' && after.ref !== undefined ? { sent: after.ref } : undefined
}
