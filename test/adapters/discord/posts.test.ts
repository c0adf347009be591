import { describe, expect, test } from 'vitest'
import type { Card } from '../../../src/core/card.ts'
import type { MessageRef, Sent } from '../../../src/core/chat.ts'
import { onlyOne, openServer } from './served.ts'

const card: Card = { title: 'Spam wave', text: 'Twelve accounts @everyone & more' }
const note: Card = { text: 'They are back' }
const posting = 'POST /channels/:channel/messages'

const refOf = (sent: Sent): MessageRef => {
  if (!('sent' in sent)) throw new Error(`not sent: ${JSON.stringify(sent)}`)
  return sent.sent
}

/** Nothing that was seen with eyes. */
const visible = (text: string): string => text.replace(/[\u200b-\u200d\u2060-\u2064]/g, '')

describe('a post', () => {
  test('says what it is, pings nobody, and carries a nonce of its delivery', async () => {
    const { called, discord, place, posts } = await openServer()
    const { id } = refOf(await posts.send(place, card, 'delivery/0000000000000000000000000000001'))
    const message = onlyOne(discord.messages('#moderation'))
    expect(message.id).toBe(id)
    expect(discord.textOf(message)).toContain('Spam wave')
    expect(discord.notified).toEqual([])
    expect(called('POST /channels/:channel/messages')[0]?.body).toMatchObject({
      nonce: expect.stringMatching(/^[\w-]{25}$/),
      enforce_nonce: true,
      allowed_mentions: { parse: [] },
    })
  })

  test('of another delivery, or to another place, has another nonce', async () => {
    const { called, discord, place, posts } = await openServer()
    const elsewhere = { ...place, channel: discord.channel('elsewhere').id }
    await posts.send(place, card, 'delivery/0000000000000000000000000000001')
    await posts.send(place, card, 'delivery/0000000000000000000000000000002')
    await posts.send(elsewhere, card, 'delivery/0000000000000000000000000000001')
    const nonces = called('POST /channels/:channel/messages').map(
      ({ body }) => (body as { nonce: string }).nonce,
    )
    expect(new Set(nonces)).toHaveLength(3)
    expect(discord.messages('#moderation')).toHaveLength(2)
    expect(discord.messages('#elsewhere')).toHaveLength(1)
  })

  test('notifies whom it means to, but for somebody who is written to directly', async () => {
    const { directory, discord, place, posts, who } = await openServer()
    await posts.send(place, { ...card, notify: [who] }, 'key-1')
    expect(discord.notified.map(({ user }) => user)).toEqual(['anna'])
    const direct = await directory.direct(who)
    await posts.send(direct!, { ...card, notify: [who] }, 'key-2')
    const message = onlyOne(discord.direct('anna'))
    expect(JSON.stringify(message.components)).not.toContain(`<@${who.id}>`)
  })

  test('in a direct conversation has buttons that say where they belong, also after a restart', async () => {
    const { directory, discord, place, posts, start, who } = await openServer()
    const buttons: Card = {
      ...card,
      buttons: [{ label: 'Resolve', command: 'incident resolve', input: { ref: '1' } }],
    }
    const direct = await directory.direct(who)
    const space = BigInt(place.space).toString(36)
    const ref = refOf(await posts.send(direct!, buttons, 'key-1'))
    expect(JSON.stringify(onlyOne(discord.direct('anna')).components)).toContain(`.${space}/`)
    await start().posts.edit(ref, buttons)
    expect(JSON.stringify(onlyOne(discord.direct('anna')).components)).toContain(`.${space}/`)
    await posts.send(place, buttons, 'key-2')
    expect(JSON.stringify(onlyOne(discord.messages('#moderation')).components)).not.toContain(`.${space}/`)
  })

  test.each(['lost', 'failed', '500', 'cut'])(
    'that is sent again after an answer was missed shows once: %s',
    async (fault) => {
      const { discord, place, posts } = await openServer()
      discord.fault(posting, fault)
      expect(await posts.send(place, card, 'key-1')).toHaveProperty('unknown')
      expect(await posts.send(place, card, 'key-1')).toHaveProperty('sent')
      onlyOne(discord.messages('#moderation'))
    },
  )

  test('that Discord wants later was not shown', async () => {
    const { discord, place, posts } = await openServer()
    discord.fault(posting, 'rate:2')
    const sent = await posts.send(place, card, 'key-1')
    expect('later' in sent && sent.later).toBeGreaterThanOrEqual(2000)
    expect(discord.messages('#moderation')).toEqual([])
  })

  test.each([
    [['SendMessages'], 'Send Messages'],
    [['SendMessages', 'ViewChannel'], 'View Channel'],
  ] as const)('where the bot lacks %j says so', async (deny, named) => {
    const { discord, place, posts } = await openServer()
    discord.channel('moderation', { deny })
    expect(await posts.send(place, card, 'key-1')).toEqual({
      refused: {
        code: 'forbidden',
        scope: 'place',
        say: `Missing permissions: ${named}`,
      },
    })
  })

  test.each([
    [10_003, 'gone', 'place'],
    [10_004, 'gone', 'space'],
    [50_083, 'archived', 'place'],
    [50_007, 'closed', 'place'],
    [50_035, 'invalid', 'place'],
    [50_014, 'auth', 'space'],
  ])('that is refused with %d has that problem, and names no secret', async (fault, code, scope) => {
    const { discord, log, place, posts } = await openServer()
    discord.fault(posting, fault)
    discord.fault('PATCH /channels/:channel/messages/:message', fault, 2)
    expect(await posts.send(place, card, 'key-1')).toMatchObject({ refused: { code, scope } })
    expect(await posts.edit({ place, id: place.channel }, card)).toMatchObject({ refused: { code, scope } })
    expect(log.text()).not.toContain(discord.env.DISCORD_TOKEN)
  })

  test('to somebody who takes none is closed, and the next one is not even tried for an hour', async () => {
    const { called, clock, directory, discord, posts, who } = await openServer()
    discord.user('anna', { dms: false })
    const direct = await directory.direct(who)
    expect(await posts.send(direct!, card, 'key-1')).toMatchObject({ refused: { code: 'closed' } })
    expect(await directory.direct(who)).toBeUndefined()
    expect(await directory.place(direct!)).toMatchObject({ sees: 'asker', problems: [{ code: 'closed' }] })
    clock.add({ hours: 1 })
    discord.user('anna', { dms: true })
    expect(await directory.direct(who)).toEqual(direct)
    expect(called(posting)).toHaveLength(1)
  })
})

