import { expect, test } from 'vitest'
import { evidenceOf, stepsOf } from '../../src/features/incidents/queries.ts'
import { createTestBot, oneCommunity } from '../test-bot.ts'

const named = '<@slack/test/U1|head_comm>'
const unnamed = '<@slack/test/U2>'
const channel = '<#slack/test/C9|billing>'

test('whoever is mentioned on one chat is a name in what is kept, and pings nobody on the other', async () => {
  const bot = await createTestBot()
  await oneCommunity(bot)
  bot.chat.knows.profiles.set('U2', { name: 'director' })
  await bot.say('anna:manager', '/settings set moderation:#moderation escalation:#escalation')
  await bot.say('est@discord:moderator', `/incident log "Ask ${named} in ${channel}" type:spam`)
  await bot.say('est@discord', `/incident note 1 "${unnamed} knows, <!channel> @everyone"`)
  await bot.say('est@discord', `/incident evidence 1 "seen by ${named}"`)
  await bot.say('est@discord', `/incident ask 1 "May ${unnamed} decide?"`)
  await bot.say('anna', `/incident answer 1 "Yes, with ${named}" task:"write to ${unnamed}"`)
  await bot.deliver()

  const kept = await bot.look(async (use) => [
    ...(await stepsOf(use, 1, 20)).flatMap(({ text }) => text ?? []),
    ...(await evidenceOf(use, 1, 20)).flatMap(({ text }) => text ?? []),
  ])
  expect(kept).toEqual([
    'Yes, with @head_comm',
    'May @director decide?',
    '@director knows, <!channel> @everyone',
    'seen by @head_comm',
  ])
  const shown = bot.chat.posts
    .map(({ card }) => JSON.stringify([card.title, card.text, card.sections]))
    .join()
  expect(shown).toContain('Ask @head_comm in #billing')
  expect(shown).toContain('write to @director')
  expect(shown).not.toMatch(/<[@#&]/)
  // Only those a card asks may be notified, each on their own chat.
  const notified = bot.chat.posts.flatMap(({ card }) => card.notify ?? []).map(({ id }) => id)
  expect(new Set(notified)).toEqual(new Set(['anna', 'est']))
})
