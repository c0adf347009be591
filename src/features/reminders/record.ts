import * as z from 'zod'
import { type Place, place, who } from '../../core/person.ts'
import { key } from '../../core/store.ts'
import type { Work } from '../../core/work.ts'
import { rule } from '../../schedule/recurrence.ts'
import { target } from '../target.ts'
import { noteUsed } from '../used.ts'

/** How a series stands; `ended` means that its rule has no date left. */
const reminderStates = ['active', 'paused', 'ended', 'deleted'] as const

/** How one date of a series stands (glossary: reminder states). All but `scheduled` and `later` were dealt with. */
export const occurrenceStates = [
  'scheduled',
  'sent',
  'done',
  'later',
  'skipped',
  'paused',
  'held',
  'not-confirmed',
  'missed',
] as const
export type OccurrenceState = (typeof occurrenceStates)[number]

/** What is sent of the dates that fell due while Vigie was down: the newest, none, or each of them. */
export const latePolicies = ['once', 'skip', 'all'] as const

/**
 * A content or task reminder. Times are milliseconds since the epoch. `revision` grows whenever its times change:
 * an edited hour is a new series under the same number. `rule.skipped` holds the dates after `next` that were
 * dealt with ahead of time, and so have a record already.
 */
export const reminder = z.object({
  v: z.literal(1),
  number: z.number().int().positive(),
  revision: z.number().int().positive(),
  what: z.string(),
  rule,
  network: z.string().optional(),
  campaign: z.string().optional(),
  link: z.string().optional(),
  /** Where it is sent; left out, directly to those it is for. */
  place: place.optional(),
  for: target,
  by: who,
  made: z.number(),
  /** The chat place it was made in. */
  from: place.optional(),
  /** Somebody's own note to themselves: no list, digest or number of the team's shows it. */
  personal: z.boolean(),
  late: z.enum(latePolicies),
  state: z.enum(reminderStates),
  /** The first date of the rule that has no record yet; left out when there is none. */
  next: z.object({ at: z.number(), local: z.string() }).optional(),
  /** `why` is the chat's problem (its code) where a destination failed; nobody did it then. */
  paused: z.object({ at: z.number(), by: who.optional(), why: z.string().optional() }).optional(),
  deleted: z.object({ at: z.number(), by: who, was: z.enum(['active', 'paused', 'ended']) }).optional(),
})
export type Reminder = z.infer<typeof reminder>

/** One message of an occurrence: to whom or where, and what became of it. */
const sending = z.object({
  /** The id of its delivery. */
  delivery: z.string(),
  to: z.union([z.object({ place }), z.object({ direct: who })]),
  state: z.enum(['pending', 'sent', 'missed', 'refused']),
  /** The chat's problem, where it was refused. */
  why: z.string().optional(),
})
export type Sending = z.infer<typeof sending>

/** What an act changes, kept so that it can be undone. */
const standing = z.object({
  state: z.enum(occurrenceStates),
  since: z.number(),
  sendAt: z.number(),
  by: who.optional(),
})

/** One date of a series, from the moment it is dealt with; until then it is only computed. */
const occurrence = standing.extend({
  v: z.literal(1),
  id: z.string(),
  reminder: z.number().int().positive(),
  revision: z.number().int().positive(),
  /** The wall-clock time in the rule's zone, 'YYYY-MM-DDTHH:MM'. */
  local: z.string(),
  /** When the rule says. */
  at: z.number(),
  /** When it is sent: `at`, or what Later moved it to. */
  sendAt: standing.shape.sendAt,
  /** When it came to its state; `by` says who brought it there, where somebody did. */
  since: standing.shape.since,
  sent: z.number().optional(),
  /** Why it was sent late, where that is known: Vigie was down, or the chat did not take it. */
  late: z.enum(['down', 'chat']).optional(),
  nudged: z.number().optional(),
  /** Where the finished post is. */
  link: z.string().optional(),
  /** How often Later sent it again. */
  round: z.number().int(),
  sendings: z.array(sending),
  /** What Undo returns to. */
  before: standing.optional(),
  /** Why it was not sent: `late`, `newer` (the next date went out instead), `nobody`, or a chat's problem. */
  why: z.string().optional(),
})
export type Occurrence = z.infer<typeof occurrence>

