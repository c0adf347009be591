import { expect, test } from 'vitest'
import { keepSettings, settingsOf } from '../../src/features/settings.ts'
import { createTestBot, type TestBot } from '../test-bot.ts'
import { textOf } from '../text-of.ts'

/** Whose Home was brought up to date since this was asked last. */
const refreshed = async (bot: TestBot) => {
  await bot.deliver()
  return bot.chat.homes.splice(0).map(({ who }) => who.id)
}

/** A team of which some have opened their Home. */
async function team(...looking: string[]): Promise<TestBot> {
  const bot = await createTestBot()
  for (const each of ['anna:manager', 'cm_day:cm', 'mod_est:moderator', 'otter']) await bot.say(each, '/help')
  for (const each of looking) await bot.home(each)
  expect(await refreshed(bot)).toEqual([])
  return bot
}

test('a question brings up to date the Home of whoever is asked and of whoever asks', async () => {
  const bot = await team('anna', 'cm_day', 'mod_est', 'otter')
  await bot.say('mod_est', '/incident log "Gift links in #help" type:scam')
  expect(await refreshed(bot)).toEqual(['mod_est'])
  await bot.say('mod_est', '/incident ask INC-1 "May we ban them?" level:2')
  expect((await refreshed(bot)).sort()).toEqual(['anna', 'mod_est'])
  expect(await bot.home('anna')).toContain('1. INC-1 · @mod_est asks (09:00) · by 09:30')
  await bot.press('anna', 'Answer @mod_est', { text: 'Yes.' })
  expect((await refreshed(bot)).sort()).toEqual(['anna', 'mod_est'])
})

test('a case that is given to somebody, and that one resolves, changes their Home', async () => {
  const bot = await team('cm_day', 'otter')
  await bot.say('mod_est', '/incident log "Gift links in #help" type:scam')
  expect(await refreshed(bot)).toEqual([])
  await bot.say('mod_est', '/incident assign INC-1 @cm_day')
  await bot.deliver()
  const [home] = bot.chat.homes.splice(0)
  expect(home?.who.id).toBe('cm_day')
  expect(textOf(home?.card ?? {}, 0)).toContain('Your incidents\nINC-1 · scam · medium · in progress')
  await bot.say('mod_est', '/incident resolve INC-1 reason:removed')
  expect(await refreshed(bot)).toEqual(['cm_day'])
})

test('a reminder that fires shows on the Home of whoever it is for, and is gone when they press there', async () => {
  const bot = await team('cm_day', 'mod_est')
  await bot.say('cm_day', '/reminder add "Water the plants" when:"today 10:00"')
  expect(await refreshed(bot)).toEqual(['cm_day'])
  await bot.advance('2027-03-10T10:01')
  const shown = bot.chat.homes.splice(0)
  expect(new Set(shown.map(({ who }) => who.id))).toEqual(new Set(['cm_day']))
  const last = shown.at(-1)?.card ?? {}
  expect(textOf(last, 0)).toContain('[Done] [Later] [Skip this one]')
  await bot.home('cm_day')
  await bot.press('cm_day', 'Done')
  await bot.deliver()
  expect(textOf(bot.chat.homes.at(-1)?.card ?? {}, 0)).not.toContain('Water the plants')
})

test('what is for a role changes the Homes of those who have it', async () => {
  const bot = await team('cm_day', 'anna')
  await bot.say('anna', '/reminder add "Check the queue" when:"today 10:00" for:moderator')
  expect(await refreshed(bot)).toEqual(['anna'])
  await bot.home('mod_est')
  await bot.advance('2027-03-10T10:01')
  expect(new Set(bot.chat.homes.splice(0).map(({ who }) => who.id))).toEqual(new Set(['mod_est']))
})

test('whoever has left the group that gave a role is shown no more of the team, and nobody while that cannot be told', async () => {
  const bot = await createTestBot()
  await bot.say('anna:manager', '/help')
  const { groups } = bot.chat.knows
  groups.set('mod_est', ['group:mods'])
  await bot.change(async (use) => {
    const settings = await settingsOf(use)
    keepSettings(use, { ...settings, roles: { 'group:mods': { role: 'moderator', name: '@mods' } } })
  })
  await bot.home('mod_est')
  await bot.say('anna', '/incident log "Gift links in #help" type:scam')
  await bot.say('anna', '/incident assign INC-1 @mod_est')
  await bot.deliver()
  const shown = () => bot.chat.homes.splice(0).map(({ card }) => textOf(card, 0))
  expect(shown().join('\n')).toContain('Gift links')

  groups.set('mod_est', undefined)
  await bot.say('anna', '/incident note INC-1 "They were warned"')
  await bot.say('anna', '/incident severity INC-1 high')
  await bot.deliver()
  expect(shown()).toEqual([])

  groups.set('mod_est', [])
  await bot.say('anna', '/incident severity INC-1 critical')
  await bot.deliver()
  const [left = ''] = shown()
  expect(left).toContain('Your day')
  expect(left).not.toContain('INC-1')
})

test('settings change the Homes of those who may change them', async () => {
  const bot = await team('anna', 'cm_day')
  await bot.say('ben:manager', '/settings set hours:10:00-19:00')
  await bot.deliver()
  expect(bot.chat.homes.map(({ who }) => who.id)).toEqual(['anna'])
  expect(textOf(bot.chat.homes[0]?.card ?? {}, 0)).toContain('working hours 10:00-19:00')
})

test('what only reads changes no Home', async () => {
  const bot = await team('anna')
  await bot.say('anna', '/digest')
  await bot.say('anna', '/settings')
  expect(await refreshed(bot)).toEqual([])
})

test('nobody is kept up to date who has not opened their Home for 30 days', async () => {
  const bot = await team('anna')
  await bot.advance({ hours: 29 * 24 })
  await bot.say('anna', '/reminder add "Water the plants" when:"tomorrow 10:00"')
  expect(await refreshed(bot)).toEqual(['anna'])
  await bot.advance({ hours: 48 })
  bot.chat.homes.splice(0)
  await bot.say('anna', '/reminder add "Feed the cat" when:"tomorrow 10:00"')
  expect(await refreshed(bot)).toEqual([])
})

test('one change brings ten Homes up to date at most', async () => {
  const bot = await team()
  for (let nth = 1; nth <= 14; nth++) await bot.home(`manager-${nth}:manager`)
  await bot.say('manager-14', '/settings set hours:10:00-19:00')
  const who = await refreshed(bot)
  expect(who).toHaveLength(10)
  expect(who).toContain('manager-14')
})
