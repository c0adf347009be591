import { describe, expect, test } from 'vitest'
import type { Store } from '../../../src/core/store.ts'
import { read } from '../../../src/core/update.ts'
import { readerOf } from '../../../src/features/people.ts'
import {
  activeReminders,
  doneBetween,
  gapsBetween,
  mine,
  missedBetween,
  occurrencesBetween,
  unconfirmedBetween,
} from '../../../src/features/reminders/queries.ts'
import { begin, watchLog } from '../../commands/reminder-rig.ts'

watchLog()

const hour = 3_600_000
const day = 24 * hour

type Bot = Awaited<ReturnType<typeof begin>>

const now = (bot: Bot) => bot.clock.now().epochMilliseconds

test('gaps are the working days on which nothing with a network goes out', async () => {
  const bot = await begin({ now: '2027-03-11T08:00' })
  await bot.say('head:manager', '/settings set holidays:2027-03-19')
  await bot.say(
    'cm_day',
    '/reminder add Post network:X when:"every monday, wednesday, thursday and friday at 10:00 until 18 March"',
  )
  await bot.say('cm_day', '/reminder add Post network:X when:"2027-03-23 10:00"')
  await bot.say('cm_day', '/reminder add Look around when:"every day at 9:00"')
  await bot.say('otter:member', '/reminder add Mine network:X when:"every day at 9:00"')
  const gaps = () => bot.look((use) => gapsBetween(use, '2027-03-12', '2027-03-25', 'Europe/Paris'))
  expect(await gaps()).toEqual(['2027-03-16', '2027-03-22', '2027-03-24', '2027-03-25'])
  await bot.say('cm_day', '/reminder skip R31 date:2027-03-15')
  await bot.say('cm_day', '/reminder snooze R32 2027-03-25T10:00')
  await bot.say('cm_day', '/reminder pause R32')
  expect(await gaps()).toEqual(['2027-03-15', '2027-03-16', '2027-03-22', '2027-03-23', '2027-03-24'])
  await bot.say('cm_day', '/reminder pause R31')
  expect(await gaps()).toHaveLength(8)
})

test('content done is counted among what was due, once each', async () => {
  const bot = await begin()
  await bot.say('cm_day', '/reminder add A network:X when:"every day at 10:00, 11:00, 12:00 and 13:00"')
  await bot.say('otter:member', '/reminder add Mine when:"today 10:00"')
  const from = now(bot)
  await bot.advance('2027-03-10T10:01')
  await bot.say('cm_day', '/reminder done R31')
  await bot.say('cm_day', '/reminder skip R31')
  await bot.advance('2027-03-10T12:01')
  await bot.say('cm_day', '/reminder snooze R31 until:"tomorrow 9:00"')
  bot.clock.add({ hours: 4 })
  await bot.deliver()
  // 10:00 is done, 11:00 was skipped, 12:00 moved to tomorrow, 13:00 was missed.
  expect(await bot.look((use) => doneBetween(use, from, now(bot)))).toEqual({ done: 1, of: 2 })
  const missed = await bot.look((use) => missedBetween(use, from, now(bot) + 1, 10))
  expect(missed.map(({ occurrence }) => occurrence.local)).toEqual(['2027-03-10T13:00'])
})

test('what nobody confirmed is found by when that was, until somebody does', async () => {
  const bot = await begin({ now: '2027-03-10T17:00' })
  await bot.say('cm_day', '/reminder add Poll network:X when:"today 18:00"')
  const found = (from: number, to: number) =>
    bot.look(async (use) =>
      (await unconfirmedBetween(use, from, to, 10)).map(({ reminder }) => reminder.number),
    )
  const start = now(bot)
  await bot.advance('2027-03-10T20:00')
  expect(await found(start, start + 2 * hour)).toEqual([])
  expect(await found(start + 2 * hour, start + 2 * hour + 1)).toEqual([31])
  await bot.say('cm_day', '/reminder done R31')
  expect(await found(start, start + day)).toEqual([])
})

test('mine are those for me or my role, also my own notes', async () => {
  const bot = await begin()
  await bot.say('cm_day', '/reminder add All for:moderator when:"today 12:00"')
  await bot.say('mod_west:moderator', '/reminder add Own when:"today 11:00"')
  await bot.say('cm_day', '/reminder add Other when:"today 10:00"')
  const found = await bot.look(async (use) =>
    mine(use, await readerOf(use, 'console:test:mod_west'), now(bot), now(bot) + day, 10),
  )
  expect(found.map(({ reminder }) => reminder.what)).toEqual(['Own', 'All'])
  const teams = await bot.look((use) => occurrencesBetween(use, now(bot), now(bot) + day, 10))
  expect(teams.map(({ reminder }) => reminder.what)).toEqual(['Other', 'All'])
})

describe('the cost', () => {
  /** Counts what is read through a store. */
  function counting(store: Store) {
    let entries = 0
    const counted: Store = {
      ...store,
      async getMany(keys) {
        entries += keys.length
        return store.getMany(keys)
      },
      async range(range) {
        const found = await store.range(range)
        entries += found.length
        return found
      },
    }
    return { counted, read: () => entries }
  }

  test('of a day is that of what it holds, whatever came before and comes after', async () => {
    const bot = await begin()
    const costs: number[] = []
    for (const many of [3, 60]) {
      for (let nth = 0; nth < many; nth++) {
        await bot.say('cm_day', `/reminder add Earlier ${nth} ${many} when:"today 9:30"`)
        await bot.say('cm_day', `/reminder add Later ${nth} ${many} network:X when:"2027-05-01 10:00"`)
      }
      await bot.say('cm_day', '/reminder add Today network:X when:"tomorrow 10:00"')
      await bot.advance({ hours: 26 })
      const { counted, read: total } = counting(bot.store)
      const on = { store: counted, clock: bot.clock, house: bot.house, community: 'console-test', id: 'cost' }
      const from = now(bot) - 2 * hour
      const found = await read(on, async (use) => [
        ...(await occurrencesBetween(use, from, from + 3 * hour, 50)),
        ...(await unconfirmedBetween(use, from - hour / 2, from, 50)),
      ])
      expect(found).toHaveLength(1)
      costs.push(total())
      await bot.advance({ hours: 22 })
    }
    expect(costs[1]).toBe(costs[0])
  })

  test('of a rule of every minute is bounded by what is asked', async () => {
    const bot = await begin()
    await bot.say('cm_day', '/reminder add Tick network:X when:"* * * * *"')
    const found = await bot.look((use) => occurrencesBetween(use, now(bot), now(bot) + 365 * day, 20))
    expect(found).toHaveLength(20)
    expect(await bot.look((use) => gapsBetween(use, '2027-03-11', '2027-03-24', 'Europe/Paris'))).toEqual([])
  })
})

test('running reminders are listed by their next date, paused ones also by themselves', async () => {
  const bot = await begin()
  for (const when of ['friday 10:00', 'thursday 10:00', 'saturday 10:00'])
    await bot.say('cm_day', `/reminder add It when:"every ${when}"`)
  await bot.say('cm_day', '/reminder pause R31')
  const listed = (state?: 'active' | 'paused') =>
    bot.look(async (use) =>
      (await activeReminders(use, state ? { state } : {}, 10)).map(({ number }) => number),
    )
  expect(await listed()).toEqual([32, 31, 33])
  expect(await listed('active')).toEqual([32, 33])
  expect(await listed('paused')).toEqual([31])
})
