import type { Work } from '../../core/work.ts'
import type { AlarmHandlers } from '../alarms.ts'
import { settingsOf } from '../settings.ts'
import { recordsOf } from './queries.ts'
import { quietUntil } from './quiet.ts'
import { type Occurrence, occurrenceOf, type Reminder, reminderOf } from './record.ts'
import { idIn, stage, stageNudge } from './sending.ts'
import { scheduled, startingAfter, upcomingDates } from './series.ts'
import {
  fireAlarm,
  followAlarm,
  isRunning,
  keepDate,
  patience,
  punctual,
  settle,
  settleDate,
  standing,
} from './standing.ts'
import { tellTrouble } from './trouble.ts'

/** How many dates one alarm deals with; after a long downtime the next ones follow at once, each lot a commit. */
const lot = 50

/** What the alarms of reminders do. */
export const reminderAlarms: AlarmHandlers = {
  [fireAlarm]: async (use, of) => {
    const it = await reminderOf(use, Number(idIn(of)))
    if (it !== undefined && isRunning(it)) await settle(use, await fallDue(use, it))
  },
  [followAlarm]: async (use, of, alarm) => {
    const date = await occurrenceOf(use, idIn(of))
    const it = date && (await reminderOf(use, date.reminder))
    if (date === undefined || it === undefined) return
    if (date.state === 'later') await sendLater(use, it, date)
    else if (date.state === 'sent') await followUp(use, it, date, alarm.at)
  },
}

/**
 * Gives every date of a series that is due its record, and returns the series past them. Of several - Vigie was
 * down - the newest is sent, or each of them where the reminder says so; whether that is too late the outbox
 * decides. The others are missed, or paused with their series.
 */
async function fallDue(use: Work, before: Reminder): Promise<Reminder> {
  const now = use.now.epochMilliseconds
  const due = upcomingDates(before, 0, now + 1)
    .take(lot + 1)
    .toArray()
  const newest = due.length > lot ? undefined : due.at(-1)
  let it = before
  for (const date of due.slice(0, lot)) {
    const fresh = scheduled(it, date, now)
    if (it.state === 'paused') await keepDate(use, fresh)
    else if (date === newest || it.late === 'all') it = await send(use, it, fresh)
    else await keepDate(use, { ...fresh, state: 'missed', why: 'newer' })
    it = startingAfter(it, date)
  }
  return it
}

/** Returns a series with nothing due any more, for acts that begin where it stands. */
export async function caughtUp(use: Work, before: Reminder): Promise<Reminder> {
  let it = before
  while (isRunning(it) && it.next !== undefined && it.next.at <= use.now.epochMilliseconds)
    it = await fallDue(use, it)
  return it
}

/** Stages an occurrence for the time it is to be sent; where nobody can be meant, returns the series paused. */
async function send(use: Work, it: Reminder, date: Occurrence): Promise<Reminder> {
  const down = use.now.epochMilliseconds - date.sendAt > punctual
  const staged = await stage(use, it, down ? { ...date, late: 'down' } : date)
  if (staged.sendings.length > 0) {
    await keepDate(use, staged)
    return it
  }
  const stuck = standing(use, staged, { state: 'paused', why: 'nobody' })
  await settleDate(use, stuck)
  return tellTrouble(use, it, stuck)
}

/** Sends the date that stopped a series since nobody could be meant; whether that is too late the outbox decides. */
export async function sendStuck(use: Work, it: Reminder): Promise<void> {
  const records = await recordsOf(use, it.number, lot)
  const last = records.find(({ state, why }) => state === 'paused' && why === 'nobody')
  if (last === undefined) return
  const again = { ...standing(use, last, { state: 'scheduled' }), round: last.round + 1 }
  await keepDate(use, await stage(use, it, again))
}

/** Stages an occurrence once more, as a message of its own. */
export async function sendAgain(use: Work, it: Reminder, date: Occurrence): Promise<void> {
  const { late: _late, nudged: _nudged, sent: _sent, ...rest } = standing(use, date, { state: 'scheduled' })
  const after = await send(use, it, { ...rest, round: date.round + 1 })
  if (after !== it) await settle(use, after)
}

/** Sends what Later moved, unless its series was deleted or paused meanwhile. */
async function sendLater(use: Work, it: Reminder, date: Occurrence): Promise<void> {
  if (it.state === 'deleted' || it.state === 'paused') {
    const state = it.state === 'deleted' ? 'skipped' : 'paused'
    await settleDate(use, standing(use, date, { state }))
  } else await sendAgain(use, it, date)
}

/**
 * Nudges once, outside quiet hours; what nobody pressed after that counts as not confirmed. After a downtime the
 * nudge of `due`, in milliseconds, may come too late, which the outbox decides.
 */
async function followUp(use: Work, it: Reminder, date: Occurrence, due: number): Promise<void> {
  const now = use.now.epochMilliseconds
  const silent = it.state === 'deleted' || it.state === 'paused'
  if (date.nudged !== undefined || silent) {
    await settleDate(use, standing(use, date, { state: 'not-confirmed' }))
    return
  }
  const quiet = quietUntil(await settingsOf(use), now)
  if (quiet === undefined) {
    await stageNudge(use, it, date, due)
    await keepDate(use, { ...date, nudged: now }, now + patience)
  } else await keepDate(use, date, quiet)
}
