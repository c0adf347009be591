import * as z from 'zod'
import { audiences } from '../../core/house.ts'
import { place, who } from '../../core/person.ts'
import { key, under } from '../../core/store.ts'
import type { Work } from '../../core/work.ts'
import { rule } from '../../schedule/recurrence.ts'

/** How many digests a community may have scheduled, as far as one list shows. */
const scheduleLimit = 500

/**
 * A digest that comes by the clock. Times are milliseconds. `previous` is how far the last one that was sent
 * has told things; `reading` is when the one being sent now was begun, and becomes `previous` only once it is
 * known to be there. `missed` are those that did not go out since.
 */
const schedule = z.object({
  v: z.literal(1),
  number: z.number().int().positive(),
  rule,
  to: z.union([z.object({ place }), z.object({ direct: who })]),
  audience: z.enum(audiences),
  by: who,
  made: z.number(),
  previous: z.number().optional(),
  reading: z.object({ delivery: z.string(), at: z.number(), due: z.number(), late: z.boolean() }).optional(),
  missed: z.array(z.number()),
  stopped: z.object({ at: z.number(), by: who }).optional(),
})
export type Schedule = z.infer<typeof schedule>

/** The last digest that was sent: when, in milliseconds, and of which schedule. */
export interface LastDigest {
  at: number
  number: number
}

const recordKey = (c: string, number: number) => key('c', c, 'digest', number)
const activeKey = (c: string, number: number) => key('c', c, 'digest-active', number)
const lastKey = (c: string) => key('c', c, 'digest-last')

/** How alarms and the outbox name a schedule. */
export const digestSubject = (number: number): string => `digest/${number}`

/** Returns the schedule a subject names, `undefined` where there is none. */
export const scheduleNamed = (use: Work, of: string): Promise<Schedule | undefined> =>
  scheduleOf(use, Number(of.split('/')[1]))

/** Returns the schedule with a number, stopped or not. */
export const scheduleOf = async (use: Work, number: number): Promise<Schedule | undefined> =>
  Number.isSafeInteger(number) && number > 0 ? use.get<Schedule>(recordKey(use.community, number)) : undefined

/** Writes a schedule; only those that run are listed. */
export function keepSchedule(use: Work, it: Schedule): void {
  use.set(recordKey(use.community, it.number), schedule.parse(it))
  if (it.stopped === undefined) use.set(activeKey(use.community, it.number), it.number)
  else use.delete(activeKey(use.community, it.number))
}

/** Returns the schedules that run, by number. */
export async function activeSchedules(use: Work): Promise<Schedule[]> {
  const range = under('c', use.community, 'digest-active')
  const numbers = await use.list<number>({ ...range, limit: scheduleLimit })
  const found = await use.getMany<Schedule>(numbers.map(({ value }) => recordKey(use.community, value)))
  return found.filter((it): it is Schedule => it !== undefined)
}

/** Remembers the digest that was sent last. */
export const keepLastDigest = (use: Work, it: LastDigest): void => use.set(lastKey(use.community), it)

/** Returns the digest that was sent last. */
export const lastDigest = (use: Work): Promise<LastDigest | undefined> =>
  use.get<LastDigest>(lastKey(use.community))
