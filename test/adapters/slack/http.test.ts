import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, type TestContext, test } from 'vitest'
import { createHttpLine } from '../../../src/adapters/slack/http.ts'
import { until } from '../waiting.ts'
import { createEcho, linesOptions, serveRequests, signingSecret } from './served.ts'

async function listening(context: TestContext) {
  const options = { ...linesOptions(), signingSecret }
  const line = createHttpLine(options)
  const echo = createEcho(line, options, context)
  await line.start()
  return { line, echo, log: options.log, url: await serveRequests(line, context) }
}

const seconds = () => Math.floor(Date.now() / 1000)

/** The headers Slack signs a body with. */
function signed(body: string, { secret = signingSecret, at = seconds(), type = 'application/json' } = {}) {
  const hash = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')
  return {
    'content-type': type,
    'x-slack-request-timestamp': String(at),
    'x-slack-signature': `v0=${hash}`,
  }
}

const form = 'application/x-www-form-urlencoded'
const typed = (text: string) =>
  String(new URLSearchParams({ command: '/vigie', text, team_id: 'T1', user_id: 'U1', channel_id: 'C1' }))
const post = (url: string, body: string, headers: Record<string, string>) =>
  fetch(url, { method: 'POST', body, headers })

describe.concurrent('a line over HTTP', () => {
  test('acknowledges a signed command', async (context) => {
    const { url, echo } = await listening(context)
    const body = typed('status')
    const answer = await post(url, body, signed(body, { type: form }))
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ text: 'status' })
    expect(echo.heard).toEqual(['status'])
  })

  test('passes a signed event on, once acknowledged', async (context) => {
    const { url, echo } = await listening(context)
    const event = { type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'home', event_ts: '1.2' }
    const body = JSON.stringify({ type: 'event_callback', team_id: 'T1', event_id: 'Ev1', event })
    expect((await post(url, body, signed(body))).status).toBe(200)
    await until(() => echo.heard.length === 1)
    expect(echo.heard).toEqual(['home U1'])
  })

  test('answers the verification of its address', async (context) => {
    const { url } = await listening(context)
    const body = JSON.stringify({ type: 'url_verification', challenge: 'c1' })
    expect(await (await post(url, body, signed(body))).json()).toEqual({ challenge: 'c1' })
    expect((await post(url, body, { 'content-type': 'application/json' })).status).toBe(401)
  })

  test('answers the check of its certificate, and takes nothing with it', async (context) => {
    const { url, echo } = await listening(context)
    const body = `ssl_check=1&${typed('smuggled')}`
    const answer = await post(url, body, { 'content-type': form })
    expect(answer.status).toBe(200)
    expect((await fetch(`${url}?ssl_check=1&token=x`)).status).toBe(200)
    expect((await fetch(`${url}?ssl_check=0`)).status).toBe(405)
    expect(echo.heard).toEqual([])
  })

  test('does not let Slack wait for an answer to what nobody deals with', async (context) => {
    const { url, log } = await listening(context)
    const closed = { type: 'view_closed', team: { id: 'T1' }, user: { id: 'U1' }, view: { id: 'V1' } }
    const body = String(new URLSearchParams({ payload: JSON.stringify(closed) }))
    expect((await post(url, body, signed(body, { type: form }))).status).toBe(404)
    expect(log.text()).toContain('nothing here deals with it')
  })

  const body = typed('in')
  const good = signed(body, { type: form })
  const { 'x-slack-signature': signature, 'x-slack-request-timestamp': time, ...bare } = good
  test.for<[what: string, headers: Record<string, string>]>([
    ['no signature', bare],
    ['no time', { ...bare, 'x-slack-signature': signature }],
    ['no signature but a time', { ...bare, 'x-slack-request-timestamp': time }],
    ['a time that is none', { ...good, 'x-slack-request-timestamp': 'now' }],
    ['another time', { ...good, 'x-slack-request-timestamp': String(Number(time) - 1) }],
    ['an old request', signed(body, { type: form, at: seconds() - 301 })],
    ['another secret', signed(body, { type: form, secret: 'guessed' })],
    ['another body', signed(`${body}!`, { type: form })],
    ['another version', { ...good, 'x-slack-signature': signature.replace('v0', 'v1') }],
    ['an empty signature', { ...good, 'x-slack-signature': '' }],
    ['half a signature', { ...good, 'x-slack-signature': signature.slice(0, 20) }],
  ])('refuses %s', async ([, headers], context) => {
    const { url, echo, log } = await listening(context)
    expect((await post(url, body, headers)).status).toBe(401)
    expect(echo.heard).toEqual([])
    expect(log.text()).not.toContain(signingSecret)
    expect((await post(url, body, good)).status).toBe(200)
  })

  test.for<[what: string, status: number, type: string]>([
    ['null', 400, 'application/json'],
    ['[]', 400, 'application/json'],
    ['"secret words"', 400, 'application/json'],
    ['secret words', 400, 'application/json'],
    ['payload=secret', 400, form],
    ['payload=null', 400, form],
    ['', 400, 'application/json'],
    ['{"type":"event_callback","event":null}', 500, 'application/json'],
  ])('survives signed nonsense: %s', async ([nonsense, status, type], context) => {
    const { url, log } = await listening(context)
    expect((await post(url, nonsense, signed(nonsense, { type }))).status).toBe(status)
    expect(log.text()).not.toContain('secret')
    expect((await post(url, body, good)).status).toBe(200)
  })

  test.for([
    ['announced', { 'content-length': '5000000' }, 'x'],
    ['sent', {}, 'x'.repeat(5_000_000)],
  ] as const)('refuses more than four megabytes, %s', async ([, headers, part], context) => {
    const { url } = await listening(context)
    const status = await new Promise((resolve, reject) => {
      const asked = request(url, { method: 'POST', headers }, (answer) => {
        answer.resume()
        asked.destroy()
        resolve(answer.statusCode)
      })
      asked.on('error', reject)
      asked.write(part)
    })
    expect(status).toBe(413)
    expect((await post(url, body, good)).status).toBe(200)
  })

  test('is asked by POST only', async (context) => {
    const { url } = await listening(context)
    const answer = await fetch(url)
    expect(answer.status).toBe(405)
    expect(answer.headers.get('allow')).toBe('POST')
    expect((await post(`${url}/other`, body, good)).status).toBe(404)
  })

  test('survives somebody who goes away in the middle', async (context) => {
    const { line, echo, log } = await listening(context)
    const noticed = Promise.withResolvers<void>()
    const server = createServer((request, response) => {
      response.once('close', noticed.resolve)
      line.requests?.handle(request, response)
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    context.onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    const held = Promise.withResolvers<void>()
    echo.hold = held.promise
    const gone = new AbortController()
    const url = `http://127.0.0.1:${port}/slack/events`
    const asked = fetch(url, { method: 'POST', body, headers: good, signal: gone.signal })
    await until(() => echo.begun === 1)
    gone.abort()
    await expect(asked).rejects.toThrow('abort')
    await noticed.promise
    held.resolve()
    await until(() => echo.heard.length === 1)
    expect(echo.failed).toEqual([])
    expect(log.text()).toContain('did not reach Slack')
  })

  test('ends a request that is not acknowledged, and ignores what comes later', async (context) => {
    const { url, echo } = await listening(context)
    const held = Promise.withResolvers<void>()
    echo.hold = held.promise
    expect((await post(url, body, good)).status).toBe(503)
    held.resolve()
    await until(() => echo.heard.length === 1)
    expect(echo.failed).toEqual([])
  })

  test('answers what is under way before it stops, and takes nothing new', async (context) => {
    const { line, url, echo } = await listening(context)
    const held = Promise.withResolvers<void>()
    echo.hold = held.promise
    const asked = post(url, body, good)
    await until(() => echo.begun === 1)
    let isOver = false
    const stopping = line.stop().then(() => {
      isOver = true
    })
    expect(line.fresh()).toBe(false)
    expect((await post(url, body, good)).status).toBe(503)
    expect(isOver).toBe(false)
    held.resolve()
    expect((await asked).status).toBe(200)
    await stopping
    await line.stop()
    expect(echo.heard).toEqual(['in'])
  })

  test('takes nothing whose end comes after it has stopped', async (context) => {
    const { line, url, echo } = await listening(context)
    const reading = Promise.withResolvers<void>()
    const asked = request(url, { method: 'POST', headers: { ...good, expect: '100-continue' } })
    const answered = new Promise<number | undefined>((resolve, reject) => {
      asked.on('response', ({ statusCode }) => resolve(statusCode))
      asked.on('error', reject)
    })
    // The server has begun to read by the time it asks for the rest.
    asked.on('continue', reading.resolve)
    asked.flushHeaders()
    await reading.promise
    await line.stop()
    asked.end(body)
    expect(await answered).toBe(503)
    expect(echo.heard).toEqual([])
  })
})
