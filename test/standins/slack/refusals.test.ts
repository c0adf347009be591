import { describe, expect, test } from 'vitest'
import { call, connect, createClient, createTestSlack } from './connected.ts'
import type { Slack } from './index.ts'

const divider = [{ type: 'divider' }]
const modal = (more: object = {}) => ({
  type: 'modal',
  title: { type: 'plain_text', text: 'x' },
  blocks: divider,
  ...more,
})

/** Each call, the error it is answered with, and what is written down - nothing where the app could not know. */
const refused: Record<string, [(slack: Slack) => [string, Record<string, unknown>], string, RegExp?]> = {
  'a channel that is not there': [
    () => ['chat.postMessage', { channel: 'C0', text: 'x' }],
    'channel_not_found',
  ],
  'a private channel the bot is not in': [
    (slack) => [
      'chat.postMessage',
      { channel: slack.channel('secret', { private: true, bot: false }).id, text: 'x' },
    ],
    'channel_not_found',
  ],
  'a public channel the bot is not in': [
    (slack) => ['conversations.history', { channel: slack.channel('other', { bot: false }).id }],
    'not_in_channel',
  ],
  'an archived channel': [
    (slack) => {
      slack.archive('#general')
      return ['chat.postMessage', { channel: slack.channel('general').id, text: 'x' }]
    },
    'is_archived',
  ],
  'a missing argument': [() => ['chat.postMessage', { text: 'x' }], 'invalid_arguments', /missing: channel/],
  'an unknown method': [() => ['chat.shout', {}], 'unknown_method', /not a method/],
  'a message of nothing': [
    (slack) => ['chat.postMessage', { channel: slack.channel('general').id }],
    'no_text',
    /nor blocks/,
  ],
  'blocks without words beside them': [
    (slack) => ['chat.postMessage', { channel: slack.channel('general').id, blocks: divider }],
    'no_text',
    /no text beside/,
  ],
  'a text of 4,001 characters': [
    (slack) => ['chat.postMessage', { channel: slack.channel('general').id, text: 'x'.repeat(4001) }],
    'msg_too_long',
    /at most 4000/,
  ],
  'blocks that are none': [
    (slack) => [
      'chat.postMessage',
      { channel: slack.channel('general').id, text: 'x', blocks: [{ type: 'poem' }] },
    ],
    'invalid_blocks',
    /"poem"/,
  ],
  'blocks that are no JSON': [
    (slack) => ['chat.postMessage', { channel: slack.channel('general').id, text: 'x', blocks: '[' }],
    'invalid_blocks_format',
    /not JSON/,
  ],
  'metadata of another shape': [
    (slack) => ['chat.postMessage', { channel: slack.channel('general').id, text: 'x', metadata: { a: 1 } }],
    'invalid_metadata_format',
    /event_type is missing/,
  ],
  'a thread that is not there': [
    (slack) => [
      'chat.postMessage',
      { channel: slack.channel('general').id, text: 'x', thread_ts: '1804000000.000100' },
    ],
    'thread_not_found',
  ],
  'a message that is not there': [
    (slack) => ['chat.update', { channel: slack.channel('general').id, ts: '1804000000.000100', text: 'x' }],
    'message_not_found',
  ],
  "somebody else's message": [
    (slack) => {
      const { channel, ts } = slack.say('anna', '#general', 'mine')
      return ['chat.update', { channel, ts, text: 'x' }]
    },
    'cant_update_message',
    /somebody else's/,
  ],
  'an ephemeral message for somebody outside': [
    (slack) => [
      'chat.postEphemeral',
      { channel: slack.channel('team').id, user: slack.user('otter').id, text: 'x' },
    ],
    'user_not_in_channel',
  ],
  nobody: [() => ['users.info', { user: 'U0' }], 'user_not_found'],
  'somebody who left': [
    (slack) => ['conversations.open', { users: slack.user('gone', { deleted: true }).id }],
    'user_disabled',
  ],
  'a cursor that was never given': [() => ['users.list', { cursor: 'abc' }], 'invalid_cursor', /never given/],
  'a limit out of bounds': [() => ['users.list', { limit: 1001 }], 'invalid_limit', /1001/],
  'an invented trigger': [
    () => ['views.open', { trigger_id: 'x', view: modal() }],
    'invalid_trigger_id',
    /trigger/,
  ],
  'a view that is none': [
    (slack) => ['views.publish', { user_id: slack.user('anna').id, view: { type: 'home', blocks: [{}] } }],
    'invalid_arguments',
    /not possible/,
  ],
}

