import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import type { Store } from '../../../src/core/store.ts'
import { openStore } from '../../../src/store/open.ts'
import { createTown, expectPeace, type Town } from './town.ts'

let town: Town
afterEach(async () => {
  expectPeace(town)
  await town.stop()
})

const callback = 'POST /interactions/:id/:token/callback'
const sending = 'POST /channels/:id/messages'
const spam = { what: 'Gift links', type: 'spam' }
const log = (who = 'mod_est') => town.says(who, '/incident log', spam, '#moderation')
const direct = (who: string) => town.text(town.discord.direct(who).at(-1), who)

test('while the store takes its time a command is acknowledged within 3 s, for their eyes only, and answered', async () => {
  const { store } = await openStore('memory://')
  let ms = 0
  const patient: Store = {
    getMany: (keys) => store.getMany(keys),
    range: (range) => store.range(range),
    close: () => store.close(),
    async commit(change) {
      await pause(ms)
      return store.commit(change)
    },
  }
  town = await createTown('en', { store: patient })
  const { discord } = town
  ms = 2_600
  const answer = await discord.type('mod_est', '#moderation', '/incident log', spam)
  ms = 0
  expect(answer).toMatchObject({ late: false, type: 5, body: { flags: 64 } })
  await discord.until(() => discord.private('mod_est').length > 0, 'the answer', 8_000)
  await town.settle()
  expect(town.last('mod_est')).toContain('INC-1 · spam')
  expect(town.titles('#moderation')).toEqual(['INC-1'])
})

test('what came too late to be answered (10062) is done once, and told directly', async () => {
  town = await createTown()
  const { discord } = town
  discord.fault(callback, 10062)
  const answer = await discord.type('mod_est', '#moderation', '/incident log', spam)
  expect(answer.late).toBe(true)
  await town.settle()
  expect(direct('mod_est')).toContain('INC-1 · spam')
  expect(town.titles('#moderation')).toEqual(['INC-1'])
  expect(discord.violations.splice(0)).toEqual([
    'the command /incident log: not answered within 3 s, the person sees that it failed',
  ])
})

test.each(['lost', 'failed'])('a first answer that is %s on its way is not said twice', async (fault) => {
  town = await createTown()
  const { discord } = town
  discord.fault(callback, fault)
  await log()
  const told = [...discord.private('mod_est'), ...discord.direct('mod_est')]
  expect(told.map((each) => town.text(each).split(' · ')[0])).toEqual(['INC-1'])
  expect(town.titles('#moderation')).toEqual(['INC-1'])
})

test.each(['lost', 'failed', '500', 'cut'])('a post whose answer is lost (%s) shows once', async (fault) => {
  town = await createTown()
  town.discord.fault(sending, fault)
  await log()
  await town.until('02:10')
  expect(town.titles('#moderation')).toEqual(['INC-1'])
})

test.each([
  ['may not be written in', () => town.discord.channel('#team', { deny: ['SendMessages'] })],
  ['is not seen by Vigie', () => town.discord.channel('#team', { bot: false })],
  ['is deleted', () => town.discord.remove('#team')],
] as const)(
  'a reminder for a channel that %s pauses, and its owner is told in private',
  async (_, happens) => {
    town = await createTown()
    const given = { what: 'Job of the week', place: '#team', when: 'every day 08:00' }
    await town.says('cm_day', '/reminder add', given, '#general')
    happens()
    await town.until('08:01')
    expect(town.notified()).toEqual(['cm_day'])
    expect(direct('cm_day')).toMatch(/R1.*paused/)
    expect(direct('cm_day')).toContain('Job of the week')
    await town.until('2027-03-12T12:00')
    expect(town.notified()).toEqual([])
  },
)

test('a reminder for whoever takes no direct messages (50007) pauses, says why, and goes on', async () => {
  town = await createTown()
  const { discord } = town
  discord.user('cm_day', { dms: false })
  await town.says('cm_day', '/reminder add', { what: 'Job of the week', when: 'every day 08:00' })
  await town.until('08:01')
  expect(await town.says('cm_day', '/reminder show', { ref: 'R1' })).toContain(
    "paused since 08:00: @cm_day can't be written to",
  )
  discord.user('cm_day', { dms: true })
  // Whether somebody can be written to is asked again after an hour.
  await town.until('09:10')
  await town.engine.courier.probe()
  await town.until('2027-03-12T08:01')
  expect(direct('cm_day')).toContain('Job of the week')
})

test('a case whose card is deleted, and whose thread is archived or locked, goes on', async () => {
  town = await createTown()
  const { discord } = town
  await log()
  await town.says('mod_west', '/incident note', { ref: 'INC-1', text: 'They were warned' })
  const card = town.find('#moderation', 'INC-1')
  const thread = discord.threadOf(card)
  if (thread === undefined) throw new Error('there is no thread')
  discord.archive(thread)
  await town.says('mod_west', '/incident note', { ref: 'INC-1', text: 'They came back' })
  const said = () =>
    discord
      .thread(card)
      .map((each) => town.text(each))
      .join('\n')
  expect(said()).toContain('They came back')
  discord.archive(thread, { locked: true })
  await town.says('mod_west', '/incident note', { ref: 'INC-1', text: 'They are gone' })
  expect(town.text(discord.now(card))).toContain('They are gone')
  discord.remove(card)
  await town.says('mod_west', '/incident severity', { ref: 'INC-1', severity: 'critical' })
  await town.until('02:20')
  expect(await town.says('mod_est', '/incident show', { ref: 'INC-1' })).toContain('critical')
})

test.each([
  ['cut', 0, () => town.discord.cut()],
  // Discord takes one new session every 5 s, and the library keeps to it.
  ['invalidated', 5_000, () => town.discord.invalidate()],
] as const)(
  'after the connection is %s, commands are served again within 2 s, and nothing comes twice',
  async (_, age, happens) => {
    town = await createTown()
    const { discord } = town
    const until = performance.now() + age
    await log()
    await pause(Math.max(0, until - performance.now()))
    happens()
    await discord.until(() => discord.connections() === 0, 'the end of the session')
    const ended = performance.now()
    await discord.connected()
    expect(await town.says('mod_west', '/incident list')).toContain('INC-1')
    expect(performance.now() - ended).toBeLessThan(2_000)
    expect(town.titles('#moderation')).toEqual(['INC-1'])
  },
)
