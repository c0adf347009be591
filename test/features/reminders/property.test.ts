import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant } from '../../../src/core/clock.ts'
import { dayOf } from '../../../src/core/dates.ts'
import { UserError } from '../../../src/core/errors.ts'
import { under } from '../../../src/core/store.ts'
import { alarmAt } from '../../../src/features/alarms.ts'
import { done, later, skip } from '../../../src/features/reminders/acts.ts'
import { edit } from '../../../src/features/reminders/edit.ts'
import { dateToClose, dateToMove, dateToSkip, dateToUndo } from '../../../src/features/reminders/find.ts'
import { add, drafted, pause, remove, resume } from '../../../src/features/reminders/manage.ts'
import { recordsOf } from '../../../src/features/reminders/queries.ts'
import { type Reminder, reminderOf } from '../../../src/features/reminders/record.ts'
import { upcomingDates } from '../../../src/features/reminders/series.ts'
import { restore, undoAct } from '../../../src/features/reminders/undo.ts'
import { occurrences, type Rule } from '../../../src/schedule/recurrence.ts'
import { createTestBot } from '../../test-bot.ts'

const zone = 'Europe/Paris'
const by = {
  person: 'console:test:cm',
  account: { platform: 'console', space: 'test', id: 'cm' },
  name: 'cm',
} as const

const times = fc
  .uniqueArray(fc.integer({ min: 0, max: 23 }), { minLength: 1, maxLength: 2 })
  .map((hours) => hours.sort((a, b) => a - b).map((hour) => `${String(hour).padStart(2, '0')}:30`))
const repeat: fc.Arbitrary<Rule['repeat']> = fc.oneof(
  fc.record({ kind: fc.constant('daily' as const), every: fc.integer({ min: 1, max: 3 }), times }),
  fc.record({
    kind: fc.constant('weekly' as const),
    every: fc.integer({ min: 1, max: 2 }),
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4 }),
    times,
  }),
  fc.constant({ kind: 'once' as const }),
)
const rules: fc.Arbitrary<Rule> = fc.record(
  {
    zone: fc.constant(zone),
    from: fc.constant('2027-03-25T10:30'),
    repeat,
    count: fc.integer({ min: 1, max: 9 }),
    skipped: fc.constant([]),
  },
  { requiredKeys: ['zone', 'from', 'repeat', 'skipped'] },
)

const minutes = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 180 }) },
  { weight: 1, arbitrary: fc.integer({ min: 180, max: 4000 }) },
)
/** Which day is meant, counted from the day it is. */
const days = fc.integer({ min: -1, max: 3 })
const acts = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('pass' as const), minutes }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('down' as const), minutes }) },
  {
    weight: 2,
    arbitrary: fc.record(
      { does: fc.constant('later' as const), minutes, day: days },
      { requiredKeys: ['does', 'minutes'] },
    ),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('rule' as const), rule: rules }) },
  { weight: 1, arbitrary: fc.constant({ does: 'delete' as const }) },
  {
    weight: 14,
    arbitrary: fc.record(
      {
        does: fc.constantFrom(
          'done',
          'done',
          'skip',
          'skip',
          'skip',
          'undo',
          'undo',
          'undo',
          'pause',
          'resume',
          'resume',
          'restore',
          'text',
        ),
        day: days,
      },
      { requiredKeys: ['does'] },
    ),
  },
)

/** What the times of one revision were, and from when to when it held. */
interface Held {
  rule: Rule
  from: number
  to: number
}