/** The keys of one community's reminders. */
export const reminderKeys = {
  record: (c: string, number: number) => key('c', c, 'reminder', number),
  /** Series with a date to come, by that date. */
  next: (c: string, at: number, number: number) => key('c', c, 'reminder-next', at, number),
  paused: (c: string, at: number, number: number) => key('c', c, 'reminder-paused', at, number),
  occurrence: (c: string, id: string) => key('c', c, 'occurrence', id),
  /** By the time it is or was to be sent. */
  at: (c: string, it: Occurrence) => key('c', c, 'occurrence-at', it.sendAt, it.id),
  /** By series and date. */
  of: (c: string, it: Occurrence) => key('c', c, 'occurrence-of', it.reminder, it.at, it.id),
  /** By state, and when it came to it. */
  in: (c: string, it: Occurrence) => key('c', c, 'occurrence-in', it.state, it.since, it.id),
  /** The series a message tells of; a thread is named after the message it hangs under. */
  message: (c: string, channel: string, message: string) => key('c', c, 'reminder-message', channel, message),
}

/** Names one date of a series, the same however often it is computed. */
export const occurrenceId = (number: number, revision: number, local: string): string =>
  `${number}-${revision}-${local.replace(/[-:]/g, '')}`

/** Reads the name of an occurrence; `undefined` for any other word. */
export function parseOccurrenceId(
  id: string,
): { reminder: number; revision: number; local: string } | undefined {
  const found = /^(\d{1,9})-(\d{1,9})-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)$/.exec(id)
  if (found === null) return undefined
  const [, number, revision, year, month, day, hour, minute] = found
  const local = `${year}-${month}-${day}T${hour}:${minute}`
  if (!localTime.safeParse(local).success) return undefined
  return { reminder: Number(number), revision: Number(revision), local }
}

const localTime = z.iso.datetime({ local: true, precision: -1 })

/** Returns the reminder with a number, `undefined` where there is none. */
export const reminderOf = (use: Work, number: number): Promise<Reminder | undefined> =>
  use.get<Reminder>(reminderKeys.record(use.community, number))

/** Returns the number of the reminder under whose card a thread hangs. */
export const reminderAt = async (use: Work, { channel, thread }: Place): Promise<number | undefined> =>
  thread === undefined ? undefined : use.get<number>(reminderKeys.message(use.community, channel, thread))

/** Returns an occurrence that was dealt with, `undefined` for one that was only computed so far. */
export const occurrenceOf = (use: Work, id: string): Promise<Occurrence | undefined> =>
  use.get<Occurrence>(reminderKeys.occurrence(use.community, id))

/** Writes a reminder and brings its index entries up to date with what it was before. */
export async function keepReminder(use: Work, it: Reminder): Promise<void> {
  const before = await reminderOf(use, it.number)
  replace(use, before && reminderIndex(use.community, before), reminderIndex(use.community, it), it.number)
  use.set(reminderKeys.record(use.community, it.number), reminder.parse(it))
  if (before?.network !== it.network) await noteUsed(use, 'network', it.network)
  if (before?.campaign !== it.campaign) await noteUsed(use, 'campaign', it.campaign)
}

/** Writes an occurrence and brings its index entries up to date with what it was before. */
export async function keepOccurrence(use: Work, it: Occurrence): Promise<void> {
  const before = await occurrenceOf(use, it.id)
  replace(use, before && occurrenceIndex(use.community, before), occurrenceIndex(use.community, it), it.id)
  use.set(reminderKeys.occurrence(use.community, it.id), occurrence.parse(it))
}

/** Forgets an occurrence that is only computed again: a date that was put back into its series. */
export async function dropOccurrence(use: Work, id: string): Promise<void> {
  const it = await occurrenceOf(use, id)
  for (const at of it === undefined ? [] : occurrenceIndex(use.community, it)) use.delete(at)
  use.delete(reminderKeys.occurrence(use.community, id))
}

function reminderIndex(c: string, it: Reminder): string[] {
  const running = it.state === 'active' || it.state === 'paused'
  return [
    ...(running && it.next !== undefined ? [reminderKeys.next(c, it.next.at, it.number)] : []),
    ...(it.state === 'paused' ? [reminderKeys.paused(c, it.paused?.at ?? it.made, it.number)] : []),
  ]
}

const occurrenceIndex = (c: string, it: Occurrence): string[] => [
  reminderKeys.at(c, it),
  reminderKeys.of(c, it),
  reminderKeys.in(c, it),
]

function replace(use: Work, before: string[] = [], after: string[], value: string | number): void {
  for (const at of before) if (!after.includes(at)) use.delete(at)
  for (const at of after) use.set(at, value)
}
