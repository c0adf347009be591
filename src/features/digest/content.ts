import { dayOf, startOf } from '../../core/dates.ts'
import type { Work } from '../../core/work.ts'
import {
  gapsBetween,
  type Keep,
  missedBetween,
  occurrencesBetween,
  type Planned,
  unconfirmedBetween,
} from '../reminders/queries.ts'

/** How far ahead gaps are looked for, in days. */
const gapDays = 14
/** More than this is only counted up to here: no digest shows a tenth of it. */
const limit = 300

/** Content is what goes out on a network; anything else is a task. */
export const isContent: Keep = ({ reminder }) => !reminder.personal && reminder.network !== undefined

/** The content of a day and what surrounds it. `gaps` are days, 'YYYY-MM-DD'. */
export interface DayContent {
  /** Everything planned for the day, tasks included, by the hour. */
  today: Planned[]
  /** From before the day, seen since the previous digest. */
  unconfirmed: Planned[]
  missed: Planned[]
  tomorrow: Planned[]
  gaps: string[]
}

/** Reads the content around an instant; `since` is the previous digest. Both in milliseconds. */
export async function readContent(use: Work, at: number, since: number, zone: string): Promise<DayContent> {
  const day = dayOf(at, zone)
  const [start, next, end] = [day, day.add({ days: 1 }), day.add({ days: 2 })].map((each) =>
    startOf(each, zone),
  ) as [number, number, number]
  const earlier = ({ occurrence }: Planned) => occurrence.sendAt < start
  return {
    today: (await occurrencesBetween(use, start, next, limit)).filter(isToCome),
    unconfirmed: (await unconfirmedBetween(use, since, at + 1, limit)).filter(earlier),
    missed: (await missedBetween(use, since, at + 1, limit)).filter(earlier),
    tomorrow: (await occurrencesBetween(use, next, end, limit, isContent)).filter(goesOut),
    gaps: await gapsBetween(
      use,
      day.add({ days: 1 }).toString(),
      day.add({ days: gapDays }).toString(),
      zone,
    ),
  }
}

/** A date somebody took out of its series is nobody's business any more. */
const isToCome = ({ occurrence }: Planned): boolean => occurrence.state !== 'skipped'

/** Of tomorrow only what will be sent counts, as it does for the gaps: nothing of a series that is paused. */
const goesOut = (it: Planned): boolean =>
  isToCome(it) && it.reminder.state !== 'paused' && it.occurrence.state !== 'paused'
