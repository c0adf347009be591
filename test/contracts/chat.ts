import { describe, expect, test } from 'vitest'
import type { Card } from '../../src/core/card.ts'
import type { Chat, MessageRef } from '../../src/core/chat.ts'
import type { Account, Place } from '../../src/core/person.ts'
import { someCards } from './cards.ts'

/** A chat that was started, somebody and somewhere on it, and everything it has put on display so far. */
export interface OpenChat {
  chat: Chat
  who: Account
  place: Place
  shown(): string
  /** Whether it remembers keys, so that the same one twice shows once (Discord's nonce). */
  remembers: boolean
}

/** Holds a chat to the promises of the port. `open` starts a fresh one. */
export function chatContract(name: string, open: () => Promise<OpenChat>): void {
  const sentRef = async ({ chat, place }: OpenChat, card: Card, key: string): Promise<MessageRef> => {
    const sent = await chat.send(place, card, key)
    if (!('sent' in sent)) throw new Error(`not sent: ${JSON.stringify(sent)}`)
    return sent.sent
  }

  describe(name, () => {
    test('a card that is sent is on display, and its reference says where', async () => {
      const it = await open()
      const ref = await sentRef(it, { title: 'Spam wave' }, 'key-1')
      expect(it.shown()).toContain('Spam wave')
      expect(ref.place.channel).toBe(it.place.channel)
    })

    test('the same key twice does not show twice, where keys are remembered', async () => {
      const it = await open()
      if (!it.remembers) return expect(await it.chat.find(it.place, 'key-1', 0)).toBe('absent')
      const first = await sentRef(it, { title: 'Only once' }, 'key-1')
      const second = await sentRef(it, { title: 'Only once' }, 'key-1')
      expect(second.id).toBe(first.id)
      expect(it.shown().split('Only once')).toHaveLength(2)
    })

    test('a message is found by its key, and one that was never sent is not', async () => {
      const it = await open()
      const ref = await sentRef(it, { title: 'Here' }, 'key-1')
      expect(await it.chat.find(it.place, 'key-1', 0)).toEqual(ref)
      expect(['absent', 'unknown']).toContain(await it.chat.find(it.place, 'key-2', 0))
    })

    test('an edit shows what the card says now', async () => {
      const it = await open()
      const ref = await sentRef(it, { title: 'Before' }, 'key-1')
      expect(await it.chat.edit(ref, { title: 'After' })).toEqual({ sent: ref })
      expect(it.shown()).toContain('After')
    })

    test('a thread belongs to its message, where there are threads', async () => {
      const it = await open()
      const ref = await sentRef(it, { title: 'A case' }, 'key-1')
      const thread = await it.chat.thread(ref)
      if (thread === undefined) return
      expect(thread).toMatchObject({ channel: it.place.channel, thread: expect.any(String) })
      expect(await it.chat.send(thread, { text: 'A note' }, 'key-2')).toHaveProperty('sent')
      expect(it.shown()).toContain('A note')
    })

    test('somebody has a name, and a direct conversation that can be written to', async () => {
      const { chat, who } = await open()
      expect((await chat.directory.profile(who)).name).not.toBe('')
      expect((await chat.directory.groups(who)) ?? []).toBeInstanceOf(Array)
      const direct = await chat.directory.direct(who)
      if (direct === undefined) throw new Error('nobody can be written to')
      expect(await chat.send(direct, { text: 'For you' }, 'key-1')).toHaveProperty('sent')
    })

    test('an invocation of before a restart can be answered', async () => {
      const it = await open()
      expect(await it.chat.answer({}, { card: { text: 'Late, but here' } })).toHaveProperty('sent')
    })

    test('whatever a card holds, sending it ends in a value', async () => {
      const it = await open()
      for (const [index, card] of someCards().entries())
        expect(Object.keys(await it.chat.send(it.place, card, `key-${index}`))).toHaveLength(1)
    })
  })
}
