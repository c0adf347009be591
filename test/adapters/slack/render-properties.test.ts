import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { surfaces } from '../../../src/adapters/slack/limits.ts'
import { decodePress, type Look, renderMessage, renderView } from '../../../src/adapters/slack/render.ts'
import type { Button, Card } from '../../../src/core/card.ts'
import type { Inline, Text } from '../../../src/core/text.ts'
import { problemsOf } from '../../standins/slack/limits.ts'
import { words } from '../../test-house.ts'
import { readable } from './readable.ts'

const now = Date.UTC(2027, 2, 11, 7)
const look: Look = { space: 'T1', command: '/vigie', words, now, locale: 'en', zone: 'Europe/Paris' }

const hostile = [
  '<!channel>',
  '<!here|all>',
  '<!subteam^S1|mods>',
  '<@U1>',
  '<#C1|help>',
  '*b*',
  '_i_',
  '`c`',
  '~s~',
  '```block```',
  '> quote',
  '1. one',
  ':smile:',
  '&lt;!channel&gt;',
  'https://evil.example/a?b=c&d',
  '[x](https://evil.example)',
  '<https://evil.example|bank.example>',
  '@channel @here',
  '\u202eevil\u2066',
  '\u0000\u0007\u001b[31m',
  '\ud83d',
  '\udc00',
  'e\u0301\u0301\u0301\u0301\u0301',
  '👩‍👩‍👧‍👦',
  'a\nb\r\nc\u2028d',
  '"quoted" \\n {"a":1}',
  ' ',
]
const string = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(...hostile),
  fc.array(fc.constantFrom(...hostile), { maxLength: 6 }).map((all) => all.join(' ')),
)
const long = fc
  .tuple(
    fc.constantFrom('x', 'wörd ', '"\\\n', '👩‍👩‍👧‍👦', 'e\u0301\u0302', '<!channel> '),
    fc.integer({ min: 20, max: 10_000 }),
  )
  .map(([piece, length]) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length))
const strings = fc.oneof({ weight: 8, arbitrary: string }, { weight: 1, arbitrary: long })

const addresses = fc.oneof(
  fc.webUrl(),
  string,
  fc.constantFrom(
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'data:text/html,x',
    'slack://channel?id=C1',
    'file:///etc/passwd',
    'mailto:anna@example.com',
    'https://bank.example@evil.example/',
    'http:evil.example',
    'https://evil.example/<!channel>|x',
    ' https://evil.example/ a',
    `https://evil.example/${'a'.repeat(4000)}`,
  ),
)
const account = fc.record({
  platform: fc.constantFrom('console' as const, 'slack' as const, 'discord' as const),
  space: fc.constantFrom('T1', 'T2'),
  id: fc.constantFrom('U1', 'U2', 'W3', 'anna', '<!here>', 'U1> <!channel'),
})
const place = fc.record({
  platform: fc.constantFrom('console' as const, 'slack' as const),
  space: fc.constantFrom('T1', 'T2'),
  channel: fc.constantFrom('C1', 'G2', 'D3', 'help', '<!here>'),
})
const time = fc.record({
  time: fc.oneof(
    fc.integer({ min: 0, max: 4_000_000_000_000 }),
    fc.constantFrom(
      now,
      now + 60_000,
      -1,
      0.5,
      8.64e15,
      -8.64e15,
      9e15,
      Number.NaN,
      Number.POSITIVE_INFINITY,
    ),
  ),
  as: fc.constantFrom(
    'date' as const,
    'day' as const,
    'time' as const,
    'both' as const,
    'short' as const,
    'ago' as const,
  ),
})
const { text } = fc.letrec<{ text: Text; piece: Inline }>((tie) => ({
  text: fc.oneof(strings, fc.array(tie('piece'), { maxLength: 6 })),
  piece: fc.oneof(
    { depthSize: 'small' },
    strings,
    fc.record({
      link: addresses,
      text: fc.oneof(strings, fc.webUrl(), fc.constantFrom('bank.example', 'https://bank.example/')),
    }),
    fc.record({ code: strings }),
    fc.record({ account, name: string }),
    fc.record({ place, name: string }),
    time,
    fc.record({ command: string }),
    fc.record({ bold: tie('text') }),
  ),
}))

