import { key } from '../../core/store.ts'
import { type Alarm, alarmOf } from '../alarms.ts'
import type { Delivery } from '../delivery.ts'
import { whole } from '../ledger.ts'
import {
  dropOccurrence,
  keepOccurrence,
  keepReminder,
  type Occurrence,
  type OccurrenceState,
  occurrenceOf,
  type Reminder,
  reminderKeys,
  reminderOf,
} from '../reminders/record.ts'
import { reminderView, subject } from '../reminders/sending.ts'
import { areBusy, messagesAbout, moveMessages } from './messages.ts'
import { carryAlarms, type Passage, shelved, type Unit } from './passage.ts'

/** How many dates of a series may still be looked at: the newest. */
const lookedAt = 10
/** How many dates come with their series; those before them follow, unless something is still to become of them. */
const together = 100
/** What nothing becomes of by itself. */
const over: ReadonlySet<OccurrenceState> = new Set(['done', 'skipped', 'missed', 'not-confirmed'])

/**
 * Returns a reminder with its newest dates and all that something is still to become of, to be brought over;
 * `undefined` where there is none (any more).
 */
export async function reminderIn(passage: Passage, number: number): Promise<Unit | undefined> {
  const { from } = passage
  const it = await reminderOf(from, number)
  if (it === undefined) return undefined
  const [all, alarms] = await Promise.all([datesOf(passage, number), alarmsOf(passage, number)])
  const awaited = new Set(alarms.map(({ of }) => of))
  const dates = all.filter(
    ({ id, state }, nth) =>
      nth >= all.length - together || !over.has(state) || awaited.has(subject.occurrence(id)),
  )
  const messages = await messagesAbout(
    passage,
    dates.length === all.length
      ? { whole: [subject.reminder(number)], parts: [subject.occurrence(`${number}-`)] }
      : { whole: [subject.reminder(number), ...dates.map(({ id }) => subject.occurrence(id))], parts: [] },
  )
  return {
    of: 'reminder',
    busy: areBusy(messages),
    async move() {
      await moveSeries(passage, it)
      for (const each of dates) await moveDate(passage, each)
      await carryAlarms(passage, alarms)
      moveThreads(passage, number, messages.all)
      const seen = new Set(dates.slice(-lookedAt).map(({ id }) => subject.occurrence(id)))
      const isStale = passage.isRenumbered('reminder')
      await moveMessages(passage, messages, ({ does }) => isStale && 'post' in does && seen.has(does.of))
    },
  }
}

/** Returns one date of a series that was brought over before it; `undefined` while its series is still to be. */
export async function dateIn(passage: Passage, id: string): Promise<Unit | undefined> {
  const { from } = passage
  const it = await occurrenceOf(from, id)
  if (it === undefined || (await reminderOf(from, it.reminder)) !== undefined) return undefined
  const messages = await messagesAbout(passage, { whole: [subject.occurrence(id)], parts: [] })
  return {
    busy: areBusy(messages),
    async move() {
      await moveDate(passage, it)
      moveThreads(passage, it.reminder, messages.all)
      await moveMessages(passage, messages, () => false)
    },
  }
}

/** The dates of a series that were dealt with, oldest first. */
async function datesOf({ from }: Passage, number: number): Promise<Occurrence[]> {
  const ids = await shelved<string>(from, 'occurrence-of', number)
  const found = await from.getMany<Occurrence>(
    ids.map(({ value }) => reminderKeys.occurrence(from.community, value)),
  )
  return found.filter((each) => each !== undefined)
}

async function alarmsOf({ from }: Passage, number: number): Promise<Alarm[]> {
  const start = key('c', from.community, 'alarm', subject.occurrence(`${number}-`))
  const dates = await from.list<Alarm>({ from: start, to: `${start}~`, limit: whole })
  const own = await alarmOf(from, subject.reminder(number))
  return [...(own === undefined ? [] : [own]), ...dates.map(({ value }) => value)]
}

async function moveSeries({ from, into, number }: Passage, it: Reminder): Promise<void> {
  const { community } = from
  from.delete(reminderKeys.record(community, it.number))
  if (it.next !== undefined) from.delete(reminderKeys.next(community, it.next.at, it.number))
  from.delete(reminderKeys.paused(community, it.paused?.at ?? it.made, it.number))
  await keepReminder(into, { ...it, number: number('reminder', it.number) })
}

async function moveDate({ from, into, name, number }: Passage, it: Occurrence): Promise<void> {
  await dropOccurrence(from, it.id)
  await keepOccurrence(into, { ...it, id: name(it.id), reminder: number('reminder', it.reminder) })
}

/** Under which messages somebody may speak of it, as far as that was learnt since the others were brought over. */
function moveThreads({ from, into, number }: Passage, before: number, messages: readonly Delivery[]): void {
  for (const { does, ref } of messages) {
    if (!('post' in does) || does.post !== reminderView || ref === undefined) continue
    from.delete(reminderKeys.message(from.community, ref.place.channel, ref.id))
    into.set(reminderKeys.message(into.community, ref.place.channel, ref.id), number('reminder', before))
  }
}
