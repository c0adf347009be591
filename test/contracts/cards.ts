import fc from 'fast-check'
import type { Card } from '../../src/core/card.ts'
import type { Inline, Text } from '../../src/core/text.ts'

const string = fc.string({ unit: 'grapheme', maxLength: 60 })
const inline: fc.Arbitrary<Inline> = fc.oneof(
  string,
  string.map((bold) => ({ bold })),
  fc.record({ link: fc.webUrl(), text: string }),
  string.map((code) => ({ code })),
  fc.record({
    account: fc.constant({ platform: 'console' as const, space: 'terminal', id: 'anna' }),
    name: string,
  }),
  fc.record({
    place: fc.constant({ platform: 'console' as const, space: 'terminal', channel: 'help' }),
    name: fc.oneof(
      string,
      string.map((name) => `@${name}`),
    ),
  }),
  fc.record({
    time: fc.integer({ min: 0, max: 4_000_000_000_000 }),
    as: fc.constantFrom('date', 'day', 'time', 'both', 'short', 'ago'),
  }),
  string.map((command) => ({ command })),
)
const texts: fc.Arbitrary<Text> = fc.oneof(string, fc.array(inline, { maxLength: 6 }))
const button = fc.record({
  label: string,
  command: fc.constant('incident show'),
  input: fc.constant({ ref: '1' }),
})

/** Cards of every shape that views could make, and some that they should not. */
export const cards: fc.Arbitrary<Card> = fc.record(
  {
    tone: fc.constantFrom('quiet', 'info', 'amber', 'red'),
    title: texts,
    text: texts,
    summary: texts,
    fields: fc.array(fc.record({ name: string, value: texts }), { maxLength: 5 }),
    sections: fc.array(
      fc.record(
        {
          title: texts,
          lines: fc.array(texts, { maxLength: 40 }),
          more: fc.record({
            count: fc.integer({ min: 1, max: 500 }),
            command: fc.constant('/incident list'),
          }),
          buttons: fc.array(button, { maxLength: 3 }),
        },
        { requiredKeys: ['lines'] },
      ),
      { maxLength: 4 },
    ),
    buttons: fc.array(button, { maxLength: 8 }),
    footer: texts,
  },
  { requiredKeys: [] },
)

/** A hundred of them. */
export const someCards = (): Card[] => fc.sample(cards, 100)
