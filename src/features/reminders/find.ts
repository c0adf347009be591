import { startOf } from '../../core/dates.ts'
import { UserError } from '../../core/errors.ts'
import { key } from '../../core/store.ts'
import { join, type Text } from '../../core/text.ts'
import type { Work } from '../../core/work.ts'
import { placed } from '../../schedule/wall-clock.ts'
import { recordsOf } from './queries.ts'
import { type Occurrence, occurrenceOf, parseOccurrenceId, type Reminder, reminderKeys } from './record.ts'
import { refOf } from './rights.ts'
import { nextDates, scheduled, upcomingDates } from './series.ts'
import { isInDoubt } from './standing.ts'

/** One date of a series to act on. `ahead`: it has no record yet. */
export interface Found {
  date: Occurrence
  ahead: boolean
}

/** Which date is meant: a day as 'YYYY-MM-DD' in the reader's zone, or the name of an occurrence. */
export interface Meant {
  date?: string | undefined
  zone: string
}

/** How far back the newest date that was sent is looked for: skipped and paused ones lie between. */
const lookBack = 100

/** Tells whether an occurrence came to be seen, or should have been. */
const hasFallen = ({ sent, state }: Occurrence): boolean =>
  sent !== undefined || state === 'scheduled' || state === 'missed' || state === 'done'

/** Returns the date to say Done about: the one that is meant, else the newest that was sent. */
export async function dateToClose(use: Work, it: Reminder, { date, zone }: Meant): Promise<Found> {
  if (date !== undefined) return named(use, it, date, zone)
  const newest = await newestFallen(use, it)
  if (newest !== undefined) return { date: newest, ahead: false }
  throw new UserError('reminder.notSent', { ref: refOf(it), next: nextText(it) })
}

/** Returns the date to move: the one that is meant, else the newest while it waits for a press, else the next. */
export async function dateToMove(use: Work, it: Reminder, { date, zone }: Meant): Promise<Found> {
  if (date !== undefined) return named(use, it, date, zone)
  const newest = await newestFallen(use, it)
  const [waiting] = (await recordsOf(use, it.number, lookBack)).filter(({ state }) => state === 'later')
  if (newest !== undefined && isOpen(newest)) return { date: newest, ahead: false }
  if (waiting !== undefined) return { date: waiting, ahead: false }
  return theNext(it)
}

/** Returns the date to take out of a series: the one that is meant, else the next. */
export const dateToSkip = async (use: Work, it: Reminder, { date, zone }: Meant): Promise<Found> =>
  date === undefined ? theNext(it) : named(use, it, date, zone)

/** Returns the date to undo the last act on: the one that is meant, else the one that was acted on last. */
export async function dateToUndo(use: Work, it: Reminder, { date, zone }: Meant): Promise<Occurrence> {
  if (date !== undefined && parseOccurrenceId(date) !== undefined)
    return (await named(use, it, date, zone)).date
  const all =
    date === undefined
      ? await recordsOf(use, it.number, lookBack)
      : await recordsBetween(use, it, ...bounds(date, zone))
  const [last] = all.filter(({ before }) => before !== undefined).sort((a, b) => b.since - a.since)
  if (last === undefined) throw new UserError('reminder.nothingToUndo', { ref: refOf(it) })
  return last
}

/** Tells whether an occurrence still waits for a press, or may. */
const isOpen = (date: Occurrence): boolean =>
  date.state === 'scheduled' || date.state === 'sent' || date.state === 'not-confirmed' || isInDoubt(date)

function theNext(it: Reminder): Found {
  const [date] = nextDates(it, 1)
  if (date === undefined) throw new UserError('reminder.noMoreDates', { ref: refOf(it) })
  return { date: scheduled(it, date, date.at), ahead: true }
}

const newestFallen = async (use: Work, it: Reminder): Promise<Occurrence | undefined> =>
  (await recordsOf(use, it.number, lookBack)).find(hasFallen)

/** Returns the date a press or a day means; refuses a day on which the series has none. */
async function named(use: Work, it: Reminder, date: string, zone: string): Promise<Found> {
  const meant = parseOccurrenceId(date)
  if (meant !== undefined) {
    const kept = meant.reminder === it.number ? await occurrenceOf(use, date) : undefined
    if (kept !== undefined) return { date: kept, ahead: false }
    const at = placed(meant.local, it.rule.zone)
    const [ahead] = upcomingDates(it, at, at + 1)
    if (ahead === undefined || scheduled(it, ahead, at).id !== date) throw noSuchDate(it)
    return { date: scheduled(it, ahead, ahead.at), ahead: true }
  }
  const [from, to] = bounds(date, zone)
  const kept = await recordsBetween(use, it, from, to)
  const open = kept.find(({ state }) => state !== 'done' && state !== 'skipped')
  if (open !== undefined) return { date: open, ahead: false }
  const [ahead] = upcomingDates(it, from, to)
  if (ahead !== undefined) return { date: scheduled(it, ahead, ahead.at), ahead: true }
  const [closed] = kept
  if (closed !== undefined) return { date: closed, ahead: false }
  throw noSuchDate(it)
}

function bounds(date: string, zone: string): [from: number, to: number] {
  const day = Temporal.PlainDate.from(date)
  return [startOf(day, zone), startOf(day.add({ days: 1 }), zone)]
}

/** How many records of one series one day is looked for in: a rule has at most 24 times a day, a cron line more. */
const dayLimit = 1440

async function recordsBetween(use: Work, it: Reminder, from: number, to: number): Promise<Occurrence[]> {
  const of = (at: number) => key('c', use.community, 'occurrence-of', it.number, at)
  const found = await use.list<string>({ from: of(from), to: of(to), limit: dayLimit })
  const records = await use.getMany<Occurrence>(
    found.map(({ value }) => reminderKeys.occurrence(use.community, value)),
  )
  return records.filter((each): each is Occurrence => each !== undefined)
}

const noSuchDate = (it: Reminder): UserError =>
  new UserError('reminder.noSuchDate', { ref: refOf(it), next: nextText(it) })

/** Writes the next dates of a series, for those who named a wrong one; a dash where it has ended. */
const nextText = (it: Reminder): Text => {
  const next = nextDates(it, 3).map(({ at }): Text => [{ time: at, as: 'both' }])
  return next.length === 0 ? '–' : join(next)
}
