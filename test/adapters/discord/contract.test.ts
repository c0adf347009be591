import { chatContract } from '../../contracts/chat.ts'
import { openServer } from './served.ts'

chatContract('what Discord is sent and asked keeps the promises of a chat', async () => {
  const { answers, directory, discord, place, posts, who } = await openServer()
  const reply = {
    user: who.id,
    application: discord.bot.id,
    interaction: '100000000000000001',
    token: 'of-before',
    at: '0',
    space: place.space,
    channel: place.channel,
  }
  return {
    chat: {
      platform: 'discord',
      start: async () => {},
      stop: async () => {},
      ...posts,
      answer: (stored, outcome) => answers.answer({ ...reply, ...stored }, outcome),
      directory,
    },
    who,
    place,
    shown: () =>
      discord
        .messages('#moderation')
        .flatMap((message) => [message, ...discord.thread(message)])
        .map((message) => discord.textOf(message))
        .join('\n'),
    remembers: true,
  }
})
