import { createFixedClock, type FixedClock } from '../../../src/core/clock.ts'
import type { Account, Platform, Role, Who } from '../../../src/core/person.ts'
import type { Store } from '../../../src/core/store.ts'
import { read, update } from '../../../src/core/update.ts'
import type { Work } from '../../../src/core/work.ts'
import { logIncident, type Report } from '../../../src/features/incidents/log.ts'
import type { Incident } from '../../../src/features/incidents/record.ts'
import { keepPerson, newPerson } from '../../../src/features/people.ts'
import { initialSettings, keepSettings } from '../../../src/features/settings.ts'
import { openStore } from '../../../src/store/open.ts'
import { testHouse } from '../../test-house.ts'

/** A community on a memory store, to try features on. */
export interface Desk {
  clock: FixedClock
  store: Store
  community: string
  do<T>(run: (use: Work) => Promise<T>): Promise<T>
  look<T>(run: (use: Work) => Promise<T>): Promise<T>
  /** Logs a case by @mod_est, who has it then; what is left out is a spam wave. */
  log(report?: Partial<Report>, by?: Who, owns?: boolean): Promise<Incident>
}

/** Somebody on Discord, or elsewhere. */
export const who = (name: string, platform: Platform = 'discord'): Who => {
  const account: Account = { platform, space: 'server', id: name }
  return { person: `${platform}:server:${name}`, account, name }
}

export const est = who('mod_est')
export const west = who('mod_west')
export const day = who('cm_day')
export const nightowl = who('nightowl')
export const otter = who('otter')

/** The channel cases hang in where a desk has one. */
export const moderation = { platform: 'discord', space: 'server', channel: 'moderation' } as const

/** A report of a spam wave. */
export const report = (it: Partial<Report> = {}): Report => ({
  what: 'Gift links in #general',
  type: 'spam',
  reported: [],
  affected: [],
  actions: [],
  from: { platform: 'discord', space: 'server', channel: 'general' },
  proofs: [],
  ...it,
})

/** Returns a desk with a team of three, on Thursday 11 March 2027 at 02:00 in Paris unless told otherwise. */
export async function createDesk({ channel = false, now = '2027-03-11T02:00+01:00' } = {}): Promise<Desk> {
  const { store } = await openStore('memory://')
  const clock = createFixedClock(now)
  const community = 'night'
  let turn = 0
  const on = () => ({ store, clock, community, house: testHouse, id: `act-${++turn}` })
  const desk: Desk = {
    clock,
    store,
    community,
    do: (run) => update(on(), run),
    look: (run) => read(on(), run),
    log: (it, by = est, owns = true) => desk.do((use) => logIncident(use, by, report(it), owns)),
  }
  await desk.do(async (use) => {
    keepSettings(use, {
      ...initialSettings({ zone: 'Europe/Paris', locale: 'en' }),
      places: channel ? { moderation } : {},
    })
    const team: [Who, Role][] = [
      [est, 'moderator'],
      [west, 'moderator'],
      [day, 'cm'],
    ]
    for (const [each, role] of team)
      await keepPerson(use, newPerson(each.person, each.account, each.name, role))
  })
  return desk
}

/** Says which refusal a promise was rejected with. */
export const refusal = (doing: Promise<unknown>): Promise<string> =>
  doing.then(
    () => 'done',
    (error: { key?: string }) => error.key ?? String(error),
  )
