import * as z from 'zod'
import { reference, rule, target, text, word, zone } from '../../src/args/index.ts'
import { linkOrNone, placeOrNone, reminderDate, textOrNone } from '../../src/args/reminder.ts'
import { writtenPlace, writtenRule, writtenTarget } from '../../src/args/written.ts'
import { type Context, command, type Outcome } from '../../src/core/command.ts'
import { UserError } from '../../src/core/errors.ts'
import type { Who } from '../../src/core/person.ts'
import type { Work } from '../../src/core/work.ts'
import { edit as editReminder, type Wishes } from '../../src/features/reminders/edit.ts'
import { dateToUndo } from '../../src/features/reminders/find.ts'
import {
  type Managed,
  pause as pauseReminder,
  remove as removeReminder,
  resume as resumeReminder,
} from '../../src/features/reminders/manage.ts'
import { latePolicies, type Reminder, reminderOf } from '../../src/features/reminders/record.ts'
import {
  assertMayAct,
  assertMayChange,
  assertMayRead,
  mayChange,
  refOf,
} from '../../src/features/reminders/rights.ts'
import { restore, restoreWithin, undoAct } from '../../src/features/reminders/undo.ts'
import type { Rule } from '../../src/schedule/recurrence.ts'
import { undoButton } from '../../src/views/reminder-buttons.ts'
import { changedCard, seriesCard } from '../../src/views/reminder-series.ts'
import { timeText } from '../../src/views/words.ts'
import { about, answerDate } from './about.ts'
import { withChange } from './phrase.ts'

const ref = reference('reminder')
const onlyRef = { may: 'reminder.own', args: z.object({ ref }), bare: ['ref'] } as const

/** Shows a series and its latest dates. */
export const show = command({
  name: 'reminder show',
  ...onlyRef,
  async run(context) {
    const { it, telling } = await about(context, context.args.ref)
    assertMayRead(it, context.by)
    return { card: await seriesCard(context.use, telling, it, mayChange(it, context.by)) }
  },
})

/** Changes any part of a reminder; a changed rule begins anew from now. */
export const edit = command({
  name: 'reminder edit',
  may: 'reminder.own',
  args: z.object({
    ref,
    what: text().optional(),
    when: rule().optional(),
    network: textOrNone().optional(),
    for: target().optional(),
    place: placeOrNone().optional(),
    campaign: textOrNone().optional(),
    link: linkOrNone().optional(),
    zone: zone().optional(),
    late: word('late', latePolicies).optional(),
  }),
  bare: ['ref', 'what'],
  form: ['what', 'when', 'network', 'for', 'place', 'campaign', 'link'],
  prepare: withChange,
  async present({ ref: number }, at, use) {
    const it = number === undefined ? undefined : await reminderOf(use, Number(number))
    if (it === undefined || it.state === 'deleted' || !mayChange(it, at.by)) return undefined
    return {
      what: it.what,
      when: await writtenRule(it.rule, at, use),
      network: it.network ?? '',
      for: await writtenTarget(it.for, at, use),
      place: await writtenPlace(it.place, at, use),
      campaign: it.campaign ?? '',
      link: it.link ?? '',
    }
  },
  async run(context) {
    const { args, t, use } = context
    const { by, it, telling } = await about(context, args.ref)
    assertMayChange(it, context.by)
    const { ref: _ref, when, zone: typed, ...rest } = args
    const rule = when ?? (typed === undefined ? undefined : inZone(it.rule, typed))
    const wishes: Wishes = { ...rest, ...(rule && { rule }) }
    if (asksOthers(wishes, by) && !context.by.may('reminder.team')) throw new UserError('reminder.onlyOwn')
    const after = await editReminder(use, it, wishes, by)
    return { card: changedCard(telling, after, t('reminder.edited', { ref: refOf(it) })) }
  },
})

/** Tells whether a change sends a reminder anywhere but to whoever makes it. */
const asksOthers = ({ for: whom, place }: Wishes, { person }: Who): boolean =>
  (place ?? undefined) !== undefined || (whom !== undefined && !('who' in whom && whom.who.person === person))

/** The same wall-clock times in another zone; an instant that was meant exactly becomes the time it was. */
const inZone = (rule: Rule, zone: string): Rule => ({
  ...rule,
  zone,
  ...(rule.repeat.kind === 'once' && { repeat: { kind: 'once' } }),
})

/** Has a series send nothing until it is resumed. */
export const pause = command({
  name: 'reminder pause',
  ...onlyRef,
  run: (context) => managed(context, 'paused', pauseReminder),
})

/** Lets a paused series go on with its next date. */
export const resume = command({
  name: 'reminder resume',
  ...onlyRef,
  run: (context) => managed(context, 'resumed', resumeReminder),
})

/** Does something to a series, and answers that it was done, or that it stood like that before. */
async function managed(
  context: Context<{ ref: number }>,
  did: 'paused' | 'resumed',
  manage: (use: Work, it: Reminder, by: Who) => Promise<Managed>,
): Promise<Outcome> {
  const { by, it, telling } = await about(context, context.args.ref)
  assertMayChange(it, context.by)
  const after = await manage(context.use, it, by)
  const title = context.t(`reminder.${after.did ? did : `${did}Before`}`, { ref: refOf(it) })
  return { card: changedCard(telling, after.it, title) }
}

/** Takes a series away; for ten minutes that can be undone. */
export const remove = command({
  name: 'reminder delete',
  ...onlyRef,
  async run(context) {
    const { t, use } = context
    const { by, it, telling } = await about(context, context.args.ref)
    assertMayChange(it, context.by)
    const { did, it: after } = await removeReminder(use, it, by)
    const until = (after.deleted?.at ?? 0) + restoreWithin
    return {
      card: {
        title: t(did ? 'reminder.deleted' : 'reminder.deletedBefore', { ref: refOf(it), what: it.what }),
        ...(until > telling.now && {
          text: t('reminder.undoUntil', { time: timeText(until) }),
        }),
        buttons: until > telling.now ? [undoButton(telling, it)] : [],
      },
    }
  },
})

/** Undoes the last Done, Later or Skip of a series, or brings back one that was deleted. */
export const undo = command({
  name: 'reminder undo',
  may: 'reminder.own',
  args: z.object({ ref, date: reminderDate().optional() }),
  bare: ['ref', 'date'],
  async run(context) {
    const { args, reader, t, use } = context
    const { by, it, telling } = await about(context, args.ref)
    if (it.state === 'deleted') {
      assertMayChange(it, context.by)
      const after = await restore(use, it, by)
      return { card: changedCard(telling, after, t('reminder.restored', { ref: refOf(it) })) }
    }
    assertMayAct(it, context.by)
    const date = await dateToUndo(use, it, { date: args.date, zone: reader.zone })
    return answerDate(context, telling, await undoAct(use, it, date, by))
  },
})
