import { type Interaction, MessageFlags } from 'discord.js'
import { describe, expect, test } from 'vitest'
import { decodePress } from '../../../src/adapters/discord/press.ts'
import type { Reply } from '../../../src/adapters/discord/reply.ts'
import type { Told } from '../../../src/core/told.ts'
import { connect, register } from '../../standins/discord/connected.ts'
import type { Message } from '../../standins/discord/index.ts'
import { refusedForm } from '../refused-form.ts'
import { onlyOne, openServer } from './served.ts'

const card: Told = { card: { text: 'Done @everyone' } }
const rich: Told = { card: { title: 'Logged', text: 'All of it' } }
const followUp = 'POST /webhooks/:application/:token'
const original = 'PATCH /webhooks/:application/:token/messages/:message'

/** A server in which what somebody does is deferred: a command for their eyes only, a press without a word. */
async function open() {
  const server = await openServer()
  const { clock, discord, place, who } = server
  const heard: Interaction[] = []
  await connect(discord, async (it) => {
    heard.push(it)
    if (it.isChatInputCommand()) await it.deferReply({ flags: MessageFlags.Ephemeral })
    if (it.isButton()) await it.deferUpdate()
  })
  await register(discord, { name: 'hello', description: 'Hello' })
  const reply = (): Reply => {
    const it = heard.at(-1)
    if (it === undefined) throw new Error('nothing came in')
    return {
      user: who.id,
      application: it.applicationId,
      interaction: it.id,
      token: it.token,
      at: String(clock.now().epochMilliseconds),
      space: place.space,
      channel: place.channel,
    }
  }
  const typed = async (): Promise<Reply> => {
    await discord.type('anna', '#moderation', '/hello')
    return reply()
  }
  const pressed = async (message: Message): Promise<Reply> => {
    await discord.press('anna', message, 'Resolve')
    return { ...reply(), message: message.id }
  }
  const seen = () => discord.private('anna').map((it) => discord.textOf(it))
  return { ...server, typed, pressed, seen }
}

const resolvable = {
  title: 'Spam wave',
  buttons: [{ label: 'Resolve', command: 'incident resolve', input: { ref: '1' } }],
}

