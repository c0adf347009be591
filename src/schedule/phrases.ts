import { anyClock, type Clock, timeOf } from './phrase/clock.ts'
import { type Day, day } from './phrase/day.ts'
import { span } from './phrase/duration.ts'
import { dateThat, momentFrom, momentOf, todayAt } from './phrase/moment.ts'
import { either, keyword, map, maybe, type Parser, seq, symbol } from './phrase/parser.ts'
import { isTrouble, type Trouble } from './phrase/problem.ts'
import { type PhraseContext, readWhole, standpointOf } from './phrase/reading.ts'
import { weekdays } from './phrase/repeat.ts'
import { type ReadRule, ruleIn } from './phrase/ruling.ts'
import { type Sentence, sentence } from './phrase/sentence.ts'
import { anyZone, nearestZones } from './phrase/zone.ts'
import { zoneNamed } from './wall-clock.ts'

export type { Problem, Trouble } from './phrase/problem.ts'
export type { PhraseContext } from './phrase/reading.ts'
export type { ReadRule } from './phrase/ruling.ts'
export { findPhrase, findRule } from './phrase/search.ts'

/**
 * Reads when something is to happen, once or again and again, in English and French: 'demain à 9h',
 * 'every 2 weeks on friday 16:00 until 30 June', '0 9 * * 1-5 Europe/Paris'. It is understood whole or refused.
 *
 * Where people differ: 'next friday' is the first one after today, 'friday next week' that of the week after this
 * one; 'le lundi' is every Monday, 'lundi' the coming one; '15 jours' are two weeks, 'un jour sur 15' and '15 days'
 * are not; 03/04 is 3 April in French and refused in English; a date without a year is the next such date; hours
 * are those of the 24-hour clock unless am, pm or a part of the day is said; midnight by its name is only tonight's.
 */
export const readRule = (typed: string, at: PhraseContext): ReadRule | Trouble =>
  readWhole(sentence, typed, at, (said) => ruleIn(said, at))

/**
 * Reads a moment, in milliseconds: 'now', 'tomorrow 9am', 'in 2 hours'. With `past` it is when something
 * happened, '02:49' being the most recent such time, 'il y a 10 minutes' understood and the future refused.
 */
export const readInstant = (
  typed: string,
  at: PhraseContext,
  { past = false }: { past?: boolean } = {},
): { at: number } | Trouble => readWhole(sentence, typed, at, (said) => instantOf(said, at, past))

function instantOf(said: Sentence, at: PhraseContext, past: boolean): { at: number } | Trouble {
  const { until, count, starting } = said.tail
  if (until !== undefined || count !== undefined || starting !== undefined) return { problem: 'unknown' }
  const from = standpointOf(said.tail, at, past)
  if (isTrouble(from)) return from
  switch (said.says) {
    case 'now':
      return { at: at.now.epochMilliseconds }
    case 'ahead':
      return past ? { problem: 'future' } : theInstant(momentFrom(said.span, from))
    case 'ago':
      return past ? theInstant(momentFrom(said.span, from)) : { problem: 'past' }
    case 'once':
      return said.clock === undefined ? { problem: 'hour' } : theInstant(momentOf(said.day, said.clock, from))
    default:
      return { problem: 'unknown' }
  }
}

const theInstant = (it: { at: number } | Trouble): { at: number } | Trouble =>
  isTrouble(it) ? it : { at: it.at }

/**
 * Reads a calendar day: 'today', 'hier', '11 mars', '2027-03-11'. A day without a year, or a weekday, is the
 * next one, today included, or with `past` the most recent one.
 */
export const readDay = (
  typed: string,
  at: PhraseContext,
  { past = false }: { past?: boolean } = {},
): { day: Temporal.PlainDate } | Trouble =>
  readWhole(day, typed, at, (said) => {
    const from = { ...at, past }
    const today = todayAt(from)
    const found = dateThat(said, from, (date) => {
      const side = Temporal.PlainDate.compare(date, today)
      return isOneDay(said) || (past ? side <= 0 : side >= 0)
    })
    return isTrouble(found) ? found : { day: found }
  })

function isOneDay(said: Day): boolean {
  if (said.kind === 'weekday') return said.which !== 'coming'
  return said.kind === 'date' || said.kind === 'slashed' ? said.year !== undefined : true
}

const dayMs = 86_400_000

/** Reads a length of time, in milliseconds; a day is 24 hours: '15m', '1h30', '+90 min', '2 jours'. */
export const readDuration = (typed: string, at: PhraseContext): { ms: number } | Trouble =>
  readWhole(seq(maybe(symbol('+')), span), typed, at, ([, { months, days, ms }]) =>
    months > 0 ? { problem: 'unknown' } : { ms: days * dayMs + ms },
  )

/** Reads a time of day as 'HH:MM': '8', '8h', '8am', '08:00', 'noon'. */
export const readClockTime = (typed: string, at: PhraseContext): { time: string } | Trouble =>
  readWhole(anyClock, typed, at, (said) => {
    const time = timeOf(said)
    return time === undefined ? { problem: 'time' } : { time }
  })

const clockRange: Parser<[Clock, Clock]> = map(
  seq(
    maybe(keyword('between')),
    anyClock,
    either(symbol('-'), keyword('to'), keyword('until'), keyword('and')),
    anyClock,
  ),
  ([, from, , to]) => [from, to],
)

/** Reads two times of day as 'HH:MM': '09:00-18:00', 'de 9h à 18h', '22-7'. 24:00 at the end is '00:00'. */
export const readClockRange = (typed: string, at: PhraseContext): { from: string; to: string } | Trouble =>
  readWhole(clockRange, typed, at, ([start, end]) => {
    const from = timeOf(start)
    const to = end.hour === 24 && end.minute === 0 ? '00:00' : timeOf(end)
    return from === undefined || to === undefined ? { problem: 'time' } : { from, to }
  })

/** Reads days of the week as ISO numbers in order: 'mon-fri', 'lundi au vendredi', 'lun,mer,ven', 'tous les jours'. */
export const readWeekdays = (typed: string, at: PhraseContext): { days: number[] } | Trouble =>
  readWhole(weekdays, typed, at, (days) => ({ days }))

/** Reads a zone's IANA name: 'Europe/Paris', 'paris', 'heure de Londres'. A refusal names the nearest zones. */
export function readZone(typed: string, at: PhraseContext): { zone: string } | Trouble {
  const zone = zoneNamed(typed.trim())
  if (zone !== undefined) return { zone }
  const unknown: Trouble = { problem: 'zone', nearest: nearestZones(typed.slice(0, 60), at.words, at.locale) }
  const read = readWhole(anyZone, typed, at, (said) =>
    said.zone === undefined ? unknown : { zone: said.zone },
  )
  return isTrouble(read) ? unknown : read
}
