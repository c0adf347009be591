import { isDeepStrictEqual } from 'node:util'
import { instant } from '../../core/clock.ts'
import { UserError } from '../../core/errors.ts'
import type { Audience } from '../../core/house.ts'
import type { Place, Who } from '../../core/person.ts'
import type { Work } from '../../core/work.ts'
import { nextOf, occurrences, startRule } from '../../schedule/recurrence.ts'
import { type AlarmHandlers, clearAlarm, setAlarm } from '../alarms.ts'
import { audit } from '../audit/entries.ts'
import type { Deliveries } from '../courier/options.ts'
import { laneOf } from '../delivery.ts'
import { deliveryOf } from '../ledger.ts'
import { takeNumber } from '../numbering.ts'
import { post } from '../outbox.ts'
import { whoNow } from '../people.ts'
import { settingsOf, teamPlaces } from '../settings.ts'
import {
  activeSchedules,
  digestSubject,
  keepLastDigest,
  keepSchedule,
  type Schedule,
  scheduleNamed,
  scheduleOf,
} from './record.ts'

/** The name of the view that draws a digest. */
export const digestViewName = 'digest'
/** The name of the view that tells whoever scheduled a digest that it cannot go out. */
export const refusedViewName = 'digest.refused'
/** More missed digests than this are not told one by one; the newest are kept. */
const missedLimit = 50
/** How many dates of a long downtime one alarm looks at. */
const lot = 1000

/** What somebody wishes to get, when and where. Days are ISO numbers, `at` is 'HH:MM'. */
interface Wish {
  at: string
  days: number[]
  zone: string
  to: { place: Place } | { direct: Who }
  audience: Audience
}

/** Begins a schedule that is not there yet. Its place must be one of the team's: a digest names members. */
export async function schedule(
  use: Work,
  by: Who,
  { at, audience, days, to, zone }: Wish,
): Promise<Schedule> {
  if ('place' in to && !(await isTeams(use, to.place))) throw new UserError('digest.notTeams')
  const rule = startRule({ kind: 'weekly', every: 1, weekdays: days, times: [at] }, zone, use.now)
  if (rule === undefined) throw new UserError('digest.never')
  const same = (await activeSchedules(use)).find(
    (each) =>
      isDeepStrictEqual([each.rule.repeat, each.rule.zone], [rule.repeat, rule.zone]) &&
      laneOf(each.to) === laneOf(to) &&
      each.audience === audience,
  )
  if (same !== undefined) throw new UserError('digest.already', { ref: `D${same.number}` })
  const made = use.now.epochMilliseconds
  const it: Schedule = {
    v: 1,
    number: await takeNumber(use, 'digest'),
    rule,
    to,
    audience,
    by,
    made,
    missed: [],
  }
  keepSchedule(use, it)
  await arm(use, it)
  audit(use, { by, did: 'digest.scheduled', of: digestSubject(it.number) })
  return it
}

/** A place belongs to the team where the community has named it for a purpose of its own. */
async function isTeams(use: Work, at: Place): Promise<boolean> {
  return teamPlaces(await settingsOf(use)).some(
    ({ place }) => place.platform === at.platform && place.channel === at.channel,
  )
}

/** Ends a schedule; answers it as it was before, so that a second try can say who did it. */
export async function stop(use: Work, by: Who, number: number): Promise<Schedule> {
  const it = await scheduleOf(use, number)
  if (it === undefined) throw new UserError('digest.unknown', { ref: `D${number}` })
  if (it.stopped !== undefined) return it
  keepSchedule(use, { ...it, stopped: { at: use.now.epochMilliseconds, by } })
  await clearAlarm(use, digestSubject(number))
  audit(use, { by, did: 'digest.stopped', of: digestSubject(number) })
  return it
}

async function arm(use: Work, { number, rule }: Schedule): Promise<void> {
  const [next] = nextOf(rule, use.now, 1)
  const of = digestSubject(number)
  if (next !== undefined) await setAlarm(use, { id: of, at: next.at, does: 'digest.send', of })
}

/** What the alarms of digests do: of all that fell due, Vigie being down, the newest is sent and the others are missed. */
export const digestAlarms: AlarmHandlers = {
  'digest.send': async (use, of, alarm) => {
    const it = await scheduleNamed(use, of)
    if (it === undefined || it.stopped !== undefined) return
    const now = use.now.epochMilliseconds
    const due = occurrences(it.rule, instant(alarm.at - 1))
      .take(lot)
      .toArray()
      .filter(({ at }) => at <= now)
    const newest = due.at(-1)
    if (newest === undefined) return
    const key = `${of}/${newest.local}`
    const to = 'direct' in it.to ? { direct: await whoNow(use, it.to.direct) } : it.to
    await post(use, { view: digestViewName, of, to, due: newest.at, key, policy: 'once', series: of })
    keepSchedule(use, missing(it, ...due.slice(0, -1).map(({ at }) => at)))
    await arm(use, it)
  },
}

const missing = (it: Schedule, ...dates: number[]): Schedule => ({
  ...it,
  missed: [...it.missed, ...dates].slice(-missedLimit),
})

/** What becomes of a digest: only one that is there counts as the previous one. */
export const digestDeliveries: Deliveries = {
  [digestViewName]: {
    async sending(use, { does, due, id, late }) {
      const it = 'post' in does ? await scheduleNamed(use, does.of) : undefined
      // A second try may find the first one there: what that one told counts.
      if (it === undefined || it.reading?.delivery === id) return
      const settled = await withoutWords(use, it)
      keepSchedule(use, { ...settled, reading: { delivery: id, at: use.now.epochMilliseconds, due, late } })
    },
    async sent(use, { does, doubt, id }, ref) {
      const it = 'post' in does ? await scheduleNamed(use, does.of) : undefined
      if (it === undefined) return
      const read = it.reading?.delivery === id ? it.reading.at : undefined
      // One that is seen there later says nothing of what others told since.
      if (ref === undefined && read === undefined) return
      const now = use.now.epochMilliseconds
      keepSchedule(use, told(it, read ?? now))
      keepLastDigest(use, { at: (ref === undefined ? doubt : undefined) ?? now, number: it.number })
    },
    async missed(use, { does, due }) {
      const it = 'post' in does ? await scheduleNamed(use, does.of) : undefined
      if (it !== undefined) keepSchedule(use, missing(it, due))
    },
    async refused(use, { does, id }, { code }) {
      const it = 'post' in does ? await scheduleNamed(use, does.of) : undefined
      // Whoever cannot be written to cannot be told so either.
      if (it === undefined || 'direct' in it.to) return
      const of = `${digestSubject(it.number)}/${code}`
      await post(use, { view: refusedViewName, of, to: { direct: await whoNow(use, it.by) }, key: id })
    },
  },
}

const told = ({ reading: _, ...it }: Schedule, previous: number): Schedule => ({
  ...it,
  previous,
  missed: [],
})

/** A private digest that had nothing to say was not sent, and yet what it covered is dealt with. */
async function withoutWords(use: Work, it: Schedule): Promise<Schedule> {
  if (it.reading === undefined) return it
  const before = await deliveryOf(use, it.reading.delivery)
  return before?.state === 'cancelled' && before.why?.code === 'nothing' ? told(it, it.reading.at) : it
}
