import { key, under } from '../core/store.ts'
import { type Delivery, isFinal, isOpen, isRefresh, type State } from './delivery.ts'

// The names of lanes, and ids, are fit for keys already: a space's name is the beginning of its lanes' names.
const roots = new Map<string, string>()
const root = (community: string): string => roots.getOrInsertComputed(community, () => key('c', community))
const box = (community: string, ...shelf: string[]): string => `${root(community)}/outbox/${shelf.join('/')}`
const within = (prefix: string): Span => ({ from: `${prefix}/`, to: `${prefix}/~` })

/** The two ends of a range of keys. */
export interface Span {
  from: string
  to: string
}

/** Where a delivery is kept. */
export const deliveryKey = (community: string, id: string): string => `${root(community)}/delivery/${id}`

/** Where is kept who holds a lane. */
export const laneKey = (community: string, lane: string): string => box(community, 'lane', lane)

/** Where is kept that a lane or space is stopped. */
export const stopKey = (community: string, name: string): string => `${key('stopped', community)}/${name}`

/** The range of what is stopped, in one community or in all of them. */
export const stopsOf = (community?: string): Span =>
  community === undefined ? under('stopped') : under('stopped', community)

/** The range of what waits in a lane and is due at or before an instant, in order. */
export const queueUntil = (community: string, lane: string, now: number): Span => {
  const queue = box(community, 'queue', lane)
  return { from: `${queue}/`, to: `${queue}/${key(now + 1)}` }
}

/** The range of what waits in a lane at one millisecond. */
export const queueAt = (community: string, lane: string, due: number): Span =>
  within(box(community, 'queue', lane, key(due)))

/** Returns the turn a key of a queue was made with. */
export const orderIn = (queued: string): number => Number(queued.split('/').at(-2))

/** The range of what is paused in a lane or, given a space, in all of its lanes. */
export const pausedIn = (community: string, name: string): Span => within(box(community, 'paused', name))

/** The range of what is in a state; those that wait in a lane are found by `upcomingIn`. */
export const shelved = (community: string, state: State): Span => within(box(community, state))

/** The range of what ended in a state before an instant. */
export const endedBefore = (community: string, state: State, before: number): Span => ({
  from: shelved(community, state).from,
  to: box(community, state, key(before)),
})

/** The range of messages to come, by time. */
export const upcomingIn = (community: string): Span => within(box(community, 'upcoming'))

/** The range of a subject's messages, or of its posts only. */
export const ofSubject = (community: string, of: string, kind?: 'post'): Span =>
  within(box(community, 'of', key(of), ...(kind === undefined ? [] : [kind])))

/** Returns the index entry by which a delivery is found from its subject; what refreshes a card has none. */
export const subjectEntry = ({ community, does, id }: Delivery): string[] =>
  isRefresh(does) ? [] : [box(community, 'of', key(does.of), 'post' in does ? 'post' : 'note', id)]

/** Returns the index entries of a delivery in its present state. */
export const stateEntries = (it: Delivery): string[] =>
  isOpen(it.state) && !isRefresh(it.does)
    ? [shelf(it), box(it.community, 'upcoming', key(it.due), it.id)]
    : [shelf(it)]

function shelf({ at, community, due, edited, id, lane, order, state }: Delivery): string {
  if (isOpen(state)) return box(community, 'queue', lane, key(due, order), id)
  if (state === 'paused') return box(community, 'paused', lane, key(due, order), id)
  return box(community, state, key(isFinal(state) ? (edited ?? at) : due), id)
}
