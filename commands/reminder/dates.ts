import * as z from 'zod'
import { link, reference } from '../../src/args/index.ts'
import { type Later, later, reminderDate } from '../../src/args/reminder.ts'
import { type Context, command, type Outcome } from '../../src/core/command.ts'
import { UserError } from '../../src/core/errors.ts'
import type { Who } from '../../src/core/person.ts'
import type { Work } from '../../src/core/work.ts'
import {
  type Acted,
  done as doneNow,
  later as moveDate,
  skip as skipDate,
} from '../../src/features/reminders/acts.ts'
import {
  dateToClose,
  dateToMove,
  dateToSkip,
  type Found,
  type Meant,
} from '../../src/features/reminders/find.ts'
import type { Occurrence, Reminder } from '../../src/features/reminders/record.ts'
import { assertMayAct } from '../../src/features/reminders/rights.ts'
import { settingsOf } from '../../src/features/settings.ts'
import { nextWorkingMorning } from '../../src/schedule/working-time.ts'
import { about, answerDate } from './about.ts'

const ref = reference('reminder')
const date = reminderDate().optional()

/** Says that a date is done: the newest that was sent, or the one that is named. */
export const done = command({
  name: 'reminder done',
  may: 'reminder.own',
  args: z.object({ ref, link: link().optional(), date }),
  bare: ['ref', 'link'],
  form: ['ref', 'link', 'date'],
  run: (context) => closed(context),
})

/** Keeps where the finished post is, which is done then. */
export const addLink = command({
  name: 'reminder link',
  may: 'reminder.own',
  args: z.object({ ref, link: link(), date }),
  bare: ['ref', 'link'],
  form: ['link', 'ref'],
  run: (context) => closed(context),
})

/** Sends a date at another time, and leaves its series alone. */
export const snooze = command({
  name: 'reminder snooze',
  may: 'reminder.own',
  args: z.object({ ref, until: later(), date }),
  bare: ['ref', 'until'],
  form: ['until', 'ref', 'date'],
  run: (context) =>
    acted(context, dateToMove, async (it, found, by) =>
      moveDate(context.use, it, found, by, await timeOf(context.use, context.args.until, found.date)),
    ),
})

/** Takes a date out of a series: the next one, or the one that is named. */
export const skip = command({
  name: 'reminder skip',
  may: 'reminder.own',
  args: z.object({ ref, date }),
  bare: ['ref', 'date'],
  form: ['ref', 'date'],
  run: (context) => acted(context, dateToSkip, (it, found, by) => skipDate(context.use, it, found, by)),
})

/** Does something to the date that is meant, and answers how that stands then. */
async function acted<A extends { ref: number; date?: string | undefined }>(
  context: Context<A>,
  find: (use: Work, it: Reminder, meant: Meant) => Promise<Found>,
  act: (it: Reminder, found: Found, by: Who) => Acted | Promise<Acted>,
): Promise<Outcome> {
  const { args, reader, use } = context
  const { by, it, telling } = await about(context, args.ref)
  assertMayAct(it, context.by)
  const found = await find(use, it, { date: args.date, zone: reader.zone })
  return answerDate(context, telling, await act(it, found, by))
}

/** A link to the finished post says that it is done, and a link that comes later is kept with it. */
const closed = <A extends { ref: number; date?: string | undefined; link?: string | undefined }>(
  context: Context<A>,
): Promise<Outcome> =>
  acted(context, dateToClose, (it, found, by) => doneNow(context.use, it, found, by, context.args.link))

/** Returns when a date is sent instead; a distance counts from now, or from the date while that is to come. */
async function timeOf(use: Work, until: Later, { sendAt }: Occurrence): Promise<number> {
  const now = use.now.epochMilliseconds
  if (until === 'morning') {
    const morning = nextWorkingMorning(Math.max(now, sendAt), await settingsOf(use))
    if (morning === undefined) throw new UserError('reminder.noMorning')
    return morning
  }
  const moment = 'for' in until ? Math.max(now, sendAt) + until.for : until.at
  if (moment <= now) throw new UserError('reminder.laterOver')
  return moment
}
