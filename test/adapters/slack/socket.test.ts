import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, type TestContext, test, vi } from 'vitest'
import { createSocketLine } from '../../../src/adapters/slack/socket.ts'
import { UserError } from '../../../src/core/errors.ts'
import { took, until } from '../waiting.ts'
import { appToken, createEcho, linesOptions } from './served.ts'
import { createWire } from './wire.ts'

// They wait more than they work.
vi.setConfig({ maxConcurrency: 40 })

async function connected(context: TestContext, pace?: { mending: number }) {
  const set = await prepared(context, pace)
  await set.line.start()
  return set
}

async function prepared(context: TestContext, pace?: { mending: number }) {
  const wire = await createWire(context)
  const options = { ...linesOptions(), appToken, apiUrl: wire.apiUrl }
  const line = createSocketLine(options, pace)
  const echo = createEcho(line, options, context)
  return { wire, line, echo, log: options.log }
}

describe.concurrent('a line over Socket Mode', () => {
  test('acknowledges what is typed', async (context) => {
    const { wire, line, echo } = await connected(context)
    expect(await wire.type('hello')).toEqual({ text: 'hello' })
    expect(echo.heard).toEqual(['hello'])
    expect(line.fresh()).toBe(true)
    expect(wire.asked).toBe(1)
  })

  test('serves again at once after it was cut', async (context) => {
    const { wire, line, log } = await connected(context)
    await sleep(2200)
    wire.cut()
    expect(await took(() => until(() => wire.greeted === 2))).toBeLessThan(1000)
    await until(() => line.fresh())
    expect(await wire.type('again')).toEqual({ text: 'again' })
    expect(log.text()).toContain('the connection to Slack is lost')
  })

  test('serves within two seconds of the return of a server that was away', async (context) => {
    const { wire, line, log } = await connected(context)
    wire.down()
    await until(() => !line.fresh())
    await sleep(2500)
    expect(line.fresh()).toBe(false)
    await wire.up()
    expect(await took(() => until(() => line.fresh()))).toBeLessThan(2000)
    expect(await wire.type('back')).toEqual({ text: 'back' })
    expect(log.text().match(/cannot be reached/g)).toHaveLength(1)
  })

  test('notices that nothing comes any more, and makes a new connection', async (context) => {
    const { wire, line } = await connected(context)
    wire.pongs = false
    await until(() => wire.greeted === 2)
    wire.pongs = true
    await until(() => line.fresh())
    expect(await wire.type('heard')).toEqual({ text: 'heard' })
    expect(wire.connections()).toBe(1)
  })

  test('loses nothing when Slack asks for a new connection', async (context) => {
    const { wire, line, echo } = await connected(context)
    const held = Promise.withResolvers<void>()
    echo.hold = held.promise
    const before = wire.type('before')
    wire.send({ type: 'disconnect', reason: 'refresh_requested' })
    await until(() => wire.greeted === 2)
    expect(line.fresh()).toBe(true)
    held.resolve()
    expect(await before).toEqual({ text: 'before' })
    expect(await wire.type('after')).toEqual({ text: 'after' })
    await until(() => wire.connections() === 1)
    expect(line.fresh()).toBe(true)
  })

  test('lives on while Slack refuses the token, says so once, and recovers', async (context) => {
    const { wire, line, log } = await connected(context, { mending: 1500 })
    wire.opening = { error: 'invalid_auth' }
    wire.cut()
    await until(() => wire.asked === 2)
    await sleep(350)
    expect(wire.asked).toBe(2)
    await until(() => wire.asked > 3)
    expect(line.fresh()).toBe(false)
    expect(log.text().match(/Slack refuses the connection/g)).toHaveLength(1)
    wire.opening = 'ok'
    await until(() => line.fresh())
    expect(await wire.type('mended')).toEqual({ text: 'mended' })
    expect(log.text()).not.toContain(appToken)
  })

  test.for(['invalid_auth', 'not_allowed_token_type', 'team_disabled'])(
    'does not start while Slack refuses it: %s',
    async (error, context) => {
      const { wire, line } = await prepared(context)
      wire.opening = { error }
      const key = error === 'team_disabled' ? 'slack.refused.app' : 'slack.refused.appToken'
      await expect(line.start()).rejects.toEqual(new UserError(key, { code: error }))
      await sleep(1200)
      expect(wire.asked).toBe(1)
    },
  )

  test('starts without Slack, and connects when it is there', async (context) => {
    const { wire, line, log } = await prepared(context)
    wire.down()
    await line.start()
    expect(line.fresh()).toBe(false)
    expect(log.text()).toContain('ECONNREFUSED')
    await wire.up()
    await until(() => line.fresh())
    expect(await wire.type('there')).toEqual({ text: 'there' })
  })

  test('waits as long as Slack asks it to', async (context) => {
    const { wire, line, log } = await connected(context)
    wire.opening = { status: 429, headers: { 'retry-after': '2' } }
    wire.cut()
    await until(() => wire.asked === 2)
    wire.opening = 'ok'
    expect(await took(() => until(() => line.fresh()))).toBeGreaterThan(1900)
    expect(wire.asked).toBe(3)
    expect(log.text()).toContain('Slack asks to wait')
  })

  test('waits as long as Slack asks it to from the start', async (context) => {
    const { wire, line } = await prepared(context)
    wire.opening = { status: 429, headers: { 'retry-after': '2' } }
    await line.start()
    wire.opening = 'ok'
    expect(await took(() => until(() => line.fresh()))).toBeGreaterThan(1900)
    expect(wire.asked).toBe(2)
  })

  test('tries again beside an attempt that hangs', async (context) => {
    const { wire, line } = await connected(context)
    wire.opening = 'hang'
    wire.cut()
    await until(() => wire.asked === 2)
    wire.opening = 'ok'
    expect(await took(() => until(() => line.fresh()))).toBeLessThan(2000)
    expect(await wire.type('beside')).toEqual({ text: 'beside' })
  })

  test('gives an attempt up that never gets its hello', async (context) => {
    const { wire, line } = await connected(context)
    wire.greets = false
    wire.cut()
    await until(() => wire.asked === 2 && wire.connections() === 1)
    wire.greets = true
    await until(() => line.fresh())
    await until(() => wire.connections() === 1)
    expect(await wire.type('greeted')).toEqual({ text: 'greeted' })
  })

  test('tries elsewhere when it is sent away before its hello', async (context) => {
    const { wire, line } = await connected(context)
    wire.greets = false
    wire.cut()
    await until(() => wire.asked === 2 && wire.connections() === 1)
    wire.greets = true
    wire.send({ type: 'disconnect', reason: 'too_many_websockets' })
    expect(await took(() => until(() => line.fresh()))).toBeLessThan(1500)
    expect(await wire.type('elsewhere')).toEqual({ text: 'elsewhere' })
    expect(wire.connections()).toBe(1)
  })

  test('does not rush at a server that closes whatever it opened', async (context) => {
    const { wire, line } = await connected(context)
    const flapping = setInterval(wire.cut, 20)
    context.onTestFinished(() => clearInterval(flapping))
    await sleep(2000)
    expect(wire.asked).toBeGreaterThan(1)
    expect(wire.asked).toBeLessThan(11)
    clearInterval(flapping)
    await until(() => line.fresh())
  })

  test('loses an acknowledgement with its socket, and goes on', async (context) => {
    const { wire, line, echo, log } = await connected(context)
    const held = Promise.withResolvers<void>()
    echo.hold = held.promise
    void wire.type('lost')
    await sleep(100)
    wire.cut()
    await until(() => !line.fresh())
    held.resolve()
    await until(() => echo.heard.length === 1)
    expect(echo.failed).toEqual([])
    expect(log.text()).toContain('did not reach Slack')
    await until(() => line.fresh())
    expect(await wire.type('next')).toEqual({ text: 'next' })
  })

  test.for([
    'no JSON',
    'null',
    '[]',
    '{"type":"events_api"}',
    '{"type":"events_api","payload":{"event":null}}',
    '{"type":"interactive","payload":null}',
    '{"type":"slash_commands"}',
    '{"type":"nobody knows"}',
    '{"note":"disconnect"}',
  ])('survives what nobody expects: %s', async (message, context) => {
    const { wire } = await connected(context)
    wire.send(message)
    expect(await wire.type('alive')).toEqual({ text: 'alive' })
  })
})

