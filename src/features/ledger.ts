import type { Work } from '../core/work.ts'
import { type Delivery, isFinal, isOpen, isRefresh } from './delivery.ts'
import { deliveryKey, orderIn, queueAt, stateEntries, subjectEntry } from './delivery-keys.ts'
import { lanePointer } from './due.ts'

/** A limit for ranges that are asked for whole. */
export const whole = 1_000_000

/** Returns a delivery, `undefined` where there is none (or none any more). */
export const deliveryOf = (use: Work, id: string): Promise<Delivery | undefined> =>
  use.get<Delivery>(deliveryKey(use.community, id))

/** Returns the deliveries with these ids, those that are gone left out. */
export async function deliveriesWith(use: Work, ids: readonly string[]): Promise<Delivery[]> {
  const found = await use.getMany<Delivery>(ids.map((id) => deliveryKey(use.community, id)))
  return found.filter((it): it is Delivery => it !== undefined)
}

/**
 * Writes a delivery with its index entries, and takes away those it had before. What brought something up to
 * date leaves no record when it is over: the card itself is the record.
 */
export function keep(use: Work, before: Delivery | undefined, after: Delivery): void {
  if (isRefresh(after.does) && isFinal(after.state)) {
    remove(use, before ?? after)
    return
  }
  use.set(deliveryKey(use.community, after.id), after)
  if (before === undefined) {
    for (const entry of [...stateEntries(after), ...subjectEntry(after)]) use.set(entry, after.id)
  } else if (!isOpen(before.state) || !isOpen(after.state)) {
    for (const entry of stateEntries(before)) use.delete(entry)
    for (const entry of stateEntries(after)) use.set(entry, after.id)
  }
}

/** Takes a delivery away with all its index entries. */
export function remove(use: Work, it: Delivery): void {
  for (const entry of [...stateEntries(it), ...subjectEntry(it)]) use.delete(entry)
  use.delete(deliveryKey(use.community, it.id))
}

/** Puts a new delivery at the end of those that are due in its lane at the same millisecond. */
export async function enqueue(use: Work, it: Omit<Delivery, 'order'>): Promise<void> {
  const [last] = await use.list<string>({
    ...queueAt(use.community, it.lane, it.due),
    limit: 1,
    reverse: true,
  })
  const delivery: Delivery = { ...it, order: last === undefined ? 0 : orderIn(last.key) + 1 }
  keep(use, undefined, delivery)
  point(use, delivery)
}

/** Puts a delivery that did not wait any more back into its lane, where it was. */
export function requeue(use: Work, before: Delivery, after: Delivery = before): void {
  const { why: _, ...rest } = after
  keep(use, before, { ...rest, state: 'scheduled', at: use.now.epochMilliseconds, tries: 0 })
  point(use, after)
}

const point = (use: Work, { community, due, id, lane }: Delivery) =>
  use.set(lanePointer(due, community, lane), { community, lane, by: id })
