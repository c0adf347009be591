import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { modalOf } from '../../../src/adapters/slack/modal.ts'
import { encodePress } from '../../../src/adapters/slack/press.ts'
import {
  fromCommand,
  fromHome,
  fromMessageAction,
  fromPress,
  fromShortcut,
  fromSubmission,
  fromSuggestion,
} from '../../../src/adapters/slack/receive.ts'
import type { Form } from '../../../src/core/form.ts'
import { words } from '../../test-house.ts'
import { submitted } from './modal-state.ts'

const at = 1_804_752_000_000
const by = { platform: 'slack', space: 'T1', id: 'U1' }
const sender = { user: { id: 'U1', username: 'anna', team_id: 'T1' }, team: { id: 'T1', domain: 'acme' } }
const trigger = { trigger_id: '12.34.ab' }
const url = 'https://hooks.slack.example/1'

test('a typed command is read with its mentions, in the channel it was typed in', () => {
  const body = {
    command: '/vigie',
    text: 'incident history <@U024BE7LH|nightowl>',
    user_id: 'U1',
    team_id: 'T1',
    channel_id: 'C1',
    response_url: url,
    ...trigger,
  }
  expect(fromCommand(body, at)).toEqual({
    it: {
      id: 'slack/12.34.ab',
      by,
      here: { platform: 'slack', space: 'T1', channel: 'C1' },
      command: '',
      input: 'incident history <@slack/T1/U024BE7LH|nightowl>',
      at,
      reply: { user: 'U1', channel: 'C1', url, at: String(at) },
    },
    reply: { user: 'U1', channel: 'C1', url, at: String(at) },
    surface: 'command',
    trigger: '12.34.ab',
  })
})

describe('a press', () => {
  const press = encodePress({ command: 'incident resolve', input: { ref: '212' } }, 0)
  const inMessage = (message: object, container: object = {}) => ({
    type: 'block_actions',
    ...sender,
    ...trigger,
    response_url: url,
    channel: { id: 'C1' },
    container: { type: 'message', channel_id: 'C1', ...container },
    message,
    actions: [{ type: 'button', block_id: 'b', ...press }],
  })

  test('on a card says which card and what to run', () => {
    expect(fromPress(inMessage({ ts: '1.000001' }), at)).toMatchObject({
      it: {
        id: 'slack/12.34.ab',
        command: 'incident resolve',
        input: { ref: '212' },
        pressed: { id: '1.000001', place: { platform: 'slack', space: 'T1', channel: 'C1' } },
        here: { platform: 'slack', space: 'T1', channel: 'C1' },
      },
      reply: { user: 'U1', channel: 'C1', url },
      surface: 'message',
    })
  })

  test('on a card that a thread hangs under is not in that thread', () => {
    const found = fromPress(inMessage({ ts: '1.000001', thread_ts: '1.000001' }), at)
    expect(found?.it.here).not.toHaveProperty('thread')
    expect(found?.it.pressed?.place).not.toHaveProperty('thread')
  })

  test('inside a thread is in it', () => {
    const found = fromPress(inMessage({ ts: '2.000001', thread_ts: '1.000001' }), at)
    expect(found?.it.here.thread).toBe('1.000001')
    expect(found?.it.pressed).toEqual({
      id: '2.000001',
      place: { platform: 'slack', space: 'T1', channel: 'C1', thread: '1.000001' },
    })
    expect(found?.reply.thread).toBe('1.000001')
  })

  test('on what only one person sees presses no card, and answers a question in its place', () => {
    const question = encodePress({ command: 'incident log', input: { $draft: 'd1', $yes: 'yes' } }, 0)
    const container = { is_ephemeral: true, message_ts: '2.000001', thread_ts: '1.000001' }
    const body = { ...inMessage({}, container), message: undefined, actions: [question] }
    const found = fromPress(body, at)
    expect(found?.it).not.toHaveProperty('pressed')
    expect(found?.reply).toMatchObject({ replace: 'yes', thread: '1.000001' })
    const other = fromPress({ ...body, actions: [press] }, at)
    expect(other?.reply).not.toHaveProperty('replace')
  })

  test('in Home answers the person, for it is in no channel', () => {
    const body = { ...sender, ...trigger, view: { type: 'home', id: 'V1' }, actions: [press] }
    expect(fromPress(body, at)).toMatchObject({
      it: { here: { channel: 'U1' } },
      reply: { user: 'U1', at: String(at) },
      surface: 'window',
    })
    expect(fromPress(body, at)?.reply).not.toHaveProperty('view')
  })

  test('of a link, a picker or something unknown is none', () => {
    for (const action of [
      undefined,
      null,
      1,
      'x',
      {},
      { action_id: 'datepicker', selected_date: '2027-03-11' },
    ])
      expect(fromPress({ ...inMessage({ ts: '1.1' }), actions: [action] }, at)).toBeUndefined()
  })
})

