import { isDeepStrictEqual } from 'node:util'
import { UserError } from '../../core/errors.ts'
import type { Who } from '../../core/person.ts'
import type { Work } from '../../core/work.ts'
import { audit } from '../audit/entries.ts'
import { caughtUp } from './fire.ts'
import { touchDates, type Wish } from './manage.ts'
import { recordsOf } from './queries.ts'
import { dropOccurrence, keepOccurrence, type Reminder } from './record.ts'
import { refOf } from './rights.ts'
import { subject } from './sending.ts'
import { dayAround, scheduled, startingAt, upcomingDates, without } from './series.ts'
import { settle } from './standing.ts'

/** What is to be otherwise; `null` takes away what was said before. */
export type Wishes = {
  [Name in 'what' | 'rule' | 'for' | 'late']?: Wish[Name] | undefined
} & {
  [Name in 'network' | 'campaign' | 'link' | 'place']?: Wish[Name] | null | undefined
}

/** How many dates that were dealt with ahead of time are looked at when the rule changes. */
const carried = 100

/**
 * Changes a reminder. A changed rule is a new revision that begins now: what was sent stays as it is, and a day
 * that was taken out of the series stays out of it.
 */
export async function edit(use: Work, before: Reminder, wishes: Wishes, by: Who): Promise<Reminder> {
  if (before.state === 'deleted') throw new UserError('reminder.isDeleted', { ref: refOf(before) })
  const current = await caughtUp(use, before)
  const changed = applied(current, wishes)
  const what = Object.keys(wishes).filter(
    (name) => !isDeepStrictEqual(fieldOf(changed, name), fieldOf(current, name)),
  )
  if (what.length === 0) throw new UserError('reminder.nothingToChange', { ref: refOf(before) })
  audit(use, { by, did: 'reminder.edited', of: subject.reminder(before.number), what: { names: what } })
  const after = await settle(use, what.includes('rule') ? await revised(use, current, changed, by) : changed)
  await touchDates(use, after)
  return after
}

const fieldOf = (it: Reminder, name: string): unknown => it[name as keyof Reminder]

function applied(before: Reminder, wishes: Wishes): Reminder {
  const it = { ...before }
  for (const [name, wish] of Object.entries(wishes)) {
    if (wish === null) delete it[name as keyof Wishes]
    else if (wish !== undefined) Object.assign(it, { [name]: wish })
  }
  return it
}

async function revised(use: Work, before: Reminder, changed: Reminder, by: Who): Promise<Reminder> {
  const now = use.now.epochMilliseconds
  const state = before.state === 'paused' ? 'paused' : 'active'
  let it = startingAt({ ...changed, state, revision: before.revision + 1 }, now + 1)
  if (it.next === undefined) throw new UserError('reminder.over')
  const ahead = (await recordsOf(use, before.number, carried)).filter(({ at }) => at > now)
  for (const old of ahead) {
    if (old.state === 'skipped') await dropOccurrence(use, old.id)
    it = await withoutDay(use, it, old.at, by)
  }
  return it
}

/** Skips whatever a new rule has on a day that the old one was to leave out. */
async function withoutDay(use: Work, series: Reminder, at: number, by: Who): Promise<Reminder> {
  const now = use.now.epochMilliseconds
  const { from, to } = dayAround(series, at)
  let it = series
  for (const date of upcomingDates(series, from, to)) {
    const before = { state: 'scheduled' as const, since: now, sendAt: date.at }
    await keepOccurrence(use, { ...scheduled(it, date, now), state: 'skipped', by, before })
    it = without(it, date)
  }
  return it
}
