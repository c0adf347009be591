import { expect, test } from 'vitest'
import { createTestBot } from '../test-bot.ts'

test('a single word in a case of its own is what must be given, not the reference', async () => {
  const bot = await createTestBot()
  await bot.say('anna:manager', '/settings set moderation:#moderation')
  await bot.say('anna', '/incident log One type:spam')
  await bot.say('anna', '/incident log Two type:hate')
  await bot.deliver()
  const id = bot.chat.posts.find(({ card }) => JSON.stringify(card).includes('One'))?.ref.id ?? ''
  const here = { channel: 'moderation', thread: id }
  expect(await bot.say('anna', '/incident relate 2', here)).toContain(
    'INC-1 and INC-2 now point at each other',
  )
  expect(await bot.say('anna', '/incident severity critical', here)).toContain('INC-1 is critical now')
  expect(await bot.say('anna', '/incident note 2', here)).toContain('INC-1 · note added')
  expect(await bot.say('anna', '/incident note 2 hello', here)).toContain('INC-2 · note added')
  expect(await bot.say('anna', '/incident severity 2', here)).toContain('form incident severity')
})

test('an address alone is kept as a link', async () => {
  const bot = await createTestBot()
  await bot.say('anna:manager', '/incident log One')
  expect(await bot.say('anna', '/incident evidence 1 https://example.com/x')).toContain('1 link')
  expect(await bot.say('anna', '/incident evidence 1 see https://example.com/x')).toContain('1 statement')
})