describe('what Slack refuses over its Web API', () => {
  test.each(Object.entries(refused))('%s', async (_, [make, error, violation]) => {
    const slack = await createTestSlack()
    const [method, args] = make(slack)
    expect(await call(slack, method, args)).toBe(error)
    if (violation === undefined) expect(slack.violations).toEqual([])
    else expect(slack.violations.join('\n')).toMatch(violation)
    expect(slack.calls.at(-1)).toMatchObject({ method, answer: error })
  })

  test('an argument nobody knows is written down', async () => {
    const slack = await createTestSlack()
    expect(await call(slack, 'users.list', { colour: 'red' })).toBe('ok')
    expect(slack.violations).toEqual(['users.list: unknown argument colour'])
  })

  test('a token that is none', async () => {
    const slack = await createTestSlack()
    const stranger = createClient(slack, 1000, 'xoxb-stolen')
    await expect(stranger.auth.test()).rejects.toThrow(/invalid_auth/)
    await expect(createClient(slack, 1000, slack.env.SLACK_APP_TOKEN).auth.test()).rejects.toThrow(
      /not_allowed/,
    )
  })

  test('a method whose scope was not granted', async () => {
    const slack = await createTestSlack({ scopes: ['chat:write', 'groups:read'] })
    const [open, closed] = [slack.channel('general').id, slack.channel('team').id]
    expect(await call(slack, 'chat.postMessage', { channel: open, text: 'x' })).toBe('ok')
    expect(await call(slack, 'conversations.info', { channel: closed })).toBe('ok')
    expect(await call(slack, 'conversations.info', { channel: open })).toBe('missing_scope')
    expect(await call(slack, 'users.info', { user: 'U0' })).toBe('missing_scope')
    expect(
      await call(slack, 'chat.postMessage', { channel: slack.channel('far', { bot: false }).id, text: 'x' }),
    ).toBe('not_in_channel')
    expect(slack.violations).toEqual([
      'conversations.info: missing_scope: channels:read',
      'users.info: missing_scope: users:read',
    ])
    await expect(slack.type('anna', '#general', '/vigie')).rejects.toThrow(/scope commands/)
  })
})

test('lists come page by page, and metadata only to whom asks for it', async () => {
  const slack = await createTestSlack()
  const client = createClient(slack)
  const channel = slack.channel('general').id
  for (const key of ['a', 'b', 'c'])
    await client.chat.postMessage({
      channel,
      text: key,
      metadata: { event_type: 'k', event_payload: { key } },
    })
  const first = await client.conversations.history({ channel, limit: 2, include_all_metadata: true })
  expect(first.messages).toMatchObject([
    { text: 'c', metadata: { event_type: 'k', event_payload: { key: 'c' } } },
    { text: 'b' },
  ])
  const cursor = first.response_metadata?.next_cursor ?? ''
  const second = await client.conversations.history({ channel, limit: 2, cursor })
  expect(second.messages?.map(({ text }) => text)).toEqual(['a'])
  expect(second.messages?.[0]).not.toHaveProperty('metadata')
  expect(second.has_more).toBe(false)
  const oldest = first.messages?.[1]?.ts ?? ''
  expect((await client.conversations.history({ channel, oldest })).messages).toHaveLength(1)
  expect((await client.conversations.history({ channel, oldest, inclusive: true })).messages).toHaveLength(2)
})

