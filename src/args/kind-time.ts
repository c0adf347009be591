import type { Kind, Read, Reading } from '../core/args.ts'
import { startOf } from '../core/dates.ts'
import { settingsOf } from '../features/settings.ts'
import {
  type PhraseContext,
  readClockRange,
  readClockTime,
  readDay,
  readDuration,
  readInstant,
  readRule,
  readWeekdays,
  readZone,
  type Trouble,
} from '../schedule/phrases.ts'

/** Milliseconds since the epoch, as buttons and chats' own pickers give them. */
const epoch = /^\d{12,14}$/

const standing = ({ now, zone, locale, words }: Reading): PhraseContext => ({ now, zone, locale, words })

/** When something happens: in the community's zone, whoever types it, unless another is typed. */
export const ruleKind: Kind = {
  name: 'rule',
  async read(typed, at, use) {
    const { zone } = await settingsOf(use)
    return said(readRule(typed, { ...standing(at), zone }), at, ({ rule }) => JSON.stringify(rule))
  },
}

/** A moment to come, in the zone of whoever types it. */
export const momentKind: Kind = {
  name: 'moment',
  read: async (typed, at) =>
    epoch.test(typed)
      ? { value: typed }
      : said(readInstant(typed, standing(at)), at, ({ at: ms }) => String(ms)),
}

/** A moment that is over, in the zone of whoever types it. */
export const pastKind: Kind = {
  name: 'past',
  read: async (typed, at) =>
    epoch.test(typed)
      ? { value: typed }
      : said(readInstant(typed, standing(at), { past: true }), at, ({ at: ms }) => String(ms)),
}

/** From when on: a moment that is over, or the beginning of a day. */
export const sinceKind: Kind = {
  name: 'since',
  async read(typed, at, use) {
    const found = readDay(typed, standing(at), { past: true })
    return 'problem' in found ? pastKind.read(typed, at, use) : { value: String(startOf(found.day, at.zone)) }
  },
}

/** A calendar day. */
export const dayKind: Kind = {
  name: 'day',
  read: async (typed, at) => said(readDay(typed, standing(at)), at, ({ day }) => day.toString()),
}

/** A calendar day that is over, or today. */
export const pastDayKind: Kind = {
  name: 'past-day',
  read: async (typed, at) =>
    said(readDay(typed, standing(at), { past: true }), at, ({ day }) => day.toString()),
}

/** A length of time. */
export const durationKind: Kind = {
  name: 'duration',
  read: async (typed, at) => said(readDuration(typed, standing(at)), at, ({ ms }) => String(ms)),
}

/** An IANA zone, by its name or its city. */
export const zoneKind: Kind = {
  name: 'zone',
  read: async (typed, at) => said(readZone(typed, standing(at)), at, ({ zone }) => zone),
  async suggest(typed) {
    const wanted = typed.toLowerCase().replace(/\s+/g, '_')
    const zones = Intl.supportedValuesOf('timeZone').filter((each) => each.toLowerCase().includes(wanted))
    return zones.slice(0, 25).map((name) => ({ value: name, label: name }))
  },
}

/** A wall-clock time. */
export const clockTimeKind: Kind = {
  name: 'clock-time',
  read: async (typed, at) => said(readClockTime(typed, standing(at)), at, ({ time }) => time),
}

/** Two wall-clock times. */
export const clockRangeKind: Kind = {
  name: 'clock-range',
  read: async (typed, at) =>
    said(readClockRange(typed, standing(at)), at, ({ from, to }) => JSON.stringify({ from, to })),
}

/** Two wall-clock times, or none. */
export const clockRangeOrNoneKind: Kind = {
  name: 'clock-range-or-none',
  async read(typed, at, use) {
    const none = at.words.find('values.nothing', typed, at.locale)
    return 'value' in none ? { value: 'null' } : clockRangeKind.read(typed, at, use)
  },
}

/** Days of the week. */
export const weekdaysKind: Kind = {
  name: 'weekdays',
  read: async (typed, at) => said(readWeekdays(typed, standing(at)), at, ({ days }) => JSON.stringify(days)),
}

/** Every kind of time. */
export const timeKinds: readonly Kind[] = [
  ruleKind,
  momentKind,
  pastKind,
  sinceKind,
  dayKind,
  pastDayKind,
  durationKind,
  zoneKind,
  clockTimeKind,
  clockRangeKind,
  clockRangeOrNoneKind,
  weekdaysKind,
]

function said<T extends object>(
  it: T | Trouble,
  { words, locale }: Reading,
  canonical: (it: T) => string,
): Read {
  if (!('problem' in it)) return { value: canonical(it as T) }
  const { problem, nearest = [] } = it as Trouble
  return { problem: words.t(locale)(`time.problem.${problem}`), nearest }
}