describe('an edit', () => {
  test('shows what the card says now, whatever it was made of', async () => {
    const { discord, place, posts } = await openServer()
    const ref = refOf(await posts.send(place, note, 'key-1'))
    expect(await posts.edit(ref, card)).toEqual({ sent: ref })
    expect(discord.textOf(onlyOne(discord.messages('#moderation')))).toContain('Spam wave')
  })

  test('of what is gone says so', async () => {
    const { discord, place, posts } = await openServer()
    const ref = refOf(await posts.send(place, card, 'key-1'))
    discord.remove(onlyOne(discord.messages('#moderation')))
    expect(await posts.edit(ref, card)).toMatchObject({ refused: { code: 'gone', scope: 'place' } })
  })

  test('in a thread that was archived meanwhile opens it', async () => {
    const { discord, place, posts } = await openServer()
    const thread = await posts.thread(refOf(await posts.send(place, card, 'key-1')))
    const ref = refOf(await posts.send(thread!, note, 'key-2'))
    discord.archive(discord.threadOf(onlyOne(discord.messages('#moderation')))!)
    expect(await posts.edit(ref, { text: 'Not any more' })).toEqual({ sent: ref })
  })

  test('in a thread that was locked meanwhile is as if it were not there: its channel takes messages all the same', async () => {
    const { discord, place, posts } = await openServer()
    const thread = await posts.thread(refOf(await posts.send(place, card, 'key-1')))
    const ref = refOf(await posts.send(thread!, note, 'key-2'))
    discord.archive(discord.threadOf(onlyOne(discord.messages('#moderation')))!, { locked: true })
    expect(await posts.edit(ref, { text: 'Not any more' })).toMatchObject({ refused: { code: 'gone' } })
  })
})

