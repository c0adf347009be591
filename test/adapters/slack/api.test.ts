import { createServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import { type Api, createApi } from '../../../src/adapters/slack/api.ts'
import { readError } from '../../../src/adapters/slack/problems.ts'
import { createWrittenLog } from '../written-log.ts'
import { createLoopback, type Reaction } from './loopback.ts'

const botToken = 'xoxb-1234-secret'

async function open() {
  const slack = await createLoopback()
  const log = createWrittenLog()
  return { slack, log, api: createApi({ botToken, apiUrl: slack.apiUrl, log }) }
}

const post = (api: Api) =>
  api.call('chat.postMessage', { channel: 'C1', text: 'Here', blocks: [{ type: 'divider' }] })

describe('a call', () => {
  test('answers what Slack answers, and is made with the token once', async () => {
    const { api, slack } = await open()
    slack.plan('chat.postMessage', { ok: true, ts: '1.2', channel: 'C1' })
    expect(await post(api)).toMatchObject({ ok: { ts: '1.2' } })
    expect(slack.calls).toEqual([
      {
        method: 'chat.postMessage',
        args: { channel: 'C1', text: 'Here', blocks: [{ type: 'divider' }] },
        authorization: `Bearer ${botToken}`,
      },
    ])
  })

  const notKnown: [string, Reaction, string][] = [
    ['a server error', { status: 500, body: 'oops' }, 'http_500'],
    ['a proxy that gave up', { status: 504 }, 'http_504'],
    ['a lost connection', 'reset', 'UND_ERR_SOCKET'],
    ['an answer that is no JSON', { status: 200, body: '<html>' }, 'unreadable_answer'],
    ['an answer that is no object', { status: 200, body: 'null' }, 'TypeError'],
    ['an answer without a word', { ok: false }, 'unreadable_answer'],
    ['an internal error', { ok: false, error: 'internal_error' }, 'internal_error'],
    ['a fatal error', { ok: false, error: 'fatal_error' }, 'fatal_error'],
    ['a service that is not there', { ok: false, error: 'service_unavailable' }, 'service_unavailable'],
    ['a redirect', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }, 'TypeError'],
  ]
  test.each(notKnown)(
    '%s leaves unknown what became of it, and is not tried again',
    async (_, reaction, why) => {
      const { api, slack } = await open()
      slack.plan('chat.postMessage', reaction)
      const answered = await post(api)
      expect(answered).toEqual({
        unknown: why === 'UND_ERR_SOCKET' ? expect.stringMatching(/ECONNRESET|UND_ERR_SOCKET/) : why,
      })
      expect(slack.calls).toHaveLength(1)
    },
  )

  test('an answer that does not come is given up after the time that was given', async () => {
    const { api, slack } = await open()
    slack.plan('chat.postMessage', 'hang')
    expect(await api.call('chat.postMessage', {}, { timeout: 50 })).toEqual({ unknown: 'timeout' })
    expect(slack.calls).toHaveLength(1)
  })

  const pauses: [string, Reaction, number][] = [
    ['as long as it says', { status: 429, headers: { 'retry-after': '3' } }, 3000],
    ['ten seconds where it does not say', { status: 429 }, 10_000],
    ['ten seconds where it cannot be read', { status: 429, headers: { 'retry-after': 'soon' } }, 10_000],
    ['ten seconds where it only uses the word', { ok: false, error: 'ratelimited' }, 10_000],
  ]
  test.each(pauses)('a pause that Slack asks for is %s', async (_, reaction, later) => {
    const { api, slack } = await open()
    slack.plan('chat.postMessage', reaction)
    expect(await post(api)).toEqual({ later })
    expect(slack.calls).toHaveLength(1)
  })

  test('a Slack that does not listen got nothing, and may be asked again', async () => {
    const { api, slack } = await open()
    slack.close()
    expect(await post(api)).toEqual({ later: 1000 })
  })

  test('a name that leads nowhere got nothing either', async () => {
    const api = createApi({ botToken, apiUrl: 'http://slack.invalid/api/', log: createWrittenLog() })
    expect(await post(api)).toEqual({ later: 1000 })
  })

  test('a connection that is closed before an answer may have carried the message', async () => {
    const server = createServer((socket) => socket.on('data', () => socket.end()))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as { port: number }
    const api = createApi({ botToken, apiUrl: `http://127.0.0.1:${port}/`, log: createWrittenLog() })
    expect(await post(api)).toHaveProperty('unknown')
    server.close()
  })

  test('a refusal says which scope is missed', async () => {
    const { api, slack } = await open()
    slack.plan('chat.postMessage', {
      ok: false,
      error: 'missing_scope',
      needed: 'chat:write',
      provided: 'users:read',
    })
    expect(await post(api)).toEqual({
      refused: { code: 'forbidden', scope: 'space', say: 'missing_scope: chat:write' },
      error: 'missing_scope',
    })
  })

  test('its log has what Slack found wrong with a payload, and never a token', async () => {
    const { api, slack, log } = await open()
    slack.plan('chat.postMessage', {
      ok: false,
      error: 'invalid_blocks',
      response_metadata: { messages: [`[ERROR] must be shorter ${botToken} [json-pointer:/blocks/0/text]`] },
    })
    await post(api)
    slack.plan('chat.postMessage', 'reset')
    await post(api)
    slack.close()
    await post(api)
    expect(log.text()).toContain('must be shorter')
    expect(log.text()).not.toContain('secret')
  })
})

