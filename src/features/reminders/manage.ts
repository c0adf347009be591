import { UserError } from '../../core/errors.ts'
import type { Who } from '../../core/person.ts'
import type { Work } from '../../core/work.ts'
import { audit } from '../audit/entries.ts'
import { laneOf } from '../delivery.ts'
import { takeNumber } from '../numbering.ts'
import { resume as resumeLane, touch } from '../outbox.ts'
import { caughtUp, sendStuck } from './fire.ts'
import { recordsOf } from './queries.ts'
import { type Reminder, reminder } from './record.ts'
import { refOf } from './rights.ts'
import { destinations, subject } from './sending.ts'
import { startingAt } from './series.ts'
import { settle } from './standing.ts'

/** What a new reminder is made of. */
export type Wish = Pick<
  Reminder,
  'what' | 'rule' | 'for' | 'network' | 'campaign' | 'link' | 'place' | 'late' | 'personal' | 'by' | 'from'
>

/** A reminder as it is now, and whether that took a change. */
export interface Managed {
  it: Reminder
  did: boolean
}

/** How many dates of a series may still be on display. */
const displayed = 10

/** Returns a reminder as it would be made now, not yet numbered; refuses a rule without a date to come. */
export function drafted(use: Work, wish: Wish): Reminder {
  const now = use.now.epochMilliseconds
  const it = startingAt(
    reminder.parse({ v: 1, number: 1, revision: 1, made: now, state: 'active', ...wish }),
    now + 1,
  )
  if (it.next === undefined) throw new UserError('reminder.over')
  return it
}

/** Makes a reminder out of its draft. */
export async function add(use: Work, draft: Reminder): Promise<Reminder> {
  const it = { ...draft, number: await takeNumber(use, 'reminder') }
  audit(use, { by: it.by, did: 'reminder.added', of: subject.reminder(it.number) })
  return settle(use, it)
}

/** Has a series send nothing until it is resumed; its dates are written down as paused meanwhile. */
export async function pause(use: Work, before: Reminder, by: Who): Promise<Managed> {
  const it = await caughtUp(use, theRunning(before))
  if (it.state === 'paused') return { it, did: false }
  record(use, it, 'reminder.paused', by)
  return {
    it: await settle(use, { ...it, state: 'paused', paused: { at: use.now.epochMilliseconds, by } }),
    did: true,
  }
}

/**
 * Lets a paused series go on with its next date: what fell due meanwhile is not sent. A destination that refused
 * is tried again, and what it refused, or what nobody could be meant by, goes out if it is not too late.
 */
export async function resume(use: Work, before: Reminder, by: Who): Promise<Managed> {
  const { paused, ...it } = await caughtUp(use, theRunning(before))
  if (it.state !== 'paused') return { it: { ...it, ...(paused && { paused }) }, did: false }
  record(use, it, 'reminder.resumed', by)
  if (paused?.by === undefined) await tryAgain(use, it)
  await touchDates(use, it)
  return { it: await settle(use, { ...it, state: 'active' }), did: true }
}

/** Has what stopped a series sent; refuses where it would stop again, since still nobody is meant. */
async function tryAgain(use: Work, it: Reminder): Promise<void> {
  const { to } = await destinations(use, it)
  if (to.length === 0 && 'role' in it.for) {
    const { role } = it.for
    throw new UserError('reminder.stillNobody', (t) => ({
      ref: refOf(it),
      role: t(`values.role.${role}.name`),
    }))
  }
  for (const each of to) await resumeLane(use, laneOf(each))
  await sendStuck(use, it)
}

/** Takes a series away, with what it would still send; for some minutes that can be undone. */
export async function remove(use: Work, before: Reminder, by: Who): Promise<Managed> {
  if (before.state === 'deleted') return { it: before, did: false }
  const it = await caughtUp(use, before)
  const was = it.state === 'deleted' ? 'ended' : it.state
  record(use, it, 'reminder.deleted', by)
  const after = await settle(use, {
    ...it,
    state: 'deleted',
    deleted: { at: use.now.epochMilliseconds, by, was },
  })
  await touchDates(use, it)
  return { it: after, did: true }
}

/** Has the newest dates of a series brought up to date wherever they are on display. */
export async function touchDates(use: Work, it: Reminder): Promise<void> {
  for (const { id } of await recordsOf(use, it.number, displayed)) await touch(use, subject.occurrence(id))
}

/** Returns a series that still has dates; refuses one that has ended or was deleted. */
function theRunning(it: Reminder): Reminder {
  if (it.state === 'deleted') throw new UserError('reminder.isDeleted', { ref: refOf(it) })
  if (it.state === 'ended') throw new UserError('reminder.noMoreDates', { ref: refOf(it) })
  return it
}

const record = (use: Work, it: Reminder, did: string, by: Who): void =>
  audit(use, { by, did, of: subject.reminder(it.number) })
