import { expect, test } from 'vitest'
import { createTestBot, type TestBot } from '../../test-bot.ts'

/** Vigie is down until a time: the clock goes on, and nothing is done on the way. */
async function sleep(bot: TestBot, until: string): Promise<void> {
  bot.clock.set(Temporal.PlainDateTime.from(until).toZonedDateTime('Europe/Paris').toInstant())
  await bot.deliver()
}

const shown = (bot: TestBot) => bot.on('@anna').join('\n---\n')

async function sentAtTen(): Promise<TestBot> {
  const bot = await createTestBot({ now: '2027-03-10T09:00' })
  await bot.say('anna:manager', '/reminder add Post the poll network:X when:"today 10:00"')
  await bot.advance('2027-03-10T10:01')
  return bot
}

test('a nudge that a downtime delayed still comes within the grace time', async () => {
  const bot = await sentAtTen()
  await sleep(bot, '2027-03-10T12:00')
  expect(shown(bot)).toContain('not confirmed yet')
})

test('a nudge that comes days too late is not sent, and the date counts as not confirmed', async () => {
  const bot = await sentAtTen()
  await sleep(bot, '2027-03-13T12:00')
  expect(shown(bot)).not.toContain('not confirmed yet')
  await bot.advance({ minutes: 31 })
  expect(shown(bot)).toContain('not confirmed')
  expect(await bot.say('anna', '/reminder list state:"not confirmed"')).toContain('Post the poll')
})