const input = fc.oneof(
  fc.constant<Record<string, string>>({ ref: '1' }),
  fc.dictionary(fc.constantFrom('ref', 'until', 'text', '__proto__', 'a&b'), strings, { maxKeys: 3 }),
)
const button: fc.Arbitrary<Button> = fc.record(
  {
    label: strings,
    command: fc.oneof(fc.constantFrom('incident show', 'reminder snooze'), string),
    input,
    choices: fc.array(fc.record({ label: strings, input }), { maxLength: 5 }),
    style: fc.constantFrom('primary' as const, 'danger' as const),
  },
  { requiredKeys: ['label', 'command', 'input'] },
)
const buttons = fc.oneof(
  { weight: 6, arbitrary: fc.array(button, { maxLength: 5 }) },
  { weight: 1, arbitrary: button.map((one) => Array.from({ length: 60 }, () => one)) },
)
const lines = fc.oneof(
  { weight: 6, arbitrary: fc.array(text, { maxLength: 8 }) },
  { weight: 1, arbitrary: text.map((one) => Array.from({ length: 500 }, () => one)) },
  {
    weight: 1,
    arbitrary: fc
      .array(text, { maxLength: 8 })
      .map((all) => all.map((one, nth) => [`${nth + 1}. `, { bold: one }])),
  },
)
const section = fc.record(
  {
    title: text,
    lines,
    more: fc.record(
      { count: fc.integer({ min: 1, max: 500 }), command: strings, label: text },
      { requiredKeys: ['count', 'command'] },
    ),
    buttons,
  },
  { requiredKeys: ['lines'] },
)
const field = fc.record({ name: strings, value: text })
const cards: fc.Arbitrary<Card> = fc.record(
  {
    for: fc.record({
      locale: fc.constantFrom('en' as const, 'fr' as const),
      zone: fc.constantFrom('Europe/Paris', 'America/New_York'),
      sees: fc.constant('team' as const),
    }),
    notify: fc.array(account, { maxLength: 40 }),
    tone: fc.constantFrom('quiet' as const, 'info' as const, 'amber' as const, 'red' as const),
    title: text,
    text,
    summary: text,
    fields: fc.oneof(
      { weight: 12, arbitrary: fc.array(field, { maxLength: 6 }) },
      { weight: 1, arbitrary: field.map((one) => Array.from({ length: 60 }, () => one)) },
    ),
    sections: fc.oneof(
      { weight: 25, arbitrary: fc.array(section, { maxLength: 4 }) },
      { weight: 1, arbitrary: section.map((one) => Array.from({ length: 70 }, () => one)) },
    ),
    buttons,
    footer: text,
    image: fc.record({ png: fc.constant(new Uint8Array()), alt: strings }),
  },
  { requiredKeys: [] },
)

/** All objects in a payload, at any depth. */
function* objects(value: unknown): Generator<Record<string, unknown>> {
  if (Array.isArray(value)) for (const each of value) yield* objects(each)
  else if (typeof value === 'object' && value !== null) {
    yield value as Record<string, unknown>
    for (const each of Object.values(value)) yield* objects(each)
  }
}

const all = (value: unknown) => [...objects(value)]

/** Tells whether an object shows a string in any other way than as it is, or mentions somebody but these. */
const breaks =
  (ids: readonly string[]) =>
  (it: Record<string, unknown>): boolean => {
    switch (it.type) {
      case undefined:
      case 'header':
      case 'rich_text':
      case 'rich_text_section':
      case 'rich_text_list':
      case 'text':
      case 'date':
      case 'context':
      case 'actions':
      case 'button':
      case 'static_select':
        return false
      case 'plain_text':
        return it.emoji !== false
      case 'link':
        return !/^(https?:\/\/|mailto:)/.test(String(it.url))
      case 'channel':
        return !/^[CG]\d$/.test(String(it.channel_id))
      case 'user':
        return !ids.includes(String(it.user_id))
      default:
        return true
    }
  }
