import type { Work } from '../core/work.ts'
import { nextOf } from '../schedule/recurrence.ts'
import type { Delivery, Stop } from './delivery.ts'
import { activeSchedules, type LastDigest, lastDigest, type Schedule } from './digest/record.ts'
import { byState, paused, upcoming } from './outbox.ts'
import { activeReminders } from './reminders/queries.ts'
import type { Reminder } from './reminders/record.ts'
import { type Settings, settingsOf } from './settings.ts'

/** How many of the next deliveries are shown. */
export const nextShown = 5
/** How many of what is paused is looked at: one more says that there are more. */
const pausedLimit = 20

/** Something that will be sent: a message that waits, or the next date of a reminder or a digest. */
export type Coming = { at: number } & (
  | { delivery: Delivery }
  | { reminder: Reminder }
  | { schedule: Schedule }
)

/** How Vigie itself stands. Times are milliseconds. */
export interface Status {
  now: number
  settings: Settings
  last: LastDigest | undefined
  next: Coming[]
  /** Places and chats that refuse, and how many messages wait for them. */
  stops: Stop[]
  waiting: number
  reminders: Reminder[]
  /** Messages on hold, and those of which nobody knows whether they went out. */
  held: number
  unsure: number
}

/** Reads how Vigie stands, from indexes: what was and is over costs nothing. */
export async function readStatus(use: Work): Promise<Status> {
  const { deliveries, stops } = await paused(use, pausedLimit)
  return {
    now: use.now.epochMilliseconds,
    settings: await settingsOf(use),
    last: await lastDigest(use),
    next: await comingNext(use),
    stops,
    waiting: deliveries.length,
    reminders: await activeReminders(use, { state: 'paused', keep: isTeams }, pausedLimit),
    held: (await byState(use, 'held', pausedLimit)).length,
    unsure: (await byState(use, 'unsure', pausedLimit)).length,
  }
}

const isTeams = (it: Reminder): boolean => !it.personal

async function comingNext(use: Work): Promise<Coming[]> {
  const deliveries = await upcoming(use, nextShown)
  const reminders = await activeReminders(use, { state: 'active', keep: isTeams }, nextShown)
  const schedules = await activeSchedules(use)
  const all: Coming[] = [
    ...deliveries.map((delivery) => ({ at: delivery.due, delivery })),
    ...reminders.flatMap((reminder) =>
      reminder.next === undefined ? [] : [{ at: reminder.next.at, reminder }],
    ),
    ...schedules.flatMap((schedule) => nextOf(schedule.rule, use.now, 1).map(({ at }) => ({ at, schedule }))),
  ]
  return all.sort((a, b) => a.at - b.at).slice(0, nextShown)
}
