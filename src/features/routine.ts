import * as z from 'zod'
import { dayOf } from '../core/dates.ts'
import type { Audience, Block } from '../core/house.ts'
import { type Locale, type Person, type Role, type Who, who } from '../core/person.ts'
import { key, parts, under } from '../core/store.ts'
import type { Work } from '../core/work.ts'
import { placed } from '../schedule/wall-clock.ts'
import { audit } from './audit/entries.ts'
import { settingsOf } from './settings.ts'

/** More blocks than this no routine has. */
const blockLimit = 100

/** Somebody ticked a block of the community's day; `at` in milliseconds. */
const tick = z.object({ v: z.literal(1), by: who, at: z.number() })
type Tick = z.infer<typeof tick>

/** A block of today: its hour in the community's zone, as `time` in milliseconds. */
export interface BlockToday extends Block {
  time: number
}

/** A day of the routine: its blocks by the hour, and what is ticked, by block id. `day` is 'YYYY-MM-DD'. */
export interface RoutineDay {
  day: string
  blocks: readonly BlockToday[]
  ticks: ReadonlyMap<string, Tick>
}

const tickKey = (c: string, day: string, block: string) => key('c', c, 'routine', day, block)

/** Whose blocks a role sees: their own; a manager and everybody above sees them all. */
const audienceOf: Partial<Record<Role, Audience>> = { moderator: 'moderator', cm: 'cm' }

/** Returns the community's day as somebody sees it. */
export async function routineDay(use: Work, person: Pick<Person, 'role' | 'locale'>): Promise<RoutineDay> {
  const day = await today(use)
  const own = audienceOf[person.role]
  const blocks = (await blocksToday(use, person.locale)).filter(
    (it) => own === undefined || it.audience.includes(own),
  )
  const found = await use.list<Tick>({ ...under('c', use.community, 'routine', day), limit: blockLimit })
  return { day, blocks, ticks: new Map(found.map((it) => [parts(it.key).at(-1) ?? '', it.value])) }
}

/** Returns all blocks of the community's day, in a language. */
export async function blocksToday(use: Work, locale: Locale): Promise<BlockToday[]> {
  const day = await today(use)
  const { zone } = await settingsOf(use)
  return use.house.routine[locale].map((it) => ({ ...it, time: placed(`${day}T${it.at}`, zone) }))
}

/** The community's day begins at midnight in its own zone, whoever looks. */
async function today(use: Work): Promise<string> {
  const { zone } = await settingsOf(use)
  return dayOf(use.now.epochMilliseconds, zone).toString()
}

/** Ticks a block for today; answers the tick that was there before, which stays as it was. */
export async function tickBlock(use: Work, by: Who, id: string): Promise<Tick | undefined> {
  const at = tickKey(use.community, await today(use), id)
  const before = await use.get<Tick>(at)
  if (before === undefined) {
    use.set(at, tick.parse({ v: 1, by, at: use.now.epochMilliseconds }))
    audit(use, { by, did: 'routine.ticked', of: `routine/${id}` })
  }
  return before
}

/** Takes today's tick off a block; answers whether there was one. */
export async function untickBlock(use: Work, by: Who, id: string): Promise<boolean> {
  const at = tickKey(use.community, await today(use), id)
  if ((await use.get<Tick>(at)) === undefined) return false
  use.delete(at)
  audit(use, { by, did: 'routine.unticked', of: `routine/${id}` })
  return true
}
