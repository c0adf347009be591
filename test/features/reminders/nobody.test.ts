import { expect, test } from 'vitest'
import { createTestBot } from '../../test-bot.ts'

async function stuck(when: string) {
  const bot = await createTestBot({ now: '2027-03-10T09:00' })
  await bot.say('anna:manager', `/reminder add Tidy up for:moderator when:"${when}"`)
  await bot.advance('2027-03-10T10:05')
  expect(bot.on('@anna')[0]).toContain('R1 is paused')
  return bot
}

test('what nobody could be meant by goes out once somebody is, if it is not too late', async () => {
  const bot = await stuck('today 10:00')
  await bot.say('anna', '/team add @mod moderator')
  expect(await bot.say('anna', '/reminder resume R1')).toContain('R1 runs again')
  await bot.deliver()
  expect(bot.on('@mod')[0]).toMatch(/^10:00 · sent at 10:05\n.*to do now\nTidy up/)
})

test('beyond the grace time it is missed, and a series goes on with its next date', async () => {
  const bot = await stuck('every day at 10:00')
  await bot.advance('2027-03-10T14:00')
  await bot.say('anna', '/team add @mod moderator')
  await bot.say('anna', '/reminder resume R1')
  await bot.deliver()
  expect(bot.on('@mod')).toEqual([])
  expect(await bot.say('anna', '/reminder list state:missed')).toContain('Tidy up')
  await bot.advance('2027-03-11T10:01')
  expect(bot.on('@mod')[0]).toContain('Tidy up')
})

test('where there still is nobody, it stays paused, and the answer says so', async () => {
  const bot = await stuck('today 10:00')
  expect(await bot.say('anna', '/reminder resume R1')).toContain('Nobody has the role moderator yet')
  expect(await bot.say('anna', '/status')).toContain('1 thing is paused')
  await bot.say('anna', '/reminder edit R1 for:@anna')
  expect(await bot.say('anna', '/reminder resume R1')).toContain('R1 runs again')
  await bot.deliver()
  expect(bot.on('@anna').join()).toContain('to do now')
})
