import * as z from 'zod'
import { type Account, type Person, type Place, place, who, whoIs } from '../core/person.ts'
import { key } from '../core/store.ts'
import type { Work } from '../core/work.ts'
import type { Deliveries } from './courier/index.ts'
import { cancel, post, touch } from './outbox.ts'
import { recordsOf } from './reminders/queries.ts'
import { reminderOf } from './reminders/record.ts'
import { purposes, settingsOf } from './settings.ts'

/** The name of the message that shows how to begin, and of what it is about: there is one a community. */
export const firstRunView = 'first-run'

/**
 * What is remembered of a community's beginnings. `shown` is how things stood when the message was last drawn;
 * `over`: it stays as it is, every step having been taken.
 */
const beginnings = z.object({
  v: z.literal(1),
  greeted: z.object({ at: z.number(), to: who }).optional(),
  /** Where it is shown if they take no private messages. */
  instead: place.exactOptional(),
  /** Somebody said yes to the language and zone, changed or not. */
  ways: z.literal(true).optional(),
  shown: z.string().optional(),
  over: z.literal(true).optional(),
})
type Beginnings = z.infer<typeof beginnings>

/** The first reminder of a community: `at`, in milliseconds, is when it was sent or else when it will be. */
export interface FirstReminder {
  number: number
  at: number
  sent: boolean
}

/** What a community has done of what it begins with. */
export interface FirstSteps {
  channels: boolean
  ways: boolean
  reminder: FirstReminder | undefined
}

const recordKey = (community: string) => key('c', community, 'first-run')

const beginningsOf = async (use: Work): Promise<Beginnings> =>
  (await use.get<Beginnings>(recordKey(use.community))) ?? { v: 1 }

const keepBeginnings = (use: Work, it: Beginnings): void =>
  use.set(recordKey(use.community), beginnings.parse(it))

/** Returns what a community has done of its first steps. */
export async function firstStepsOf(use: Work): Promise<FirstSteps> {
  const { locale, places, zone } = await settingsOf(use)
  const { defaults } = use.house
  const settled = (await beginningsOf(use)).ways === true
  return {
    channels: purposes.some((purpose) => places[purpose] !== undefined),
    ways: settled || locale !== defaults.locale || zone !== defaults.zone,
    reminder: await firstReminder(use),
  }
}

async function firstReminder(use: Work): Promise<FirstReminder | undefined> {
  // Numbers begin at 1 and are never used again.
  const it = await reminderOf(use, 1)
  if (it === undefined) return undefined
  const [date] = await recordsOf(use, it.number, 1)
  return {
    number: it.number,
    at: date?.sent ?? date?.sendAt ?? it.next?.at ?? it.made,
    sent: date?.sent !== undefined,
  }
}

/** Tells whether nothing is left of the first steps. */
export const areTaken = ({ channels, reminder, ways }: FirstSteps): boolean =>
  channels && ways && reminder !== undefined

/**
 * Writes, once in a community's life, to whoever may set it up and comes first, how to begin. Answers whether this
 * was now. `through` is the account they came with.
 */
export const greet = async (use: Work, person: Person, through: Account): Promise<boolean> =>
  use.house.greets?.(through.platform) === true && welcome(use, person, through)

/** The same for whoever brought Vigie to a chat; where they take no private messages, it is shown in `instead`. */
export async function welcome(
  use: Work,
  person: Person,
  through: Account,
  instead?: Place,
): Promise<boolean> {
  if (!person.may('settings.write')) return false
  const before = await beginningsOf(use)
  if (before.greeted !== undefined) return false
  const steps = await firstStepsOf(use)
  if (areTaken(steps)) return false
  const to = whoIs(person, through)
  const at = use.now.epochMilliseconds
  const shown = await standing(use, steps)
  keepBeginnings(use, { ...before, greeted: { at, to }, shown, ...(instead && { instead }) })
  await post(use, {
    view: firstRunView,
    of: firstRunView,
    to: { direct: to },
    key: firstRunView,
    grace: 'any',
  })
  return true
}

/** What cannot be said in private is said once where Vigie was brought to. */
export const firstRunDeliveries: Deliveries = {
  [firstRunView]: {
    async refused(use, it, { code, scope }) {
      const { instead, ...before } = await beginningsOf(use)
      if (code !== 'closed' || scope !== 'place' || instead === undefined || !('post' in it.does)) return
      await cancel(use, it.id)
      keepBeginnings(use, before)
      const to = { place: instead }
      await post(use, { view: firstRunView, of: firstRunView, to, key: firstRunView, grace: 'any' })
    },
  },
}

/** Remembers that the community's language and zone were said yes to. */
export const settleWays = async (use: Work): Promise<void> =>
  keepBeginnings(use, { ...(await beginningsOf(use)), ways: true })

/** Has the message that shows how to begin brought up to date, where it would say something else by now. */
export async function tickSteps(use: Work): Promise<void> {
  const before = await beginningsOf(use)
  if (before.greeted === undefined || before.over) return
  const steps = await firstStepsOf(use)
  const shown = await standing(use, steps)
  if (shown === before.shown) return
  const over = areTaken(steps) && steps.reminder?.sent === true
  keepBeginnings(use, { ...before, shown, ...(over && { over }) })
  await touch(use, firstRunView)
}

/** Everything the message tells, to compare. */
async function standing(use: Work, steps: FirstSteps): Promise<string> {
  const { locale, places, zone } = await settingsOf(use)
  return JSON.stringify([steps, places, locale, zone])
}
