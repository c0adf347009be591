import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Quoting, quoteOf } from '../../../src/adapters/discord/quote.ts'
import { quote } from '../../../src/core/person.ts'
import { words } from '../../test-house.ts'

const guild = '900000000000000001'
const channel = '900000000000000002'
const otter = '900000000000000003'
const on: Quoting = {
  space: guild,
  guild,
  names: {
    user: () => undefined,
    channel: (id) => (id === channel ? 'help' : undefined),
    role: () => 'Mods',
  },
  t: words.t('en'),
}
const said = (message: object) => quoteOf(message, on).text

test('a message is copied with its author, words, time and files', () => {
  const message = {
    id: '900000000000000010',
    channel_id: channel,
    author: { id: '900000000000000004', username: 'nightowl', global_name: 'Night Owl' },
    timestamp: '2027-03-08T06:04:40.123000+00:00',
    content: `<@${otter}> pay at [bank.example](https://evil.example) in <#${channel}>, <@&${otter}> <:sad:${otter}>`,
    mentions: [{ id: otter, username: 'otter' }],
    attachments: [
      { filename: 'a.png', size: 12, url: 'https://cdn.discordapp.com/attachments/1/2/a.png?ex=1' },
      { size: -1 },
    ],
  }
  expect(quoteOf(message, on)).toEqual({
    author: {
      person: `discord:${guild}:900000000000000004`,
      account: { platform: 'discord', space: guild, id: '900000000000000004' },
      name: 'Night Owl',
    },
    text: '@otter pay at [bank.example](https://evil.example) in #help, @Mods :sad:',
    at: Date.parse('2027-03-08T06:04:40.123Z'),
    permalink: `https://discord.com/channels/${guild}/${channel}/900000000000000010`,
    files: [
      { name: 'a.png', bytes: 12, url: 'https://cdn.discordapp.com/attachments/1/2/a.png?ex=1' },
      { name: 'file', bytes: 0, url: '' },
    ],
  })
})

describe('the words of a message', () => {
  const card = {
    type: 'rich',
    title: 'Alert',
    description: 'It is down',
    fields: [{ name: 'Since', value: '2' }],
  }
  test.each<[string, object, string]>([
    ['with a moment, in UTC', { content: 'at <t:1804752000:R>' }, 'at 2027-03-11T08:00Z'],
    ['with somebody nobody knows', { content: `<@${otter}>` }, `@${otter}`],
    ['of an app that sent a card', { embeds: [card] }, 'Alert\nIt is down\nSince · 2'],
    [
      'with a preview of its own link',
      { content: 'https://a.example', embeds: [{ type: 'link', title: 'A' }] },
      'https://a.example',
    ],
    [
      'made of components',
      {
        components: [
          {
            type: 17,
            components: [
              { type: 10, content: 'One' },
              { type: 10, content: 'Two' },
            ],
          },
        ],
      },
      'One\nTwo',
    ],
    [
      'passed on from elsewhere',
      { content: '', message_snapshots: [{ message: { content: 'its words' } }] },
      'its words',
    ],
    ['that is a sticker', { sticker_items: [{ name: 'Wave' }] }, 'Stickers: Wave'],
    ['that asks', { poll: { question: { text: 'Tea?' } } }, 'Poll: Tea?'],
    [
      'with files and nothing else',
      { attachments: [{ filename: 'a.png' }, { filename: 'b.png' }] },
      'A message with 2 files and no words: a.png, b.png',
    ],
    ['with nothing at all', {}, 'A message without words or files'],
  ])('%s', (_what, message, text) => {
    expect(said(message)).toBe(text)
  })
})

test('what was passed on brings its files', () => {
  const message = { message_snapshots: [{ message: { attachments: [{ filename: 'a.png', size: 1 }] } }] }
  expect(quoteOf(message, on).files).toEqual([{ name: 'a.png', bytes: 1, url: '' }])
})

test('the address of a direct message leads to it', () => {
  const { guild: _guild, ...direct } = on
  expect(quoteOf({ id: '2', channel_id: '1' }, direct).permalink).toBe('https://discord.com/channels/@me/1/2')
})

test('somebody is called as the server calls them', () => {
  const message = { author: { id: otter, username: 'otter' } }
  expect(quoteOf(message, { ...on, names: { ...on.names, user: () => 'Ottie' } }).author.name).toBe('Ottie')
})

test('whatever a message is made of, the copy can be kept and has words', () => {
  const key = fc.constantFrom(
    ...['content', 'embeds', 'attachments', 'type', 'components', 'timestamp', 'author', 'title'],
    ...['message_snapshots', 'message', 'mentions', 'id', 'filename', 'size', 'poll', 'question', 'text'],
  )
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.object({ key })), (message) => {
      const found = quoteOf(message, on)
      expect(quote.safeParse(found).success).toBe(true)
      expect(found.text.trim()).not.toBe('')
    }),
    { numRuns: 400 },
  )
})
