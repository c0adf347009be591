import { describe, expect, test } from 'vitest'
import { laneOf } from '../../../src/features/delivery.ts'
import { resume } from '../../../src/features/outbox.ts'
import { occurrencesBetween, recordsOf } from '../../../src/features/reminders/queries.ts'
import { begin, jobs, watchLog } from '../../commands/reminder-rig.ts'

watchLog()

type Bot = Awaited<ReturnType<typeof begin>>

const firsts = (bot: Bot, channel = '@cm_day') => bot.on(channel).map((card) => card.split('\n')[0])

const states = async (bot: Bot, number = 31) =>
  (await bot.look((use) => recordsOf(use, number, 100)))
    .map(({ local, state }) => `${local} ${state}`)
    .reverse()

/** Lets the clock run on without Vigie: it is down until then. */
async function down(bot: Bot, until: string) {
  bot.clock.set(Temporal.PlainDateTime.from(until).toZonedDateTime('Europe/Paris').toInstant())
  await bot.deliver()
}

describe('the clock change', () => {
  test('moves 02:30 to 03:30 in spring, once, and keeps the hour on the other days', async () => {
    const bot = await begin({ now: '2027-03-26T09:00' })
    await bot.say('cm_day', '/reminder add Night post when:"every day at 2:30"')
    await bot.advance('2027-03-29T12:00')
    const shown = bot.chat.in('@cm_day').filter(({ card }) => card.text !== 'Night post · R31')
    expect(firsts(bot).filter((first) => !first?.includes('yet'))).toHaveLength(6)
    expect(shown).toHaveLength(3)
    const found = await bot.look((use) => recordsOf(use, 31, 10))
    expect(
      found.map(({ at, sent }) =>
        [at, sent].map((ms) => Temporal.Instant.fromEpochMilliseconds(ms ?? 0).toString()),
      ),
    ).toEqual([
      ['2027-03-29T00:30:00Z', '2027-03-29T00:30:00Z'],
      ['2027-03-28T01:30:00Z', '2027-03-28T01:30:00Z'],
      ['2027-03-27T01:30:00Z', '2027-03-27T01:30:00Z'],
    ])
  })

  test('sends the repeated 02:30 of autumn once, the first time', async () => {
    const bot = await begin({ now: '2027-10-30T09:00' })
    await bot.say('cm_day', '/reminder add Night post when:"every day at 2:30"')
    await bot.advance('2027-11-01T00:00')
    const found = await bot.look((use) => recordsOf(use, 31, 10))
    expect(found.map(({ at }) => Temporal.Instant.fromEpochMilliseconds(at).toString())).toEqual([
      '2027-10-31T00:30:00Z',
    ])
  })
})

