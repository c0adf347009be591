import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import {
  call,
  connect,
  connectBareOverHttp,
  connectOverHttp,
  createClient,
  createTestSlack,
} from './connected.ts'
import type { Slack } from './index.ts'

test('a method fails as it is told, so many times, and then works again', async () => {
  const slack = await createTestSlack()
  const channel = slack.channel('general').id
  const post = () => createClient(slack).chat.postMessage({ channel, text: 'x' })
  slack.fault('chat.postMessage', 'rate:2')
  await expect(post()).rejects.toMatchObject({ retryAfter: 2 })
  slack.fault('chat.postMessage', '500', 2)
  await expect(post()).rejects.toMatchObject({ statusCode: 500 })
  await expect(post()).rejects.toMatchObject({ statusCode: 500 })
  slack.fault('*', 'token_revoked')
  expect(await call(slack, 'auth.test')).toBe('token_revoked')
  slack.fault('chat.postMessage', 'cut')
  await expect(post()).rejects.toThrow()
  expect(slack.messages('#general')).toEqual([])
  slack.fault('chat.postMessage', 'lost')
  await expect(post()).rejects.toThrow()
  expect(slack.messages('#general')).toHaveLength(1)
  const lift = slack.fault('chat.postMessage', 'hang')
  await expect(post()).rejects.toThrow(/timeout|aborted/i)
  await slack.settled()
  lift()
  expect((await post()).ok).toBe(true)
  expect(slack.calls.map(({ answer }) => answer)).toEqual([
    ...['rate:2', '500', '500', 'token_revoked', 'cut', 'lost', 'hang', 'ok'],
  ])
})

test('a call that hangs is let go when the workspace closes', async () => {
  const slack = await createTestSlack()
  slack.fault('auth.test', 'hang')
  const hanging = createClient(slack, 5000).auth.test()
  hanging.catch(() => undefined)
  await slack.until(() => slack.calls.length === 1, 'the call')
  const start = performance.now()
  await slack.close()
  await expect(hanging).rejects.toThrow()
  expect(performance.now() - start).toBeLessThan(4000)
})

test('a late acknowledgement is written down, its words are seen by nobody, and an event is sent again', async () => {
  const [slack, bare, signed] = await Promise.all([1, 2, 3].map(() => createTestSlack()))
  if (slack === undefined || bare === undefined || signed === undefined) throw new Error('no workspaces')
  await connect(slack, (app) =>
    app.command('/vigie', async ({ ack }) => {
      await pause(3100)
      await ack('Too late')
    }),
  )
  const heard: Envelope[] = []
  await connectBare(bare, (envelope) => {
    heard.push(envelope)
    return envelope.retry_attempt === 1 ? [{ envelope_id: envelope.envelope_id }] : []
  })
  const repeated: unknown[] = []
  await connectBareOverHttp(signed, ({ headers }, response) => {
    repeated.push([headers['x-slack-retry-num'], headers['x-slack-retry-reason']])
    if (repeated.length > 1) response.end()
  })
  const [typed, opened, posted] = await Promise.all([
    slack.type('anna', '#general', '/vigie'),
    bare.openHome('anna'),
    signed.openHome('anna'),
  ])
  expect(posted).toMatchObject({ late: true, status: 200 })
  expect(repeated).toEqual([
    [undefined, undefined],
    ['1', 'http_timeout'],
  ])
  expect(signed.violations).toEqual(bare.violations)
  expect(typed.late).toBe(true)
  expect(typed.ms).toBeGreaterThan(3000)
  expect(slack.private('anna')).toEqual([])
  expect(slack.violations).toEqual([
    'the command /vigie: no acknowledgement within 3 s, the person sees a time-out',
  ])
  expect(opened.late).toBe(true)
  expect(heard.map(({ retry_attempt, payload }) => [retry_attempt, payload.event_id])).toEqual([
    [0, opened.sent.payload.event_id],
    [1, opened.sent.payload.event_id],
  ])
  expect(bare.violations).toEqual([expect.stringMatching(/^the opened Home: no acknowledgement within 3 s/)])
})

test('a cut connection comes back, a muted one is given up, and while Slack is down nothing works', async () => {
  const slack = await createTestSlack()
  await connect(slack, (app) => app.command('/vigie', ({ ack }) => ack()))
  slack.cut()
  await slack.until(() => slack.connections() === 0, 'the end of the connection')
  await expect(slack.type('anna', '#general', '/vigie')).rejects.toThrow(/dispatch_failed/)
  await slack.connected()
  await slack.type('anna', '#general', '/vigie')
  slack.mute()
  await slack.until(() => slack.connections() === 0, 'the end of the muted connection')
  slack.mute(false)
  await slack.connected()
  await slack.type('anna', '#general', '/vigie')
  slack.refresh()
  await slack.until(
    () => slack.calls.filter(({ answer }) => answer === 'ok').length >= 4,
    'a fourth connection',
  )
  await slack.connected()
  slack.down()
  await expect(createClient(slack).auth.test()).rejects.toThrow()
  slack.down(false)
  expect(await call(slack, 'auth.test')).toBe('ok')
})

