import { InteractionResponseType as kinds, MessageFlags } from 'discord.js'
import { expect, onTestFinished, test } from 'vitest'
import { createAnswers } from '../../../src/adapters/discord/answers.ts'
import { createApi } from '../../../src/adapters/discord/api.ts'
import { createHandlers } from '../../../src/adapters/discord/handlers.ts'
import type { Received } from '../../../src/adapters/discord/received.ts'
import type { Accepted, Bot } from '../../../src/core/chat.ts'
import { createFixedClock, instant } from '../../../src/core/clock.ts'
import type { Outcome } from '../../../src/core/command.ts'
import { createFakeLog } from '../../fakes.ts'
import { words } from '../../test-house.ts'
import { createLoopback } from './loopback.ts'

const at = Temporal.Instant.from('2027-03-11T01:04:00Z').epochMilliseconds
const callback = 'POST /interactions/9/token/callback'
const original = 'PATCH /webhooks/1/token/messages/%40original'
const card: Outcome = { card: { text: 'Here it is' } }

/** Handlers over a Discord on loopback, with a bot that answers as it is told; `age` is how late it is, in milliseconds. */
async function open(accept: () => Promise<Accepted>, age = 0) {
  const discord = await createLoopback()
  const log = createFakeLog()
  const clock = createFixedClock(instant(at + age))
  const api = createApi({ token: 'secret', apiUrl: discord.apiUrl, log, clock })
  const look = (space: string) => ({
    ...{ space, words, commands: [], now: at },
    ...{ locale: 'en' as const, zone: 'Europe/Paris' },
  })
  const bot: Bot = { accept, suggest: async () => [], home: async () => ({}) }
  const answers = createAnswers({ api, look, clock })
  const handlers = createHandlers({ api, bot, answers, look, clock, log })
  onTestFinished(() => handlers.stop())
  discord.plan(original, { status: 200, json: { id: '77' } })
  const come = (more: Partial<Received['reply']> = {}) =>
    handlers.received({
      it: {
        id: 'discord/9',
        by: { platform: 'discord', space: '5', id: '3' },
        here: { platform: 'discord', space: '5', channel: '6' },
        command: 'incident list',
        input: {},
        at,
      },
      reply: {
        ...{ user: '3', application: '1', interaction: '9', token: 'token', at: String(at) },
        ...{ space: '5', channel: '6', ...more },
      },
      surface: more.message === undefined ? 'command' : 'message',
    })
  const until = (calls: number) => expect.poll(() => discord.calls.length).toBe(calls)
  return { come, discord, handlers, until }
}

test('what is done promptly is the first thing that is said, and it is let go of', async () => {
  const did: string[] = []
  const { come, discord, handlers } = await open(async () => ({
    answers: 'asker',
    run: async () => card,
    keep: async () => void did.push('kept'),
    answered: async () => void did.push('answered'),
  }))
  come()
  await handlers.stop()
  expect(discord.calls).toMatchObject([
    {
      what: callback,
      body: {
        type: kinds.ChannelMessageWithSource,
        data: { content: 'Here it is', flags: MessageFlags.Ephemeral | MessageFlags.SuppressEmbeds },
      },
    },
  ])
  expect(did).toEqual(['answered'])
})

test('what takes longer is kept before it is said to be begun, and told when it is done', async () => {
  const work = Promise.withResolvers<Outcome>()
  const did: string[] = []
  const { come, discord, handlers, until } = await open(
    async () => ({
      answers: 'asker',
      run: () => work.promise,
      async keep() {
        did.push(`kept after ${discord.calls.length} calls`)
      },
      answered: async () => void did.push('answered'),
    }),
    999,
  )
  come()
  await until(1)
  expect(discord.calls[0]).toMatchObject({
    what: callback,
    body: { type: kinds.DeferredChannelMessageWithSource, data: { flags: MessageFlags.Ephemeral } },
  })
  expect(did).toEqual(['kept after 0 calls'])
  work.resolve(card)
  await until(2)
  await handlers.stop()
  expect(discord.calls[1]).toMatchObject({ what: original, body: { content: 'Here it is' } })
  expect(did).toEqual(['kept after 0 calls', 'answered'])
})

test('a press that is shown by what was pressed says nothing of its own', async () => {
  const { come, discord, handlers } = await open(async () => ({
    answers: 'asker',
    run: async () => ({ shown: true }),
  }))
  come({ message: '8' })
  await handlers.stop()
  expect(discord.calls).toMatchObject([{ what: callback, body: { type: kinds.DeferredMessageUpdate } }])
})

test('a first answer that Discord did not take is told otherwise, and only then let go of', async () => {
  const did: string[] = []
  const { come, discord, handlers } = await open(async () => ({
    answers: 'asker',
    run: async () => card,
    answered: async () => void did.push(`answered after ${discord.calls.length} calls`),
  }))
  discord.plan(callback, { status: 500 })
  come()
  await handlers.stop()
  expect(discord.calls.map(({ what }) => what)).toEqual([callback, original])
  expect(did).toEqual(['answered after 2 calls'])
})
