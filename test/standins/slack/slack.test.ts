import type { App, types } from '@slack/bolt'
import { expect, test } from 'vitest'
import { connect, connectOverHttp, createClient, createTestSlack } from './connected.ts'

const plain = (text: string): types.PlainTextElement => ({ type: 'plain_text', text })
const button = (text: string, action_id: string): types.Button => ({
  type: 'button',
  text: plain(text),
  action_id,
})
const actions = (...elements: types.ActionsBlock['elements']): types.ActionsBlock => ({
  type: 'actions',
  elements,
})
const input = (block_id: string, label: string, element: types.InputBlock['element']): types.InputBlock => ({
  ...{ type: 'input', block_id, label: plain(label), element },
})
const said = (text: string): types.RichTextBlock => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
})

const form: types.ModalView = {
  ...{
    type: 'modal',
    title: plain('Log'),
    submit: plain('Send'),
    private_metadata: 'draft-1',
    callback_id: 'log',
  },
  blocks: [
    input('what', 'What happened', {
      type: 'plain_text_input',
      action_id: 'it',
      min_length: 3,
      max_length: 10,
    }),
    input('severity', 'Severity', {
      ...{ type: 'static_select', action_id: 'it' },
      options: [
        { text: plain('High'), value: 'high' },
        { text: plain('Low'), value: 'low' },
      ],
    }),
    { ...input('who', 'Who', { type: 'users_select', action_id: 'it' }), optional: true },
    {
      ...input('when', 'When', { type: 'datetimepicker', action_id: 'it', initial_date_time: 1_804_000_000 }),
      optional: true,
    },
    {
      ...input('case', 'Incident', { type: 'external_select', action_id: 'it', min_query_length: 1 }),
      optional: true,
    },
  ],
}

const ways = { 'Socket Mode': connect, 'signed HTTP': connectOverHttp }

for (const [way, connectBy] of Object.entries(ways)) {
  test(`a command over ${way} is handed on escaped, and its answers are seen by one person`, async () => {
    const slack = await createTestSlack()
    const heard: string[] = []
    await connectBy(slack, (app) =>
      app.command('/vigie', async ({ command, ack, respond }) => {
        heard.push(command.text)
        await ack('At once')
        await respond({ text: 'A little later' })
      }),
    )
    const { ms } = await slack.type(
      'anna',
      '#general',
      '/vigie log "a & b" @otter in #team https://x.example/?a=1&b.',
    )
    expect(ms).toBeLessThan(2000)
    const otter = slack.user('otter').id
    const team = slack.channel('team').id
    expect(heard).toEqual([
      `log "a &amp; b" <@${otter}|otter> in <#${team}|team> <https://x.example/?a=1&amp;b>.`,
    ])
    await slack.settled()
    expect(slack.private('anna').map((it) => slack.textOf(it))).toEqual(['At once', 'A little later'])
    expect(slack.private('otter')).toEqual([])
    expect(slack.violations).toEqual([])
  })

  test(`a form over ${way} opens, is refused at its field, and closes`, async () => {
    const slack = await createTestSlack()
    const sent: types.View[] = []
    const opening = async (app: App) => {
      app.command('/vigie', async ({ ack, command, client }) => {
        await ack()
        await client.views.open({ trigger_id: command.trigger_id, view: form })
      })
      app.options('it', async ({ ack, options }) => {
        const found = 'INC-212'.startsWith(options.value)
        await ack({ options: found ? [{ text: plain('INC-212 · Spam'), value: '212' }] : [] })
      })
      app.view('log', async ({ ack, body, view }) => {
        sent.push(body.view as unknown as types.View)
        const { value } = view.state.values.what?.it ?? {}
        if (value === 'spam') await ack({ response_action: 'errors', errors: { what: 'Say more' } })
        else await ack()
      })
    }
    await connectBy(slack, opening)
    await slack.type('anna', '#general', '/vigie log')
    await slack.until(() => slack.modal('anna') !== undefined, 'a modal')
    await slack
      .submit('anna', { 'What happened': 'spam', Severity: 'High', who: '@otter', Incident: 'INC-9' })
      .then(
        () => expect.unreachable('the menu offers one incident only'),
        (error: Error) => expect(error.message).toMatch(/no option 'INC-9', only none/),
      )
    await slack.submit('anna', { case: 'INC-212 · Spam' })
    expect(slack.textOf(slack.modal('anna')!, 'anna')).toBe(
      [
        'Log',
        'What happened: spam',
        '! Say more',
        'Severity: High',
        'Who: @otter',
        'When: 2 mars 2027 16:06',
        'Incident: INC-212 · Spam',
        '[Send]',
      ].join('\n'),
    )
    await slack.submit('anna', { 'What happened': 'spam wave', Severity: 'low', When: '2027-03-11T09:30' })
    expect(slack.modal('anna')).toBeUndefined()
    expect((sent[1] as unknown as { state: { values: unknown } }).state.values).toEqual({
      what: { it: { type: 'plain_text_input', value: 'spam wave' } },
      severity: { it: { type: 'static_select', selected_option: { text: plain('Low'), value: 'low' } } },
      who: { it: { type: 'users_select', selected_user: slack.user('otter').id } },
      when: { it: { type: 'datetimepicker', selected_date_time: 1_804_753_800 } },
      case: {
        it: { type: 'external_select', selected_option: { text: plain('INC-212 · Spam'), value: '212' } },
      },
    })
    expect(slack.violations).toEqual([])
  })
}

