import { dayOf, startOf } from '../../core/dates.ts'
import type { Person } from '../../core/person.ts'
import { key, parts, under } from '../../core/store.ts'
import type { Work } from '../../core/work.ts'
import { settingsOf } from '../settings.ts'
import { isFor } from '../target.ts'
import { type Occurrence, type OccurrenceState, type Reminder, reminderKeys, reminderOf } from './record.ts'
import { scheduled, upcomingDates } from './series.ts'

/** One date of a series with the series it belongs to. */
export interface Planned {
  reminder: Reminder
  occurrence: Occurrence
}

/** Chooses among what a query found. */
export type Keep = (it: Planned) => boolean

/** How many index entries are read at a time. */
const page = 200

/** The team's: everything but what people note for themselves alone. */
export const isTeams: Keep = ({ reminder }) => !reminder.personal

/** Tells whether something is for this person, alone or in their role. */
export const isMine =
  (person: Person): Keep =>
  ({ reminder }) =>
    isFor(reminder.for, person)

/**
 * Returns what is sent in `[from, to)` (milliseconds), by time: what has a record already - sent, done, moved,
 * skipped, missed - and the dates still to come, those of paused series marked so. Deleted series are left
 * out. Costs what it finds, and one look at each series with a date before `to`.
 */
export async function occurrencesBetween(
  use: Work,
  from: number,
  to: number,
  limit: number,
  keep: Keep = isTeams,
): Promise<Planned[]> {
  const [recorded, coming] = await Promise.all([
    recordedBetween(use, from, to, limit, keep),
    comingBetween(use, from, to, limit, keep),
  ])
  return [...recorded, ...coming].sort(byTime).slice(0, limit)
}

/** Returns what is for this person, alone or in their role, in `[from, to)`, by time. */
export const mine = (
  use: Work,
  person: Person,
  from: number,
  to: number,
  limit: number,
): Promise<Planned[]> => occurrencesBetween(use, from, to, limit, isMine(person))

/** Returns what nobody had confirmed 30 minutes after its nudge, by when that was; still so now. */
export const unconfirmedBetween = (
  use: Work,
  from: number,
  to: number,
  limit: number,
  keep: Keep = isTeams,
): Promise<Planned[]> => inState(use, 'not-confirmed', from, to, limit, keep)

/** Returns what Vigie could not send in time, by when that was seen. */
export const missedBetween = (
  use: Work,
  from: number,
  to: number,
  limit: number,
  keep: Keep = isTeams,
): Promise<Planned[]> => inState(use, 'missed', from, to, limit, keep)

/** Counts what was to be done in `[from, to)`, and what of it is done. */
export async function doneBetween(
  use: Work,
  from: number,
  to: number,
  keep: Keep = isTeams,
): Promise<{ done: number; of: number }> {
  const found = await recordedBetween(use, from, to, Number.POSITIVE_INFINITY, keep)
  const due = found.filter(({ occurrence }) => wasDue.has(occurrence.state))
  return { done: due.filter(({ occurrence }) => occurrence.state === 'done').length, of: due.length }
}

const wasDue: ReadonlySet<OccurrenceState> = new Set(['sent', 'done', 'not-confirmed', 'missed'])

/**
 * Returns the working days from one day to another (included) on which nothing with a network is planned, as
 * 'YYYY-MM-DD'. Each series is asked at most once a day, however often it repeats.
 */
export async function gapsBetween(use: Work, first: string, last: string, zone: string): Promise<string[]> {
  const { days, holidays } = await settingsOf(use)
  const from = startOf(Temporal.PlainDate.from(first), zone)
  const to = startOf(Temporal.PlainDate.from(last).add({ days: 1 }), zone)
  const covered = new Set<string>()
  for (const { occurrence } of await recordedBetween(use, from, to, Number.POSITIVE_INFINITY, isContent))
    if (occurrence.state !== 'skipped' && occurrence.state !== 'paused')
      covered.add(dayOf(occurrence.sendAt, zone).toString())
  for await (const reminder of nextBefore(use, to)) {
    if (reminder.state !== 'active' || reminder.personal || reminder.network === undefined) continue
    for (let at = from; at < to; ) {
      const { value: date } = upcomingDates(reminder, at, to).next()
      if (date === undefined) break
      const day = dayOf(date.at, zone)
      covered.add(day.toString())
      at = startOf(day.add({ days: 1 }), zone)
    }
  }
  const gaps: string[] = []
  for (let day = dayOf(from, zone); startOf(day, zone) < to; day = day.add({ days: 1 }))
    if (days.includes(day.dayOfWeek) && !holidays.includes(day.toString()) && !covered.has(day.toString()))
      gaps.push(day.toString())
  return gaps
}