describe('an answer', () => {
  test.each([card, rich])('fills in what was deferred, for their eyes only', async (told) => {
    const { answers, called, discord, seen, typed } = await open()
    expect(await answers.answer(await typed(), told)).toHaveProperty('sent')
    expect(seen()).toEqual([expect.stringMatching(/Done|Logged/)])
    expect(called(original)).toHaveLength(1)
    expect(discord.notified).toEqual([])
    expect(discord.messages('#moderation')).toEqual([])
  })

  test('to a press on a card stands besides: the card stays', async () => {
    const { answers, discord, place, posts, pressed, seen } = await open()
    await posts.send(place, resolvable, 'key-1')
    const message = onlyOne(discord.messages('#moderation'))
    expect(await answers.answer(await pressed(message), rich)).toHaveProperty('sent')
    expect(seen()).toEqual([expect.stringContaining('Logged')])
    expect(onlyOne(discord.messages('#moderation'))).toEqual(message)
  })

  test.each([
    [{ text: 'Sure?', buttons: resolvable.buttons }, rich],
    [resolvable, card],
  ])('takes the place of a question, whatever either is made of', async (question, told) => {
    const { answers, discord, pressed, seen, typed } = await open()
    await answers.answer(await typed(), { ask: question, token: 'x' })
    const reply = await pressed(onlyOne(discord.private('anna')))
    expect(await answers.answer({ ...reply, alone: 'yes', replace: 'yes' }, told)).toHaveProperty('sent')
    expect(seen()).toEqual([expect.stringMatching(/^(Done|Logged)/)])
  })

  test('in place of which a card was brought up to date takes the question away that it answers', async () => {
    const { answers, discord, pressed, seen, typed } = await open()
    await answers.answer(await typed(), { ask: resolvable, token: 'x' })
    const reply = await pressed(onlyOne(discord.private('anna')))
    await answers.answer({ ...reply, alone: 'yes', replace: 'yes' }, { shown: true })
    expect(seen()).toEqual([])
  })

  test('that may have been filled in is filled in again, and is there once', async () => {
    const { answers, called, discord, seen, typed } = await open()
    const reply = await typed()
    discord.fault(original, 'lost')
    expect(await answers.answer(reply, rich)).toHaveProperty('sent')
    expect(seen()).toHaveLength(1)
    expect(called(original)).toHaveLength(2)
  })

  test('that may stand besides is not said again', async () => {
    const { answers, called, discord, place, posts, pressed, seen } = await open()
    await posts.send(place, resolvable, 'key-1')
    const reply = await pressed(onlyOne(discord.messages('#moderation')))
    discord.fault(followUp, 'lost')
    expect(await answers.answer(reply, rich)).toHaveProperty('unknown')
    expect(seen()).toHaveLength(1)
    expect(called(followUp)).toHaveLength(1)
    expect(discord.direct('anna')).toEqual([])
  })

  test('is waited for where Discord wants it later', async () => {
    const { answers, discord, seen, typed } = await open()
    const reply = await typed()
    discord.fault(original, 'rate:1')
    expect(await answers.answer(reply, card)).toHaveProperty('later')
    expect(discord.direct('anna')).toEqual([])
    expect(seen()).toEqual([])
  })

  test('whose original was taken away stands besides', async () => {
    const { answers, called, discord, typed } = await open()
    const reply = await typed()
    discord.fault(original, 10_008)
    expect(await answers.answer(reply, card)).toHaveProperty('sent')
    expect(called(followUp)).toHaveLength(1)
  })

  test.each([10_015, 50_027])(
    'that the interaction does not take any more is told directly: %d',
    async (code) => {
      const { answers, discord, place, typed } = await open()
      const reply = await typed()
      discord.fault(original, code)
      discord.fault(followUp, code)
      const sent = await answers.answer(reply, card)
      const message = onlyOne(discord.direct('anna'))
      expect(sent).toEqual({ sent: { place: { ...place, channel: message.channel }, id: message.id } })
      expect(discord.messages('#moderation')).toEqual([])
    },
  )

  test('of a quarter of an hour later is told directly without asking, and once', async () => {
    const { answers, called, clock, discord, typed } = await open()
    const reply = await typed()
    clock.add({ minutes: 15 })
    discord.fault('POST /channels/:channel/messages', 'lost')
    expect(await answers.answer(reply, card)).toHaveProperty('unknown')
    expect(await answers.answer(reply, card)).toHaveProperty('sent')
    onlyOne(discord.direct('anna'))
    expect([...called(original), ...called(followUp)]).toEqual([])
  })

  test('that no way takes is refused, and never said in the open', async () => {
    const { answers, clock, discord, typed } = await open()
    const reply = await typed()
    clock.add({ minutes: 15 })
    discord.user('anna', { dms: false })
    expect(await answers.answer(reply, card)).toMatchObject({ refused: { code: 'closed', scope: 'place' } })
    discord.fault('POST /users/@me/channels', '500', 2)
    expect(await answers.answer(reply, card)).toEqual({ later: 1000 })
    expect(discord.messages('#moderation')).toEqual([])
  })

  test('in place of which a card was brought up to date leaves nothing that waits', async () => {
    const { answers, seen, typed } = await open()
    expect(await answers.answer(await typed(), { shown: true })).toHaveProperty('sent')
    expect(seen()).toEqual([])
  })

  test('that the pressed card says itself says nothing', async () => {
    const { answers, called, discord, place, posts, pressed, seen } = await open()
    await posts.send(place, resolvable, 'key-1')
    const message = onlyOne(discord.messages('#moderation'))
    expect(await answers.answer(await pressed(message), { shown: true })).toHaveProperty('sent')
    expect(seen()).toEqual([])
    expect(onlyOne(discord.messages('#moderation'))).toEqual(message)
    expect(called('DELETE /webhooks/:application/:token/messages/:message')).toEqual([])
  })

  test('never writes a token into the log', async () => {
    const { answers, discord, log, typed } = await open()
    const reply = await typed()
    discord.fault('*', 50_035, 4)
    await answers.answer(reply, card)
    discord.fault('*', 'cut', 9)
    await answers.answer(reply, card)
    expect(log.text()).not.toContain(reply.token)
  })
})

test('a form that cannot open by itself is a card with a button that opens it, in its language', async () => {
  const { answers, discord, typed } = await open()
  await answers.answer(await typed(), { form: refusedForm })
  const message = onlyOne(discord.private('anna'))
  const text = discord.textOf(message)
  for (const said of ['Enregistrer un incident', 'Ouvrir', 'Quand', 'Ce jour n’existe pas.'])
    expect(text).toContain(said)
  expect(text).not.toContain('Ce qui s’est passé')
  const [, id = ''] = /"custom_id":"([^"]*)"/.exec(JSON.stringify(message.components)) ?? []
  expect(decodePress(id)).toEqual({ command: 'incident log', input: { $draft: 'd-1', $form: 'yes' } })
})

test('what somebody is told at once is for their eyes only', async () => {
  const { answers, place, who } = await openServer()
  const reply = { user: who.id, space: place.space, channel: place.channel } as Reply
  const payload = answers.atOnce(reply, { refuse: { text: 'Not yours' } })
  expect(payload).toMatchObject({ content: 'Not yours' })
  expect(payload.flags & MessageFlags.Ephemeral).not.toBe(0)
})
