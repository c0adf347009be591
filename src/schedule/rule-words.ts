import { writeDate } from '../core/dates.ts'
import type { Locale } from '../core/person.ts'
import { plain } from '../core/plain.ts'
import type { Translate, Values } from '../core/text.ts'
import { nextOf, type Repeat, type Rule, startRule } from './recurrence.ts'
import { dateOf, localOf, placed } from './wall-clock.ts'

/** For whom a rule is put into words: `zone` is the reader's; without one the rule's own goes unsaid. */
interface DescribedFor {
  zone?: string
  now: Temporal.Instant
}

/**
 * Puts a rule into words: 'Every 2 weeks on Friday at 16:00, until 30 June'. What is written can be typed: read at
 * the same moment, it is the same series again. The zone is named where it is not the reader's.
 */
export function describeRule(it: Rule, t: Translate, locale: Locale, { zone, now }: DescribedFor): string {
  const say: Say = (key, values) => plain(t(`time.${key}`, values))
  const today = now.toZonedDateTimeISO(it.zone).toPlainDate()
  const date = (written: Temporal.PlainDate) => dateWords(written, say, locale, today)
  let rule = inWords(it, say, locale, now)
  if (it.repeat.kind !== 'once') {
    const start = startToSay(it, now)
    if (start !== undefined) rule = say('rule.from', { rule, date: date(start) })
    if (it.until !== undefined)
      rule = say('rule.until', { rule, date: date(Temporal.PlainDate.from(it.until)) })
    if (it.count !== undefined) rule = say('rule.times', { rule, count: it.count })
  }
  if (zone !== undefined && zone !== it.zone) rule = say('rule.zone', { rule, zone: it.zone })
  return it.repeat.kind === 'once' ? rule : rule.charAt(0).toLocaleUpperCase(locale) + rule.slice(1)
}

type Say = (key: string, values?: Values) => string

function inWords({ repeat, from, zone }: Rule, say: Say, locale: Locale, now: Temporal.Instant): string {
  switch (repeat.kind) {
    case 'once':
      return onceWords(localOf(placed(from, zone), zone), zone, locale, now)
    case 'daily': {
      const values = { count: repeat.every, times: list(repeat.times, locale) }
      // French says 'tous les 15 jours' for every two weeks.
      return say(repeat.every === 15 ? 'rule.fifteenDays' : 'rule.daily', values)
    }
    case 'weekly':
      return weeklyWords(repeat, say, locale)
    case 'monthly':
      return monthlyWords(repeat, say, locale)
    case 'weekday of month': {
      const { every: count, nth, weekday } = repeat
      const rule = say('rule.nthWeekday', {
        count,
        nth: say(`ordinal.${nth}.name`),
        day: say(`weekday.${weekday}.name`),
        times: list(repeat.times, locale),
      })
      return nth === 5 ? say('rule.shortMonths', { rule }) : rule
    }
    case 'yearly': {
      const { every: count, month, day } = repeat
      const rule = say('rule.yearly', {
        count,
        date: dayWords(day, month, say, locale),
        times: list(repeat.times, locale),
      })
      return month === 2 && day === 29 ? say('rule.leapYears', { rule }) : rule
    }
    case 'cron':
      return cronWords(repeat.line, say)
  }
}

/** Writes a single time as the clocks will show it: one that a clock change skips comes later than it was meant. */
function onceWords(local: string, zone: string, locale: Locale, now: Temporal.Instant): string {
  // A wall-clock time is written as it is, so that it is taken for one of UTC.
  const date = writeDate(placed(local, 'UTC'), locale, 'UTC', wallClock(now, zone))
  return `${date}, ${local.slice(11)}`
}

