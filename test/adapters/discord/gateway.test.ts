import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import { createHearing } from '../../../src/adapters/discord/hearing.ts'
import { UserError } from '../../../src/core/errors.ts'
import { took, until } from '../waiting.ts'
import { createWrittenLog } from '../written-log.ts'
import { connected, prepared } from './gateway-rig.ts'

// They wait more than they work.
vi.setConfig({ maxConcurrency: 40 })

const served = { late: false }

describe.concurrent('the line to Discord', () => {
  test('tells who it is, which servers there are, and what is typed', async (context) => {
    const { discord, gateway, heard, say } = await connected(context)
    expect(await say()).toMatchObject(served)
    expect(heard).toEqual([
      `ready ${discord.bot.id} ${discord.bot.id}`,
      'guild Vigie',
      expect.stringMatching(/^interaction \d+$/),
    ])
    expect(gateway.fresh()).toBe(true)
    expect(discord.violations).toEqual([])
  })

  test('tells of a server it joins or leaves, of changes, and not of outages', async (context) => {
    const { discord, heard } = await connected(context)
    await until(() => heard.length === 2)
    discord.outage()
    discord.outage(false)
    discord.channel('news')
    discord.role('Mods')
    discord.leave()
    discord.join()
    await until(() => heard.length === 7)
    const { id } = discord.guild
    expect(heard.slice(2)).toEqual([
      ...['guild Vigie', `change ${id}`, `change ${id}`, `gone ${id}`, 'new guild Vigie'],
    ])
  })

  test.for([
    ['a cut', 4000],
    ['a cut without a word', 0],
  ] as const)(
    'is resumed within two seconds of %s, and hears what it missed once',
    async ([, code], context) => {
      const { discord, gateway, heard, asked, say } = await connected(context)
      discord.cut(code)
      await discord.until(() => discord.connections() === 0, 'the cut')
      await until(() => !gateway.fresh())
      const missed = say()
      expect(await took(() => until(gateway.fresh))).toBeLessThan(2000)
      expect(await missed).toMatchObject(served)
      expect(await say()).toMatchObject(served)
      expect(heard.filter((it) => it.startsWith('interaction'))).toHaveLength(2)
      expect(heard.filter((it) => it.startsWith('ready'))).toHaveLength(1)
      expect(asked()).toBe(1)
      expect(discord.violations).toEqual([])
    },
  )

  test('is resumed at once where it had held', async (context) => {
    const { discord, heard, log, say } = await connected(context)
    await sleep(2200)
    discord.reconnect()
    expect(await took(() => until(() => log.text().match(/connected to/g)?.length === 2))).toBeLessThan(1000)
    expect(await say()).toMatchObject(served)
    expect(heard.filter((it) => it.startsWith('ready'))).toHaveLength(1)
  })

  test('begins a new session where the old one is invalid', async (context) => {
    const { discord, gateway, heard, asked, say } = await connected(context)
    discord.invalidate()
    await until(() => heard.filter((it) => it.startsWith('ready')).length === 2)
    await until(gateway.fresh)
    expect(await say()).toMatchObject(served)
    expect(asked()).toBe(2)
    expect(discord.connections()).toBe(1)
    expect(heard.filter((it) => it === 'guild Vigie')).toHaveLength(2)
  })

  test('begins a new session where the old one is forgotten meanwhile', async (context) => {
    const { discord, gateway, heard, say } = await connected(context)
    discord.cut()
    discord.invalidate()
    await until(() => heard.filter((it) => it.startsWith('ready')).length === 2)
    await until(gateway.fresh)
    expect(await say()).toMatchObject(served)
  })

  test('keeps the pace Discord asks for between two sessions', async (context) => {
    const { discord, heard } = await connected(context, { pace: { mending: 300, between: 3000 } })
    discord.invalidate()
    const readies = () => heard.filter((it) => it.startsWith('ready')).length
    await sleep(1200)
    expect(readies()).toBe(1)
    await until(() => readies() === 2)
  })

  test('is served within two seconds of the return of a server that was away', async (context) => {
    const { discord, gateway, log, say } = await connected(context)
    discord.down()
    await sleep(3000)
    expect(gateway.fresh()).toBe(false)
    discord.down(false)
    expect(await took(() => until(gateway.fresh))).toBeLessThan(2000)
    expect(await say()).toMatchObject(served)
    expect(log.text().match(/cannot be reached/g)).toHaveLength(1)
    expect(discord.connections()).toBe(1)
    expect(discord.violations).toEqual([])
  })

  test('notices that heartbeats are not answered any more, and makes a new connection', async (context) => {
    const { discord, gateway, log, say } = await connected(context, { heartbeat: 400 })
    discord.mute()
    // It may be served again before anybody could see that it was not.
    await until(() => log.text().includes('the connection to Discord is lost'))
    await until(gateway.fresh)
    expect(await say()).toMatchObject(served)
    await until(() => discord.connections() === 1)
  })

  test('does not rush at a server that closes whatever it opened', async (context) => {
    const { discord, gateway } = await connected(context)
    let closed = 0
    const flapping = setInterval(() => {
      if (discord.connections() > 0) closed += 1
      discord.cut()
    }, 20)
    context.onTestFinished(() => clearInterval(flapping))
    await sleep(2000)
    expect(closed).toBeGreaterThan(1)
    expect(closed).toBeLessThan(12)
    clearInterval(flapping)
    await until(gateway.fresh)
  })

  test('starts without Discord, and connects when it is there', async (context) => {
    const { discord, gateway, log, say } = await prepared(context)
    discord.down()
    await gateway.start()
    expect(gateway.fresh()).toBe(false)
    expect(log.text()).toContain('cannot be reached')
    discord.down(false)
    await until(gateway.fresh)
    expect(await say()).toMatchObject(served)
  })

  test.for(['500', 'lost', 'rate:1', 'cut', '50001'])(
    'starts in spite of a failure: %s',
    async (fault, context) => {
      const { discord, gateway, say } = await prepared(context)
      discord.fault('GET /gateway/bot', fault)
      await gateway.start()
      await until(gateway.fresh)
      expect(await say()).toMatchObject(served)
      expect(discord.connections()).toBe(1)
    },
  )

  test('waits as long as Discord asks it to', async (context) => {
    const { discord, gateway, log, asked } = await prepared(context)
    discord.fault('GET /gateway/bot', 'rate:2')
    await gateway.start()
    expect(await took(() => until(gateway.fresh))).toBeGreaterThan(1900)
    expect(asked()).toBe(2)
    expect(log.text()).toContain('Discord asks to wait')
  })

  test('begins no session while Discord allows none', async (context) => {
    const { discord, gateway, log } = await prepared(context, { budget: { remaining: 0, reset_after: 1500 } })
    await gateway.start()
    expect(discord.connections()).toBe(0)
    expect(log.text()).toContain('{"ms":1500}')
    expect(await took(() => until(gateway.fresh))).toBeGreaterThan(1400)
  })

  test('does not start with a token that Discord refuses', async (context) => {
    const { gateway, log, asked } = await prepared(context, { token: 'MTE.guessed.token' })
    await expect(gateway.start()).rejects.toEqual(new UserError('discord.refused.token', { code: '401' }))
    await sleep(600)
    expect(asked()).toBe(1)
    expect(log.text()).not.toContain('guessed')
  })

  test('lives on while Discord refuses the token, says so once, and recovers', async (context) => {
    const { discord, gateway, log, say, asked } = await connected(context)
    const lift = discord.fault('GET /gateway/bot', 401, 100)
    discord.cut(4004)
    await until(() => asked() > 3)
    expect(gateway.fresh()).toBe(false)
    expect(log.text().match(/Discord refuses the connection/g)).toHaveLength(1)
    lift()
    await until(gateway.fresh)
    expect(await say()).toMatchObject(served)
    expect(log.text()).not.toContain(discord.env.DISCORD_TOKEN)
  })

  test.for([4013, 4014, 4011])('tries again seldom after it was closed with %i', async (code, context) => {
    const { discord, gateway, log, asked } = await connected(context, { pace: { mending: 800, between: 0 } })
    discord.cut(code)
    await until(() => log.text().includes('Discord refuses the connection'))
    await sleep(600)
    expect(asked()).toBe(1)
    await until(gateway.fresh)
    expect(asked()).toBe(2)
  })
})

