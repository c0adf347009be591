import { instant } from '../../core/clock.ts'
import { startRule } from '../recurrence.ts'
import type { Repeat, Rule } from '../rule.ts'
import { dateOf, placed } from '../wall-clock.ts'
import { type Clock, timeOf } from './clock.ts'
import { dateThat, momentFrom, momentOf, type Standpoint, todayAt } from './moment.ts'
import { plainCron } from './plain-cron.ts'
import { isTrouble, type Trouble } from './problem.ts'
import { type PhraseContext, standpointOf } from './reading.ts'
import type { Pattern } from './repeat.ts'
import type { Sentence, Tail } from './sentence.ts'

/** A rule that was read; `zone` is there where one was typed. */
export type ReadRule = { rule: Rule; zone?: string }

/** Returns the rule a phrase means, in the zone it names. */
export function ruleIn(said: Sentence, at: PhraseContext): ReadRule | Trouble {
  const from = standpointOf(said.tail, at)
  if (isTrouble(from)) return from
  const rule = ruleOf(said, from)
  if (isTrouble(rule)) return rule
  return said.tail.zone === undefined ? { rule } : { rule, zone: from.zone }
}

function ruleOf(said: Sentence, at: Standpoint): Rule | Trouble {
  switch (said.says) {
    case 'once':
    case 'ahead':
    case 'ago':
    case 'now':
      return onceOf(said, at)
    case 'cron':
      return repeating(plainCron(said.line), said.tail, at)
    case 'repeat': {
      const repeat = repeatOf(said.pattern, said.clocks, said.tail, at)
      return isTrouble(repeat) ? repeat : repeating(repeat, said.tail, at)
    }
  }
}

function onceOf(said: Exclude<Sentence, { says: 'repeat' | 'cron' }>, at: Standpoint): Rule | Trouble {
  const { until, count, starting } = said.tail
  if (until !== undefined || count !== undefined || starting !== undefined) return { problem: 'once' }
  if (said.says === 'ago' || said.says === 'now') return { problem: 'past' }
  if (said.says === 'ahead') {
    const moment = momentFrom(said.span, at)
    if (isTrouble(moment)) return moment
    // The exact instant is kept only where the wall-clock time alone would mean another one.
    const exact = placed(moment.local, at.zone) === moment.at ? {} : { at: moment.at }
    return { zone: at.zone, from: moment.local, repeat: { kind: 'once', ...exact }, skipped: [] }
  }
  if (said.clock === undefined) return { problem: 'hour' }
  const moment = momentOf(said.day, said.clock, at)
  if (isTrouble(moment)) return moment
  return { zone: at.zone, from: moment.local, repeat: { kind: 'once' }, skipped: [] }
}

function repeatOf(said: Pattern, clocks: readonly Clock[], tail: Tail, at: Standpoint): Repeat | Trouble {
  const { part, missing, ...pattern } = said
  if (clocks.length === 0) return { problem: 'hour' }
  if (missing !== undefined) return { problem: missing }
  const times: string[] = []
  for (const each of clocks) {
    const time = timeOf(each, part)
    if (time === undefined) return { problem: 'time' }
    if (!times.includes(time)) times.push(time)
  }
  const repeat: Repeat = { ...pattern, times: times.sort() }
  if (!isPossible(repeat)) return { problem: 'date' }
  if (repeat.kind !== 'weekly') return repeat
  if (repeat.every === 1 && repeat.weekdays.length === 7) return { kind: 'daily', every: 1, times }
  if (repeat.weekdays.length > 0) return repeat
  // A fortnight without a weekday keeps that of its first time.
  const first = repeating({ kind: 'daily', every: 1, times }, tail, at)
  return isTrouble(first) ? first : { ...repeat, weekdays: [dateOf(first.from).dayOfWeek] }
}

const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function isPossible(repeat: Repeat): boolean {
  if (repeat.kind === 'yearly') return repeat.day >= 1 && repeat.day <= (longest[repeat.month - 1] ?? 0)
  return repeat.kind !== 'monthly' || repeat.days.every((day) => day === 'last' || (day >= 1 && day <= 31))
}

function repeating(repeat: Repeat, { until, count, starting }: Tail, at: Standpoint): Rule | Trouble {
  const today = todayAt(at)
  const start = starting && dateThat(starting, at, (date) => !isBefore(date, today) || isFixed(starting))
  if (start !== undefined && isTrouble(start)) return start
  const earliest = start && `${start}T00:00`
  // A series that began in the past keeps its beginning, from which its intervals count.
  const after = start && isBefore(start, today) ? instant(placed(`${earliest}`, at.zone) - 1) : at.now
  const begun = startRule(repeat, at.zone, after, earliest)
  if (begun === undefined) return { problem: 'never' }
  if (count !== undefined && (count < 1 || count > 999)) return { problem: 'count' }
  const counted = { ...begun, ...(count !== undefined && { count }) }
  if (until === undefined) return counted
  const first = dateOf(begun.from)
  const last = dateThat(until, at, (date) => !isBefore(date, today) && !isBefore(date, first))
  if (isTrouble(last)) return last.problem === 'past' ? { problem: 'ended' } : last
  return { ...counted, until: last.toString() }
}

const isFixed = (day: { kind: string; year?: number }): boolean => day.year !== undefined

const isBefore = (one: Temporal.PlainDate, other: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(one, other) < 0
