import { expect, test } from 'vitest'
import { createTestBot } from '../test-bot.ts'

test('the same words about another incident are no repetition', async () => {
  const bot = await createTestBot()
  await bot.say('anna:manager', '/incident log One type:scam')
  expect(await bot.say('anna', '/incident resolve last warned')).toContain('INC-1 · scam · medium · resolved')
  await bot.say('anna', '/incident log Two type:scam')
  expect(await bot.say('anna', '/incident resolve last warned')).toContain('INC-2 · scam · medium · resolved')
  expect(await bot.say('anna', '/incident reopen last')).toContain('INC-2')
  expect(await bot.say('anna', '/incident reopen last')).toContain('within the last minute')
})

test.each([
  ['/incident list mine', 'Mine'],
  ['/incident list mine high', 'Mine'],
  ['/incident list high mine', 'Mine'],
])('%s means mine:yes', async (line, shown) => {
  const bot = await createTestBot()
  await bot.say('anna:manager', '/incident log Mine type:harassment')
  await bot.say('ben:cm', '/incident log Theirs type:hate')
  const list = await bot.say('anna', line)
  expect(list).toContain(shown)
  expect(list).not.toContain('Theirs')
})

test('a flag is named by its bare word, never inside a text', async () => {
  const bot = await createTestBot()
  expect(await bot.say('anna:manager', '/team add @junior cm supervised')).toContain('supervised')
  await bot.say('anna', '/incident log all of them are mine')
  expect(await bot.say('anna', '/incident show 1 all')).toMatch(/all of them are mine[\s\S]*Timeline/)
})
