import type { Work } from '../../core/work.ts'
import { clearAlarm, setAlarm } from '../alarms.ts'
import { touch } from '../outbox.ts'
import { keepOccurrence, keepReminder, type Occurrence, type Reminder } from './record.ts'
import { subject } from './sending.ts'

/** How long a sent reminder waits for a press before its nudge, and the nudge before nobody counts, in milliseconds. */
export const patience = 30 * 60_000

/** What is sent later than this is late, and says so, in milliseconds. */
export const punctual = 60_000

/** The alarms of reminders: a date of a series falls due, and what follows one that was sent or moved. */
export const fireAlarm = 'reminder.fire'
export const followAlarm = 'reminder.follow'

/** Tells whether dates of a series still fall due; those of a paused one do, and are written down as paused. */
export const isRunning = (it: Reminder): boolean => it.state === 'active' || it.state === 'paused'

/** Tells whether a date counts as missed only since nobody can tell whether it is there. */
export const isInDoubt = ({ by, state, why }: Pick<Occurrence, 'by' | 'state' | 'why'>): boolean =>
  by === undefined && state === 'missed' && why === 'unsure'

/** Writes a series, has its cards brought up to date and its alarm set for its next date. */
export async function settle(use: Work, it: Reminder): Promise<Reminder> {
  const kept: Reminder = it.state === 'active' && it.next === undefined ? { ...it, state: 'ended' } : it
  const of = subject.reminder(it.number)
  await keepReminder(use, kept)
  if (isRunning(kept) && kept.next !== undefined)
    await setAlarm(use, { id: of, at: kept.next.at, does: fireAlarm, of })
  else await clearAlarm(use, of)
  await touch(use, of)
  return kept
}

/** Writes a date of a series, and sets or clears its alarm; its cards stay as they are. */
export async function keepDate(use: Work, it: Occurrence, wake?: number): Promise<void> {
  const of = subject.occurrence(it.id)
  await keepOccurrence(use, it)
  if (wake === undefined) await clearAlarm(use, of)
  else await setAlarm(use, { id: of, at: wake, does: followAlarm, of })
}

/** The same where its cards are to be brought up to date. */
export async function settleDate(use: Work, it: Occurrence, wake?: number): Promise<void> {
  await keepDate(use, it, wake)
  await touch(use, subject.occurrence(it.id))
}

/** Returns a date brought to a state now, with nothing to undo; nobody's doing unless `by` is set. */
export function standing(
  use: Work,
  it: Occurrence,
  now: Pick<Occurrence, 'state' | 'by' | 'why'>,
): Occurrence {
  const { before: _before, by: _by, why: _why, ...rest } = it
  return { ...rest, ...now, since: use.now.epochMilliseconds }
}