test('every date of a series comes to exactly one end, whatever people do and however long Vigie is down', async () => {
  await fc.assert(
    fc.asyncProperty(
      rules,
      fc.array(acts, { minLength: 5, maxLength: 30, size: 'max' }),
      fc.constantFrom('once', 'skip', 'all'),
      async (rule, all, late) => {
        const bot = await createTestBot({ now: '2027-03-25T09:00', zone })
        const now = () => bot.clock.now().epochMilliseconds
        const first = await bot.change(async (use) =>
          add(
            use,
            drafted(use, { what: 'It', rule, for: { who: by }, by, personal: false, late, network: 'X' }),
          ),
        )
        const held = new Map<number, Held>([[1, { rule, from: now() + 1, to: Number.POSITIVE_INFINITY }]])
        const it = (use: Parameters<typeof reminderOf>[0]) =>
          reminderOf(use, first.number) as Promise<Reminder>
        for (const act of all) {
          const meant = {
            zone,
            ...('day' in act && { date: dayOf(now(), zone).add({ days: act.day }).toString() }),
          }
          try {
            if (act.does === 'pass') await bot.advance({ minutes: act.minutes })
            else if (act.does === 'down') {
              bot.clock.add({ minutes: act.minutes })
              await bot.deliver()
            } else
              await bot.change(async (use) => {
                const series = await it(use)
                if (act.does === 'rule') {
                  const after = await edit(use, series, { rule: act.rule }, by)
                  const before = held.get(series.revision)
                  if (before) before.to = now() + 1
                  held.set(after.revision, { rule: act.rule, from: now() + 1, to: Number.POSITIVE_INFINITY })
                } else if (act.does === 'text') await edit(use, series, { what: `${series.what}!` }, by)
                else if (act.does === 'pause') await pause(use, series, by)
                else if (act.does === 'resume') await resume(use, series, by)
                else if (act.does === 'delete') await remove(use, series, by)
                else if (act.does === 'restore') await restore(use, series, by)
                else if (series.state === 'deleted') throw new UserError('reminder.isDeleted')
                else if (act.does === 'undo')
                  await undoAct(use, series, await dateToUndo(use, series, meant), by)
                else if (act.does === 'done')
                  await done(use, series, await dateToClose(use, series, meant), by)
                else if (act.does === 'skip')
                  await skip(use, series, await dateToSkip(use, series, meant), by)
                else if (act.does === 'later')
                  await later(
                    use,
                    series,
                    await dateToMove(use, series, meant),
                    by,
                    now() + act.minutes * 60_000,
                  )
              })
          } catch (error) {
            if (!(error instanceof UserError)) throw error
          }
        }
        await bot.deliver()
        expect(bot.log.errors).toEqual([])
        await bot.look(async (use) => {
          const series = await it(use)
          const end = series.deleted?.at ?? now()
          const records = await recordsOf(use, first.number, 1000)
          // Each date of each revision, computed anew, has its one record; and no other date has any.
          const expected = [...held].flatMap(([revision, { from, rule: own, to }]) =>
            occurrences({ ...own, skipped: [] }, instant(from - 1))
              .take(500)
              .filter(({ at }) => at < to && at <= end)
              .map(({ local }) => `${revision} ${local}`)
              .toArray(),
          )
          const named = records.map(({ local, revision }) => `${revision} ${local}`)
          // A date that was moved before the rule changed is still sent, though the rule has it no more.
          const due = records
            .filter(({ at, revision }) => at <= end && at < (held.get(revision)?.to ?? 0))
            .map(({ local, revision }) => `${revision} ${local}`)
          expect(due.sort()).toEqual(expected.sort())
          expect(new Set(named).size).toBe(named.length)
          // What lies ahead has a record only where somebody dealt with it, and is not computed again.
          const ahead = records.filter(({ at }) => at > end)
          expect(
            ahead.every(({ state }) =>
              ['done', 'skipped', 'later', 'scheduled', 'sent', 'not-confirmed', 'missed', 'paused'].includes(
                state,
              ),
            ),
          ).toBe(true)
          const coming = upcomingDates(series, 0, Number.POSITIVE_INFINITY)
            .take(50)
            .map(({ at }) => at)
            .toArray()
          expect(
            ahead.filter(({ at, revision }) => revision === series.revision && coming.includes(at)),
          ).toEqual([])
          // Nothing is stuck: what waits for a time has its alarm, what was handed over has arrived or not.
          for (const { id, sendAt, state } of records) {
            expect(state, id).not.toBe('scheduled')
            const alarm = await alarmAt(use, `occurrence/${id}`)
            if (state === 'later') expect(alarm, id).toBe(sendAt)
            else if (state === 'sent') expect(alarm, id).toBeGreaterThan(now())
            else expect(alarm, id).toBeUndefined()
          }
          const [states, by] = await Promise.all(
            ['occurrence-in', 'occurrence-at'].map((shelf) =>
              use.list<string>({ ...under('c', use.community, shelf), limit: 5000 }),
            ),
          )
          const ids = records.map(({ id }) => id).sort()
          expect(states?.map(({ value }) => value).sort()).toEqual(ids)
          expect(by?.map(({ value }) => value).sort()).toEqual(ids)
        })
        // No message shows twice.
        const keys = bot.chat.posts.map(({ key }) => key)
        expect(new Set(keys).size).toBe(keys.length)
      },
    ),
    { numRuns: 100 },
  )
})
