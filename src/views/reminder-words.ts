import { instant } from '../core/clock.ts'
import { dayOf, writeTime } from '../core/dates.ts'
import type { Place, Reader, Who } from '../core/person.ts'
import { join, shorten, type Text, type TimeStyle, type Translate } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import type { Occurrence, Reminder } from '../features/reminders/record.ts'
import { refOf } from '../features/reminders/rights.ts'
import type { Target } from '../features/target.ts'
import { describeRule } from '../schedule/rule-words.ts'

/** What a reminder is told with: to whom and in which words; `now` in milliseconds. */
export interface Telling {
  reader: Reader
  t: Translate
  now: number
}

/** Gets what a reminder is told with. */
export const tellingOf = (use: Work, reader: Reader, t: Translate): Telling => ({
  reader,
  t,
  now: use.now.epochMilliseconds,
})

/** The longest title of a reminder that is told in passing, in characters. */
const longestTitle = 60

/** Returns what a reminder is called in passing: what stands before a colon, if that is short enough. */
export function titleOf({ what }: Reminder): string {
  const [line = ''] = what.split('\n')
  const head = line.split(/\s*:\s/u)[0] ?? ''
  return shorten(head === '' ? line : head, longestTitle)
}

/** Names somebody. */
export const nameText = ({ account, name }: Who): Text => [{ account, name }]

/** Names whom a reminder is for. */
export const targetText = ({ t }: Telling, it: Target): Text =>
  'who' in it ? nameText(it.who) : t(`values.role.${it.role}.name`)

/** Names a place. */
export const placeText = ({ channel }: Place): string => (/^[#@]/.test(channel) ? channel : `#${channel}`)

/** Writes a time for the reader. */
export const timeText = (time: number, as: TimeStyle): Text => [{ time, as }]

/** Picks the template for a time of today or of another day, 'at 12:34' or 'on Thursday 11 March, 12:34'. */
export function whenText(
  { now, reader, t }: Telling,
  key: string,
  time: number,
  values: Record<string, Text> = {},
): Text {
  const today = dayOf(time, reader.zone).equals(dayOf(now, reader.zone))
  return t(`reminder.${key}.${today ? 'today' : 'day'}`, {
    time: timeText(time, today ? 'time' : 'both'),
    ...values,
  })
}

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

/** Puts texts below one another; empty ones are left out. */
export const lines = (...texts: (Text | undefined)[]): Text => join(texts, '\n')

/** 'Posted at 12:34 by @cm_day', or what else somebody did about a date. */
export function didText(telling: Telling, it: Reminder, date: Occurrence): Text | undefined {
  if (date.by === undefined) return undefined
  const who = nameText(date.by)
  switch (date.state) {
    case 'done':
      return whenText(telling, it.network === undefined ? 'doneBy' : 'postedBy', date.since, { who })
    case 'skipped':
      return whenText(telling, 'skippedBy', date.since, { who })
    case 'later':
      return whenText(telling, 'movedBy', date.sendAt, { who })
    default:
      return undefined
  }
}

/** Names the state of a date; what has a network is posted, anything else is done. */
export const stateText = ({ t }: Telling, { network }: Reminder, { state }: Occurrence): Text =>
  t(state === 'done' && network !== undefined ? 'reminder.posted' : `values.state.${state}.name`)
