import { loadRoutine } from '../../../config/routine.ts'
import { createFixedClock } from '../../../src/core/clock.ts'
import type { House } from '../../../src/core/house.ts'
import type { Locale, Who } from '../../../src/core/person.ts'
import type { Store } from '../../../src/core/store.ts'
import { read, update } from '../../../src/core/update.ts'
import type { Work } from '../../../src/core/work.ts'
import type { Escalation } from '../../../src/features/escalations/record.ts'
import type { Incident } from '../../../src/features/incidents/record.ts'
import type { Occurrence, Reminder } from '../../../src/features/reminders/record.ts'
import { scheduled } from '../../../src/features/reminders/series.ts'
import { placed } from '../../../src/schedule/wall-clock.ts'
import { openStore } from '../../../src/store/open.ts'
import { testHouse } from '../../test-house.ts'

export const zone = 'Europe/Paris'
const routine = loadRoutine()
const here = { platform: 'console', space: 'test', channel: 'moderation' } as const

/** A wall-clock time of Thursday 11 March 2027 in Paris ('02:04') or of another day ('10 18:00'), in milliseconds. */
export function at(written: string): number {
  const [time = '', day = '11'] = written.split(' ').reverse()
  return placed(`2027-03-${day.padStart(2, '0')}T${time}`, zone)
}

/** Somebody with an account of the same name. */
export const who = (name: string): Who => ({
  person: `console:test:${name}`,
  account: { platform: 'console', space: 'test', id: name },
  name,
})

/** An open case with little to say, and what a test gives it. */
export const caseOf = (number: number, given: Partial<Incident> & { logged: number }): Incident => ({
  v: 1,
  number,
  what: 'somebody complained',
  type: 'complaint',
  severity: 'medium',
  status: 'open',
  happened: given.logged,
  by: who('mod_est'),
  reporters: [],
  reported: [],
  affected: [],
  actions: [],
  from: here,
  related: [],
  steps: 0,
  evidence: 0,
  ...given,
})

/** The same, resolved. */
export const closedCase = (
  number: number,
  given: Partial<Incident> & { logged: number },
  resolved: number,
): Incident => ({
  ...caseOf(number, given),
  status: 'resolved',
  resolved: { at: resolved, by: who('mod_est'), reason: 'removed' },
})

/** A question at a level that waits for its answer. */
export const questionOf = (
  number: number,
  given: Partial<Escalation> & Pick<Escalation, 'at' | 'until' | 'level' | 'asked'>,
): Escalation => ({
  v: 1,
  nth: 1,
  number,
  why: 'What now?',
  by: who('mod_est'),
  from: here,
  due: given.until,
  rung: 'first',
  turns: [{ level: given.level, rung: 'first', who: given.asked, at: given.at, until: given.until }],
  state: 'waiting',
  further: [],
  details: [],
  ...given,
})

/** A question that was answered after so many minutes. */
export const answered = (
  number: number,
  asked: number,
  minutes: number,
  by = who('head_comm'),
): Escalation => ({
  ...questionOf(number, { at: asked, until: asked + 30 * 60_000, level: 2, asked: [by] }),
  state: 'answered',
  first: { by, at: asked + minutes * 60_000, text: 'Yes.', minutes, late: minutes > 30 },
})

/** A post that goes out once. */
export const post = (
  number: number,
  when: string,
  network: string | undefined,
  what: string,
  whose: Reminder['for'],
  given: Partial<Reminder> = {},
): Reminder => {
  const [time = '', day = '11'] = when.split(' ').reverse()
  const local = `2027-03-${day.padStart(2, '0')}T${time}`
  return {
    v: 1,
    number,
    revision: 1,
    what,
    rule: { zone, from: local, repeat: { kind: 'once' }, skipped: [] },
    ...(network === undefined ? {} : { network }),
    for: whose,
    by: who('cm_day'),
    made: at('1 09:00'),
    personal: false,
    late: 'once',
    state: 'active',
    next: { at: placed(local, zone), local },
    ...given,
  }
}

/** What became of the one date of a post. */
export function dealtWith(it: Reminder, state: Occurrence['state'], since: number): [Reminder, Occurrence] {
  const { next, ...rest } = it
  if (next === undefined) throw new Error('a post without a date')
  return [
    { ...rest, state: 'ended' },
    { ...scheduled(it, next, since), state, since },
  ]
}

/** Opens a community's records on a fresh store, at a time. */
export async function records(now: number, locale: Locale = 'en') {
  const { store } = await openStore('memory://')
  return recordsIn(store, now, locale)
}

/** The same on a store there is. */
export function recordsIn(store: Store, now: number, locale: Locale = 'en', community = 'home') {
  const clock = createFixedClock(Temporal.Instant.fromEpochMilliseconds(now))
  const house: House = { ...testHouse, defaults: { zone, locale }, routine }
  const on = (id: string) => ({ store, clock, house, community, id })
  let turn = 0
  return {
    store,
    clock,
    house,
    write: <T>(run: (use: Work) => Promise<T>) => update(on(`write-${++turn}`), run),
    look: <T>(run: (use: Work) => Promise<T>) => read(on('look'), run),
  }
}
