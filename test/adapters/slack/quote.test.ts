import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { peopleIn, permalinkOf, quoteOf } from '../../../src/adapters/slack/quote.ts'
import { quote } from '../../../src/core/person.ts'
import { words } from '../../test-house.ts'

const names = new Map([
  ['U1', 'nightowl'],
  ['U2', 'otter'],
])
const on = { space: 'T1', permalink: 'https://acme.slack.com/archives/C1/p1', names, t: words.t('en') }
const said = (message: object) => quoteOf(message, on).text

test('a message is copied with its author, words, time and files', () => {
  const message = {
    user: 'U1',
    ts: '1804729480.123456',
    text: '<@U2> pay at <https://evil.example|bank.example> &amp; smile',
    files: [{ name: 'a.png', size: 12, permalink: 'https://acme.slack.com/files/1' }, { title: 'b' }],
  }
  expect(quoteOf(message, on)).toEqual({
    author: {
      person: 'slack:T1:U1',
      account: { platform: 'slack', space: 'T1', id: 'U1' },
      name: 'nightowl',
    },
    text: '@otter pay at bank.example (https://evil.example) & smile',
    at: 1804729480123,
    permalink: on.permalink,
    files: [
      { name: 'a.png', bytes: 12, url: 'https://acme.slack.com/files/1' },
      { name: 'b', bytes: 0, url: '' },
    ],
  })
  expect(peopleIn(message)).toEqual(['U1', 'U2'])
})

describe('the words of a message', () => {
  test.each<[string, object, string]>([
    ['in a channel', { text: 'see <#C1|help>, <!here>' }, 'see #help, @here'],
    ['with a link as it is', { text: '<https://a.example/x|a.example/x>' }, 'https://a.example/x'],
    [
      'of an app',
      { text: '', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '*Alert* &lt;1&gt;' } }] },
      '*Alert* <1>',
    ],
    [
      'of rich text, line by line',
      {
        blocks: [
          {
            type: 'rich_text',
            elements: [
              {
                type: 'rich_text_section',
                elements: [
                  { type: 'text', text: 'Hello ' },
                  { type: 'user', user_id: 'U2' },
                ],
              },
              {
                type: 'rich_text_list',
                elements: ['one', 'two'].map((text) => ({
                  type: 'rich_text_section',
                  elements: [{ type: 'text', text }],
                })),
              },
            ],
          },
        ],
      },
      'Hello @otter\none\ntwo',
    ],
    [
      'passed on from elsewhere',
      { text: 'look', attachments: [{ title: 'A post', text: 'its words' }] },
      'look\nA post\nits words',
    ],
    ['of an attachment that only falls back', { attachments: [{ fallback: 'a card' }] }, 'a card'],
    [
      'with files and nothing else',
      { files: [{ name: 'a.png' }, { name: 'b.png' }] },
      'A message with 2 files and no words: a.png, b.png',
    ],
    ['with nothing at all', {}, 'A message without words or files'],
  ])('%s', (_what, message, text) => {
    expect(said(message)).toBe(text)
  })
})

test('an app is called as it calls itself', () => {
  const { author } = quoteOf({ bot_id: 'B1', username: 'Statusbot', text: 'down' }, on)
  expect(author).toMatchObject({ name: 'Statusbot', account: { id: 'B1' } })
})

test('the address of a message leads to it, in its thread where it is in one', () => {
  const url = 'https://acme.slack.com/'
  expect(permalinkOf(url, 'C1', '1804729480.123456')).toBe(
    'https://acme.slack.com/archives/C1/p1804729480123456',
  )
  expect(permalinkOf(url, 'C1', '2.000001', '1.000001')).toBe(
    'https://acme.slack.com/archives/C1/p2000001?thread_ts=1.000001&cid=C1',
  )
})

test('whatever a message is made of, the copy can be kept and has words', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.anything(),
        fc.object({ key: fc.constantFrom('text', 'blocks', 'files', 'type', 'elements', 'ts', 'user') }),
      ),
      (message) => {
        const found = quoteOf(message, on)
        expect(quote.safeParse(found).success).toBe(true)
        expect(found.text.trim()).not.toBe('')
      },
    ),
    { numRuns: 400 },
  )
})