test('a press on a message replaces it where it was asked to, and what only one person sees as well', async () => {
  const slack = await createTestSlack()
  const pressed: unknown[] = []
  await connect(slack, (app) => {
    app.command('/vigie', async ({ ack }) =>
      ack({ text: 'Sure?', blocks: [said('Sure?'), actions(button('Yes', 'yes'))] }),
    )
    app.action('done', async ({ ack, body, respond }) => {
      pressed.push(body)
      await ack()
      await respond({ text: 'Done', replace_original: true })
    })
    app.action('yes', async ({ ack, body, respond }) => {
      pressed.push(body)
      await ack()
      await respond({ text: 'Yes it is', replace_original: true })
    })
    app.action('later', async ({ ack, body }) => {
      pressed.push(body)
      await ack()
    })
  })
  const menu: types.StaticSelect = {
    ...{ type: 'static_select', action_id: 'later', placeholder: plain('Later') },
    options: [{ text: plain('15 min'), value: 'PT15M' }],
  }
  const general = slack.channel('general').id
  const blocks = [said('To post'), actions(button('Done', 'done'), menu)]
  await createClient(slack).chat.postMessage({ channel: general, text: 'To post', blocks })
  const [message] = slack.messages('#general')
  expect(slack.textOf(message!)).toBe('To post\n[Done] [Later]')
  await slack.press('anna', message!, 'Later', { choice: '15 min' })
  await slack.press('anna', message!, 'Done')
  await slack.type('anna', '#general', '/vigie')
  await slack.press('anna', slack.private('anna')[0]!, 'Yes')
  await slack.settled()
  expect(slack.messages('#general').map((it) => slack.textOf(it))).toEqual(['Done'])
  expect(slack.private('anna').map((it) => slack.textOf(it))).toEqual(['Yes it is'])
  const { ts } = message!
  expect(pressed).toMatchObject([
    {
      container: { type: 'message', message_ts: ts, channel_id: general, is_ephemeral: false },
      state: {
        values: {
          [message!.blocks![1]!.block_id as string]: { later: { selected_option: { value: 'PT15M' } } },
        },
      },
      actions: [{ type: 'static_select', action_id: 'later', selected_option: { value: 'PT15M' } }],
    },
    {
      message: { ts, text: 'To post' },
      channel: { id: general, name: 'general' },
      actions: [{ action_id: 'done' }],
    },
    { container: { is_ephemeral: true } },
  ])
  expect(pressed[2]).not.toHaveProperty('message')
  await expect(slack.press('otter', slack.private('anna')[0]!, 'Yes')).rejects.toThrow(/there is no 'Yes'/)
  expect(slack.violations).toEqual([])
})

