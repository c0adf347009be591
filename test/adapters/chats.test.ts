import { chatContract } from '../contracts/chat.ts'
import { createFakeChat } from '../fakes.ts'
import { textOf } from '../text-of.ts'
import { createTestConsole } from './console/fixtures.ts'

chatContract('the terminal keeps the promises of a chat', async () => {
  const { chat, screen } = await createTestConsole()
  const at = { platform: 'console' as const, space: 'terminal' }
  return {
    chat,
    who: { ...at, id: 'anna' },
    place: { ...at, channel: 'moderation' },
    shown: screen,
    remembers: true,
  }
})

chatContract('the fake of the tests keeps the promises of a chat', async () => {
  const chat = createFakeChat('discord')
  const at = { platform: 'discord' as const, space: 'server' }
  return {
    chat,
    who: { ...at, id: 'anna' },
    place: { ...at, channel: 'moderation' },
    shown: () => chat.posts.map(({ card }) => textOf(card, 0)).join('\n'),
    remembers: false,
  }
})
