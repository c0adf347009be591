import { createServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import { type Api, createApi } from '../../../src/adapters/discord/api.ts'
import { readRefusal } from '../../../src/adapters/discord/problems.ts'
import { createFixedClock } from '../../../src/core/clock.ts'
import { createWrittenLog } from '../written-log.ts'
import { createLoopback, type Reaction } from './loopback.ts'

const token = 'bot-1234-secret'
const route = '/channels/100000000000000001/messages'
const posting = `POST ${route}`

async function open() {
  const discord = await createLoopback()
  const log = createWrittenLog()
  const clock = createFixedClock('2027-03-11T01:04:00Z')
  return { discord, log, clock, api: createApi({ token, apiUrl: discord.apiUrl, clock, log }) }
}

const post = (api: Api) => api.call('POST', route, { body: { content: 'Here' } })
const refusal = (status: number, code: number, message: string): Reaction => ({
  status,
  json: { code, message },
})

describe('a call', () => {
  test('answers what Discord answers, and is made with the token once', async () => {
    const { api, discord } = await open()
    discord.plan(posting, { status: 200, json: { id: '1' } })
    expect(await post(api)).toEqual({ ok: { id: '1' } })
    expect(discord.calls).toEqual([
      { what: posting, query: '', body: { content: 'Here' }, authorization: `Bot ${token}` },
    ])
  })

  test('that has no answer is well without', async () => {
    const { api, discord } = await open()
    discord.plan(posting, { status: 204 })
    expect(await post(api)).toEqual({ ok: {} })
  })

  test('whose address holds a token is made without the bot’s', async () => {
    const { api, discord } = await open()
    await api.call('POST', '/webhooks/100000000000000001/token', { body: {}, open: true })
    expect(discord.calls[0]?.authorization).toBeUndefined()
  })

  const notKnown: [string, Reaction, RegExp][] = [
    ['a server error', { status: 500, body: 'oops' }, /^http_500$/],
    ['a server error in JSON', refusal(500, 0, '500: Internal Server Error'), /^http_500$/],
    ['a proxy that gave up', { status: 504 }, /^http_504$/],
    ['a lost connection', 'reset', /^(ECONNRESET|UND_ERR_SOCKET)$/],
    ['an answer that is no JSON', { status: 200, body: '<html>' }, /^SyntaxError$/],
    ['a redirect', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }, /^http_302$/],
  ]
  test.each(notKnown)(
    '%s leaves unknown what became of it, and is not tried again',
    async (_, reaction, why) => {
      const { api, discord } = await open()
      discord.plan(posting, reaction)
      expect(await post(api)).toEqual({ unknown: expect.stringMatching(why) })
      expect(discord.calls).toHaveLength(1)
    },
  )

  test('an answer that does not come is given up after the time that was given', async () => {
    const { api, discord } = await open()
    discord.plan(posting, 'hang')
    expect(await api.call('POST', route, { timeout: 50 })).toEqual({ unknown: 'timeout' })
    expect(discord.calls).toHaveLength(1)
  })

  test('whose time is over before its turn came was not sent', async () => {
    const { api, discord } = await open()
    discord.plan(posting, 'hang')
    const [first, second] = await Promise.all([
      api.call('POST', route, { timeout: 200 }),
      api.call('POST', route, { timeout: 50 }),
    ])
    expect(first).toEqual({ unknown: 'timeout' })
    expect(second).toEqual({ later: 1000 })
    expect(discord.calls).toHaveLength(1)
  })

  const pauses: [string, Reaction, number][] = [
    ['as long as it says', { status: 429, headers: { 'retry-after': '3' }, json: { retry_after: 3 } }, 3000],
    [
      'as long as it says for everything',
      { status: 429, headers: { 'retry-after': '3', 'x-ratelimit-global': '1' } },
      3000,
    ],
    ['ten seconds where it does not say', { status: 429 }, 10_000],
    ['ten seconds where the channel is slow', refusal(400, 20_016, 'Slowmode'), 10_000],
    ['a minute where too much was edited', refusal(400, 30_046, 'Maximum number of edits'), 60_000],
  ]
  test.each(pauses)('a pause that Discord asks for is %s', async (_, reaction, later) => {
    const { api, discord } = await open()
    discord.plan(posting, reaction)
    const answered = await post(api)
    if (!('later' in answered)) throw new Error(JSON.stringify(answered))
    expect(answered.later).toBeGreaterThanOrEqual(later)
    expect(answered.later).toBeLessThan(later + 200)
    expect(discord.calls).toHaveLength(1)
  })

  test('what Discord says is used up is not asked for', async () => {
    const { api, discord } = await open()
    const limit = (remaining: string) => ({
      'x-ratelimit-bucket': 'b',
      'x-ratelimit-remaining': remaining,
      'x-ratelimit-reset-after': '30',
    })
    const answer = (remaining: string): Reaction => ({
      status: 200,
      headers: limit(remaining),
      json: { id: '1' },
    })
    discord.plan(posting, answer('1'), answer('0'))
    expect(await post(api)).toHaveProperty('ok')
    expect(await post(api)).toHaveProperty('ok')
    expect(await post(api)).toHaveProperty('later')
    expect(discord.calls).toHaveLength(2)
  })

  test('a Discord that does not listen got nothing, and may be asked again', async () => {
    const { api, discord } = await open()
    discord.close()
    expect(await post(api)).toEqual({ later: 1000 })
  })

  test('a name that leads nowhere got nothing either', async () => {
    const { clock, log } = await open()
    expect(await post(createApi({ token, apiUrl: 'http://discord.invalid/api', clock, log }))).toEqual({
      later: 1000,
    })
  })

  test('a connection that is closed before an answer may have carried the message', async () => {
    const { clock, log } = await open()
    const server = createServer((socket) => socket.on('data', () => socket.end()))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as { port: number }
    expect(await post(createApi({ token, apiUrl: `http://127.0.0.1:${port}`, clock, log }))).toHaveProperty(
      'unknown',
    )
    server.close()
  })

  test('a token that is refused is not shown to Discord again for a minute', async () => {
    const { api, clock, discord } = await open()
    discord.plan(posting, refusal(401, 0, '401: Unauthorized'))
    const refused = { refused: { code: 'auth', scope: 'space', say: '401: Unauthorized (401)' }, error: 401 }
    expect(await post(api)).toEqual(refused)
    expect(await post(api)).toEqual(refused)
    expect(await api.read('/users/@me')).toEqual(refused)
    expect(discord.calls).toHaveLength(1)
    expect(await api.call('POST', '/webhooks/100000000000000001/token', { open: true })).toHaveProperty('ok')
    discord.plan(posting, { status: 200, json: { id: '1' } })
    clock.add({ minutes: 1 })
    expect(await post(api)).toEqual({ ok: { id: '1' } })
    expect(discord.calls.at(-1)?.authorization).toBe(`Bot ${token}`)
  })

  test('its log has what Discord found wrong with a payload, and never a token', async () => {
    const { api, discord, log } = await open()
    const errors = {
      content: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 2000 or fewer' }] },
    }
    discord.plan(posting, { status: 400, json: { code: 50_035, message: 'Invalid Form Body', errors } })
    expect(await post(api)).toEqual({
      refused: { code: 'invalid', scope: 'place', say: 'Invalid Form Body (50035)' },
      error: 50_035,
    })
    discord.plan(posting, 'reset')
    await post(api)
    discord.close()
    await post(api)
    expect(log.text()).toContain('Must be 2000 or fewer')
    expect(log.text()).not.toContain('secret')
  })
})

