import { describe, expect, test } from 'vitest'
import { problemsOf, type Surface } from './limits.ts'
import { publishedProblems } from './published.ts'

const long = (length: number) => 'x'.repeat(length)
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))
const row = (...components: unknown[]) => ({ type: 1, components })
const button = (more: object = {}) => ({ type: 2, style: 1, label: 'Go', custom_id: 'go', ...more })
const option = (index: number) => ({ label: `Option ${index}`, value: `${index}` })
const menu = (more: object = {}) => ({ type: 3, custom_id: 'menu', options: [option(1)], ...more })
const words = (content = 'x') => ({ type: 10, content })
const modern = (...components: unknown[]) => ({ flags: 1 << 15, components })
const said = (more: object) => ({ content: 'x', ...more })
const acting = (...components: unknown[]) => said({ components: [row(...components)] })
const field = (more: object = {}) => ({ type: 4, style: 1, custom_id: 'what', ...more })
const label = (component: object = field(), more: object = {}) => ({
  type: 18,
  label: 'What',
  component,
  ...more,
})
const modal = (...components: unknown[]) => ({ custom_id: 'log', title: 'Log', components })
const asking = (component: object, more: object = {}) => modal(label(component, more))
const named = (name: string, more: object = {}) => ({ name, description: 'Does it', ...more })
const text = (name: string, more: object = {}) => ({ type: 3, ...named(name, more) })
const taking = (...options: unknown[]) => named('incident', { options })

/** Where a payload goes, and as which body: for Discord's own description of it. */
function published(surface: Surface, payload: unknown): [route: string, body: unknown] {
  const commands = '/applications/:application/commands'
  const callback = 'POST /interactions/:interaction/:token/callback'
  if (surface === 'message') return ['POST /channels/:channel/messages', payload]
  if (surface === 'command') return [`POST ${commands}`, payload]
  if (surface === 'commands') return [`PUT ${commands}`, payload]
  return [callback, { type: surface === 'modal' ? 9 : 8, data: payload }]
}

describe('what Discord takes', () => {
  const embed = {
    ...{ title: 'T', description: 'D', url: 'https://vigie.example', color: 255 },
    timestamp: '2027-03-11T09:30:00.000Z',
    ...{ footer: { text: 'F' }, author: { name: 'A' }, fields: [{ name: 'N', value: 'V', inline: true }] },
  }
  const accessory = button({ custom_id: 'side', style: 4 })
  const taken: Record<string, [Surface, unknown]> = {
    'a classic message': [
      'message',
      {
        ...{
          content: long(2000),
          embeds: [embed],
          tts: false,
          nonce: long(25),
          enforce_nonce: true,
          flags: 64,
        },
        allowed_mentions: { parse: [], users: ['100000000000000001'], replied_user: false },
        message_reference: { message_id: '100000000000000001', fail_if_not_exists: false },
        components: [
          row(...times(5, (index) => button({ custom_id: `b${index}` }))),
          row(menu({ placeholder: 'Later', min_values: 0 })),
          row({ type: 2, style: 5, label: 'Open', url: 'https://vigie.example' }),
        ],
      },
    ],
    'every kind of menu': [
      'message',
      said({ components: [5, 6, 7, 8].map((type) => row({ type, custom_id: `m${type}` })) }),
    ],
    'a message made of components': [
      'message',
      modern(
        words(),
        {
          ...{ type: 17, accent_color: 255 },
          components: [
            { type: 9, components: [words()], accessory },
            { type: 14, divider: false, spacing: 2 },
          ],
        },
        { type: 12, items: [{ media: { url: 'https://vigie.example/a.png' }, description: 'A' }] },
        row(button()),
      ),
    ],
    'forty components of 4,000 characters': [
      'message',
      modern(...times(39, () => words(long(100))), words(long(100))),
    ],
    'a form': [
      'modal',
      modal(
        label(field({ required: false, min_length: 1, max_length: 4000, value: 'x', placeholder: 'y' }), {
          description: long(100),
        }),
        label(menu({ required: false, min_values: 0 })),
        label({ type: 5, custom_id: 'who' }),
        label({ type: 21, custom_id: 'radio', options: times(2, option) }),
        row(field({ custom_id: 'old', label: 'Old', style: 2 })),
      ),
    ],
    commands: [
      'commands',
      [
        named('incident', {
          ...{ name_localizations: { fr: 'incident' }, description_localizations: { fr: 'Le fait' } },
          ...{ default_member_permissions: '8192', contexts: [0], integration_types: [0], nsfw: false },
          options: [
            {
              ...{ type: 1, ...named('log') },
              options: [
                text('what', { required: true, max_length: 4000, autocomplete: true }),
                text('type', {
                  choices: [{ name: 'Spam', value: 'spam', name_localizations: { fr: 'Pub' } }],
                }),
                { type: 4, ...named('count', { min_value: 1, max_value: 4 }) },
                { type: 7, ...named('place', { channel_types: [0, 11] }) },
              ],
            },
            { type: 2, ...named('more'), options: [{ type: 1, ...named('deep') }] },
          ],
        }),
        { name: 'Log as incident', type: 3 },
        { name: 'Log as incident', type: 2 },
      ],
    ],
    'a command of 8,000 characters': [
      'command',
      taking(
        ...times(25, (index) =>
          text(`o${String(index).padStart(2, '0')}`, {
            description: long(100),
            description_localizations: { fr: 'x' },
            choices: times(2, (at) => ({ name: `${at}${long(93)}`, value: `${index}-${at}` })),
          }),
        ),
      ),
    ],
    choices: ['choices', { choices: times(25, (index) => ({ name: `${index}`, value: index })) }],
  }
  test.each(Object.entries(taken))('%s', (_, [surface, payload]) => {
    expect(problemsOf(surface, payload)).toEqual([])
    const [route, body] = published(surface, payload)
    expect(publishedProblems(route, body)).toEqual([])
  })
})

