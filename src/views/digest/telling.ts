import { instant } from '../../core/clock.ts'
import { dayOf } from '../../core/dates.ts'
import type { Who } from '../../core/person.ts'
import { join, type Text, type Translate } from '../../core/text.ts'
import type { Words } from '../../core/words.ts'
import type { DigestFacts } from '../../features/digest/facts.ts'
import type { Headline } from '../../features/digest/headline.ts'
import { awaited, type Escalation } from '../../features/escalations/record.ts'
import { addressOf } from '../../features/former.ts'
import type { Incident } from '../../features/incidents/record.ts'
import type { Target } from '../../features/target.ts'
import { localOf } from '../../schedule/wall-clock.ts'
import { commandLine } from '../command-line.ts'
import { nameText, targetText, timeText } from '../words.ts'
import { inLine, type Look } from './layout.ts'
import type { Audienced } from './selection.ts'

/** Longer names are cut: a digest is not where somebody is looked up. */
const longestName = 24

/** What a digest is told with: its facts, its reader, and the reader's words. */
export interface Telling extends Look {
  headline: Headline
  /** A day that is over is told, not this morning. */
  back: boolean
  facts: DigestFacts
  reader: Audienced
  t: Translate
  words: Words
}

/** Tells whether somebody is the one reader. */
export const isReader = ({ reader }: Telling, who: Who): boolean => reader.person?.id === who.person

/** Names somebody, never the reader: they are told 'you' by the sentence around. */
export const handle = ({ account, name }: Who): Text => nameText({ account, name: inLine(name, longestName) })

/** Names several people after one another, three at most. */
export function handles(telling: Telling, people: readonly Who[]): Text {
  const shown = people.slice(0, 3).map(handle)
  const rest = people.length - shown.length
  const all = rest === 0 ? shown : [...shown, telling.t('digest.others', { count: rest })]
  return join(all, ', ')
}

/** Names somebody, or tells the reader that they are meant: 'you'. */
export const youOr = (telling: Telling, who: Who): Text =>
  isReader(telling, who) ? telling.t('digest.you') : handle(who)

/** Names whom something is for: 'you', somebody, or a role. */
export const forWhom = (telling: Telling, it: Target): Text =>
  'role' in it ? targetText(telling, it) : youOr(telling, it.who)

/** Before noon, what has happened since yesterday is the night. */
export const isMorning = ({ facts, zone }: Telling): boolean =>
  instant(facts.at).toZonedDateTimeISO(zone).hour < 12

/** Returns the case the headline is about, if it is about one. */
export const caseTold = ({ headline }: Telling): Incident | undefined =>
  headline.tone !== 'quiet' && 'case' in headline.reason ? headline.reason.case : undefined

/** Writes a case's reference: 'INC-212'. */
export const ref = ({ facts }: Telling, number: number): string => `${facts.prefix}-${number}`

/** Writes a number as buttons carry it. */
export const address = ({ facts }: Telling, number: number): string => addressOf(facts.community, number)

/** Tells an hour; of yesterday and tomorrow with that word, of another day with its date. */
export function hour({ facts, t, zone }: Telling, ms: number): Text {
  const days = dayOf(facts.at, zone).until(dayOf(ms, zone)).days
  const time = timeText(ms, 'time')
  if (days === 0) return time
  if (days === -1) return t('digest.yesterday', { time })
  if (days === 1) return t('digest.tomorrow', { time })
  return timeText(ms)
}

/** The same as part of a sentence: 'at 10:00', 'tomorrow 10:00'. */
export function atHour(telling: Telling, ms: number): Text {
  const { facts, t, zone } = telling
  const time = hour(telling, ms)
  return dayOf(facts.at, zone).equals(dayOf(ms, zone)) ? t('digest.at', { time }) : time
}

/** Tells a deadline, or that it is over. */
export function byWhen(telling: Telling, by: number): Text {
  const time = hour(telling, by)
  return telling.t(by <= telling.facts.at ? 'digest.lateSince' : 'digest.by', { time })
}

/** Tells a length of time in minutes or, from two hours on, in hours. */
export const minutes = ({ t }: Telling, count: number): Text =>
  count < 120
    ? t('digest.minutes', { count: Math.round(count) })
    : t('digest.hours', { count: Math.round(count / 60) })

/** Says whose answer a question waits for. */
export const awaitedText = (telling: Telling, it: Escalation): Text =>
  awaited(it).length === 0
    ? telling.t('digest.levelUnset', { level: it.level })
    : handles(telling, awaited(it))

/** Says that more of something is left out, and the command that shows it. */
export const moreBy =
  (telling: Telling, name: string, values: Typed = {}) =>
  (count: number): Text =>
    telling.t('digest.more', { count, command: typed(telling, name, values) })

/** Values of a command: a word of a list as [list, value], or as it is typed. */
type Typed = Record<string, readonly [list: string, value: string] | string>

/** Writes a command as the reader types it. */
export function typed({ locale, words }: Telling, name: string, values: Typed = {}): Text {
  const given = Object.entries(values).map(([arg, value]) => {
    if (typeof value === 'string') return [arg, value]
    return [arg, words.set(`values.${value[0]}`, locale).get(value[1])?.name ?? value[1]]
  })
  return [{ command: commandLine(words, locale, name, Object.fromEntries(given)) }]
}

/** Writes when the previous digest was, as it is typed. */
export const sinceTyped = ({ facts, zone }: Telling): string => localOf(facts.since, zone).replace('T', ' ')