test('a trigger works once and for three seconds, a response URL five times and for thirty minutes', async () => {
  let now = Date.UTC(2027, 2, 11)
  const slack = await createTestSlack({ now: () => now })
  const heard: { trigger_id: string; response_url: string }[] = []
  await connect(slack, (app) =>
    app.command('/vigie', async ({ ack, command }) => {
      heard.push(command)
      await ack()
    }),
  )
  const type = async () => {
    await slack.type('anna', '#general', '/vigie')
    return heard.at(-1)!
  }
  const respond = async (url: string, body: object) => {
    const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body) })
    return answer.ok ? answer.status : ((await answer.json()) as { error: string }).error
  }
  const first = await type()
  const open = { trigger_id: first.trigger_id, view: modal() }
  expect(await call(slack, 'views.open', open)).toBe('ok')
  expect(await call(slack, 'views.open', open)).toBe('exchanged_trigger_id')
  expect(await call(slack, 'views.push', { ...open, trigger_id: (await type()).trigger_id })).toBe(
    'invalid_trigger_id',
  )
  const second = await type()
  now += 3001
  expect(await call(slack, 'views.open', { ...open, trigger_id: second.trigger_id })).toBe(
    'expired_trigger_id',
  )
  const url = first.response_url
  for (let use = 1; use <= 4; use++) expect(await respond(url, { text: 'x' })).toBe(200)
  expect(await respond(url, { text: 'x', blocks: [{}] })).toBe('invalid_blocks')
  expect(await respond(url, { text: 'x' })).toBe('used_url')
  now += 30 * 60_000
  expect(await respond(second.response_url, { text: 'x' })).toBe('expired_url')
  expect(slack.violations).toEqual([
    'views.open: the trigger id: exchanged_trigger_id',
    'views.push: views.push with a trigger that is not from a modal',
    'views.open: the trigger id: expired_trigger_id',
    expect.stringContaining('response_url: invalid_blocks'),
    'response_url: used_url',
    'response_url: expired_url',
  ])
})

test('what the client itself refuses never reaches the app', async () => {
  const slack = await createTestSlack()
  const text = (words: string) => ({ type: 'plain_text' as const, text: words })
  const input = (block_id: string, element: { type: string }) => ({
    ...{
      type: 'input',
      block_id,
      label: text(block_id),
      optional: true,
      element: { action_id: 'it', ...element },
    },
  })
  const view = {
    ...{ type: 'modal' as const, title: text('x'), submit: text('Send') },
    blocks: [
      { ...input('must', { type: 'plain_text_input' }), optional: false },
      input('short', { type: 'plain_text_input', max_length: 3 } as { type: string }),
      input('count', { type: 'number_input', is_decimal_allowed: false, max_value: '9' } as { type: string }),
      input('link', { type: 'url_text_input' }),
      input('place', { type: 'channels_select' }),
    ],
  }
  const heard: string[] = []
  await connect(slack, (app) => {
    app.command('/vigie', async ({ ack, command, client }) => {
      await ack()
      await client.views.open({ trigger_id: command.trigger_id, view })
    })
    app.view(/.*/, async ({ ack }) => {
      heard.push('sent')
      await ack({ response_action: 'errors', errors: { nothing: 'x' } })
    })
  })
  await slack.type('anna', '#general', '/vigie')
  await slack.settled()
  const submit = (values: Record<string, string>) => slack.submit('anna', values)
  await expect(submit({})).rejects.toThrow(/these fields are empty: must/)
  await expect(submit({ short: 'long' })).rejects.toThrow(/4 characters, at most 3/)
  await expect(submit({ count: '1.5' })).rejects.toThrow(/no number/)
  await expect(submit({ count: '10' })).rejects.toThrow(/above 9/)
  await expect(submit({ link: 'nowhere' })).rejects.toThrow(/no address/)
  await expect(submit({ place: '#team' })).rejects.toThrow(/no public channel/)
  await expect(submit({ colour: 'red' })).rejects.toThrow(/no 'colour' here, only: must, short/)
  await expect(slack.submit('otter')).rejects.toThrow(/otter has no modal open/)
  expect(heard).toEqual([])
  await submit({ must: 'x' })
  expect(slack.violations).toEqual(['view_submission: an error for nothing, which is no input of the view'])
})