const messages: Record<string, [unknown, RegExp]> = {
  'a long content': [said({ content: long(2001) }), /at most 2000/],
  'nothing at all': [{}, /an empty message/],
  'only spaces': [{ content: ' \n' }, /an empty message/],
  'an unknown property': [said({ text: 'x' }), /unknown property text/],
  'eleven embeds': [said({ embeds: times(11, () => ({ title: 'x' })) }), /11 items, at most 10/],
  'an empty embed': [said({ embeds: [{ color: 1 }] }), /an empty embed/],
  'a long title': [said({ embeds: [{ title: long(257) }] }), /at most 256/],
  'a long description': [said({ embeds: [{ description: long(4097) }] }), /at most 4096/],
  'a long footer': [said({ embeds: [{ footer: { text: long(2049) } }] }), /at most 2048/],
  'a long author': [said({ embeds: [{ author: { name: long(257) } }] }), /at most 256/],
  'many fields': [said({ embeds: [{ fields: times(26, () => ({ name: 'n', value: 'v' })) }] }), /at most 25/],
  'a field without value': [said({ embeds: [{ fields: [{ name: 'n', value: '' }] }] }), /at least 1/],
  'a long field': [said({ embeds: [{ fields: [{ name: 'n', value: long(1025) }] }] }), /at most 1024/],
  'embeds of 6,001 characters': [
    said({ embeds: times(2, (index) => ({ description: long(3000 + index) })) }),
    /6001 characters in all embeds/,
  ],
  'a strange colour': [said({ embeds: [{ title: 'x', color: 0x1000000 }] }), /color: not a whole number/],
  'a strange moment': [said({ embeds: [{ title: 'x', timestamp: 'noon' }] }), /not a moment/],
  'six rows': [
    said({ components: times(6, (index) => row(button({ custom_id: `${index}` }))) }),
    /at most 5/,
  ],
  'six buttons in a row': [acting(...times(6, (index) => button({ custom_id: `${index}` }))), /at most 5/],
  'an empty row': [said({ components: [row()] }), /at least 1/],
  'a button without a row': [said({ components: [button()] }), /type 2 is not possible/],
  'a menu beside a button': [acting(menu(), button()), /stands alone/],
  'a custom id twice': [acting(button(), button()), /custom_id "go" twice/],
  'an id twice': [acting(button({ id: 4 }), button({ id: 4, custom_id: 'b' })), /id 4 twice/],
  'a long custom id': [acting(button({ custom_id: long(101) })), /at most 100/],
  'a long label': [acting(button({ label: long(81) })), /at most 80/],
  'a button without words': [acting({ type: 2, style: 1, custom_id: 'x' }), /neither label nor emoji/],
  'a link with a custom id': [acting({ type: 2, style: 5, label: 'x', custom_id: 'x' }), /url is missing/],
  'a button without style': [acting(button({ style: 7 })), /style 7/],
  'an empty menu': [acting(menu({ options: [] })), /at least 1/],
  'many options': [acting(menu({ options: times(26, option) })), /at most 25/],
  'a value twice': [acting(menu({ options: [option(1), option(1)] })), /value "1" twice/],
  'a long option': [acting(menu({ options: [{ label: long(101), value: 'x' }] })), /at most 100/],
  'a long value': [acting(menu({ options: [{ label: 'x', value: long(101) }] })), /at most 100/],
  'a long hint': [acting(menu({ placeholder: long(151) })), /at most 150/],
  'more to choose than there is': [acting(menu({ max_values: 2 })), /above the number of options/],
  'amounts that exclude each other': [acting(menu({ min_values: 2 })), /min_values is above/],
  'components without their flag': [{ components: [words()] }, /type 10 is not possible/],
  'content beside components': [{ ...modern(words()), content: 'x' }, /not beside Components V2/],
  'an embed beside components': [
    { ...modern(words()), embeds: [{ title: 'x' }] },
    /not beside Components V2/,
  ],
  'components that say nothing': [modern(), /none, in a message made of them|at least 1/],
  'forty-one components': [
    modern(...times(2, () => ({ type: 17, components: times(20, () => words()) }))),
    /42 in all, at most 40/,
  ],
  '4,001 characters of components': [modern(words(long(2000)), words(long(2001))), /4001 characters in all/],
  'a container in a container': [
    modern({ type: 17, components: [{ type: 17, components: [words()] }] }),
    /type 17 is not possible/,
  ],
  'a section without accessory': [modern({ type: 9, components: [words()] }), /accessory is missing/],
  'a section of four texts': [
    modern({ type: 9, components: times(4, () => words()), accessory: button() }),
    /at most 3/,
  ],
  'a wide separator': [modern({ type: 14, spacing: 3 }), /spacing/],
  'a gallery of eleven': [
    modern({ type: 12, items: times(11, () => ({ media: { url: 'https://vigie.example/a.png' } })) }),
    /at most 10/,
  ],
  'a field in a message': [modern(field()), /type 4 is not possible/],
  'pings parsed and listed': [
    said({ allowed_mentions: { parse: ['users'], users: ['100000000000000001'] } }),
    /both parsed and listed/,
  ],
  'a strange ping': [said({ allowed_mentions: { parse: ['here'] } }), /none of roles/],
  'a long nonce': [said({ nonce: long(26) }), /at most 25/],
  'a nonce that is enforced and missing': [said({ enforce_nonce: true }), /without a nonce/],
  'flags a bot cannot set': [said({ flags: 128 }), /cannot set/],
}

