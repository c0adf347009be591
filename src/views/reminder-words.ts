import { instant } from '../core/clock.ts'
import { dayOf, writeTime } from '../core/dates.ts'
import { join, shorten, type Text } from '../core/text.ts'
import type { Occurrence, Reminder } from '../features/reminders/record.ts'
import { refOf } from '../features/reminders/rights.ts'
import { isInDoubt } from '../features/reminders/standing.ts'
import { describeRule } from '../schedule/rule-words.ts'
import { isToday, nameText, type Telling, timeText } from './words.ts'

/** The longest title of a reminder that is told in passing, in characters. */
const longestTitle = 60

/** Returns what a reminder is called in passing: what stands before a colon, where that says something alone. */
export function titleOf({ what }: Reminder): string {
  const [line = ''] = what.split('\n')
  const [head = ''] = line.split(/\s*:\s/u)
  return shorten(isTitle(head) ? head : line, longestTitle)
}

/** Two words at least: 'Re', 'x', 'Note', a clock or an address stands before what it is about. */
const isTitle = (head: string): boolean =>
  !head.includes('://') && [...head.matchAll(/(?<!\S)\p{L}['’]?\p{L}[^\s]*/gu)].length > 1

/** Tells who did something, with one template for 'at 12:34' and one for 'on Thursday 11 March, 12:34'. */
function actText(telling: Telling, key: string, time: number, who: Text): Text {
  const today = isToday(telling, time)
  return telling.t(`reminder.${key}.${today ? 'today' : 'day'}`, {
    time: timeText(time, today ? 'time' : 'both'),
    who,
  })
}

/** Why a chat takes no message, or nobody is there to take it, as far as there are words for it. */
const problems = ['gone', 'forbidden', 'archived', 'closed', 'auth', 'invalid', 'nobody']

/** Returns why a date could not be sent, where there are words for it. */
export const problemOf = (why: string | undefined): string | undefined =>
  problems.find((each) => each === why)

/** Tells when a reminder is sent: 'Every Thursday at 12:30'. */
export const ruleText = ({ now, reader, t }: Telling, { rule }: Reminder): Text =>
  describeRule(rule, t, reader.locale, { zone: reader.zone, now: instant(now) })

/** Tells what one date of a series is about: 'LinkedIn · Job of the week · R31'. */
export const aboutText = (it: Reminder): Text => join([it.network, titleOf(it), refOf(it)])

/** Tells the next date of a series, its hour where that is not the hour of the date it is told with. */
export function nextText({ reader }: Telling, next: number, { sendAt }: Pick<Occurrence, 'sendAt'>): Text {
  const same = writeTime(next, reader.locale, reader.zone) === writeTime(sendAt, reader.locale, reader.zone)
  const later = !dayOf(next, reader.zone).equals(dayOf(sendAt, reader.zone))
  return timeText(next, same && later ? 'date' : 'both')
}

/** Tells what somebody did about a date, 'Posted at 12:34 by @cm_day'; `undefined` while nobody did. */
export function didText(telling: Telling, it: Reminder, date: Occurrence): Text | undefined {
  if (date.by === undefined) return undefined
  const who = nameText(date.by)
  switch (date.state) {
    case 'done':
      return actText(telling, it.network === undefined ? 'doneBy' : 'postedBy', date.since, who)
    case 'skipped':
      return actText(telling, 'skippedBy', date.since, who)
    case 'later':
      return actText(telling, 'movedBy', date.sendAt, who)
    default:
      return undefined
  }
}

/** Names the state of a date; what has a network is posted, anything else is done. */
export const stateText = ({ t }: Telling, { network }: Reminder, date: Occurrence): Text => {
  if (isInDoubt(date)) return t('reminder.inDoubt')
  return t(
    date.state === 'done' && network !== undefined ? 'reminder.posted' : `values.state.${date.state}.name`,
  )
}
