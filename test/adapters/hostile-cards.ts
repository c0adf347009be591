import fc from 'fast-check'
import type { Button, Card } from '../../src/core/card.ts'
import type { Platform } from '../../src/core/person.ts'
import type { Inline, Text } from '../../src/core/text.ts'

/** When the cards are rendered, in milliseconds: some of their times are near it. */
export const now = Date.UTC(2027, 2, 11, 7)

/** What is dangerous on one chat: words, addresses besides those that are everywhere, and ids, right and wrong. */
export interface Danger {
  words: readonly string[]
  addresses: readonly string[]
  spaces: readonly string[]
  accounts: readonly string[]
  channels: readonly string[]
}

/** What somebody could write to be read as more than words, on any chat. */
const everywhere = [
  '*b*',
  '_i_',
  '`c`',
  '```block```',
  '> quote',
  '1. one',
  ':smile:',
  'https://evil.example/a?b=c&d',
  '[x](https://evil.example)',
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
const platforms: readonly Platform[] = ['console', 'slack', 'discord']

/** Returns what generates texts, buttons and cards full of hostile strings, for one chat. */
export function hostile(on: Danger) {
  const words = [...everywhere, ...on.words]
  const string = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom(...words),
    fc.array(fc.constantFrom(...words), { maxLength: 6 }).map((all) => all.join(' ')),
  )
  const long = fc
    .tuple(
      fc.constantFrom('x', 'wörd ', '"\\\n', '👩‍👩‍👧‍👦', 'e\u0301\u0302', ...on.words.slice(0, 1)),
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
      'file:///etc/passwd',
      'mailto:anna@example.com',
      'https://bank.example@evil.example/',
      'http:evil.example',
      ' https://evil.example/ a',
      `https://evil.example/${'a'.repeat(4000)}`,
      ...on.addresses,
    ),
  )
  const account = fc.record({
    platform: fc.constantFrom(...platforms),
    space: fc.constantFrom(...on.spaces),
    id: fc.constantFrom(...on.accounts),
  })
  const place = fc.record({
    platform: fc.constantFrom(...platforms),
    space: fc.constantFrom(...on.spaces),
    channel: fc.constantFrom(...on.channels),
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
  // Most of which fit.
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
  // Of every shape that views could make, and many that they should not.
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

  return { text, button, cards, string }
}
