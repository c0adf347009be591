import { expect, test } from 'vitest'
import { createTestBot } from '../test-bot.ts'

test.each([
  ['/reminder snoze R1 15m', '/reminder snooze'],
  ['/incident reslove 12', '/incident resolve'],
  ['/incident clor 12', '/incident resolve'],
  ['/reminder Buy milk', '/reminder add'],
  ['/incident something happened', '/incident log'],
  ['/digest banana', '/digest now'],
])('%s: the nearest verb is %s', async (line, nearest) => {
  const bot = await createTestBot()
  expect(await bot.say('anna:manager', line)).toMatch(
    new RegExp(`The nearest is ${nearest}\\. For example: ${nearest} `),
  )
})

test('an unknown name is answered with the nearest, or with those that people type', async () => {
  const bot = await createTestBot()
  expect(await bot.say('anna:manager', '/incident on-it 1 utnil:10:00')).toContain('The nearest is “until:”')
  expect(await bot.say('anna', '/incident on-it 1 colour:red')).toContain('It takes ref:, nth:, until:. ')
})