describe('a reading', () => {
  const me = 'GET /users/@me'

  test('is tried once more where nobody knows what became of it', async () => {
    const { api, discord } = await open()
    discord.plan(me, 'reset', { status: 200, json: { id: '1' } })
    expect(await api.read('/users/@me')).toEqual({ ok: { id: '1' } })
    discord.plan(me, { status: 500 })
    expect(await api.read('/users/@me')).toEqual({ unknown: 'http_500' })
    expect(discord.calls).toHaveLength(4)
  })

  test.each([
    refusal(404, 10_003, 'Unknown Channel'),
    refusal(403, 50_001, 'Missing Access'),
    { status: 429 },
  ])('is not tried again where Discord has answered: %j', async (reaction) => {
    const { api, discord } = await open()
    discord.plan(me, reaction)
    await api.read('/users/@me', { query: { limit: '1' } })
    expect(discord.calls.map(({ query }) => query)).toEqual(['?limit=1'])
  })

  test('takes no longer than it was given, with both tries', async () => {
    const { api, discord } = await open()
    // A second try of its own length would get the answer.
    discord.plan(me, 'hang', { status: 200, json: {} })
    expect(await api.read('/users/@me', { timeout: 100 })).toEqual({ unknown: 'timeout' })
  })
})

test('more answers at once than the bot may make calls all go out', async () => {
  const { api, discord } = await open()
  const answers = Array.from({ length: 80 }, (_, nth) =>
    api.call('PATCH', `/webhooks/100000000000000001/token${nth}/messages/@original`, {
      body: {},
      open: true,
    }),
  )
  expect((await Promise.all(answers)).filter((it) => !('ok' in it))).toEqual([])
  expect(discord.calls).toHaveLength(80)
})

test('every refusal says what it means as the courier understands it', () => {
  const meant: [number, number, string, string][] = [
    [404, 10_003, 'gone', 'place'],
    [404, 10_008, 'gone', 'place'],
    [404, 10_004, 'gone', 'space'],
    [404, 10_062, 'gone', 'place'],
    [400, 160_005, 'gone', 'place'],
    [403, 50_001, 'forbidden', 'place'],
    [403, 50_013, 'forbidden', 'place'],
    [403, 50_005, 'forbidden', 'place'],
    [403, 40_333, 'forbidden', 'space'],
    [400, 50_083, 'archived', 'place'],
    [403, 50_007, 'closed', 'place'],
    [400, 50_033, 'closed', 'place'],
    [401, 40_001, 'auth', 'space'],
    [401, 50_014, 'auth', 'space'],
    [400, 50_035, 'invalid', 'place'],
    [400, 50_006, 'invalid', 'place'],
    [413, 0, 'invalid', 'place'],
    [403, 0, 'forbidden', 'place'],
    [404, 0, 'gone', 'place'],
    [400, 99_999, 'invalid', 'place'],
  ]
  for (const [status, code, problem, scope] of meant)
    expect(readRefusal({ status, code, message: 'Said' }), `${status} ${code}`).toEqual({
      refused: { code: problem, scope, say: `Said (${code || status})` },
      error: code || status,
    })
  // What an interaction's own token is refused for says nothing about the bot's.
  expect(readRefusal({ status: 401, code: 50_027, open: true })).toMatchObject({ refused: { code: 'gone' } })
})
