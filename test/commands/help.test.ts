import { expect, test } from 'vitest'
import { createTestBot } from '../test-bot.ts'

test('help on what somebody may not do says who may', async () => {
  const bot = await createTestBot()
  expect(await bot.say('mod:moderator', '/help settings set')).toMatch(
    /^\/settings set is for the role manager and above; yours is moderator\./,
  )
  expect(await bot.say('mia:member', '/help incident')).toContain('/incident log is for the role moderator')
  expect(await bot.say('mia:member', '/help incident log')).toContain(
    '/incident log is for the role moderator',
  )
})

test('help on what does not exist names the nearest thing one may do', async () => {
  const bot = await createTestBot()
  expect(await bot.say('anna:manager', '/help incidnt')).toContain('The nearest is /incident.')
  expect(await bot.say('anna', '/help incident lgo')).toContain('The nearest is /incident log.')
  expect(await bot.say('mia:member', '/help incidnt')).toMatch(/The nearest is \/(reminder|settings|help)\./)
})