describe('a reading', () => {
  test('is tried once more where nobody knows what became of it', async () => {
    const { api, slack } = await open()
    slack.plan('users.info', 'reset', { ok: true, user: { id: 'U1' } })
    expect(await api.read('users.info', { user: 'U1' })).toMatchObject({ ok: { user: { id: 'U1' } } })
    slack.plan('users.info', { status: 500 })
    expect(await api.read('users.info', { user: 'U1' })).toEqual({ unknown: 'http_500' })
    expect(slack.calls).toHaveLength(4)
  })

  test('is not tried again where Slack has answered', async () => {
    const { api, slack } = await open()
    slack.plan('users.info', { ok: false, error: 'user_not_found' })
    expect(await api.read('users.info', { user: 'U1' })).toMatchObject({ error: 'user_not_found' })
    slack.plan('users.info', { status: 429, headers: { 'retry-after': '1' } })
    expect(await api.read('users.info', { user: 'U1' })).toEqual({ later: 1000 })
    expect(slack.calls).toHaveLength(2)
  })

  test('takes no longer than it was given, with both tries', async () => {
    const { api, slack } = await open()
    slack.plan('users.info', 'hang')
    const started = performance.now()
    expect(await api.read('users.info', { user: 'U1' }, { timeout: 400 })).toEqual({ unknown: 'timeout' })
    // A second try of its own length would take as long again.
    expect(performance.now() - started).toBeLessThan(700)
  })
})

describe('a response_url', () => {
  const reply = { text: 'Done' }

  test('is used as given, without the token', async () => {
    const { api, slack } = await open()
    slack.plan('commands/T1/2/abc?x=1', { status: 200, body: 'ok' })
    expect(await api.respond(`${slack.address}/commands/T1/2/abc?x=1`, reply)).toEqual({ ok: {} })
    expect(slack.calls).toEqual([{ method: 'commands/T1/2/abc?x=1', args: reply, authorization: undefined }])
  })

  const used: [Reaction, unknown][] = [
    [
      { status: 404, body: 'used_url' },
      { error: 'used_url', refused: { code: 'gone' } },
    ],
    [
      { status: 404, body: '{"ok":false,"error":"expired_url"}' },
      { error: 'expired_url', refused: { code: 'gone' } },
    ],
    [
      { status: 404, body: '<html>' },
      { error: 'used_url', refused: { code: 'gone' } },
    ],
    [
      { status: 400, body: 'invalid_payload' },
      { error: 'invalid_payload', refused: { code: 'invalid' } },
    ],
    [
      { status: 403, body: '<html>' },
      { error: 'http_403', refused: { code: 'invalid' } },
    ],
    [{ ok: false, error: 'expired_url' }, { error: 'expired_url' }],
    [{ status: 429, headers: { 'retry-after': '2' } }, { later: 2000 }],
    [{ status: 429 }, { later: 10_000 }],
    [{ status: 500 }, { unknown: 'http_500' }],
    ['reset', { unknown: expect.stringMatching(/ECONNRESET|UND_ERR_SOCKET/) }],
  ]
  test.each(used)('that answers %j is understood', async (reaction, expected) => {
    const { api, slack } = await open()
    slack.plan('r', reaction)
    expect(await api.respond(`${slack.address}/r`, reply)).toMatchObject(expected as object)
    expect(slack.calls).toHaveLength(1)
  })

  test('that is no address, or leads nowhere, shows nothing', async () => {
    const { api, slack, log } = await open()
    expect(await api.respond('nowhere', reply)).toMatchObject({ error: 'invalid_url' })
    slack.close()
    expect(await api.respond(`${slack.address}/r/secret`, reply)).toEqual({ later: 1000 })
    expect(log.text()).toBe('')
  })
})

test('every error that pauses something says so as the courier understands it', () => {
  const meant: Record<string, [string, string]> = {
    channel_not_found: ['gone', 'place'],
    thread_not_found: ['gone', 'place'],
    message_not_found: ['gone', 'place'],
    is_archived: ['archived', 'place'],
    not_in_channel: ['forbidden', 'place'],
    restricted_action: ['forbidden', 'place'],
    missing_scope: ['forbidden', 'space'],
    invalid_auth: ['auth', 'space'],
    token_revoked: ['auth', 'space'],
    token_expired: ['auth', 'space'],
    account_inactive: ['auth', 'space'],
    not_authed: ['auth', 'space'],
    cannot_dm_bot: ['closed', 'place'],
    user_disabled: ['closed', 'place'],
    user_not_found: ['closed', 'place'],
    invalid_blocks: ['invalid', 'place'],
    msg_too_long: ['invalid', 'place'],
    edit_window_closed: ['invalid', 'place'],
    something_new: ['invalid', 'place'],
  }
  for (const [error, [code, scope]] of Object.entries(meant))
    expect(readError(error), error).toEqual({ refused: { code, scope, say: error }, error })
})
