import type { Who } from '../../core/person.ts'
import type { Work } from '../../core/work.ts'
import { audit } from '../audit/entries.ts'
import { touch } from '../outbox.ts'
import type { Found } from './find.ts'
import { keepOccurrence, type Occurrence, type Reminder } from './record.ts'
import { subject, withdraw } from './sending.ts'
import { without } from './series.ts'
import { settle, settleDate, standing } from './standing.ts'

/** What became of an act: the date and its series as they are now. `did`: it was not so already. */
export interface Acted {
  it: Reminder
  date: Occurrence
  did: boolean
}

/**
 * Says that one date is done and, where it is given, where the finished post is; whoever comes second changes
 * nothing but the link.
 */
export async function done(use: Work, it: Reminder, found: Found, by: Who, link?: string): Promise<Acted> {
  if (!isClosed(found.date)) return act(use, it, found, { state: 'done', by }, link)
  if (link === undefined || found.date.state !== 'done') return { it, date: found.date, did: false }
  return addLink(use, it, found.date, by, link)
}

/** Takes one date out of its series; what is done or skipped stays as it is. */
export const skip = (use: Work, it: Reminder, found: Found, by: Who): Promise<Acted> | Acted =>
  isClosed(found.date) ? { it, date: found.date, did: false } : act(use, it, found, { state: 'skipped', by })

/** Sends one date at another time, in milliseconds, and leaves its series alone; what is done or skipped stays. */
export async function later(use: Work, it: Reminder, found: Found, by: Who, sendAt: number): Promise<Acted> {
  if (isClosed(found.date)) return { it, date: found.date, did: false }
  return act(use, it, { ...found, sendAt }, { state: 'later', by })
}

/** Keeps where the finished post is. */
async function addLink(use: Work, it: Reminder, date: Occurrence, by: Who, link: string): Promise<Acted> {
  const after = { ...date, link }
  await keepOccurrence(use, after)
  await touch(use, subject.occurrence(date.id))
  record(use, after, 'reminder.linked', by)
  return { it, date: after, did: true }
}

const isClosed = ({ state }: Occurrence): boolean => state === 'done' || state === 'skipped'

async function act(
  use: Work,
  it: Reminder,
  { ahead, date, sendAt = date.sendAt }: Found & { sendAt?: number },
  to: { state: 'done' | 'skipped' | 'later'; by: Who },
  link?: string,
): Promise<Acted> {
  const { state, since, by } = date
  // A date that is moved twice goes back to where it was first.
  const before = (state === 'later' ? date.before : undefined) ?? {
    state: ahead ? 'scheduled' : state,
    since,
    sendAt: date.sendAt,
    ...(by && { by }),
  }
  const after: Occurrence = {
    ...standing(use, await withdraw(use, date), to),
    sendAt,
    before,
    ...(link !== undefined && { link }),
  }
  await settleDate(use, after, to.state === 'later' ? sendAt : undefined)
  const series = ahead ? await settle(use, without(it, date)) : it
  if (!ahead) await touch(use, subject.reminder(it.number))
  record(use, after, `reminder.${to.state}`, to.by)
  return { it: series, date: after, did: true }
}

/** Writes an act on one date into the audit. */
export const record = (
  use: Work,
  { local, reminder, sendAt, state }: Occurrence,
  did: string,
  by: Who,
): void =>
  audit(use, {
    by,
    did,
    of: subject.reminder(reminder),
    what: { date: local, ...(state === 'later' && { sendAt }) },
  })
