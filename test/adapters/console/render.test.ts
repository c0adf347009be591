import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Look } from '../../../src/adapters/console/inline.ts'
import { ansiPaint, noPaint } from '../../../src/adapters/console/paint.ts'
import { linesOf, render } from '../../../src/adapters/console/render.ts'
import { cells, pad, wrap } from '../../../src/adapters/console/width.ts'
import type { Card } from '../../../src/core/card.ts'
import { plain } from '../../../src/core/plain.ts'
import { night, words } from './fixtures.ts'

const at = Temporal.Instant.from(night).epochMilliseconds
const look: Look = {
  paint: noPaint,
  width: 80,
  locale: 'en',
  zone: 'Europe/Paris',
  now: at,
  t: words.t('en'),
}
const counting = () => {
  let last = 0
  return () => {
    last += 1
    return last
  }
}
const written = (card: Card, over: Partial<Look> = {}) =>
  linesOf(render(card, { ...look, ...over }, counting())).join('\n')

const nightowl = { platform: 'console' as const, space: 'terminal', id: 'nightowl' }
const channel = { platform: 'console' as const, space: 'terminal', channel: 'help' }

describe('a card on the terminal', () => {
  test('stands in its order, with its columns aligned and its parts set apart', () => {
    expect(
      written({
        title: 'INC-212 · Harassment · high severity · IN PROGRESS',
        text: [{ account: nightowl, name: 'nightowl' }, ' writes to @otter again'],
        fields: [
          { name: 'Reported', value: '@nightowl · 3 incidents\nINC-190 mediated\nINC-167 warned' },
          { name: 'Happened', value: [{ time: at, as: 'time' }, ', Discord private messages'] },
        ],
        sections: [
          {
            title: 'STEPS',
            lines: ['02:03 @mod_est: assigned.', '1. first\nthen'],
            more: { count: 4, command: '/incident show 212' },
          },
        ],
        buttons: [
          { label: 'Note', command: 'incident note', input: { ref: '212' } },
          { label: 'Later', command: 'x', input: {}, choices: [{ label: '1 h', input: {} }] },
        ],
        footer: 'Read by @mod_south',
      }),
    ).toBe(
      [
        'INC-212 · Harassment · high severity · IN PROGRESS',
        '@nightowl writes to @otter again',
        '',
        'Reported   @nightowl · 3 incidents',
        '           INC-190 mediated',
        '           INC-167 warned',
        'Happened   02:04, Discord private messages',
        '',
        'STEPS',
        '02:03 @mod_est: assigned.',
        '1. first',
        '   then',
        '+4 more · /incident show 212',
        '',
        '[1] Note  [2] Later…',
        'Read by @mod_south',
      ].join('\n'),
    )
  })

  test('of one block keeps its buttons close', () => {
    expect(written({ title: 'A', text: 'b', buttons: [{ label: 'Undo', command: 'x', input: {} }] })).toBe(
      'A\nb\n[1] Undo',
    )
  })

  test('says where a link leads and names the zone of its times where it is not the one here', () => {
    const card: Card = {
      text: [{ link: 'https://a.example/x', text: 'the post' }, ' at ', { time: at, as: 'both' }],
      for: { locale: 'fr', zone: 'America/New_York', sees: 'team' },
    }
    expect(written(card)).toBe(
      'the post (https://a.example/x) at mercredi 10 mars, 20:04\nTimes are in America/New_York.',
    )
  })

  test('keeps to its width, except for addresses, which stay whole', () => {
    const address = `https://a.example/${'x'.repeat(90)}`
    const lines = written({ text: `${'word '.repeat(40)}${'y'.repeat(200)} ${address}` }).split('\n')
    expect(lines.filter((line) => cells(line) > 80)).toEqual([address])
    expect(lines.length).toBeGreaterThan(5)
  })

  test('names people and places as they are mentioned', () => {
    const text = [
      { account: nightowl, name: 'nightowl' },
      ' in ',
      { place: channel, name: 'help' },
      ', then ',
      { place: { ...channel, channel: '@anna' }, name: '@anna' },
    ]
    expect(written({ text })).toBe('@nightowl in #help, then @anna')
    expect(plain(text)).toBe('@nightowl in #help, then @anna')
  })

  test('colours its headline by its tone', () => {
    const red = written({ tone: 'red', title: 'RED' }, { paint: ansiPaint })
    expect(red).toBe('\u001b[1m\u001b[31mRED\u001b[39m\u001b[22m')
    expect(written({ tone: 'quiet', title: 'Q' }, { paint: ansiPaint })).toBe('\u001b[1mQ\u001b[22m')
  })
})