test('an event nobody took is sent again; anything can be sent again as it was', async () => {
  const slack = await createTestSlack()
  const heard: unknown[] = []
  await connect(slack, (app) => {
    app.command('/vigie', async ({ ack, command }) => {
      heard.push(command.trigger_id)
      await ack()
    })
    app.event('app_home_opened', async ({ body, context }) => {
      heard.push([body.event_id, context.retryNum])
    })
  })
  const typed = await slack.type('anna', '#general', '/vigie')
  await slack.repeat(typed)
  expect(heard[0]).toBe(heard[1])
  slack.cut()
  await slack.until(() => slack.connections() === 0, 'the end of the connection')
  const opened = await slack.openHome('anna')
  await slack.repeat()
  expect(heard.slice(2)).toEqual([
    [opened.sent.payload.event_id, 1],
    [opened.sent.payload.event_id, 1],
  ])
})

test('requests are signed rightly, wrongly, long ago or not at all', async () => {
  const slack = await createTestSlack()
  const heard: (number | undefined)[] = []
  await connectOverHttp(slack, (app) => {
    app.command('/vigie', ({ ack }) => ack())
    app.event('app_home_opened', async ({ context }) => {
      heard.push(context.retryNum)
    })
  })
  const status = async () => (await slack.type('anna', '#general', '/vigie')).status
  expect(await status()).toBe(200)
  for (const how of ['wrong', 'stale', 'missing'] as const) {
    slack.sign(how)
    expect(await status(), how).toBe(401)
  }
  slack.sign('right')
  expect((await slack.challenge('words')).body).toEqual({ challenge: 'words' })
  await slack.repeat(await slack.openHome('anna'))
  expect(heard).toEqual([undefined, 1])
  expect(slack.violations).toEqual([])
})

/** An app made of nothing but a connection, which answers each envelope with these messages. */
async function connectBare(slack: Slack, answers: (envelope: Envelope) => unknown[]): Promise<string> {
  const client = createClient(slack, 1000, slack.env.SLACK_APP_TOKEN)
  const { url = '' } = await client.apps.connections.open({})
  const line = new WebSocket(url)
  onTestFinished(() => line.close())
  line.onmessage = ({ data }) => {
    const envelope = JSON.parse(String(data)) as Envelope
    if (envelope.type === 'hello') return
    for (const answer of answers(envelope)) line.send(JSON.stringify(answer))
  }
  await slack.connected()
  return url
}

interface Envelope {
  type: string
  envelope_id: string
  retry_attempt?: number
  payload: { event_id?: string }
}

test('an acknowledgement is one of an envelope that is waiting, and once', async () => {
  const slack = await createTestSlack()
  const url = await connectBare(slack, ({ envelope_id }) => [
    { envelope_id, payload: { text: 'Gone' } },
    { envelope_id },
    { envelope_id: 'invented' },
    { hello: 'Slack' },
  ])
  await slack.shortcut('anna', 'New reminder')
  await slack.until(() => slack.violations.length >= 4, 'what is written down')
  expect(slack.violations.toSorted()).toEqual([
    'an envelope was acknowledged twice',
    'an unknown envelope was acknowledged',
    'the app sent something that is no acknowledgement: {"hello":"Slack"}',
    'the shortcut New reminder: its acknowledgement takes no answer, and got one',
  ])
  const again = new WebSocket(url)
  await new Promise((refused) => {
    again.onerror = refused
  })
})

test('a menu is offered a hundred options and no more', async () => {
  const slack = await createTestSlack()
  const option = (index: number) => ({
    text: { type: 'plain_text' as const, text: `${index}` },
    value: `${index}`,
  })
  await connect(slack, (app) =>
    app.options('pick', async ({ ack, options }) => {
      await ack({ options: Array.from({ length: Number(options.value) }, (_, index) => option(index)) })
    }),
  )
  const channel = slack.channel('general').id
  const menu = { type: 'external_select', action_id: 'pick', min_query_length: 2 }
  const blocks = [{ type: 'actions', elements: [menu] }]
  expect(await call(slack, 'chat.postMessage', { channel, text: 'x', blocks })).toBe('ok')
  const [message] = slack.messages('#general')
  await slack.suggest('anna', 'pick', '100', message)
  expect(slack.violations).toEqual([])
  await slack.suggest('anna', 'pick', '101', message)
  expect(slack.violations).toEqual(['block_suggestion: answer.options: 101 items, at most 100'])
  await expect(slack.suggest('anna', 'pick', '1', message)).rejects.toThrow(/after 2 characters/)
})
