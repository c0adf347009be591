import { expect, test } from 'vitest'
import { createTestBot } from '../test-bot.ts'

test('where nobody else is set, a question that is open already names nobody', async () => {
  const bot = await createTestBot()
  await bot.say('anna:manager', '/incident log Spam wave type:spam')
  await bot.say('anna', '/incident escalate 1 level:3 May I ban?')
  expect(await bot.say('anna', '/incident escalate 1 level:4 Now?')).toContain(
    'at level 3 since 09:00, where nobody else is set; the clock runs until 09:15.',
  )
})
