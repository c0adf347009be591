import { expect, test } from 'vitest'
import { readContent } from '../../../src/features/digest/content.ts'
import { createTestBot } from '../../test-bot.ts'

test('content of a paused series is no content of tomorrow, and leaves a gap', async () => {
  const bot = await createTestBot({ now: '2027-03-10T09:00' })
  const content = () =>
    bot.look((use) => {
      const now = use.now.epochMilliseconds
      return readContent(use, now, now - 86_400_000, 'Europe/Paris')
    })
  await bot.say('cm_day:cm', '/reminder add Tip network:X when:"every weekday at 10:00"')
  expect(await content()).toMatchObject({ tomorrow: [{ reminder: { number: 1 } }], gaps: [] })
  await bot.say('cm_day', '/reminder pause R1')
  const paused = await content()
  expect(paused.tomorrow).toEqual([])
  expect(paused.gaps).toContain('2027-03-11')
})