const modals: Record<string, [unknown, RegExp]> = {
  'a long title': [{ ...modal(label()), title: long(46) }, /at most 45/],
  'a form without a field': [modal(), /at least 1/],
  'six fields': [modal(...times(6, (index) => label(field({ custom_id: `${index}` })))), /at most 5/],
  'a long label': [asking(field(), { label: long(46) }), /at most 45/],
  'a long description': [asking(field(), { description: long(101) }), /at most 100/],
  'a field that has two labels': [asking(field({ label: 'x' })), /unknown property label/],
  'a field in a row without label': [modal(row(field())), /label is missing/],
  'two fields in a row': [
    modal(row(field({ label: 'x' }), field({ label: 'y', custom_id: 'y' }))),
    /at most 1/,
  ],
  'a button': [modal(row(button())), /type 2 is not possible/],
  'a menu in a row': [modal(row(menu())), /type 3 is not possible/],
  'a disabled menu': [asking(menu({ disabled: true })), /unknown property disabled/],
  'a required menu that may stay empty': [asking(menu({ required: true, min_values: 0 })), /min_values 0/],
  'a long value': [asking(field({ value: long(4001) })), /at most 4000/],
  'a value above its own limit': [asking(field({ value: 'xx', max_length: 1 })), /longer than max_length/],
  'a long hint': [asking(field({ placeholder: long(101) })), /at most 100/],
  'one radio button': [asking({ type: 21, custom_id: 'r', options: [option(1)] }), /at least 2/],
  'a custom id twice': [modal(label(), label()), /custom_id "what" twice/],
}

const refused: [Surface, Record<string, [unknown, RegExp]>][] = [
  ['message', messages],
  ['modal', modals],
]

describe.each(refused)('what Discord refuses in a %s', (surface, cases) => {
  test.each(Object.entries(cases))('%s', (_, [payload, problem]) => {
    expect(problemsOf(surface, payload).join('\n')).toMatch(problem)
  })
})

test("Discord's own description of its API is asked, and says what it knows", () => {
  const route = 'POST /channels/:channel/messages'
  expect(publishedProblems(route, said({ content: long(4001) }))).toEqual([expect.stringMatching(/4000/)])
  expect(publishedProblems('GET /users/@me', undefined)).toEqual([])
})
