import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, type TestContext, test, vi } from 'vitest'
import { createSlack as createChat } from '../../src/adapters/slack/index.ts'
import type { Bot } from '../../src/core/chat.ts'
import { systemClock } from '../../src/core/clock.ts'
import { UserError } from '../../src/core/errors.ts'
import type { Platform } from '../../src/core/person.ts'
import { answer, type Requests } from '../../src/core/requests.ts'
import { createWeb } from '../../src/start/web.ts'
import { createWrittenLog } from '../adapters/written-log.ts'
import { createSlack } from '../standins/slack/index.ts'
import { words } from '../test-house.ts'

interface TestChat {
  platform: Platform
  up: boolean
  fresh(): boolean
  requests?: Requests
}

const chat = (platform: Platform, requests?: Requests): TestChat => ({
  platform,
  up: true,
  fresh() {
    return this.up
  },
  ...(requests && { requests }),
})

interface Opened {
  chats?: Parameters<typeof createWeb>[0]['chats']
  storeAnswers?: () => Promise<boolean>
}

async function opened({ onTestFinished }: Pick<TestContext, 'onTestFinished'>, parts: Opened = {}) {
  const { chats = [chat('slack')], storeAnswers = async () => true } = parts
  const log = createWrittenLog()
  const web = createWeb({ port: 0, chats, storeAnswers, log })
  onTestFinished(web.close)
  await web.open()
  const at = async (path: string, method = 'GET') => {
    const said = await fetch(`http://127.0.0.1:${web.port()}${path}`, { method })
    return { status: said.status, text: await said.text() }
  }
  const ready = async () => {
    const { status, text } = await at('/readyz')
    return { status, ...JSON.parse(text) }
  }
  return { web, at, ready, log }
}

describe.concurrent('the one port', () => {
  test('tells of every chat that is served', async (context) => {
    const [slack, discord] = [chat('slack'), chat('discord')]
    const { at, ready } = await opened(context, { chats: [slack, discord] })
    expect(await ready()).toEqual({ status: 200, ready: true, store: true, slack: true, discord: true })
    discord.up = false
    expect(await ready()).toEqual({ status: 503, ready: false, store: true, slack: true, discord: false })
    expect(await at('/livez')).toEqual({ status: 200, text: 'ok' })
  })

  test('keeps a connection longer than a proxy does, which would lose what it sends next', async (context) => {
    const { web } = await opened(context)
    const { headers } = await fetch(`http://127.0.0.1:${web.port()}/livez`)
    const seconds = Number(/^timeout=(\d+)$/.exec(headers.get('keep-alive') ?? '')?.[1])
    expect(seconds).toBeGreaterThan(60)
  })

  test.for<[name: string, storeAnswers: () => Promise<boolean>]>([
    ['does not answer', async () => false],
    ['hangs', () => sleep(5000, true, { ref: false })],
    ['throws', () => Promise.reject(new Error('no store'))],
  ])('is not ready while the store %s', async ([, storeAnswers], context) => {
    const { at, ready } = await opened(context, { storeAnswers })
    expect(await ready()).toEqual({ status: 503, ready: false, store: false, slack: true })
    expect(await at('/livez?since=1')).toEqual({ status: 200, text: 'ok' })
  })

  test('answers only what it is asked for', async (context) => {
    const { at } = await opened(context)
    expect(await at('/readyz', 'HEAD')).toEqual({ status: 200, text: '' })
    expect(await at('/livez', 'POST')).toMatchObject({ status: 405 })
    for (const path of ['/', '//', '/slack/events']) expect(await at(path)).toMatchObject({ status: 404 })
  })

  test('hands a chat what comes in for it, and nothing else', async (context) => {
    const requests: Requests = { path: '/slack/events', handle: (_, response) => answer(response, 202) }
    const { at } = await opened(context, { chats: [chat('discord'), chat('slack', requests)] })
    expect(await at('/slack/events?now', 'POST')).toMatchObject({ status: 202 })
    expect(await at('/slack/events/other', 'POST')).toMatchObject({ status: 404 })
    expect(await at('/readyz')).toMatchObject({ status: 200 })
  })

  test('says that it is taken', async (context) => {
    const { web } = await opened(context)
    const port = web.port() ?? 0
    const other = createWeb({ port, chats: [], storeAnswers: async () => true, log: createWrittenLog() })
    await expect(other.open()).rejects.toEqual(
      new UserError('serve.port.taken', { port: String(port), why: 'EADDRINUSE' }),
    )
    expect(other.port()).toBeUndefined()
    await other.close()
  })

  test('answers what is under way before it closes, and nothing after', async (context) => {
    const held = Promise.withResolvers<void>()
    const requests: Requests = {
      path: '/slack/events',
      handle: (_, response) => void held.promise.then(() => answer(response, 202)),
    }
    const { web, at } = await opened(context, { chats: [chat('slack', requests)] })
    const asked = at('/slack/events', 'POST')
    await sleep(50)
    const closing = web.close()
    held.resolve()
    expect((await asked).status).toBe(202)
    await closing
    expect(web.port()).toBeUndefined()
  })

  test('survives a path that is none', async (context) => {
    const { web, at } = await opened(context)
    const status = await new Promise((resolve, reject) => {
      const asked = request({ port: web.port(), path: '*', method: 'OPTIONS' }, (said) => {
        said.resume()
        resolve(said.statusCode)
      })
      asked.on('error', reject)
      asked.end()
    })
    expect(status).toBe(404)
    expect(await at('/livez')).toMatchObject({ status: 200 })
  })
})