describe('a submitted form', () => {
  const form: Form = {
    draft: 'd1',
    command: 'incident log',
    title: 'incident log',
    fields: [
      { name: 'what', kind: 'text', label: 'What', required: true, max: 300 },
      { name: 'member', kind: 'person', label: 'Member', required: false },
    ],
    values: { what: 'Spam' },
    errors: {},
  }
  const look = { space: 'T1', command: '/vigie', words, now: at, locale: 'en', zone: 'UTC' } as const
  const meta = { user: 'U1', channel: 'C1', thread: '1.000001', url, at: '5' }
  const view = submitted(modalOf(form, { look, meta }))
  const body = { type: 'view_submission', ...sender, ...trigger, view }

  test('is the command with its draft, where the form was asked for', () => {
    expect(fromSubmission(body, at)).toEqual({
      it: {
        id: 'slack/V024BE7LH/1.abc/12.34.ab',
        by,
        here: { platform: 'slack', space: 'T1', channel: 'C1', thread: '1.000001' },
        command: 'incident log',
        draft: 'd1',
        input: { what: 'Spam', member: '' },
        at,
        reply: { ...meta, view: 'V024BE7LH' },
      },
      reply: { ...meta, view: 'V024BE7LH' },
      surface: 'form',
      trigger: '12.34.ab',
      asked: ['what', 'member'],
    })
  })

  test('is another invocation when it is submitted again', () => {
    const again = fromSubmission({ ...body, trigger_id: '12.35.cd' }, at)
    expect(again?.it.id).not.toBe(fromSubmission(body, at)?.it.id)
  })

  test('suggests for the field that is being typed into', () => {
    const typing = { ...sender, type: 'block_suggestion', view, block_id: 'member', value: 'nig' }
    expect(fromSuggestion({ ...typing, action_id: 'external_select/open' }, at)).toMatchObject({
      it: { command: 'incident log', here: { channel: 'C1' } },
      field: 'member',
      typed: 'nig',
      open: true,
    })
    const ref = { ...typing, action_id: 'external_select/number' }
    expect(fromSuggestion(ref, at)?.open).toBe(false)
    expect(fromSuggestion({ ...ref, value: 'inc 12' }, at)?.open).toBe(true)
  })
})

describe('a shortcut', () => {
  test('opens the form of its command, wherever that is', () => {
    const body = { type: 'shortcut', callback_id: 'reminder add', ...sender, ...trigger }
    expect(fromShortcut(body, at)).toMatchObject({
      it: { command: 'reminder add', input: { $form: 'yes' }, here: { channel: 'U1' } },
      surface: 'shortcut',
      trigger: '12.34.ab',
    })
  })

  test('on a message brings its copy, and knows the thread', () => {
    const about = {
      author: { person: 'p', account: by as never, name: 'x' },
      text: 't',
      at,
      permalink: '',
      files: [],
    }
    const body = {
      type: 'message_action',
      callback_id: 'incident log (message)',
      ...sender,
      ...trigger,
      response_url: url,
      channel: { id: 'C1', name: 'general' },
      message: { ts: '2.000001', thread_ts: '1.000001', text: 'hi' },
    }
    expect(fromMessageAction(body, at, about)).toMatchObject({
      it: { command: 'incident log', about, here: { channel: 'C1', thread: '1.000001' } },
      reply: { channel: 'C1', thread: '1.000001', url },
    })
  })
})

test('Home is for whoever opened it, and the other tabs are not', () => {
  const body = { team_id: 'T1', event_id: 'Ev1', event: { type: 'app_home_opened', user: 'U1', tab: 'home' } }
  expect(fromHome(body)).toEqual(by)
  expect(fromHome({ ...body, event: { ...body.event, tab: 'messages' } })).toBeUndefined()
})

test('whatever comes in, nothing throws, and what says too little is nothing', () => {
  const receivers = [
    fromCommand,
    fromPress,
    fromSubmission,
    fromShortcut,
    fromMessageAction,
    fromSuggestion,
    fromHome,
  ]
  const names = [
    'user',
    'id',
    'team',
    'view',
    'state',
    'values',
    'actions',
    'message',
    'channel',
    'container',
    'event',
  ]
  const texts = [
    'user_id',
    'team_id',
    'trigger_id',
    'callback_id',
    'channel_id',
    'private_metadata',
    'action_id',
    'text',
  ]
  const key = fc.constantFrom(...names, ...texts)
  const values = [fc.constantFrom('U1', 'T1', 'press/0/x', '{"ref":"1"}', 'form', '', null, 1, true)]
  const body = fc.object({ key, values, maxDepth: 4, maxKeys: 8 })
  fc.assert(
    fc.property(fc.oneof(body, fc.anything()), (body) => {
      for (const receive of receivers) receive(body, at)
    }),
    { numRuns: 300 },
  )
  for (const receive of receivers) expect(receive({}, at)).toBeUndefined()
})