describe.concurrent('stopping a line over Socket Mode', () => {
  const prompt = 1200

  test('acknowledges what has come in first', async (context) => {
    const { wire, line, echo } = await connected(context)
    echo.hold = sleep(300)
    const typed = wire.type('last')
    await sleep(100)
    await line.stop()
    expect(await typed).toEqual({ text: 'last' })
    expect(line.fresh()).toBe(false)
    await until(() => wire.connections() === 0)
    await sleep(1200)
    expect(wire.asked).toBe(1)
  })

  test('is prompt before it was started', async (context) => {
    const { line } = await prepared(context)
    expect(await took(line.stop)).toBeLessThan(prompt)
  })

  test('is prompt while connected, and twice', async (context) => {
    const { wire, line } = await connected(context)
    expect(await took(line.stop)).toBeLessThan(prompt)
    expect(await took(line.stop)).toBeLessThan(prompt)
    await until(() => wire.connections() === 0)
  })

  test('is prompt when Slack does not answer', async (context) => {
    const { wire, line } = await prepared(context)
    wire.opening = 'hang'
    const starting = line.start()
    await until(() => wire.asked === 1)
    expect(await took(line.stop)).toBeLessThan(prompt)
    await starting
    expect(wire.asked).toBe(1)
  })

  test('is prompt when Slack does not say hello', async (context) => {
    const { wire, line } = await prepared(context)
    wire.greets = false
    const starting = line.start()
    await until(() => wire.connections() === 1)
    expect(await took(line.stop)).toBeLessThan(prompt)
    await starting
    await until(() => wire.connections() === 0)
  })

  test('is prompt while Slack is away', async (context) => {
    const { wire, line } = await connected(context)
    wire.down()
    await until(() => !line.fresh())
    await sleep(500)
    expect(await took(line.stop)).toBeLessThan(prompt)
  })

  test('is prompt while Slack refuses', async (context) => {
    const { wire, line } = await connected(context)
    wire.opening = { error: 'token_revoked' }
    wire.cut()
    await until(() => wire.asked === 2)
    await sleep(100)
    expect(await took(line.stop)).toBeLessThan(prompt)
  })
})
