import type { Work } from '../../core/work.ts'
import { type Delivery, type Does, deliveryId, isFinal, isOpen, type Stop, spaceOf } from '../delivery.ts'
import { ofSubject, queueAt, type Span, stopKey } from '../delivery-keys.ts'
import { lanePointer } from '../due.ts'
import { deliveriesWith, keep, remove, whole } from '../ledger.ts'
import { edit, isShown } from '../outbox.ts'
import type { Passage } from './passage.ts'

/** Everything that was sent or is to be sent about something, and what is about to bring the cards of it up to date. */
export interface Messages {
  all: Delivery[]
  refreshes: Delivery[]
}

/** Which subjects messages are about: these, and those that begin with one of these. */
interface About {
  whole: readonly string[]
  parts: readonly string[]
}

/** Returns the messages about some subjects. */
export async function messagesAbout({ from }: Passage, about: About): Promise<Messages> {
  const spans = [
    ...about.whole.map((of) => ofSubject(from.community, of)),
    ...about.parts.map((of) => beginning(from.community, of)),
  ]
  const found = await Promise.all(spans.map((span) => from.list<string>({ ...span, limit: whole })))
  const all = await deliveriesWith(
    from,
    found.flat().map(({ value }) => value),
  )
  const posts = all.filter(({ ref }) => ref !== undefined)
  return {
    all,
    refreshes: await deliveriesWith(
      from,
      posts.map((it) => refreshOf(from.community, it)),
    ),
  }
}

/** The range of the messages of all subjects that begin with some words. */
function beginning(community: string, of: string): Span {
  const from = ofSubject(community, of).from.slice(0, -1)
  return { from, to: `${from}~` }
}

/** The id of what brings a card up to date: there is one at most. */
const refreshOf = (community: string, { id }: Delivery): string => deliveryId(community, 'refresh', id)

/** Tells whether something of it is being sent just now. */
export const areBusy = ({ all, refreshes }: Messages): boolean =>
  [...all, ...refreshes].some(({ state }) => state === 'sending')

/**
 * Takes messages over, so that each still goes out once and every card on display goes on being kept up to date; those
 * cards that `touch` chooses are drawn anew. Messages keep their ids, by which the chats know them.
 */
export async function moveMessages(
  passage: Passage,
  { all, refreshes }: Messages,
  touch: (it: Delivery) => boolean,
): Promise<void> {
  const { from, into } = passage
  const waiting = [...all, ...refreshes].filter(({ state }) => isOpen(state))
  for (const it of [...all, ...refreshes]) remove(from, it)
  await unpoint(from, waiting)
  const stale = new Set(refreshes.flatMap(({ does }) => ('edit' in does ? [does.shown] : [])))
  for (const it of all) {
    const after = moved(passage, it)
    keep(into, undefined, after)
    if (isOpen(after.state)) point(into, after)
    if (after.state === 'paused')
      for (const name of [after.lane, spaceOf(after.lane)]) await carryStop(passage, name)
    if (stale.has(it.id)) await edit(into, after)
    else if (touch(it) && isShown(it)) await passage.redraw(after)
  }
}

function moved({ into, name }: Passage, { bundle, ...it }: Delivery): Delivery {
  // Those it was to share a card with may not be here yet; what may hang there is looked for by the card's name.
  const isAlone = bundle === undefined || (!isFinal(it.state) && it.doubt === undefined)
  return {
    ...it,
    community: into.community,
    does: renamed(it.does, name),
    ...(it.series !== undefined && { series: name(it.series) }),
    ...(!isAlone && { bundle }),
  }
}

function renamed(does: Does, name: Passage['name']): Does {
  if ('home' in does) return does
  const of = name(does.of)
  if (!('note' in does)) return { ...does, of }
  const { under } = does
  return { ...does, of, under: 'subject' in under ? { ...under, subject: name(under.subject) } : under }
}

/** Takes away what said that something is due in a lane, where nothing is any more. */
async function unpoint(use: Work, gone: readonly Delivery[]): Promise<void> {
  const spots = new Map(gone.map((it) => [lanePointer(it.due, use.community, it.lane), it]))
  for (const [at, { due, lane }] of spots) {
    // Looked at before the queue: whoever joins that meanwhile writes it anew.
    if ((await use.get(at)) === undefined) continue
    const [other] = await use.list({ ...queueAt(use.community, lane, due), limit: 1 })
    if (other === undefined) use.delete(at)
  }
}

const point = (use: Work, { community, due, id, lane }: Delivery) =>
  use.set(lanePointer(due, community, lane), { community, lane, by: id })

/** A place or a space that refuses, as lanes and spaces are named, goes on refusing until it is looked at again. */
export async function carryStop({ from, into }: Passage, name: string): Promise<void> {
  const stop = await from.get<Stop>(stopKey(from.community, name))
  const at = stopKey(into.community, name)
  if (stop !== undefined && (await into.get<Stop>(at)) === undefined)
    into.set(at, { ...stop, community: into.community })
}
