import * as z from 'zod'
import { audience, clockTime, pastDay, place, reference, weekdays, zone } from '../src/args/index.ts'
import { type Context, command, none } from '../src/core/command.ts'
import { isOver, readBack, readFacts } from '../src/features/digest/facts.ts'
import { activeSchedules } from '../src/features/digest/record.ts'
import { schedule as begin, stop as end } from '../src/features/digest/schedule.ts'
import { actorAt } from '../src/features/incidents/reference.ts'
import { settingsOf } from '../src/features/settings.ts'
import { readDay } from '../src/schedule/phrases.ts'
import { backCard, digestCard } from '../src/views/digest/index.ts'
import { scheduledCard, schedulesCard, stoppedCard } from '../src/views/digest/schedules.ts'
import { drawingOf } from '../src/views/digest/view.ts'
import { audienceOf } from '../src/views/home.ts'

const now = command({
  name: 'digest now',
  may: 'digest.read',
  alone: true,
  takes: (typed, at) =>
    at.words.leading('values.audience', typed.split(/\s+/), at.locale) !== undefined ||
    'day' in readDay(typed, at, { past: true }),
  args: z.object({ audience: audience().optional(), date: pastDay().optional() }),
  bare: ['audience', 'date'],
  form: ['audience', 'date'],
  async run({ args, by, reader, t, use }) {
    const whom = { audience: args.audience ?? audienceOf(by), person: { id: by.id, role: by.role } }
    const drawing = drawingOf(use, reader, t, whom)
    if (args.date !== undefined && (await isOver(use, args.date)))
      return { card: backCard(await readBack(use, args.date), drawing) }
    return { card: digestCard(await readFacts(use), drawing) }
  },
})

const scheduleArgs = z.object({
  at: clockTime().prefault('08:00'),
  days: weekdays().optional(),
  zone: zone().optional(),
  place: place().optional(),
  audience: audience().optional(),
})

const schedule = command({
  name: 'digest schedule',
  may: 'digest.schedule',
  args: scheduleArgs,
  bare: ['at', 'days'],
  form: ['at', 'days', 'audience', 'place', 'zone'],
  async run({ args, by, here, reader, t, use }: Context<z.output<typeof scheduleArgs>>) {
    const settings = await settingsOf(use)
    const me = actorAt(by, here)
    const it = await begin(use, me, {
      at: args.at,
      days: args.days ?? settings.days,
      zone: args.zone ?? settings.zone,
      to: args.place === undefined ? { direct: me } : { place: args.place },
      audience: args.audience ?? audienceOf(by),
    })
    return { card: scheduledCard(use, it, reader, t) }
  },
})

const list = command({
  name: 'digest list',
  may: 'digest.read',
  args: none,
  async run({ reader, t, use }) {
    return { card: schedulesCard(await activeSchedules(use), reader, use.now, t) }
  },
})

const stop = command({
  name: 'digest stop',
  may: 'digest.schedule',
  args: z.object({ ref: reference('digest') }),
  bare: ['ref'],
  form: ['ref'],
  async run({ args, by, here, t, use }) {
    return { card: stoppedCard(await end(use, actorAt(by, here), args.ref), t) }
  },
})

/** `/digest`: how things stand this morning, now or by the clock. */
export const digestCommands = [now, schedule, list, stop]