test('what comes again is not handled again, and what cannot be handled is logged', () => {
  const log = createWrittenLog()
  const ids: string[] = []
  const hear = createHearing({
    log,
    onReady: () => undefined,
    onInteraction(it) {
      ids.push((it as { id: string }).id)
      if (ids.length === 2) throw new Error('no')
    },
  })
  for (const id of ['1', '2', '1', '2', '3']) hear({ t: 'INTERACTION_CREATE', d: { id } })
  for (const d of [null, undefined, 'words', []])
    for (const t of ['READY', 'GUILD_CREATE', 'GUILD_DELETE', 'CHANNEL_CREATE', 'NEWS']) hear({ t, d })
  expect(ids).toEqual(['1', '2', '3'])
  expect(log.text().match(/could not be handled/g)).toHaveLength(1)
})

describe.concurrent('stopping the line to Discord', () => {
  const prompt = 1200

  test('is prompt before it was started', async (context) => {
    const { gateway } = await prepared(context)
    expect(await took(gateway.stop)).toBeLessThan(prompt)
  })

  test('is prompt while connected, and twice', async (context) => {
    const { discord, gateway } = await connected(context)
    expect(await took(gateway.stop)).toBeLessThan(prompt)
    expect(await took(gateway.stop)).toBeLessThan(prompt)
    expect(gateway.fresh()).toBe(false)
    await until(() => discord.connections() === 0)
  })

  test('is prompt when Discord does not answer', async (context) => {
    const { discord, gateway, asked } = await prepared(context)
    discord.fault('GET /gateway/bot', 'hang')
    const starting = gateway.start()
    await until(() => asked() === 1)
    expect(await took(gateway.stop)).toBeLessThan(prompt)
    await starting
    expect(discord.connections()).toBe(0)
  })

  test('is prompt while Discord is away', async (context) => {
    const { discord, gateway } = await connected(context)
    discord.down()
    await until(() => !gateway.fresh())
    await sleep(500)
    expect(await took(gateway.stop)).toBeLessThan(prompt)
  })

  test('is prompt when nothing comes any more', async (context) => {
    const { discord, gateway } = await connected(context)
    discord.mute()
    expect(await took(gateway.stop)).toBeLessThan(prompt)
    await until(() => discord.connections() === 0)
  })

  test('is prompt at any moment of connecting again', async (context) => {
    await Promise.all(
      [0, 5, 20, 210, 230, 400, 600].map(async (ms) => {
        const { discord, gateway } = await connected(context)
        discord.cut()
        await sleep(ms)
        expect(await took(gateway.stop)).toBeLessThan(prompt)
        await sleep(1500)
        expect(discord.connections()).toBe(0)
      }),
    )
  })
})