describe('looking for a post', () => {
  test.each([
    ['components', card],
    ['text', note],
    [
      'text and buttons',
      { ...note, buttons: [{ label: 'Go', command: 'incident show', input: { ref: '1' } }] },
    ],
  ])('finds it by its mark once Discord shows no nonce any more: %s', async (_, shown) => {
    const { clock, discord, place, posts, start } = await openServer()
    const since = clock.now().epochMilliseconds
    discord.say('anna', '#moderation', 'Spam wave')
    await posts.send(place, shown, 'key-0')
    discord.fault(posting, 'lost')
    expect(await posts.send(place, shown, 'key-1')).toHaveProperty('unknown')
    for (const message of discord.messages('#moderation')) Reflect.deleteProperty(message, 'nonce')
    const [, , mine] = discord.messages('#moderation')
    clock.add({ minutes: 10 })
    const { find } = start().posts
    expect(await find(place, 'key-1', since)).toEqual({ place, id: mine?.id })
    expect(await find(place, 'key-2', since)).toBe('absent')
  })

  test('a mark shows nowhere', async () => {
    const { discord, place, posts } = await openServer()
    await posts.send(place, note, 'key-1')
    expect(visible(discord.textOf(onlyOne(discord.messages('#moderation'))))).toBe('They are back')
  })

  test('cannot be told where history is not to be read', async () => {
    const { discord, place, posts } = await openServer()
    await posts.send(place, card, 'key-1')
    discord.channel('moderation', { deny: ['ReadMessageHistory'] })
    expect(await posts.find(place, 'key-1', 0)).toBe('unknown')
    discord.channel('hidden', { bot: false })
    expect(await posts.find({ ...place, channel: discord.channel('hidden').id }, 'key-1', 0)).toBe('unknown')
  })

  test('cannot be told where a post of ours lost its mark', async () => {
    const { discord, place, posts } = await openServer()
    await posts.send(place, note, 'key-1')
    const message = onlyOne(discord.messages('#moderation'))
    Reflect.deleteProperty(message, 'nonce')
    message.content = visible(message.content)
    expect(await posts.find(place, 'key-2', 0)).toBe('unknown')
  })

  test('goes on to the last page before it says that it is not there', async () => {
    const { called, discord, place, posts } = await openServer()
    for (let nth = 0; nth < 150; nth++) discord.say('anna', '#moderation', `${nth}`)
    const ref = refOf(await posts.send(place, card, 'key-1'))
    expect(await posts.find(place, 'key-1', 0)).toEqual(ref)
    expect(await posts.find(place, 'key-2', 0)).toBe('absent')
    expect(called('GET /channels/:channel/messages')).toHaveLength(4)
  })

  test('does not look without end, and then does not say that it is not there', async () => {
    const { called, discord, place, posts } = await openServer()
    for (let nth = 0; nth < 1050; nth++) discord.say('anna', '#moderation', `${nth}`)
    await posts.send(place, card, 'key-1')
    expect(await posts.find(place, 'key-1', 0)).toBe('unknown')
    expect(called('GET /channels/:channel/messages')).toHaveLength(10)
  })

  test('is put off where Discord wants it later, and cannot be told where it fails', async () => {
    const { discord, place, posts } = await openServer()
    discord.fault('GET /channels/:channel/messages', 'rate:1')
    expect(await posts.find(place, 'key-1', 0)).toHaveProperty('later')
    const again = await openServer()
    again.discord.fault('GET /channels/:channel/messages', '500', 2)
    expect(await again.posts.find(again.place, 'key-1', 0)).toBe('unknown')
  })
})

