import { expect, test } from 'vitest'
import { createTestBot } from '../test-bot.ts'

test('an answer that is told with what is to be decided is not told again', async () => {
  const bot = await createTestBot()
  await bot.say('boss:manager', '/help')
  await bot.say('mod:moderator', '/incident log Journalist asks type:press')
  await bot.say('mod', '/incident ask 1 May I answer?')
  await bot.say('boss', '/incident answer 1 text:"Not today." due:"today 15:00" what:"Write to her"')
  const shown = await bot.say('mod', '/digest')
  expect(shown).toContain('TO DECIDE\n1. INC-1 · press · critical · by 15:00\n@boss answered at 09:00')
  expect(shown).not.toContain('ANSWERED')
})

test('an answer on a quiet morning is told, where the headline names what is to be decided', async () => {
  const bot = await createTestBot()
  await bot.say('boss:manager', '/help')
  await bot.say('mod:moderator', '/incident log A mere complaint type:complaint')
  await bot.say('mod', '/incident ask 1 May I answer?')
  await bot.say('boss', '/incident answer 1 text:"Not today." due:"today 15:00" what:"Write to her"')
  const shown = await bot.say('mod', '/digest')
  expect(shown).toMatch(/1 thing waits for you: INC-1, Write to her, at\s15:00\./)
  expect(shown).not.toContain('TO DECIDE')
  expect(shown).toContain('ANSWERED\nINC-1')
})

test('a case that was let go has had no owner since then, until somebody takes it', async () => {
  const bot = await createTestBot()
  await bot.say('mod:moderator', '/incident log Insults type:harassment')
  bot.clock.add({ hours: 1 })
  await bot.say('mod', '/incident release 1')
  bot.clock.add({ hours: 1 })
  const shown = await bot.say('anna:cm', '/digest')
  expect(shown).toContain('INC-1 (harassment, high) has had no owner since 10:00.')
  expect(shown).toContain('no owner since 10:00\n')
  await bot.say('anna', '/incident claim 1')
  await bot.say('anna', '/incident release 1')
  bot.clock.add({ hours: 1 })
  expect(await bot.say('anna', '/digest')).toContain('has had no owner since 11:00.')
})