test('Home is opened, published and pressed; shortcuts carry what they were used on', async () => {
  const slack = await createTestSlack({
    manifest: {
      features: {
        slash_commands: [{ command: '/vigie', should_escape: true }],
        shortcuts: [
          { name: 'New reminder', type: 'global', callback_id: 'reminder' },
          { name: 'Log as incident', type: 'message', callback_id: 'log' },
        ],
      },
      settings: { event_subscriptions: { bot_events: ['app_home_opened', 'message.channels'] } },
    },
  })
  const heard: unknown[] = []
  await connect(slack, (app) => {
    app.event('app_home_opened', async ({ event, client }) => {
      await client.views.publish({
        user_id: event.user,
        view: { type: 'home', blocks: [actions(button('Go', 'go'))] },
      })
    })
    app.action('go', async ({ ack, body }) => {
      heard.push(body)
      await ack()
    })
    app.shortcut(/.*/, async ({ ack, shortcut }) => {
      heard.push(shortcut)
      await ack()
    })
    app.message(async ({ message }) => {
      heard.push(message)
    })
  })
  const message = slack.say('otter', '#general', 'see @anna <b>')
  await slack.openHome('anna')
  await slack.settled()
  expect(slack.textOf(slack.home('anna')!)).toBe('[Go]')
  await slack.press('anna', slack.home('anna')!, 'Go')
  await slack.shortcut('anna', 'New reminder')
  await slack.messageShortcut('anna', message, 'Log as incident')
  expect(heard).toMatchObject([
    { type: 'message', text: `see <@${slack.user('anna').id}> &lt;b&gt;`, channel_type: 'channel' },
    { type: 'block_actions', container: { type: 'view' }, view: { type: 'home' } },
    { type: 'shortcut', callback_id: 'reminder' },
    { type: 'message_action', callback_id: 'log', message: { ts: message.ts, user: slack.user('otter').id } },
  ])
  await expect(slack.shortcut('anna', 'Old reminder')).rejects.toThrow(/no global shortcut 'Old reminder'/)
  await expect(slack.type('anna', '#general', '/other')).rejects.toThrow(/no command here/)
  expect(slack.notified.map(({ user }) => user)).toEqual(['anna'])
  expect(slack.violations).toEqual([])
})

test('only a new message notifies, and only whom it mentions and who is there', async () => {
  const slack = await createTestSlack()
  const client = createClient(slack)
  const channel = slack.channel('team').id
  slack.group('mods', ['anna', 'otter'])
  const ids = { anna: slack.user('anna').id, otter: slack.user('otter').id }
  const blocks: types.RichTextBlock[] = [
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'user', user_id: ids.anna },
            { type: 'text', text: ' <@U1> @here ' },
            { type: 'user', user_id: ids.otter },
          ],
        },
      ],
    },
  ]
  const { ts = '' } = await client.chat.postMessage({ channel, text: 'x', blocks: [said('<!channel>')] })
  await client.chat.update({ channel, ts, text: 'x', blocks })
  expect(slack.notified).toEqual([])
  await client.chat.postEphemeral({ channel, user: ids.anna, text: 'x', blocks })
  expect(slack.notified).toEqual([])
  await client.chat.postMessage({ channel, text: 'x', blocks, thread_ts: ts })
  await client.chat.postMessage({ channel: ids.otter, text: 'x' })
  await client.chat.postMessage({ channel, text: '<!subteam^S1> <!here>' })
  expect(slack.notified.map(({ user }) => user)).toEqual(['anna', 'otter', 'anna'])
  expect(slack.thread(slack.messages('#team')[0]!)).toHaveLength(1)
  expect(slack.direct('otter').map(({ text }) => text)).toEqual(['x'])
  expect(slack.violations).toEqual([])
})
