import type { MessageRef } from '../core/chat.ts'
import type { Account, Who } from '../core/person.ts'
import type { Work } from '../core/work.ts'
import {
  type Delivery,
  type Does,
  deliveryId,
  isFinal,
  isOpen,
  isRefresh,
  laneOf,
  type State,
  type Stop,
  spaceOf,
  type Target,
  targetOf,
  type Under,
  type Why,
} from './delivery.ts'
import { ofSubject, pausedIn, shelved, stopKey, stopsOf, upcomingIn } from './delivery-keys.ts'
import { deliveriesWith, deliveryOf, enqueue, keep, requeue, whole } from './ledger.ts'

/** What all that says something new may add. `due` is in milliseconds, now where it is left out. */
interface Terms {
  due?: number
  /** What makes it the only one of its view in its lane: two with the same key are one. */
  key?: string
  policy?: Delivery['policy']
  series?: string
  grace?: number | 'any'
  repeat?: Delivery['repeat']
}

/** A card to hang up: `view` draws the subject `of` when it is sent, for whoever reads there. */
export interface Posting extends Terms {
  view: string
  of: string
  to: Target
  notify?: Account[]
}

/** A line to put in the thread under a message; where there is no thread it goes to the place itself. */
interface Noting extends Terms {
  view: string
  of: string
  under: Under
  notify?: Account[]
}

/**
 * Stages a card for sending, in the commit of the work. Without a key the same view, subject, lane and time
 * make the same delivery. Answers its id; where it was staged before, nothing changes.
 */
export function post(use: Work, { view, of, to, ...terms }: Posting): Promise<string> {
  return stage(use, { post: view, of, to }, laneOf(to), terms)
}

/** Stages a line under a message. It never comes too late, unless a grace is given. */
export function note(use: Work, { view, of, under, ...terms }: Noting): Promise<string> {
  const to = 'place' in under ? { place: under.place } : under.to
  return stage(use, { note: view, of, under }, laneOf(to), { grace: 'any', ...terms })
}

async function stage(
  use: Work,
  does: Exclude<Does, { edit: MessageRef } | { home: Account }>,
  lane: string,
  { due = use.now.epochMilliseconds, key, ...terms }: Terms & { notify?: Account[] },
): Promise<string> {
  const what = 'post' in does ? ['post', does.post] : ['note', does.note]
  const id = deliveryId(use.community, ...what, lane, ...(key === undefined ? [does.of, due] : [key]))
  if ((await deliveryOf(use, id)) === undefined)
    await enqueue(use, { ...fresh(use, id, does, lane, due), ...terms })
  return id
}

const fresh = (use: Work, id: string, does: Does, lane: string, due: number): Omit<Delivery, 'order'> => ({
  v: 1,
  id,
  community: use.community,
  does,
  lane,
  due,
  state: 'scheduled',
  at: use.now.epochMilliseconds,
  fence: 0,
  tries: 0,
  late: false,
  policy: 'all',
  repeat: 'repeat',
})

/** Has every card of a subject brought up to date, also one in a thread, each by at most one pending edit. */
export async function touch(use: Work, of: string): Promise<void> {
  for (const it of await deliveriesOf(use, of)) {
    // It may have been drawn already: what it shows is looked at again as soon as it hangs there.
    if (it.state === 'sending') keep(use, it, { ...it, stale: true })
    else if (isShown(it)) await edit(use, it)
  }
}

/** Has the card of one delivery that was sent brought up to date. */
export async function edit(use: Work, { does, id: shown, lane, ref }: Delivery): Promise<void> {
  if (isRefresh(does) || ref === undefined) return
  await refresh(
    use,
    { edit: ref, view: 'post' in does ? does.post : does.note, of: does.of, shown },
    lane,
    shown,
  )
}

/** Has somebody's Home brought up to date, on the platform of the account. */
export const refreshHome = (use: Work, it: Account): Promise<void> =>
  refresh(use, { home: it }, laneOf(targetOf({ home: it })), `${it.platform}/${it.space}/${it.id}`)

/** Why one delivery is paused while its lane goes on; what is drawn anew may fare better. */
const byItself = new Set<Why['code']>(['broken', 'invalid', 'tries'])

async function refresh(use: Work, does: Does, lane: string, what: string): Promise<void> {
  const id = deliveryId(use.community, 'refresh', what)
  const pending = await deliveryOf(use, id)
  if (pending?.state === 'sending') keep(use, pending, { ...pending, stale: true })
  else if (pending?.state === 'paused' && pending.why !== undefined && byItself.has(pending.why.code))
    requeue(use, pending)
  else if (pending === undefined)
    await enqueue(use, { ...fresh(use, id, does, lane, use.now.epochMilliseconds), grace: 'any' })
}

/**
 * Withdraws a delivery. What is being sent just now is withdrawn only if that fails. Answers whether it can
 * still be seen or is there already.
 */
