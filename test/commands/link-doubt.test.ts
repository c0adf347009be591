import { expect, test } from 'vitest'
import type { Card } from '../../src/core/card.ts'
import { byState } from '../../src/features/outbox.ts'
import { join, settle } from './link-both.ts'
import { createTwoChats, discordSide } from './link-rig.ts'

test('what was in doubt on the joining side is decided on either, under its new name, also by a button from before', async () => {
  const two = await createTwoChats()
  await two.say('slack', 'anna:manager', '/settings set team:#team')
  await two.say('slack', 'anna', '/reminder add Newsletter when:"tomorrow 11am"')
  await two.say('discord', 'dora:manager', '/settings set team:#news')
  two.chats.discord.knows.history = false
  for (const [nth, what] of ['Poll', 'Quiz'].entries())
    await two.say('discord', 'dora', `/reminder add ${what} when:"today 09:3${nth}" place:#news${nth}`)
  two.chats.discord.plan('*', 'vanish', 'vanish')
  two.clock.add({ minutes: 35 })
  await two.deliver()
  two.clock.add({ hours: 4 })
  await two.deliver()
  expect(await two.look(discordSide, (use) => byState(use, 'unsure', 9))).toHaveLength(2)
  const before = await two.invoke('discord', 'dora', '/status')
  expect(two.textOf(before)).toContain('reminder R2 · ')

  await join(two)
  await settle(two)
  expect(await two.say('slack', 'anna', '/status')).toMatch(/reminder R3 · .*\n.*\nreminder R2 · /)
  expect(await two.say('slack', 'anna', '/message arrived R2')).toBe('Reminder R2: counted as sent.')
  const status: Card = 'card' in before ? before.card : {}
  const [button] = (status.sections ?? []).flatMap(({ buttons = [] }) => buttons.slice(1))
  const pressed = { card: { buttons: button === undefined ? [] : [button] } }
  expect(await two.press('discord', 'dora', pressed, 'Send it now')).toBe('Reminder R3: it goes out now.')
  await two.deliver()
  expect(two.shown('discord').filter(({ at }) => at.startsWith('news'))).toEqual([
    { at: 'news1', says: expect.stringContaining('Quiz') },
  ])
})
