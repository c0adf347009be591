import { expect, test } from 'vitest'
import { createTestBot } from '../test-bot.ts'

test.each([
  '/incident log Insults in #general member:@a,@b',
  '/incident log Insults in #general member:@a, @b',
  '/incident log member:@a , @b Insults in #general',
  '/incident log member:@a, @b Insults in #general',
  '/incident log Insults in #general member:@a member:@b',
  '/incident log what:"Insults in #general" member:"@a, @b"',
])('%s reports two members', async (line) => {
  const bot = await createTestBot()
  await bot.say('anna:manager', line)
  for (const member of ['a', 'b'])
    expect(await bot.say('anna', `/incident history @${member}`)).toContain('INC-1')
  expect(await bot.say('anna', '/incident show 1')).toMatch(/\nInsults in #general\n/)
})

test('a list of words of a set may hold words of several words, without quotes', async () => {
  const bot = await createTestBot()
  expect(
    await bot.say('anna:manager', '/incident log Rude action:timed out, removed content, banned'),
  ).toContain('timed out, content removed, banned')
  expect(await bot.say('anna', '/incident show 1')).toMatch(/\nRude\n/)
})

test('of words of a set that begin alike the longest is meant, named or bare', async () => {
  const bot = await createTestBot()
  await bot.say('anna:manager', '/incident log Rude type:self harm')
  expect(await bot.say('anna', '/incident show 1')).toMatch(/INC-1 · Self-harm[\s\S]*\nRude\n/)
  expect(await bot.say('anna', '/incident resolve 1 reason:passed on to the host')).toContain('passed on')
  expect(await bot.say('anna', '/incident show 1')).toContain('resolved, passed on: to the host.')
  await bot.say('anna', '/incident log Ruder')
  expect(await bot.say('anna', '/incident resolve 2 content removed twice')).toContain('content removed')
  expect(await bot.say('anna', '/incident show 2')).toContain('resolved, content removed: twice.')
})