export async function cancel(use: Work, id: string): Promise<boolean> {
  const it = await deliveryOf(use, id)
  if (it === undefined || isFinal(it.state)) return it?.state === 'sent'
  if (it.state === 'sending') {
    keep(use, it, { ...it, withdrawn: true })
    return true
  }
  keep(use, it, { ...it, ...is(use, 'cancelled'), why: { code: 'withdrawn' } })
  return it.doubt !== undefined
}

/** Puts a delivery on hold until `again` is asked for; answers whether it is. */
export async function hold(use: Work, id: string): Promise<boolean> {
  const it = await deliveryOf(use, id)
  if (it === undefined || it.state === 'sending' || !isOpen(it.state)) return it?.state === 'held'
  keep(use, it, { ...it, ...is(use, 'held'), why: { code: 'held' } })
  return true
}

/**
 * Sends a delivery that was paused, held, unsure or missed, however late it is: somebody wishes it so. Answers
 * whether there was such a one.
 */
export async function again(use: Work, id: string, by?: Who): Promise<boolean> {
  const it = await deliveryOf(use, id)
  if (it === undefined || isOpen(it.state) || it.state === 'sent' || it.state === 'cancelled') return false
  requeue(use, it, { ...it, grace: 'any', repeat: 'repeat', ...decided(use, false, by) })
  return true
}

/**
 * Has a delivery that is unsure counted as sent: somebody saw it there. Which message it is stays unknown, so that it
 * is never brought up to date. Answers whether there was such a one.
 */
export async function confirm(use: Work, id: string, by?: Who): Promise<boolean> {
  const it = await deliveryOf(use, id)
  if (it?.state !== 'unsure') return false
  const { doubt: _, why: __, ...known } = it
  keep(use, it, { ...known, ...is(use, 'sent'), ...decided(use, true, by) })
  return true
}

const decided = (use: Work, there: boolean, by: Who | undefined): Pick<Delivery, 'decided'> =>
  by === undefined ? {} : { decided: { by, at: use.now.epochMilliseconds, there } }

/**
 * Resumes a lane, or all lanes of a space, that was stopped: what was paused there goes out in its order, and
 * what has become too late is missed.
 */
export async function resume(use: Work, name: string): Promise<void> {
  use.delete(stopKey(use.community, name))
  const paused = await use.list<string>({ ...pausedIn(use.community, name), limit: whole })
  for (const it of await deliveriesWith(
    use,
    paused.map(({ value }) => value),
  )) {
    // A lane that refused by itself stays as it is when its space is resumed.
    const own = name === it.lane ? undefined : await use.get<Stop>(stopKey(use.community, it.lane))
    const all =
      name === spaceOf(it.lane) ? undefined : await use.get<Stop>(stopKey(use.community, spaceOf(it.lane)))
    if (own === undefined && all === undefined) requeue(use, it)
  }
}

const is = (use: Work, state: State) => ({ state, at: use.now.epochMilliseconds })

/** Returns the next messages of the community, the nearest first. */
export const upcoming = (use: Work, limit: number): Promise<Delivery[]> =>
  listed(use, upcomingIn(use.community), limit)

/** Returns the messages in a state: what is over by when that was, what waits by when it was due. */
export const byState = (
  use: Work,
  state: Exclude<State, 'scheduled' | 'retry' | 'sending'>,
  limit: number,
  newest = false,
): Promise<Delivery[]> => listed(use, shelved(use.community, state), limit, newest)

/** Returns what is stopped and why, and what is paused there or by itself. */
export const paused = async (
  use: Work,
  limit: number,
): Promise<{ stops: Stop[]; deliveries: Delivery[] }> => ({
  stops: (await use.list<Stop>({ ...stopsOf(use.community), limit })).map(({ value }) => value),
  deliveries: await byState(use, 'paused', limit),
})

/** Returns all messages of a subject that are remembered, in no order. */
export const deliveriesOf = (use: Work, of: string): Promise<Delivery[]> =>
  listed(use, ofSubject(use.community, of), whole)

/** Returns the cards of a subject that are on display. */
export const shownOf = async (use: Work, of: string): Promise<MessageRef[]> =>
  (await postsOf(use, of)).filter(isShown).flatMap(({ ref }) => (ref === undefined ? [] : [ref]))

/** Tells whether a delivery is a card that hangs somewhere by itself, in a place or in a thread. */
export const isShown = (it: Delivery): boolean =>
  !isRefresh(it.does) &&
  it.state === 'sent' &&
  it.ref !== undefined &&
  it.gone !== true &&
  it.bundle === undefined

/** Returns the posts of a subject. */
export const postsOf = (use: Work, of: string): Promise<Delivery[]> =>
  listed(use, ofSubject(use.community, of, 'post'), whole)

async function listed(
  use: Work,
  range: { from: string; to: string },
  limit: number,
  reverse = false,
): Promise<Delivery[]> {
  const found = await use.list<string>({ ...range, limit, reverse })
  return deliveriesWith(
    use,
    found.map(({ value }) => value),
  )
}
