import type { Problem } from '../core/chat.ts'
import { within } from '../core/patience.ts'
import type { Person, Place } from '../core/person.ts'
import type { Text } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import { nextOf } from '../schedule/recurrence.ts'
import { auditStanding, type Standing } from './audit/standing.ts'
import type { Delivery, Stop, Target } from './delivery.ts'
import { activeSchedules, type LastDigest, lastDigest, type Schedule } from './digest/record.ts'
import { type Doubt, doubtsFor } from './in-doubt.ts'
import { byState, paused, upcoming } from './outbox.ts'
import { isSamePlace, named } from './place-names.ts'
import { type Lost, lostChats } from './reach.ts'
import { activeReminders } from './reminders/queries.ts'
import type { Reminder } from './reminders/record.ts'
import { purposes, type Settings, settingsOf, teamPlaces } from './settings.ts'

/** How many of the next deliveries are shown. */
const nextShown = 5
/** How many of what is paused is looked at: one more says that there are more. */
const pausedLimit = 20

/** Something that will be sent: a message that waits, or the next date of a reminder or a digest. */
export type Coming = { at: number } & (
  | { delivery: Delivery }
  | { reminder: Reminder }
  | { schedule: Schedule }
)

/** How long a chat may take to say how a place is, in milliseconds. */
const patience = 1000

/** A place that was named and what is wrong with it; no `problems` at all: its chat cannot tell just now. */
export interface Trouble {
  at: Place
  problems?: readonly Problem[]
  lacks: readonly Text[]
}

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
  /** Messages on hold. */
  held: number
  /** Messages of which nobody knows whether they went out. */
  doubts: Doubt[]
  /** Chats from which nothing comes in. */
  lost: Lost[]
  /** Named places to which not everything can be sent that is to be. */
  troubles: Trouble[]
  /** How far the audit is sealed, for those who are told. */
  audit: Standing | undefined
}

/** Reads how Vigie stands, for somebody of the team, from indexes: what was and is over costs nothing. */
export async function readStatus(use: Work, by: Person): Promise<Status> {
  const { deliveries, stops } = await paused(use, pausedLimit)
  const settings = await settingsOf(use)
  return {
    now: use.now.epochMilliseconds,
    settings,
    last: await lastDigest(use),
    next: await comingNext(use),
    stops: stops.map((it) => ({ ...it, at: calledAs(it.at, settings) })),
    waiting: deliveries.length,
    reminders: await activeReminders(use, { state: 'paused', keep: isTeams }, pausedLimit),
    held: (await byState(use, 'held', pausedLimit)).length,
    doubts: await doubtsFor(use, by),
    lost: await lostChats(use),
    troubles: await troublesOf(use, settings),
    audit: by.role === 'manager' ? await auditStanding(use) : undefined,
  }
}

/** Asks the chats about each named place, all at once. */
async function troublesOf({ house }: Work, { places }: Settings): Promise<Trouble[]> {
  const all = purposes.flatMap((purpose) => places[purpose] ?? [])
  const each = new Map(all.map((at) => [`${at.platform}/${at.space}/${at.channel}/${at.thread ?? ''}`, at]))
  const looked = await Promise.all(
    [...each.values()].map(async (at): Promise<Trouble> => {
      const unknown = { at, lacks: [] }
      try {
        const directory = house.directory(at.platform)
        const found = directory && (await within(patience, directory.place(at), undefined))
        if (found === undefined) return unknown
        const { lacks = [], name, problems } = found
        return { at: name === undefined ? at : named(at, name), problems, lacks }
      } catch {
        // That it cannot be told is told.
        return unknown
      }
    }),
  )
  return looked.filter(({ lacks, problems }) => problems?.length !== 0 || lacks.length > 0)
}

/** A card that is brought up to date hangs in a place that says nothing of its name: the community's settings do. */
function calledAs(it: Target, settings: Settings): Target {
  if ('direct' in it || it.place.name !== undefined) return it
  const { thread: _, ...channel } = it.place
  const known = teamPlaces(settings).find(({ place }) => isSamePlace(place, channel))
  return known?.place.name === undefined ? it : { place: named(it.place, known.place.name) }
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
