import { expect, test } from 'vitest'
import { keepJoined } from '../../src/features/link/space.ts'
import { followNames } from '../../src/features/name-changes.ts'
import { keepSettings, settingsOf } from '../../src/features/settings.ts'
import { createTestBot, type TestBot } from '../test-bot.ts'

const channel = (id: string) => ({ platform: 'discord', space: 'G1', channel: id }) as const

/** A community that has named channels of Discord before it knew how they are called. */
async function createNamed(): Promise<TestBot> {
  const bot = await createTestBot()
  await bot.say('boss:manager', '/settings set team:#team')
  await bot.change(async (use) => {
    const before = await settingsOf(use)
    const places = { ...before.places, moderation: channel('1'), digest: channel('2') }
    keepSettings(use, { ...before, places, kept: [{ place: channel('3'), sees: 'team' }] })
  })
  bot.chat.directory.place = async ({ channel: id, platform }) => {
    if (id === '2') throw new Error('out of reach')
    return { sees: 'team', problems: [], ...(platform === 'discord' && { name: `room-${id}` }) }
  }
  return bot
}

const link = (bot: TestBot) =>
  bot.change(async (use) => {
    const who = { person: 'p', account: { ...channel('1'), id: '1' }, name: 'dora' } as const
    const was = { was: 'discord-G1', by: who, invited: who, at: use.now.epochMilliseconds, places: {} }
    keepJoined(use, { v: 1, platform: 'discord', space: 'G1', ...was })
  })

test('places of a community on several chats are called as they are now; what cannot be told stays as it is', async () => {
  const bot = await createNamed()
  const { clock, house, log, store } = bot
  expect(await followNames({ clock, house, log, store })).toBe(0)
  expect(await bot.say('boss', '/settings')).toContain('moderation: a channel on Discord')
  await link(bot)
  expect(await followNames({ clock, house, log, store })).toBe(1)
  expect(await followNames({ clock, house, log, store })).toBe(0)
  const said = await bot.say('boss', '/settings')
  expect(said).toContain('moderation: #room-1 (Discord)')
  expect(said).toContain('digest: a channel on Discord')
  expect(said).toContain('team: #team')
  const { kept } = await bot.look(settingsOf)
  expect(kept).toEqual([{ place: { ...channel('3'), name: 'room-3' }, sees: 'team' }])
  expect(log.errors).toEqual([])
})
