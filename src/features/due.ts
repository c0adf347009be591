import { key, under } from '../core/store.ts'

/**
 * What falls due lies in one queue for all communities, by time, so that one range query finds it. At the same
 * millisecond alarms come before lanes: what an alarm posts goes out in the same breath.
 */
export type Pointer =
  | { community: string; alarm: string; at: number; tries: number }
  | { community: string; lane: string; by: string }

/** A lane something points to: which keys do, and who wrote them last. */
export interface DueLane {
  community: string
  lane: string
  pointers: { key: string; by: string }[]
}

/** Where an alarm waits for its time. */
export const alarmPointer = (at: number, community: string, id: string): string =>
  key('due', at, '0', community, id)

/**
 * Says that something is due in a lane. Everything due there at that millisecond shares it; its value names
 * the last to have written it, so that who removes it notices a newcomer.
 */
export const lanePointer = (at: number, community: string, lane: string): string =>
  `${key('due', at, '1', community)}/${lane}`

/** When a lane is to be looked at again: its lease is over or its waiting time is. Only its holder writes it. */
export const wakePointer = (at: number, community: string, lane: string): string =>
  `${key('due', at, '2', community)}/${lane}`

/** The range of all that is due at or before an instant. */
export const dueUntil = (now: number): { from: string; to: string } => ({
  from: under('due').from,
  to: key('due', now + 1),
})

/** The range of all that is due after an instant. */
export const dueAfter = (now: number): { from: string; to: string } => ({
  from: key('due', now + 1),
  to: under('due').to,
})

/** Returns the milliseconds a pointer's key was made with. */
export const dueAt = (pointer: string): number => Number(pointer.split('/')[1])
