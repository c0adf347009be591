import { afterEach, describe, expect, test, vi } from 'vitest'
import { createFixedClock } from '../../src/core/clock.ts'
import type { Platform } from '../../src/core/person.ts'
import { keepJoined } from '../../src/features/link/space.ts'
import { createReach } from '../../src/features/reach.ts'
import { createTestBot } from '../test-bot.ts'

describe('the watch over the chats', () => {
  afterEach(() => void vi.useRealTimers())

  test('knows since when nothing comes in from one, and forgets that once it is back', () => {
    vi.useFakeTimers()
    const clock = createFixedClock('2027-03-11T06:40:00Z')
    const discord = { platform: 'discord' as const, there: true, fresh: () => discord.there }
    const reach = createReach({ chats: () => [discord, { platform: 'console' }], clock })
    reach.start()
    expect(reach.lost('discord')).toBeUndefined()
    discord.there = false
    vi.advanceTimersByTime(1000)
    clock.add({ minutes: 20 })
    expect(reach.lost('discord')).toBe(Date.parse('2027-03-11T06:40:00Z'))
    expect([reach.lost('console'), reach.lost('slack')]).toEqual([undefined, undefined])
    discord.there = true
    expect(reach.lost('discord')).toBeUndefined()
    discord.there = false
    expect(reach.lost('discord')).toBe(Date.parse('2027-03-11T07:00:00Z'))
    reach.stop()
    expect(vi.getTimerCount()).toBe(0)
  })
})

/** A community on the terminal and on Discord, at 07:59 on a quiet morning. */
async function createOne(locale: 'en' | 'fr' = 'en') {
  const bot = await createTestBot({ now: '2027-03-11T07:59', locale })
  await bot.say('boss:manager', '/help')
  const who = { person: 'p', account: { platform: 'discord', space: 'G1', id: '1' }, name: 'dora' } as const
  await bot.change(async (use) => {
    const at = use.now.epochMilliseconds
    const was = { was: 'discord-G1', by: who, invited: who, at, places: {} }
    keepJoined(use, { v: 1, platform: 'discord', space: 'G1', ...was })
  })
  const since = (time: string) => Temporal.Instant.from(`2027-03-11T${time}:00+01:00`).epochMilliseconds
  return {
    bot,
    lose(platform: Platform, time: string) {
      bot.house.lost = (each) => (each === platform ? since(time) : undefined)
    },
  }
}

describe('a chat that is out of reach', () => {
  test('is the first thing the status says, with since when', async () => {
    const { bot, lose } = await createOne()
    expect(await bot.say('boss', '/status')).toContain('Nothing is paused')
    lose('discord', '07:40')
    const status = await bot.say('boss', '/status')
    expect(status.split('\n')[0]).toBe('Out of reach: Discord')
    expect(status).toContain(
      'Chats\nDiscord since 07:40: nothing comes in from there, and what is to go there waits. Vigie keeps trying.',
    )
    expect(bot.last).toMatchObject({ card: { tone: 'red' } })
    await bot.say('boss', '/settings mine language:fr')
    expect((await bot.say('boss', '/état')).replaceAll('\u00a0', ' ')).toContain(
      "Messageries\nDiscord depuis 07:40 : rien n'en arrive, et ce qui doit y partir attend.",
    )
  })

  test('is no affair of a community that is not there', async () => {
    const { bot, lose } = await createOne()
    lose('slack', '07:40')
    expect(await bot.say('boss', '/status')).toContain('Nothing is paused')
    expect(await bot.say('boss', '/digest now')).toContain('Quiet. ')
  })

  test.each([
    ['en', '/digest now', 'RED · ', 'Discord is out of reach since 07:40: nothing comes in from there.'],
    ['fr', '/point du matin', 'ROUGE · ', "Discord est hors d'atteinte depuis 07:40 : rien n'en arrive."],
  ] as const)(
    'makes the morning red, in %s, unless it was only just lost',
    async (locale, line, tone, why) => {
      const { bot, lose } = await createOne(locale)
      lose('discord', '07:59')
      expect(await bot.say('boss', line)).not.toContain(tone)
      await bot.advance({ minutes: 2 })
      lose('discord', '07:40')
      const digest = (await bot.say('boss', line)).replaceAll('\u00a0', ' ')
      expect(digest).toContain(tone)
      expect(digest).toContain(why)
    },
  )
})
