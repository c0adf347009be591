import type { Store } from '../../core/store.ts'
import { type DueLane, dueAfter, dueAt, dueUntil, type Pointer } from '../due.ts'
import type { Due } from './bell.ts'

/** How much of what is due is looked at together, so that communities take turns in it. */
const most = 10_000
const page = 1_000

/** Names a lane, or an alarm, among all communities'. */
export const nameOf = (
  it: { community: string; lane: string } | { community: string; alarm: string },
): string => ('lane' in it ? `${it.community} ${it.lane}` : `${it.community} alarm ${it.alarm}`)

/** Finds what is due at or before an instant, alarms by time, but for what is `busy`. */
export async function scan(
  store: Store,
  now: number,
  busy: (name: string) => boolean,
): Promise<{ alarms: Due[]; lanes: DueLane[] }> {
  const alarms: Due[] = []
  const lanes = new Map<string, DueLane>()
  let { from, to } = dueUntil(now)
  let taken = 0
  for (let found = page; found === page && taken < most; ) {
    const entries = await store.range({ from, to, limit: page })
    found = entries.length
    for (const { key, value } of entries) {
      // Keys hold no spaces: this is the first one after.
      from = `${key} `
      // Only the schedule of what is due writes there.
      const pointer = value as unknown as Pointer
      const name = nameOf(pointer)
      if (busy(name)) continue
      taken++
      if ('alarm' in pointer) alarms.push({ ...pointer, key })
      else
        lanes
          .getOrInsertComputed(name, () => ({
            community: pointer.community,
            lane: pointer.lane,
            pointers: [],
          }))
          .pointers.push({ key, by: pointer.by })
    }
  }
  return { alarms, lanes: [...lanes.values()] }
}

/** Returns when the next thing after an instant is due, in milliseconds. */
export async function nextAfter(store: Store, now: number): Promise<number | undefined> {
  const [entry] = await store.range({ ...dueAfter(now), limit: 1 })
  return entry === undefined ? undefined : dueAt(entry.key)
}
