import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, type TestContext, test, vi } from 'vitest'
import { createHttpLine } from '../../../src/adapters/slack/http.ts'
import { createSocketLine } from '../../../src/adapters/slack/socket.ts'
import { UserError } from '../../../src/core/errors.ts'
import { createSlack } from '../../standins/slack/index.ts'
import { took, until } from '../waiting.ts'
import { createEcho, linesOptions, serveRequests } from './served.ts'

vi.setConfig({ maxConcurrency: 20 })

async function workspace({ onTestFinished }: TestContext) {
  const slack = await createSlack()
  onTestFinished(() => slack.close())
  slack.user('anna')
  slack.channel('general', { members: ['anna'] })
  return { slack, say: (text: string) => slack.type('anna', '#general', `/vigie ${text}`) }
}

async function overSocket(context: TestContext, env: { SLACK_APP_TOKEN?: string } = {}) {
  const { slack, say } = await workspace(context)
  const { SLACK_APP_TOKEN: appToken, SLACK_API_URL: apiUrl } = { ...slack.env, ...env }
  const options = { ...linesOptions(), appToken, apiUrl }
  const line = createSocketLine(options, { mending: 300 })
  const echo = createEcho(line, options, context)
  return { slack, say, line, echo, log: options.log, appToken }
}

async function connected(context: TestContext) {
  const set = await overSocket(context)
  await set.line.start()
  return set
}

const served = { body: { text: 'now' }, late: false }

describe.concurrent('a workspace over Socket Mode', () => {
  test('is served at once', async (context) => {
    const { slack, say } = await connected(context)
    expect(await say('now')).toMatchObject(served)
    expect(slack.violations).toEqual([])
  })

  test('is served within two seconds of a cut', async (context) => {
    const { slack, say } = await connected(context)
    slack.cut()
    expect(await took(slack.connected)).toBeLessThan(2000)
    expect(await say('now')).toMatchObject(served)
    expect(slack.violations).toEqual([])
  })

  test('is served within two seconds of its return', async (context) => {
    const { slack, say, line } = await connected(context)
    slack.down()
    await sleep(3000)
    expect(line.fresh()).toBe(false)
    slack.down(false)
    expect(await took(slack.connected)).toBeLessThan(2000)
    expect(await say('now')).toMatchObject(served)
    expect(slack.violations).toEqual([])
  })

  test('is connected to anew once it has gone silent', async (context) => {
    const { slack, say, line, log } = await connected(context)
    slack.mute()
    await until(() => log.text().includes('silent'))
    slack.mute(false)
    await slack.connected()
    await until(line.fresh)
    expect(await say('now')).toMatchObject(served)
  })

  test('is served without a gap while it asks for new connections', async (context) => {
    const { slack, say, echo } = await connected(context)
    const acks: Promise<unknown>[] = []
    for (let times = 0; times < 60; times++) {
      if (times % 20 === 10) slack.refresh()
      acks.push(say('now'))
      await sleep(20)
    }
    for (const ack of await Promise.all(acks)) expect(ack).toMatchObject(served)
    expect(echo.heard).toHaveLength(60)
    expect(slack.violations).toEqual([])
  })

  test.for(['invalid_auth', 'token_revoked', 'account_inactive', 'not_allowed_token_type'])(
    'is served again after a refusal: %s',
    async (code, context) => {
      const { slack, say, line, log } = await connected(context)
      const lift = slack.fault('apps.connections.open', code, 100)
      slack.cut()
      await until(() => log.text().includes(code))
      expect(line.fresh()).toBe(false)
      expect(slack.connections()).toBe(0)
      lift()
      await until(line.fresh)
      expect(await say('now')).toMatchObject(served)
    },
  )

  test.for(['500', 'hang', 'lost', 'cut', 'rate:1', 'internal_error'])(
    'is served again after a failure: %s',
    async (fault, context) => {
      const { slack, say, line } = await connected(context)
      slack.fault('apps.connections.open', fault)
      slack.cut()
      await until(() => !line.fresh())
      await until(line.fresh)
      expect(await say('now')).toMatchObject(served)
      expect(slack.violations).toEqual([])
    },
  )

  test.for([
    ['guessed', 'xapp-1-A0-guessed', 'invalid_auth'],
    ["the bot's", 'xoxb-1111111111-2222222222-standinstandinstandin', 'not_allowed_token_type'],
  ])('refuses a token that is %s at the start', async ([, token = '', code = ''], context) => {
    const { line, log } = await overSocket(context, { SLACK_APP_TOKEN: token })
    await expect(line.start()).rejects.toEqual(new UserError('slack.refused.appToken', { code }))
    expect(log.text()).not.toContain(token)
  })
})

describe.concurrent('a workspace over HTTP', () => {
  test('is served when it signs rightly, and only then', async (context) => {
    const { slack, say } = await workspace(context)
    const options = { ...linesOptions(), signingSecret: slack.env.SLACK_SIGNING_SECRET }
    const line = createHttpLine(options)
    const echo = createEcho(line, options, context)
    await line.start()
    slack.deliverTo(await serveRequests(line, context))
    expect(await say('now')).toMatchObject({ ...served, status: 200 })
    for (const how of ['wrong', 'stale', 'missing'] as const) {
      slack.sign(how)
      expect(await say('never')).toMatchObject({ status: 401 })
    }
    slack.sign('right')
    expect(await say('now')).toMatchObject({ ...served, status: 200 })
    expect(echo.heard).toEqual(['now', 'now'])
    expect(slack.violations).toEqual([])
  })
})