describe('a downtime', () => {
  test('within the grace time sends late, and says so', async () => {
    const bot = await begin()
    await bot.say('cm_day', jobs)
    await down(bot, '2027-03-11T13:10')
    expect(bot.on('@cm_day')).toEqual([
      `12:30 · sent at 13:10, Vigie was down
LinkedIn · to post now
Job of the week: customer support, two openings
Campaign Hiring · text and picture: link
Every Thursday at 12:30 · next: Thursday 18 March · R31
[Posted] [Later] [Skip this one]`,
    ])
    await bot.advance('2027-03-11T13:40')
    expect(firsts(bot)[1]).toBe('12:30 · LinkedIn · not confirmed yet')
  })

  test('says so in French', async () => {
    const bot = await begin({ locale: 'fr' })
    await bot.say('cm_day', '/rappel ajouter Arroser quand:"demain à 12h30"')
    await down(bot, '2027-03-11T13:10')
    expect(firsts(bot)).toEqual(["12:30 · envoyé à 13:10, Vigie était à l'arrêt"])
  })

  test('of a minute is not worth a word', async () => {
    const bot = await begin()
    await bot.say('cm_day', jobs)
    await down(bot, '2027-03-11T12:31')
    expect(firsts(bot)).toEqual(['12:30 · LinkedIn · to post now'])
  })

  test('of three hours misses what fell due before the grace time', async () => {
    const bot = await begin()
    await bot.say('cm_day', jobs)
    await down(bot, '2027-03-11T15:30')
    expect(bot.on('@cm_day')).toEqual([])
    expect(await states(bot)).toEqual(['2027-03-11T12:30 missed'])
    expect(await bot.say('cm_day', '/reminder list state:missed')).toBe(
      'Last 7 days\nThursday 11 March\n12:30 LinkedIn · Job of the week · @cm_day · R31 · missed',
    )
    await bot.advance('2027-03-18T12:30')
    expect(firsts(bot)).toEqual(['12:30 · LinkedIn · to post now'])
  })

  test('of three days sends only the newest, and misses the others', async () => {
    const bot = await begin()
    await bot.say('cm_day', '/reminder add Look around network:X when:"every day at 11:00"')
    await down(bot, '2027-03-13T11:20')
    expect(firsts(bot)).toEqual(['11:00 · sent at 11:20, Vigie was down'])
    expect(await states(bot)).toEqual([
      '2027-03-10T11:00 missed',
      '2027-03-11T11:00 missed',
      '2027-03-12T11:00 missed',
      '2027-03-13T11:00 sent',
    ])
  })

  test.each([
    ['skip', []],
    [
      'all',
      [
        '10:30 · sent at 11:40, Vigie was down',
        '11:00 · sent at 11:40, Vigie was down',
        '11:30 · sent at 11:40, Vigie was down',
      ],
    ],
    ['once', ['11:30 · sent at 11:40, Vigie was down']],
  ])('sends what the reminder says: late:%s', async (late, sent) => {
    const bot = await begin()
    await bot.say(
      'cm_day',
      `/reminder add Look around network:X late:${late} when:"every day at 9:30, 10:30, 11:00 and 11:30"`,
    )
    await bot.advance('2027-03-10T09:31')
    await bot.press('cm_day', 'Posted')
    await down(bot, '2027-03-10T11:40')
    expect(firsts(bot).slice(1)).toEqual(sent)
    expect((await states(bot)).filter((it) => it.endsWith('missed'))).toHaveLength(3 - sent.length)
  })

  test('of months gives every date its record, in several commits', async () => {
    const bot = await begin()
    await bot.say('cm_day', '/reminder add Look around when:"every day at 6:00 and 18:00"')
    await down(bot, '2027-06-18T09:00')
    await bot.deliver()
    const found = await bot.look((use) => recordsOf(use, 31, 1000))
    expect(found).toHaveLength(200)
    expect(found.every(({ state }) => state === 'missed')).toBe(true)
  })

  test('keeps what Later moved', async () => {
    const bot = await begin()
    await bot.say('cm_day', jobs)
    await bot.advance('2027-03-11T12:30')
    await bot.say('cm_day', '/reminder snooze R31 1h')
    await down(bot, '2027-03-11T14:00')
    expect(firsts(bot)[1]).toBe('13:30 · sent at 14:00, Vigie was down')
  })
})