function weeklyWords(
  { every: count, weekdays, times }: Extract<Repeat, { kind: 'weekly' }>,
  say: Say,
  locale: Locale,
) {
  const values = { count, times: list(times, locale) }
  if (weekdays.join() === '1,2,3,4,5') return say('rule.working', values)
  const names = weekdays.map((day) => say(`weekday.${day}.name`))
  return say('rule.weekly', {
    ...values,
    days: list(names, locale),
    onDays: list(
      names.map((day) => say('rule.onDay', { day })),
      locale,
    ),
    plurals: list(
      weekdays.map((day) => say(`weekdays.${day}.name`)),
      locale,
    ),
  })
}

function monthlyWords(
  { every: count, days, times }: Extract<Repeat, { kind: 'monthly' }>,
  say: Say,
  locale: Locale,
) {
  const values = { count, times: list(times, locale) }
  if (count === 1 && days.length === 1 && days[0] === 'last') return say('rule.lastOfMonth', values)
  const names = days.map((day) => (day === 'last' ? say('rule.lastDay') : nthDay(day, say, locale)))
  const rule = say('rule.monthly', {
    ...values,
    days: list(
      names.map((day) => say('rule.onMonthDay', { day })),
      locale,
    ),
  })
  return days.some((day) => day !== 'last' && day > 28) ? say('rule.shortMonths', { rule }) : rule
}

function cronWords(line: string, say: Say): string {
  const [, minutes] = /^\*(?:\/(\d+))? \* \* \* \*$/.exec(line) ?? []
  if (minutes !== undefined || line === '* * * * *')
    return say('rule.minutes', { count: Number(minutes ?? 1) })
  const [, hours] = /^0 \*(?:\/(\d+))? \* \* \*$/.exec(line) ?? []
  if (hours !== undefined || line === '0 * * * *') return say('rule.hours', { count: Number(hours ?? 1) })
  return say('rule.cron', { line })
}

/**
 * The date a series has to be said to start on: a start to come, a counted series' own, and, between two of its
 * weeks, the next one. Without it the words would be read as another series.
 */
function startToSay(it: Rule, now: Temporal.Instant): Temporal.PlainDate | undefined {
  const unsaid = startRule(it.repeat, it.zone, now)?.from
  if (unsaid === undefined || unsaid === it.from) return undefined
  if (it.count !== undefined || it.from > unsaid) return dateOf(it.from)
  const [next] = nextOf(it, now, 1)
  return next === undefined || next.local === unsaid || !('every' in it.repeat) || it.repeat.every === 1
    ? undefined
    : dateOf(next.local)
}

/** Writes a date without its weekday, with its year where it is not this one or is over. */
function dateWords(date: Temporal.PlainDate, say: Say, locale: Locale, today: Temporal.PlainDate): string {
  const words = dayWords(date.day, date.month, say, locale)
  const near = date.year === today.year && Temporal.PlainDate.compare(date, today) >= 0
  return near ? words : say('rule.dateOfYear', { date: words, year: String(date.year) })
}

const dayWords = (day: number, month: number, say: Say, locale: Locale): string =>
  say('rule.date', { day: String(day), nth: nthDay(day, say, locale), month: say(`month.${month}.name`) })

const nthDay = (day: number, say: Say, locale: Locale): string =>
  say(`rule.monthDay.${ordinals(locale).select(day)}`, { day: String(day) })

/** What a zone's clocks show, taken for a time of UTC as well. */
const wallClock = (now: Temporal.Instant, zone: string): number =>
  placed(localOf(now.epochMilliseconds, zone), 'UTC')

const ordinalRules = new Map<Locale, Intl.PluralRules>()
const ordinals = (locale: Locale): Intl.PluralRules =>
  ordinalRules.getOrInsertComputed(locale, () => new Intl.PluralRules(locale, { type: 'ordinal' }))

const lists = new Map<Locale, Intl.ListFormat>()
const list = (items: string[], locale: Locale): string =>
  lists
    .getOrInsertComputed(locale, () => new Intl.ListFormat(locale === 'en' ? 'en-GB' : locale))
    .format(items)