const runs = { numRuns: 300 }

describe('any card, rendered for Slack', () => {
  it('fits every surface, however much it holds', () => {
    fc.assert(
      fc.property(cards, (card) => {
        for (const how of ['post', 'private'] as const) {
          const message = renderMessage(card, look, how)
          expect(problemsOf('message', message)).toEqual([])
          expect(JSON.stringify(message.blocks).length).toBeLessThanOrEqual(surfaces.message.cost)
          expect(message.text.trim()).not.toBe('')
          expect(message.text.length).toBeLessThanOrEqual(1500)
        }
        const blocks = renderView(card, look)
        expect(JSON.stringify(blocks).length).toBeLessThanOrEqual(surfaces.view.cost)
        expect(problemsOf('home', { type: 'home', blocks })).toEqual([])
        const title = { type: 'plain_text', text: 'Vigie' }
        expect(problemsOf('modal', { type: 'modal', title, blocks })).toEqual([])
      }),
      runs,
    )
  })

  it('holds what people wrote in literal text alone, and mentions only whom it notifies', () => {
    fc.assert(
      fc.property(cards, (card) => {
        const asked = (card.notify ?? []).filter(
          ({ platform, space }) => platform === 'slack' && space === 'T1',
        )
        const ids = asked.map(({ id }) => id)
        expect(all(renderMessage(card, look, 'post').blocks).filter(breaks(ids))).toEqual([])
        expect(all(renderMessage(card, look, 'private').blocks).filter(breaks([]))).toEqual([])
        expect(all(renderView(card, look)).filter(breaks([]))).toEqual([])
      }),
      runs,
    )
  })

  it('never says in a notification what Slack would read as more than words', () => {
    fc.assert(
      fc.property(cards, (card) => {
        const { text: said } = renderMessage(card, look, 'post')
        expect(said).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/)
      }),
      runs,
    )
  })

  it('shows no control characters and no halves of a character', () => {
    fc.assert(
      fc.property(cards, (card) => {
        const read = readable(renderMessage(card, look, 'post').blocks).join('\n')
        expect(read.isWellFormed()).toBe(true)
        expect(read).not.toMatch(/(?![\n\u200c\u200d])[\p{Cc}\p{Cf}]/u)
      }),
      runs,
    )
  })

  it('gives each press back what the button said', () => {
    let pressed = 0
    fc.assert(
      fc.property(fc.array(button, { maxLength: 12 }), (some) => {
        const { blocks } = renderMessage({ title: 'x', buttons: some }, look, 'post')
        const meant = some.flatMap(({ choices = [], command, input: base }) =>
          (choices.length === 0 ? [{ input: {} }] : choices).map((choice) => ({
            command,
            input: { ...base, ...choice.input },
          })),
        )
        for (const it of all(blocks)) {
          if (typeof it.action_id !== 'string') continue
          const options = (it.options ?? [undefined]) as ({ value: string } | undefined)[]
          for (const option of options) {
            const action = {
              action_id: it.action_id,
              value: it.value as string | undefined,
              selected_option: option,
            }
            expect(meant).toContainEqual(decodePress(action))
            pressed += 1
          }
        }
      }),
      runs,
    )
    expect(pressed).toBeGreaterThan(500)
  })

  it('reads nothing out of an action it did not write', () => {
    const id = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'press/1/',
        'press/x/incident show',
        'menu/1/[]',
        'menu/1/["a"]',
        'menu/1/["a",{"b":1}]',
        'menu/1/["a",{}]',
      ),
    )
    const value = fc.oneof(
      fc.string(),
      fc.constant(undefined),
      fc.constantFrom('null', '[]', '1', '{"a":1}', '{"a":null}', '{'),
    )
    fc.assert(
      fc.property(id, value, value, (action_id, given, chosen) => {
        const selected_option = chosen === undefined ? null : { value: chosen }
        expect(decodePress({ action_id, value: given, selected_option })).toBe(undefined)
      }),
      runs,
    )
  })
})
