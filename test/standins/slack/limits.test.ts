import { describe, expect, test } from 'vitest'
import { problemsOf, type Surface } from './limits.ts'

const plain = (text: string) => ({ type: 'plain_text', text })
const long = (length: number) => 'x'.repeat(length)
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))
const said = (...blocks: unknown[]) => ({ text: 'Said', blocks })
const rich = (...elements: unknown[]) =>
  said({ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] })
const acting = (...elements: unknown[]) => said({ type: 'actions', elements })
const button = (more: object = {}) => ({ type: 'button', text: plain('Go'), action_id: 'go', ...more })
const option = (index: number) => ({ text: plain(`Option ${index}`), value: `${index}` })
const select = (more: object = {}) => ({
  type: 'static_select',
  action_id: 'it',
  options: [option(1)],
  ...more,
})
const modal = (more: object = {}, ...blocks: unknown[]) => ({
  type: 'modal',
  title: plain('Title'),
  submit: plain('Send'),
  blocks: [{ type: 'divider' }, ...blocks],
  ...more,
})
const asking = (element: object, more: object = {}) =>
  modal({}, { type: 'input', block_id: 'b', label: plain('Label'), element, ...more })
const typing = (more: object = {}) => ({ type: 'plain_text_input', action_id: 'it', ...more })

describe('what Slack shows', () => {
  test('is accepted as it is', () => {
    const message = said(
      { type: 'header', text: { ...plain('Title'), emoji: false } },
      { type: 'section', text: plain('Text'), accessory: button({ action_id: 'side', style: 'danger' }) },
      { type: 'section', fields: times(10, () => ({ type: 'mrkdwn', text: '*x*', verbatim: true })) },
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'at ', style: { bold: true } },
              {
                type: 'date',
                timestamp: 1_804_000_000,
                format: '{date_short_pretty} {time}',
                fallback: 'noon',
              },
              { type: 'link', url: 'https://vigie.example/x', text: 'x' },
              { type: 'user', user_id: 'U1' },
              { type: 'channel', channel_id: 'C1' },
            ],
          },
          {
            type: 'rich_text_list',
            style: 'bullet',
            elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'x' }] }],
          },
        ],
      },
      {
        type: 'actions',
        elements: [button(), select({ initial_option: option(1), placeholder: plain('Later') })],
      },
      { type: 'context', elements: [plain('Footer')] },
    )
    expect(problemsOf('message', message)).toEqual([])
    const metadata = { event_type: 'vigie_delivery', event_payload: { key: 'k', deep: { n: 1 }, all: ['a'] } }
    expect(problemsOf('message', { ...message, channel: 'C1', mrkdwn: false, metadata })).toEqual([])
    expect(problemsOf('message', { delete_original: true })).toEqual([])
    expect(problemsOf('home', { type: 'home', blocks: message.blocks })).toEqual([])
  })

  test('asks with every kind of input', () => {
    const inputs: Record<string, unknown>[] = [
      typing({ multiline: true, min_length: 0, max_length: 3000, initial_value: 'x' }),
      {
        type: 'number_input',
        is_decimal_allowed: false,
        min_value: '0',
        max_value: '10',
        initial_value: '3',
      },
      { type: 'url_text_input' },
      { type: 'email_text_input' },
      { type: 'datepicker', initial_date: '2027-03-11' },
      { type: 'timepicker', initial_time: '09:30', timezone: 'Europe/Paris' },
      { type: 'datetimepicker', initial_date_time: 1_804_000_000 },
      { type: 'radio_buttons', options: times(10, option) },
      { type: 'checkboxes', options: [option(1)], initial_options: [option(1)] },
      { type: 'external_select', min_query_length: 0 },
      { type: 'multi_users_select', initial_users: ['U1'] },
      { type: 'conversations_select', filter: { include: ['public'] }, response_url_enabled: true },
    ]
    for (const element of inputs)
      expect(problemsOf('modal', asking(element)), String(element.type)).toEqual([])
  })
})