const nasty = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\u001b[2J', '\u001b]0;x\u0007', '\u009b31m', '\r', '\u202e', '\ud83d', '\u2028', '\b'),
      fc.string(),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''))
const text = fc.oneof(
  nasty,
  fc.array(
    fc.oneof(
      nasty,
      nasty.map((bold) => ({ bold })),
      fc.record({ link: nasty, text: nasty }),
      nasty.map((code) => ({ code })),
      nasty.map((name) => ({ account: nightowl, name })),
      nasty.map((name) => ({ place: channel, name })),
      nasty.map((command) => ({ command })),
      fc.constantFrom({ time: at, as: 'both' as const }, { time: at, as: 'ago' as const }),
    ),
    { maxLength: 4 },
  ),
)
const button = fc.record(
  {
    label: nasty,
    command: nasty,
    input: fc.constant({}),
    choices: fc.array(fc.record({ label: nasty, input: fc.constant({}) })),
  },
  { requiredKeys: ['label', 'command', 'input'] },
)
const card: fc.Arbitrary<Card> = fc.record(
  {
    tone: fc.constantFrom('quiet' as const, 'red' as const, 'amber' as const),
    title: text,
    text,
    footer: text,
    fields: fc.array(fc.record({ name: nasty, value: text }), { maxLength: 3 }),
    sections: fc.array(
      fc.record(
        {
          title: text,
          lines: fc.array(text, { maxLength: 3 }),
          more: fc.record({ count: fc.nat(), command: nasty, label: text }),
          buttons: fc.array(button, { maxLength: 2 }),
        },
        { requiredKeys: ['lines'] },
      ),
      { maxLength: 2 },
    ),
    buttons: fc.array(button, { maxLength: 3 }),
    image: fc.record({ png: fc.constant(new Uint8Array()), alt: nasty }),
    files: fc.array(
      fc.record({ name: nasty, type: fc.constant('text/csv'), body: fc.constant(new Uint8Array(3)) }),
    ),
  },
  { requiredKeys: [] },
)

describe('whatever a person typed', () => {
  test('reaches the terminal without a control character but line breaks and our own colours', () => {
    fc.assert(
      fc.property(card, fc.constantFrom(noPaint, ansiPaint), (it, paint) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours that may pass
        const rest = written(it, { paint }).replace(/\u001b\[(?:1|2|22|31|33|36|39)m/g, '')
        expect(rest.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u)
        expect(rest.isWellFormed()).toBe(true)
      }),
    )
  })

  test('is wrapped without losing anything but spaces', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 4, max: 40 }), (it, width) => {
        const lines = wrap(it, width)
        expect(lines.join('').replace(/\s/g, '')).toBe(it.replace(/\s/g, ''))
        expect(lines.every((line) => cells(line) <= width || /https?:/.test(line))).toBe(true)
      }),
    )
  })
})

describe('the width of a text', () => {
  test('counts cells, not code units', () => {
    expect(cells('abc')).toBe(3)
    expect(cells('é̂')).toBe(1)
    expect(cells('日本')).toBe(4)
    expect(cells('👩‍👩‍👧')).toBe(2)
    expect(cells('\u001b[31mred\u001b[39m')).toBe(3)
    expect(pad('日', 4)).toBe('日  ')
  })
})
