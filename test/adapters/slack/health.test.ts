import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createHealth } from '../../../src/adapters/slack/health.ts'
import { createHttpLine } from '../../../src/adapters/slack/http.ts'
import { createSlack as createChat } from '../../../src/adapters/slack/index.ts'
import { listen } from '../../../src/adapters/slack/server.ts'
import { createSocketLine } from '../../../src/adapters/slack/socket.ts'
import type { Bot } from '../../../src/core/chat.ts'
import { UserError } from '../../../src/core/errors.ts'
import { createSlack } from '../../standins/slack/index.ts'
import { words } from '../../test-house.ts'
import { appToken, createEcho, linesOptions, signingSecret, until } from './served.ts'
import { createWire } from './wire.ts'

const at = async (port: number | undefined, path: string, method = 'GET') => {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method })
  return { status: answer.status, text: await answer.text() }
}
const ready = async (port: number | undefined) => {
  const { status, text } = await at(port, '/readyz')
  return { status, ...JSON.parse(text) }
}

describe.concurrent('health over Socket Mode', () => {
  test('is ready while connected, and lives while Slack is away', async (context) => {
    const wire = await createWire(context)
    const options = { ...linesOptions(), appToken, apiUrl: wire.apiUrl, port: 0 }
    const line = createSocketLine(options)
    createEcho(line, options, context)
    await line.start()
    expect(await ready(line.port())).toEqual({ status: 200, ready: true, store: true, slack: true })
    wire.down()
    await until(() => !line.fresh())
    expect(await ready(line.port())).toEqual({ status: 503, ready: false, store: true, slack: false })
    expect(await at(line.port(), '/livez')).toEqual({ status: 200, text: 'ok' })
    await wire.up()
    await until(() => line.fresh())
    expect(await ready(line.port())).toMatchObject({ status: 200 })
    await line.stop()
    expect(line.port()).toBeUndefined()
  })

  test('has no server without a port', async (context) => {
    const wire = await createWire(context)
    const options = { ...linesOptions(), appToken, apiUrl: wire.apiUrl }
    const line = createSocketLine(options)
    createEcho(line, options, context)
    await line.start()
    expect(line.port()).toBeUndefined()
  })

  test('says which port is taken, and lets it go when Slack refuses', async (context) => {
    const wire = await createWire(context)
    wire.opening = { error: 'invalid_auth' }
    const port = Number(new URL(wire.apiUrl).port)
    const taken = createSocketLine({ ...linesOptions(), appToken, apiUrl: wire.apiUrl, port })
    await expect(taken.start()).rejects.toEqual(
      new UserError('slack.port.taken', { port: String(port), why: 'EADDRINUSE' }),
    )
    expect(wire.asked).toBe(0)
    const refused = createSocketLine({ ...linesOptions(), appToken, apiUrl: wire.apiUrl, port: 0 })
    await expect(refused.start()).rejects.toThrow(UserError)
    expect(refused.port()).toBeUndefined()
  })
})

describe.concurrent('health over HTTP', () => {
  test.for<[name: string, storeAnswers: () => Promise<boolean>]>([
    ['does not answer', async () => false],
    ['hangs', () => sleep(5000, true, { ref: false })],
    ['throws', () => Promise.reject(new Error('no store'))],
  ])('is not ready while the store %s', async ([, storeAnswers], context) => {
    const options = { ...linesOptions(), signingSecret, port: 0, storeAnswers }
    const line = createHttpLine(options)
    createEcho(line, options, context)
    await line.start()
    expect(await ready(line.port())).toEqual({ status: 503, ready: false, store: false, slack: true })
    expect(await at(line.port(), '/livez?since=1')).toEqual({ status: 200, text: 'ok' })
  })

  test('answers only what it is asked for', async (context) => {
    const options = { ...linesOptions(), signingSecret, port: 0 }
    const line = createHttpLine(options)
    createEcho(line, options, context)
    expect(line.fresh()).toBe(false)
    await line.start()
    expect(await ready(line.port())).toEqual({ status: 200, ready: true, store: true, slack: true })
    expect(await at(line.port(), '/readyz', 'HEAD')).toEqual({ status: 200, text: '' })
    expect(await at(line.port(), '/livez', 'POST')).toMatchObject({ status: 405 })
    expect(await at(line.port(), '/')).toMatchObject({ status: 404 })
    expect(await at(line.port(), '//')).toMatchObject({ status: 404 })
  })
})

describe.concurrent('health before Slack is reached for the first time', () => {
  test.for(['socket', 'http'] as const)(
    'is told in %s mode, and ready once Slack is there',
    async (mode, context) => {
      const slack = await createSlack()
      const { apiUrl, ...tokens } = {
        botToken: slack.env.SLACK_BOT_TOKEN,
        appToken: slack.env.SLACK_APP_TOKEN,
        signingSecret: slack.env.SLACK_SIGNING_SECRET,
        apiUrl: slack.env.SLACK_API_URL,
      }
      const chat = createChat({
        ...{ ...linesOptions(), ...tokens, apiUrl, mode, words, commands: [], command: '/vigie', port: 0 },
        defaults: { locale: 'en', zone: 'Europe/Paris' },
      })
      context.onTestFinished(async () => {
        await chat.stop()
        await slack.close()
      })
      slack.down()
      await chat.start({} as Bot)
      expect(await at(chat.port(), '/livez')).toEqual({ status: 200, text: 'ok' })
      expect(await ready(chat.port())).toEqual({ status: 503, ready: false, store: true, slack: false })
      if (mode === 'http')
        expect(await at(chat.port(), '/slack/events', 'POST')).toMatchObject({ status: 503 })
      slack.down(false)
      await vi.waitFor(async () => expect(await ready(chat.port())).toMatchObject({ status: 200 }), 4000)
    },
  )
})

test('a container asks whether it is ready, where it is told', async () => {
  const dockerfile = await readFile(new URL('../../../Dockerfile', import.meta.url), 'utf8')
  const [, check = ''] = /^HEALTHCHECK[\s\S]*?CMD (\[.*\])$/m.exec(dockerfile) ?? []
  const [program, flag, code]: string[] = JSON.parse(check)
  expect([program, flag]).toEqual(['node', '-e'])
  const slack = { up: true }
  const health = createHealth({ ...linesOptions(), fresh: () => slack.up })
  const server = await listen(health, 0)
  onTestFinished(() => server.close())
  const asks = () =>
    new Promise<number | null>((resolve) => {
      const env = { ...process.env, PORT: String(server.port()) }
      spawn(process.execPath, ['-e', code ?? ''], { env }).once('exit', resolve)
    })
  expect(await asks()).toBe(0)
  slack.up = false
  expect(await asks()).toBe(1)
})