/** Each payload differs from a good one by one thing only; its problem is told with its place. */
const refused: Record<string, [Surface, unknown, RegExp]> = {
  'more than 50 blocks of a message': [
    'message',
    said(...times(51, () => ({ type: 'divider' }))),
    /at most 50/,
  ],
  'more than 100 blocks of a modal': [
    'modal',
    modal({}, ...times(100, () => ({ type: 'divider' }))),
    /at most 100/,
  ],
  'blocks without text': ['message', { blocks: [{ type: 'divider' }] }, /no text beside blocks/],
  'a message of nothing': ['message', { blocks: [] }, /neither text nor blocks/],
  'a text above 4000': ['message', { text: long(4001) }, /at most 4000/],
  'an unknown block': ['message', said({ type: 'poem' }), /"poem" is not possible/],
  'an unknown property': ['message', said({ type: 'divider', color: 'red' }), /unknown property color/],
  'an unknown argument': ['message', { text: 'x', colour: 1 }, /unknown property colour/],
  'a long header': ['message', said({ type: 'header', text: plain(long(151)) }), /at most 150/],
  'a header with markup': [
    'message',
    said({ type: 'header', text: { type: 'mrkdwn', text: 'x' } }),
    /"mrkdwn"/,
  ],
  'a long section': ['message', said({ type: 'section', text: plain(long(3001)) }), /at most 3000/],
  'an empty section': ['message', said({ type: 'section' }), /neither text nor fields/],
  'an empty text': ['message', said({ type: 'section', text: plain('') }), /at least 1/],
  'many fields': ['message', said({ type: 'section', fields: times(11, () => plain('x')) }), /at most 10/],
  'a long field': ['message', said({ type: 'section', fields: [plain(long(2001))] }), /at most 2000/],
  'a full footer': [
    'message',
    said({ type: 'context', elements: times(11, () => plain('x')) }),
    /at most 10/,
  ],
  'many buttons': [
    'message',
    acting(...times(26, (index) => button({ action_id: `${index}` }))),
    /26 items, at most 25/,
  ],
  'no button': ['message', acting(), /at least 1/],
  'a long label': ['message', acting(button({ text: plain(long(76)) })), /at most 75/],
  'a long value': ['message', acting(button({ value: long(2001) })), /at most 2000/],
  'a strange style': ['message', acting(button({ style: 'blue' })), /"blue" is none of/],
  'a long action id': ['message', acting(button({ action_id: long(256) })), /at most 255/],
  'an action id twice': ['message', acting(button(), button()), /action_id go twice/],
  'a block id twice': [
    'message',
    said({ type: 'divider', block_id: 'a' }, { type: 'divider', block_id: 'a' }),
    /block_id a twice/,
  ],
  'many options': ['message', acting(select({ options: times(101, option) })), /at most 100/],
  'an option without a value': [
    'message',
    acting(select({ options: [{ text: plain('x') }] })),
    /value is missing/,
  ],
  'a long option': [
    'message',
    acting(select({ options: [{ ...option(1), text: plain(long(76)) }] })),
    /at most 75/,
  ],
  'a long value of an option': [
    'message',
    acting(select({ options: [{ ...option(1), value: long(151) }] })),
    /at most 150/,
  ],
  'a long description': [
    'message',
    acting(select({ options: [{ ...option(1), description: plain(long(76)) }] })),
    /at most 75/,
  ],
  'a choice that is not offered': [
    'message',
    acting(select({ initial_option: option(2) })),
    /not among the options/,
  ],
  'no options': [
    'message',
    acting({ type: 'static_select', action_id: 'it' }),
    /either options or option_groups/,
  ],
  'a long placeholder': ['message', acting(select({ placeholder: plain(long(151)) })), /at most 150/],
  'a full overflow': ['message', acting({ type: 'overflow', options: times(6, option) }), /at most 5/],
  'a long confirmation': [
    'message',
    acting(button({ confirm: { text: plain(long(301)) } })),
    /confirm.text.text: 301 characters, at most 300/,
  ],
  'an image without words': [
    'message',
    said({ type: 'image', image_url: 'https://vigie.example/x.png' }),
    /alt_text is missing/,
  ],
  'an image with too many words': [
    'message',
    said({ type: 'image', image_url: 'https://vigie.example/x.png', alt_text: long(2001) }),
    /at most 2000/,
  ],
  'more than 13,200 characters': [
    'message',
    said(...times(5, () => ({ type: 'section', text: plain(long(2700)) }))),
    /13500 characters in all blocks, at most 13200/,
  ],
  'too much rich text': [
    'message',
    rich({ type: 'text', text: long(3999) }, { type: 'text', text: 'xx' }),
    /4001/,
  ],
  'an empty piece of rich text': ['message', rich({ type: 'text', text: '' }), /at least 1/],
  'an unknown piece of rich text': ['message', rich({ type: 'blink', text: 'x' }), /"blink"/],
  'a date of a broken second': [
    'message',
    rich({ type: 'date', timestamp: 1_804_000_000.5, format: '{time}' }),
    /not a whole number/,
  ],
  'a date in milliseconds': [
    'message',
    rich({ type: 'date', timestamp: 1_804_000_000_000, format: '{time}' }),
    /whole/,
  ],
  'a date without a token': [
    'message',
    rich({ type: 'date', timestamp: 1, format: 'noon' }),
    /no date token/,
  ],
  'a date with a strange token': [
    'message',
    rich({ type: 'date', timestamp: 1, format: '{moon}' }),
    /unknown date/,
  ],
  'a link to nowhere': ['message', rich({ type: 'link', url: 'javascript:x' }), /not an address/],
  'metadata without a type': [
    'message',
    { text: 'x', metadata: { event_payload: {} } },
    /event_type is missing/,
  ],
  'metadata that is nested': [
    'message',
    { text: 'x', metadata: { event_type: 'a', event_payload: { a: { b: { c: 1 } } } } },
    /not a string, number or boolean/,
  ],
  'a long title': ['modal', modal({ title: plain(long(25)) }), /at most 24/],
  'a long submit': ['modal', modal({ submit: plain(long(25)) }), /at most 24/],
  'a long close': ['modal', modal({ close: plain(long(25)) }), /at most 24/],
  'long private metadata': ['modal', modal({ private_metadata: long(3001) }), /at most 3000/],
  'a long callback id': ['modal', modal({ callback_id: long(256) }), /at most 255/],
  'inputs without submit': ['modal', { ...asking(typing()), submit: undefined }, /submit is required/],
  'a Home with a title': ['home', { type: 'home', title: plain('x'), blocks: [] }, /unknown property title/],
  'an input without a label': ['modal', modal({}, { type: 'input', element: typing() }), /label is missing/],
  'a long label of an input': ['modal', asking(typing(), { label: plain(long(2001)) }), /at most 2000/],
  'a long hint': ['modal', asking(typing(), { hint: plain(long(2001)) }), /at most 2000/],
  'an initial text above the limit': ['modal', asking(typing({ initial_value: long(3001) })), /at most 3000/],
  'lengths that exclude each other': [
    'modal',
    asking(typing({ min_length: 5, max_length: 4 })),
    /min_length is above/,
  ],
  'a length above 3000': ['modal', asking(typing({ max_length: 3001 })), /from 1 to 3000/],
  'a date that does not exist': [
    'modal',
    asking({ type: 'datepicker', initial_date: '2027-02-30' }),
    /not a date/,
  ],
  'a time that does not exist': [
    'modal',
    asking({ type: 'timepicker', initial_time: '24:00' }),
    /not a time/,
  ],
  'a number of another type': [
    'modal',
    asking({ type: 'number_input', is_decimal_allowed: false, min_value: 1 }),
    /not a number/,
  ],
  'a button that asks': ['modal', asking(button()), /"button" is not possible/],
}

describe('what Slack refuses', () => {
  test.each(Object.entries(refused))('%s', (_, [surface, payload, problem]) => {
    expect(problemsOf(surface, payload).join('\n')).toMatch(problem)
  })
})