describe.concurrent('health of a chat on Slack', () => {
  test.for(['socket', 'http'] as const)(
    'is told in %s mode before Slack is reached',
    async (mode, context) => {
      const slack = await createSlack()
      const tokens = {
        botToken: slack.env.SLACK_BOT_TOKEN,
        appToken: slack.env.SLACK_APP_TOKEN,
        signingSecret: slack.env.SLACK_SIGNING_SECRET,
        apiUrl: slack.env.SLACK_API_URL,
      }
      const it = createChat({
        ...{ ...tokens, mode, words, commands: [], command: '/vigie', clock: systemClock },
        defaults: { locale: 'en', zone: 'Europe/Paris' },
        log: createWrittenLog(),
      })
      const { at, ready } = await opened(context, { chats: [it] })
      context.onTestFinished(async () => {
        await it.stop()
        await slack.close()
      })
      slack.down()
      await it.start({} as Bot)
      expect(await ready()).toEqual({ status: 503, ready: false, store: true, slack: false })
      expect(await at('/slack/events', 'POST')).toMatchObject({ status: mode === 'http' ? 503 : 404 })
      slack.down(false)
      await vi.waitFor(async () => expect(await ready()).toMatchObject({ status: 200, slack: true }), 4000)
      slack.down()
      // Over HTTP nobody can tell from here whether Slack is there.
      const after = mode === 'http' ? 200 : 503
      await vi.waitFor(async () => expect(await ready()).toMatchObject({ status: after }), 4000)
      expect(await at('/livez')).toEqual({ status: 200, text: 'ok' })
      await it.stop()
      expect(await ready()).toMatchObject({ status: 503, slack: false })
    },
  )
})

test('a container asks whether it is ready, where it is told', async ({ onTestFinished }) => {
  const dockerfile = await readFile(new URL('../../Dockerfile', import.meta.url), 'utf8')
  const [, check = ''] = /^HEALTHCHECK[\s\S]*?CMD (\[.*\])$/m.exec(dockerfile) ?? []
  const [program, flag, code]: string[] = JSON.parse(check)
  expect([program, flag]).toEqual(['node', '-e'])
  const slack = chat('slack')
  const { web } = await opened({ onTestFinished }, { chats: [slack] })
  const asks = () =>
    new Promise<number | null>((resolve) => {
      const env = { ...process.env, PORT: String(web.port()) }
      spawn(process.execPath, ['-e', code ?? ''], { env }).once('exit', resolve)
    })
  expect(await asks()).toBe(0)
  slack.up = false
  expect(await asks()).toBe(1)
})