describe('a destination that refuses', () => {
  const forbidden = { refused: { code: 'forbidden', scope: 'place', say: '' } } as const

  test('pauses the reminder and tells its owner; nothing is deleted', async () => {
    const bot = await begin()
    await bot.say('cm_day', `${jobs} place:#content`)
    bot.chat.plan('content', forbidden)
    await bot.advance('2027-03-11T12:30')
    expect(bot.on('@cm_day')).toEqual([
      `R31 is paused: it couldn't be sent
Not sent: 12:30 · LinkedIn · Job of the week. Vigie isn't allowed to write to #content.
Kept: the reminder and all its dates.
To do: fix that and resume R31, or send it elsewhere with /reminder edit R31 place:#channel
[Resume] [Show the reminder]`,
    ])
    expect(await bot.say('cm_day', '/reminder show R31')).toContain(
      "State: paused since 12:30: Vigie isn't allowed to write to #content",
    )
    expect(await states(bot)).toEqual(['2027-03-11T12:30 paused'])
  })

  test('resumed within the grace time sends what it refused', async () => {
    const bot = await begin()
    await bot.say('cm_day', `${jobs} place:#content`)
    bot.chat.plan('content', forbidden)
    await bot.advance('2027-03-11T12:32')
    await bot.press('cm_day', 'Resume')
    await bot.deliver()
    expect(firsts(bot, 'content')).toEqual(["12:30 · sent at 12:32, the chat didn't take it sooner"])
    expect(firsts(bot)).toEqual(['R31 runs again'])
    await bot.advance('2027-03-18T12:30')
    expect(firsts(bot, 'content').at(-1)).toContain('12:30 · LinkedIn · to post now')
  })

  test('runs again by itself once it takes messages', async () => {
    const bot = await begin()
    await bot.say('cm_day', `${jobs} place:#content`)
    bot.chat.plan('content', forbidden)
    await bot.advance('2027-03-11T12:45')
    await bot.change((use) =>
      resume(use, laneOf({ place: { platform: 'console', space: 'test', channel: 'content' } })),
    )
    await bot.deliver()
    expect(firsts(bot, 'content')).toEqual(["12:30 · sent at 12:45, the chat didn't take it sooner"])
    expect(firsts(bot)).toContain('R31 runs again')
    expect(await bot.say('cm_day', '/reminder show R31')).not.toContain('State:')
  })

  test('tells whoever made it where the person it is for cannot be written to', async () => {
    const bot = await begin()
    await bot.say('head:manager', `${jobs} for:@cm_day`)
    bot.chat.knows.closed.add('cm_day')
    await bot.advance('2027-03-11T12:30')
    expect(bot.on('@head')[0]).toContain("@cm_day can't be written to.")
  })

  test('of some of a role is told, and the others go on', async () => {
    const bot = await begin()
    await bot.say('cm_two:cm', '/help')
    await bot.say('cm_day', `${jobs} for:cm`)
    bot.chat.knows.closed.add('cm_two')
    await bot.advance('2027-03-11T12:30')
    expect(firsts(bot)).toEqual(['12:30 · LinkedIn · to post now', "R31 didn't reach everybody"])
    expect(await bot.say('cm_day', '/reminder show R31')).not.toContain('State:')
  })

  test('is told where nobody has the role', async () => {
    const bot = await begin()
    await bot.say('cm_day', '/reminder add Open the queue for:moderator when:"today 10:00"')
    await bot.advance('2027-03-10T10:00')
    expect(bot.on('@cm_day')[0]).toContain('nobody has the role moderator.')
  })
})

describe('a role', () => {
  test('is asked in the team’s channel where one is set, else each of them', async () => {
    const bot = await begin()
    await bot.say('cm_two:cm', '/help')
    await bot.say('cm_day', '/reminder add Check in for:cm when:"every day at 10:00"')
    await bot.advance('2027-03-10T10:00')
    expect([firsts(bot), firsts(bot, '@cm_two')]).toEqual([['10:00 · to do now'], ['10:00 · to do now']])
    await bot.press('cm_two', 'Done')
    await bot.deliver()
    expect(firsts(bot)).toEqual(['Done at 10:00 by @cm_two · Check in · R31'])
    await bot.say('head:manager', '/settings set team:#team')
    await bot.advance('2027-03-11T10:00')
    expect(firsts(bot, 'team')).toEqual(['10:00 · to do now · community manager'])
  })
})

test('what is to come and what was moved is read by the time it is sent', async () => {
  const bot = await begin()
  await bot.say('cm_day', jobs)
  await bot.say('cm_day', '/reminder snooze R31 friday 10:00')
  const from = bot.clock.now().epochMilliseconds
  const found = await bot.look((use) => occurrencesBetween(use, from, from + 9 * 86_400_000, 10))
  expect(found.map(({ occurrence: { local, sendAt, state } }) => [local, sendAt - from, state])).toEqual([
    ['2027-03-11T12:30', 49 * 3_600_000, 'later'],
    ['2027-03-18T12:30', 195.5 * 3_600_000, 'scheduled'],
  ])
})