const isContent: Keep = ({ reminder }) => !reminder.personal && reminder.network !== undefined

/** Returns running series by their next date: all, the paused ones only, or the active ones only. */
export async function activeReminders(
  use: Work,
  filter: { state?: 'active' | 'paused'; keep?: (it: Reminder) => boolean },
  limit: number,
): Promise<Reminder[]> {
  const found: Reminder[] = []
  const shelf = filter.state === 'paused' ? 'reminder-paused' : 'reminder-next'
  for await (const it of listed(use, under('c', use.community, shelf))) {
    if (filter.state === 'active' && it.state !== 'active') continue
    if (filter.keep?.(it) === false) continue
    found.push(it)
    if (found.length === limit) break
  }
  return found
}

/** Returns the records of one series, newest date first. */
export async function recordsOf(use: Work, number: number, limit: number): Promise<Occurrence[]> {
  const range = under('c', use.community, 'occurrence-of', number)
  const ids = await use.list<string>({ ...range, limit, reverse: true })
  return occurrencesWith(
    use,
    ids.map(({ value }) => value),
  )
}

async function recordedBetween(
  use: Work,
  from: number,
  to: number,
  limit: number,
  keep: Keep,
): Promise<Planned[]> {
  const range = {
    from: key('c', use.community, 'occurrence-at', from),
    to: key('c', use.community, 'occurrence-at', to),
  }
  return chosen(use, range, limit, keep)
}

const inState = (
  use: Work,
  state: OccurrenceState,
  from: number,
  to: number,
  limit: number,
  keep: Keep,
): Promise<Planned[]> =>
  chosen(
    use,
    {
      from: key('c', use.community, 'occurrence-in', state, from),
      to: key('c', use.community, 'occurrence-in', state, to),
    },
    limit,
    keep,
  )

/** Reads index entries page by page until enough of them were kept. */
async function chosen(
  use: Work,
  range: { from: string; to: string },
  limit: number,
  keep: Keep,
): Promise<Planned[]> {
  const found: Planned[] = []
  for await (const entries of pages(use, range)) {
    const records = await occurrencesWith(
      use,
      entries.map(({ value }) => value as string),
    )
    for (const occurrence of records) {
      const reminder = await reminderOf(use, occurrence.reminder)
      if (reminder === undefined || reminder.state === 'deleted') continue
      const it = { reminder, occurrence }
      if (keep(it)) found.push(it)
      if (found.length >= limit) return found
    }
  }
  return found
}

async function occurrencesWith(use: Work, ids: readonly string[]): Promise<Occurrence[]> {
  const found = await use.getMany<Occurrence>(ids.map((id) => reminderKeys.occurrence(use.community, id)))
  return found.filter((it): it is Occurrence => it !== undefined)
}

async function comingBetween(
  use: Work,
  from: number,
  to: number,
  limit: number,
  keep: Keep,
): Promise<Planned[]> {
  let found: Planned[] = []
  for await (const reminder of nextBefore(use, to)) {
    const last = found.length < limit ? undefined : found[limit - 1]
    if (last !== undefined && (reminder.next?.at ?? 0) > last.occurrence.sendAt) break
    let taken = 0
    for (const date of upcomingDates(reminder, from, to)) {
      const it = { reminder, occurrence: scheduled(reminder, date, date.at) }
      if (!keep(it)) continue
      found.push(it)
      if (++taken === limit) break
    }
    if (taken > 0 && found.length >= limit) found = found.sort(byTime).slice(0, limit)
  }
  return found.sort(byTime)
}

/** Walks the running series whose next date lies before an instant, by that date. */
const nextBefore = (use: Work, to: number): AsyncGenerator<Reminder> =>
  listed(use, {
    from: under('c', use.community, 'reminder-next').from,
    to: key('c', use.community, 'reminder-next', to),
  })

async function* listed(use: Work, range: { from: string; to: string }): AsyncGenerator<Reminder> {
  for await (const entries of pages(use, range)) {
    const found = await use.getMany<Reminder>(
      entries.map(({ key: at }) => reminderKeys.record(use.community, Number(parts(at).at(-1)))),
    )
    for (const it of found) if (it !== undefined) yield it
  }
}

async function* pages(use: Work, { from, to }: { from: string; to: string }) {
  for (let at = from; ; ) {
    const entries = await use.list<string | number>({ from: at, to, limit: page })
    if (entries.length > 0) yield entries
    const last = entries.at(-1)
    if (last === undefined || entries.length < page) return
    at = `${last.key}!`
  }
}

const byTime = (a: Planned, b: Planned): number =>
  a.occurrence.sendAt - b.occurrence.sendAt || a.reminder.number - b.reminder.number
