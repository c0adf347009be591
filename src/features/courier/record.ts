import type { Problem } from '../../core/chat.ts'
import type { Work } from '../../core/work.ts'
import { type Delivery, type Lane, type Stop, spaceOf, stopKey, targetOf } from '../delivery.ts'
import { deliveryOf, keep } from '../ledger.ts'
import { edit } from '../outbox.ts'
import type { Flight } from './flight.ts'
import { type News, tell } from './hooks.ts'
import type { Equipment } from './options.ts'
import { type Settled, settle } from './settlement.ts'

/** The longest time until Vigie looks again whether a place that refuses was mended, in milliseconds. */
const longestProbe = 24 * 3_600_000

/** Records what became of the message a lane was given last; answers the lane as it is then. */
export async function record(on: Equipment, use: Work, flight: Flight, before: Lane): Promise<Lane> {
  const { claim, outcome } = flight
  let lane = before
  if (claim === undefined || outcome === undefined) return lane
  const now = use.now.epochMilliseconds
  for (const { id } of claim.deliveries) {
    const it = await deliveryOf(use, id)
    if (it?.state !== 'sending' || it.fence !== claim.fence) continue
    const settled = settle(it, outcome, { now, settings: on.settings, random: on.random })
    const { after, notBefore, problem, stop } = settled
    keep(use, it, after)
    await followUp(use, settled)
    const news = newsOf(settled)
    if (news !== undefined) await tell(on, use, flight, after, news)
    if (notBefore !== undefined) lane = { ...lane, notBefore }
    if (problem !== undefined && stop) lane = halt(on, use, lane, after, problem)
    else if (after.state === 'sent' && lane.stops > 0) lane = { ...lane, stops: 0 }
  }
  return lane
}

function halt({ settings }: Equipment, use: Work, lane: Lane, it: Delivery, problem: Problem): Lane {
  const since = use.now.epochMilliseconds
  const name = problem.scope === 'space' ? spaceOf(it.lane) : it.lane
  const probe = since + Math.min(longestProbe, settings.probe * 2 ** lane.stops)
  const stop: Stop = { v: 1, community: it.community, name, problem, since, probe, at: targetOf(it.does) }
  use.set(stopKey(it.community, name), stop)
  return { ...lane, stops: lane.stops + 1 }
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
