import { expect, test } from 'vitest'
import { createRoleChanges } from '../../src/features/role-changes.ts'
import { createTestBot, type TestBot } from '../test-bot.ts'

const following = ({ clock, house, log, store }: TestBot) => createRoleChanges({ clock, house, log, store })

test('whoever has left the group that gave them their role is asked no more, without coming here first', async () => {
  const bot = await createTestBot()
  const follow = following(bot)
  for (const name of ['ben', 'cleo']) bot.chat.knows.groups.set(name, ['admin'])
  for (const name of ['ben', 'cleo', 'mod_est:moderator']) await bot.say(name, '/help')
  expect(await follow()).toBe(0)
  bot.chat.knows.groups.set('ben', [])
  expect(await follow()).toBe(1)
  await bot.say('mod_est', '/incident log Spam type:spam')
  const said = await bot.say('mod_est', '/incident ask 1 "A ban?"')
  expect(said).toContain('@cleo')
  expect(said).not.toContain('@ben')
})

test('what was given by hand stays, and so does a role while the chat cannot tell or breaks', async () => {
  const bot = await createTestBot()
  const follow = following(bot)
  for (const name of ['ben', 'cleo', 'dora']) {
    bot.chat.knows.groups.set(name, ['admin'])
    await bot.say(name, '/help')
  }
  await bot.say('ben', '/team add @cleo cm')
  bot.chat.knows.groups.set('ben', undefined)
  bot.chat.knows.groups.set('cleo', [])
  const { groups } = bot.chat.directory
  bot.chat.directory.groups = (who) => {
    if (who.id === 'dora') throw new Error('the chat broke')
    return groups(who)
  }
  expect(await follow()).toBe(1)
  expect(bot.log.errors).toHaveLength(1)
  bot.chat.directory.groups = groups
  const team = await bot.say('dora', '/team')
  expect(team).toMatch(/Managers\n@ben\n@dora\n/)
  expect(team).toMatch(/Community managers\n@cleo/)
})

test('a few are looked at at a time, each in turn', async () => {
  const bot = await createTestBot()
  const follow = following(bot)
  const names = Array.from({ length: 25 }, (_, nth) => `anna${nth}`)
  for (const name of names) {
    bot.chat.knows.groups.set(name, ['admin'])
    await bot.say(name, '/help')
  }
  const asked: string[] = []
  const { groups } = bot.chat.directory
  bot.chat.directory.groups = (who) => {
    asked.push(who.id)
    return groups(who)
  }
  for (const count of [10, 20, 30]) {
    bot.clock.add({ minutes: 1 })
    expect(await follow()).toBe(0)
    expect(asked).toHaveLength(count)
  }
  expect(new Set(asked)).toEqual(new Set(names))
})