describe('a thread', () => {
  test('hangs under its message once, and is called like it', async () => {
    const { called, clock, discord, place, posts } = await openServer()
    const ref = refOf(
      await posts.send(place, { ...card, title: ['INC-212 ', { bold: 'Spam *wave*' }] }, 'key-1'),
    )
    const [thread, again] = await Promise.all([posts.thread(ref), posts.thread(ref)])
    expect(thread).toEqual({ ...place, thread: ref.id })
    expect(again).toEqual(thread)
    expect(await posts.send(thread!, note, 'key-2')).toEqual({
      sent: { place: thread, id: expect.any(String) },
    })
    const message = onlyOne(discord.messages('#moderation'))
    expect(discord.threadOf(message)).toMatchObject({ name: 'INC-212 Spam *wave*', lasts: 10_080 })
    expect(discord.thread(message).map(({ content }) => visible(content))).toEqual(['They are back'])
    expect(await posts.thread({ place: thread!, id: '1' })).toEqual(thread)
    clock.add({ hours: 30 })
    expect(await posts.thread(ref)).toEqual(thread)
    expect(called('POST /channels/:channel/messages/:message/threads')).toHaveLength(1)
  })

  test('is found again after a restart, and has its name also where it is opened only then', async () => {
    const { discord, place, posts, start } = await openServer()
    const first = refOf(await posts.send(place, card, 'key-1'))
    const second = refOf(
      await posts.send(place, { ...card, title: ['INC-213 ', { bold: 'A_b* `c`' }] }, 'key-2'),
    )
    const thread = await posts.thread(first)
    const later = start().posts
    expect(await later.thread(first)).toEqual(thread)
    await later.thread(second)
    expect(discord.threadOf(discord.now({ ...discord.messages('#moderation')[1]! }))?.name).toBe(
      'INC-213 A_b* `c`',
    )
  })

  test.each([['CreatePublicThreads'], ['SendMessagesInThreads']] as const)(
    'is none where the bot lacks %s, which Discord is not asked for',
    async (lacking) => {
      const { called, discord, place, posts } = await openServer()
      discord.channel('moderation', { deny: [lacking] })
      const ref = refOf(await posts.send(place, card, 'key-1'))
      expect(await posts.thread(ref)).toBeUndefined()
      expect(await posts.thread(ref)).toBeUndefined()
      expect(called('POST /channels/:channel/messages/:message/threads')).toEqual([])
    },
  )

  test('that is there already is used where no new one may be opened', async () => {
    const { discord, place, posts, start } = await openServer()
    const ref = refOf(await posts.send(place, card, 'key-1'))
    const thread = await posts.thread(ref)
    discord.channel('moderation', { deny: ['CreatePublicThreads'] })
    expect(await start().posts.thread(ref)).toEqual(thread)
  })

  test('is opened once it may be', async () => {
    const { clock, discord, place, posts } = await openServer()
    discord.channel('moderation', { deny: ['CreatePublicThreads'] })
    const ref = refOf(await posts.send(place, card, 'key-1'))
    expect(await posts.thread(ref)).toBeUndefined()
    discord.channel('moderation', { deny: [] })
    clock.add({ minutes: 1 })
    expect(await posts.thread(ref)).toMatchObject({ thread: ref.id })
  })

  test('is none in a direct conversation, nor under what is gone', async () => {
    const { directory, discord, place, posts, who } = await openServer()
    const direct = await directory.direct(who)
    expect(await posts.thread(refOf(await posts.send(direct!, card, 'key-1')))).toBeUndefined()
    const ref = refOf(await posts.send(place, card, 'key-2'))
    discord.remove(onlyOne(discord.messages('#moderation')))
    expect(await posts.thread(ref)).toBeUndefined()
  })

  test('that cannot be opened now is waited for', async () => {
    const { discord, place, posts } = await openServer()
    const ref = refOf(await posts.send(place, card, 'key-1'))
    discord.fault('POST /channels/:channel/messages/:message/threads', 'failed')
    await expect(posts.thread(ref)).rejects.toThrow(ref.id)
    expect(await posts.thread(ref)).toMatchObject({ thread: ref.id })
  })

  test('that was archived opens again; one that was locked or removed is as if it were not there', async () => {
    const { discord, place, posts } = await openServer()
    const thread = await posts.thread(refOf(await posts.send(place, card, 'key-1')))
    const channel = discord.threadOf(onlyOne(discord.messages('#moderation')))!
    discord.archive(channel)
    expect(await posts.send(thread!, note, 'key-2')).toHaveProperty('sent')
    for (const archived of [true, false]) {
      discord.archive(channel, { archived, locked: true })
      expect(await posts.send(thread!, note, 'key-3')).toMatchObject({
        refused: { code: 'gone', scope: 'place' },
      })
    }
    discord.remove(channel)
    expect(await posts.send(thread!, note, 'key-4')).toMatchObject({
      refused: { code: 'gone', scope: 'place' },
    })
  })
})
