import { key } from '../core/store.ts'
import type { Work } from '../core/work.ts'
import { alarmPointer } from './due.ts'

/** Something to be done by Vigie at a time, once. Times are milliseconds since the epoch. */
export interface Alarm {
  v: 1
  id: string
  /** When it is due; it stays so however often it has to be tried. */
  at: number
  /** The name of what is done. */
  does: string
  /** The subject it is done to. */
  of: string
  /** When it is tried next, later than `at` after a failure. */
  wake: number
  tries: number
}

/** What an alarm does: writes in the same commit that takes the alarm away. `work.now` may be after `alarm.at`. */
type AlarmHandler = (use: Work, of: string, alarm: Alarm) => Promise<void>

/** What alarms do, by name. */
export type AlarmHandlers = Readonly<Record<string, AlarmHandler>>

const alarmKey = (community: string, id: string) => key('c', community, 'alarm', id)

/** Returns the alarm with an id. */
export const alarmOf = (use: Work, id: string): Promise<Alarm | undefined> =>
  use.get<Alarm>(alarmKey(use.community, id))

/** Returns when an alarm is due, in milliseconds. */
export const alarmAt = async (use: Work, id: string): Promise<number | undefined> =>
  (await alarmOf(use, id))?.at

/** Sets an alarm, in place of the one with the same id; `at` in milliseconds. */
export async function setAlarm(
  use: Work,
  { at, does, id, of }: { id: string; at: number; does: string; of: string },
): Promise<void> {
  await clearAlarm(use, id)
  keepAlarm(use, { v: 1, id, at, does, of, wake: at, tries: 0 })
}

/** Takes an alarm away; answers whether it was set. */
export async function clearAlarm(use: Work, id: string): Promise<boolean> {
  const it = await alarmOf(use, id)
  if (it === undefined) return false
  use.delete(alarmPointer(it.wake, use.community, id))
  use.delete(alarmKey(use.community, id))
  return true
}

/** Has an alarm tried again at a later time, after it failed. */
export function postponeAlarm(use: Work, it: Alarm, wake: number): void {
  use.delete(alarmPointer(it.wake, use.community, it.id))
  keepAlarm(use, { ...it, wake, tries: it.tries + 1 })
}

function keepAlarm(use: Work, it: Alarm): void {
  use.set(alarmKey(use.community, it.id), it)
  const pointer = { community: use.community, alarm: it.id, at: it.at, tries: it.tries }
  use.set(alarmPointer(it.wake, use.community, it.id), pointer)
}
