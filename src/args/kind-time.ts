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

/** How far the clocks of chats may be ahead of ours, in milliseconds. */
const ahead = 60_000

const standing = ({ now, zone, locale, words }: Reading): PhraseContext => ({ now, zone, locale, words })

/** When something happens: in the community's zone, whoever types it, unless another is typed. */
export const ruleKind: Kind = {
  name: 'rule',
  async read(typed, at, use) {
    const { zone } = await settingsOf(use)
    return said('rule', readRule(typed, { ...standing(at), zone }), at, ({ rule }) => JSON.stringify(rule))
  },
}

/** A moment to come, in the zone of whoever types it; a mere length of time, such as '45m', counts from now. */
export const momentKind: Kind = {
  name: 'moment',
  async read(typed, at) {
    if (epoch.test(typed)) {
      const isOver = Number(typed) < at.now.epochMilliseconds
      return isOver ? said('moment', { problem: 'past' }, at, String) : { value: typed }
    }
    const distance = readDuration(typed, standing(at))
    if ('ms' in distance) return { value: String(at.now.epochMilliseconds + distance.ms) }
    return said('moment', readInstant(typed, standing(at)), at, ({ at: ms }) => String(ms))
  },
}

/** A moment that is over, in the zone of whoever types it. */
const pastKind: Kind = {
  name: 'past',
  async read(typed, at) {
    if (epoch.test(typed)) {
      const isToCome = Number(typed) > at.now.epochMilliseconds + ahead
      return isToCome ? said('past', { problem: 'future' }, at, String) : { value: typed }
    }
    return said('past', readInstant(typed, standing(at), { past: true }), at, ({ at: ms }) => String(ms))
  },
}

/** From when on: a moment that is over, or the beginning of a day. */
const sinceKind: Kind = {
  name: 'since',
  async read(typed, at, use) {
    const found = readDay(typed, standing(at), { past: true })
    return 'problem' in found ? pastKind.read(typed, at, use) : { value: String(startOf(found.day, at.zone)) }
  },
}

/** A calendar day. */
export const dayKind: Kind = {
  name: 'day',
  read: async (typed, at) => said('day', readDay(typed, standing(at)), at, ({ day }) => day.toString()),
}

/** A calendar day that is over, or today. */
const pastDayKind: Kind = {
  name: 'past-day',
  async read(typed, at) {
    const found = readDay(typed, standing(at), { past: true })
    const today = at.now.toZonedDateTimeISO(at.zone).toPlainDate()
    const isToCome = 'day' in found && Temporal.PlainDate.compare(found.day, today) > 0
    return said('day', isToCome ? { problem: 'future' } : found, at, ({ day }) => day.toString())
  },
}

/** A length of time. */
export const durationKind: Kind = {
  name: 'duration',
  read: async (typed, at) => said('duration', readDuration(typed, standing(at)), at, ({ ms }) => String(ms)),
}

/** An IANA zone, by its name or its city. */
const zoneKind: Kind = {
  name: 'zone',
  read: async (typed, at) => said('zone', readZone(typed, standing(at)), at, ({ zone }) => zone),
  async suggest(typed) {
    const wanted = typed.toLowerCase().replace(/\s+/g, '_')
    const zones = Intl.supportedValuesOf('timeZone').filter((each) => each.toLowerCase().includes(wanted))
    return zones.slice(0, 25).map((name) => ({ value: name, label: name }))
  },
}

/** A wall-clock time. */
const clockTimeKind: Kind = {
  name: 'clock-time',
  read: async (typed, at) => said('clock', readClockTime(typed, standing(at)), at, ({ time }) => time),
}

/** Two wall-clock times. */
const clockRangeKind: Kind = {
  name: 'clock-range',
  read: async (typed, at) =>
    said('range', readClockRange(typed, standing(at)), at, ({ from, to }) => JSON.stringify({ from, to })),
}

/** Two wall-clock times, or none. */
const clockRangeOrNoneKind: Kind = {
  name: 'clock-range-or-none',
  none: true,
  async read(typed, at, use) {
    const none = at.words.find('values.nothing', typed, at.locale)
    return 'value' in none ? { value: 'null' } : clockRangeKind.read(typed, at, use)
  },
}

/** Days of the week. */
const weekdaysKind: Kind = {
  name: 'weekdays',
  read: async (typed, at) =>
    said('weekdays', readWeekdays(typed, standing(at)), at, ({ days }) => JSON.stringify(days)),
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

/** Turns what was read into a canonical string, or into words for why it was refused, with examples of its kind. */
function said<T extends object>(
  kind: string,
  it: T | Trouble,
  { words, locale }: Reading,
  canonical: (it: T) => string,
): Read {
  if (!('problem' in it)) return { value: canonical(it as T) }
  const { problem, nearest = [] } = it as Trouble
  const key = problem === 'unknown' ? `time.unknown.${kind}` : `time.problem.${problem}`
  return { problem: words.t(locale)(key), nearest }
}
