import * as z from 'zod'
import { locales, type Place, place, roles, type Visibility, visibilities } from '../core/person.ts'
import { key } from '../core/store.ts'
import type { Work } from '../core/work.ts'
import { former } from './former.ts'
import { target } from './target.ts'

/** What a community may name a place for. */
export const purposes = ['team', 'moderation', 'escalation', 'digest'] as const

/** The levels of an escalation: team, manager, director, crisis. */
export const levels = [1, 2, 3, 4] as const
export type Level = (typeof levels)[number]

const range = z.object({ from: z.string(), to: z.string() })

/** A group of a platform by the id its directory tells, and how it is called; a channel's place shows it better. */
export const group = z.object({
  id: z.string().min(1).max(200),
  name: z.string().max(80),
  place: place.exactOptional(),
})
export type Group = z.infer<typeof group>

/**
 * Who is asked at a level, who after them, and how long each has for the first answer, in minutes. Nobody set
 * means the managers. Level 1 counts working hours only; level 4 asks again every `minutes` until answered.
 */
const levelSettings = z.object({
  ask: z.array(target).default([]),
  backup: z.array(target).default([]),
  minutes: z.number().int().positive(),
})

/** What a community has set. Days are ISO numbers (1 is Monday), hours 'HH:MM', holidays ISO dates. */
const settings = z.object({
  v: z.literal(1),
  zone: z.string(),
  locale: z.enum(locales),
  places: z.partialRecord(z.enum(purposes), place),
  /** How far each of the places saw when it was named; left out, as far as a chat's open channels do. */
  seen: z.partialRecord(z.enum(purposes), z.enum(visibilities)).exactOptional(),
  /** Places of a chat that was joined, for which the community had others: nothing new goes there, but they are its team's. */
  kept: z.array(z.object({ place, sees: z.enum(visibilities).exactOptional() })).exactOptional(),
  days: z.array(z.number().int().min(1).max(7)),
  hours: range,
  quiet: range.optional(),
  holidays: z.array(z.string()),
  prefix: z.string(),
  /** The numbers of those that were joined to it. */
  formers: z.array(former).exactOptional(),
  levels: z.object({ 1: levelSettings, 2: levelSettings, 3: levelSettings, 4: levelSettings }),
  /** What a platform's groups give, by the group's id. */
  roles: z.record(z.string(), group.omit({ id: true }).extend({ role: z.enum(roles) })),
})
export type Settings = z.infer<typeof settings>

/** First-answer times: 4 h, 30 min, 15 min, and at once with a reminder every 5 minutes (PRODUCT: escalation defaults). */
const firstAnswer = { 1: 240, 2: 30, 3: 15, 4: 5 } as const

/** What a community begins with. */
export const initialSettings = (defaults: { zone: string; locale: Settings['locale'] }): Settings => ({
  v: 1,
  zone: defaults.zone,
  locale: defaults.locale,
  places: {},
  days: [1, 2, 3, 4, 5],
  hours: { from: '09:00', to: '18:00' },
  holidays: [],
  prefix: 'INC',
  levels: {
    1: { ask: [], backup: [], minutes: firstAnswer[1] },
    2: { ask: [], backup: [], minutes: firstAnswer[2] },
    3: { ask: [], backup: [], minutes: firstAnswer[3] },
    4: { ask: [], backup: [], minutes: firstAnswer[4] },
  },
  roles: {},
})

const settingsKey = (community: string) => key('c', community, 'settings')

/** Returns what the community has set, or what it begins with. */
export async function settingsOf(use: Work): Promise<Settings> {
  const found = await use.get<Settings>(settingsKey(use.community))
  return found === undefined ? initialSettings(use.house.defaults) : found
}

/** Returns the places that are the team's, and how far each saw when it was named. */
export const teamPlaces = ({
  kept = [],
  places,
  seen = {},
}: Settings): { place: Place; sees: Visibility }[] => [
  ...purposes.flatMap((purpose) => {
    const named = places[purpose]
    return named === undefined ? [] : [{ place: named, sees: seen[purpose] ?? 'community' }]
  }),
  ...kept.map(({ place, sees = 'community' }) => ({ place, sees })),
]

/** Tells whether the community has any settings yet. */
export const isSettled = async (use: Work): Promise<boolean> =>
  (await use.get(settingsKey(use.community))) !== undefined

/** Sees to it that the community's settings, which were read, stay the same until the commit. */
export const holdSettings = (use: Work): void => use.hold(settingsKey(use.community))

/** Replaces the community's settings. */
export const keepSettings = (use: Work, it: Settings): void =>
  use.set(settingsKey(use.community), settings.parse(it))
