import { expect, test } from 'vitest'
import { createTestBot } from '../test-bot.ts'

test('a setting that has its value already is told from one that was not named', async () => {
  const bot = await createTestBot()
  expect(await bot.say('anna:manager', '/settings set zone:Europe/Paris')).toContain(
    "That's how it is set already",
  )
  expect(await bot.say('anna', '/settings set')).toContain('name a setting and its value')
})
