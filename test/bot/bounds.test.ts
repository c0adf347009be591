import { expect, test } from 'vitest'
import { createTestBot } from '../test-bot.ts'

test.each([
  [`/reminder add ${'a'.repeat(301)} when:"tomorrow 9am"`, "That's too long: at most 300 characters."],
  ['/incident log x accounts:0', 'At least 1 is needed here.'],
  ['/incident log x accounts:9999999', 'At most 1,000,000 fits here.'],
  [`/incident log x member:${Array.from({ length: 51 }, (_, n) => `@m${n}`).join()}`, 'too many: at most 50'],
])('%.60s is told what is too much', async (line, said) => {
  const bot = await createTestBot()
  expect(await bot.say('anna:manager', line)).toContain(said)
})
