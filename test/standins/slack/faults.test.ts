import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { call, connect, connectOverHttp, createClient, createTestSlack } from './connected.ts'

test('a method fails as it is told, so many times, and then works again', async () => {
  const slack = await createTestSlack()
  const channel = slack.channel('general').id
  const post = () => createClient(slack, 300).chat.postMessage({ channel, text: 'x' })
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
  expect(performance.now() - start).toBeLessThan(1000)
})

test('a late acknowledgement is written down, and its words are seen by nobody', async () => {
  const slack = await createTestSlack()
  await connect(slack, (app) =>
    app.command('/vigie', async ({ ack }) => {
      await pause(3100)
      await ack('Too late')
    }),
  )
  const { late, ms } = await slack.type('anna', '#general', '/vigie')
  expect(late).toBe(true)
  expect(ms).toBeGreaterThan(3000)
  expect(slack.private('anna')).toEqual([])
  expect(slack.violations).toEqual([
    'the command /vigie: no acknowledgement within 3 s, the person sees a time-out',
  ])
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
  await slack.repeat(await slack.openHome('anna'))
  expect(heard).toEqual([undefined, 1])
  expect(slack.violations).toEqual([])
})
