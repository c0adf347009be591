import { once } from 'node:events'
import { constants, createInflate } from 'node:zlib'
import { type Client, Events, GatewayIntentBits } from 'discord.js'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { connect, createTestDiscord, hasty, register } from './connected.ts'
import type { Discord, DiscordStandIn } from './index.ts'

const hello = { name: 'hello', description: 'Hello' }

/** A server with a bot that greets, and what happened to the bot's connection. */
async function greeted(options: DiscordStandIn = {}) {
  const discord = await createTestDiscord(options)
  const happened: string[] = []
  const client = await connect(discord, async (it) => it.isChatInputCommand() && it.reply('Hello'), hasty)
  client.on(Events.ShardResume, (_, replayed) => happened.push(`resumed, ${replayed} replayed`))
  client.on(Events.ShardReady, () => happened.push('identified'))
  await register(discord, hello)
  return { discord, client, happened }
}

const greets = async (discord: Discord): Promise<boolean> =>
  (await discord.type('otter', '#general', '/hello')).late === false

test('a cut connection resumes, and is told what it missed', async () => {
  const { discord, client, happened } = await greeted()
  for (const code of [4000, 0]) {
    const before = happened.length
    discord.cut(code)
    await discord.until(() => discord.connections() === 0, 'the cut')
    const missed = greets(discord)
    const role = discord.role(`Made meanwhile ${code}`)
    await discord.until(() => happened.length > before, 'the connection')
    expect(await missed).toBe(true)
    expect(client.guilds.cache.get(discord.guild.id)?.roles.cache.has(role.id)).toBe(true)
  }
  // The interaction, the role, and the word that it resumed.
  expect(happened).toEqual(['resumed, 3 replayed', 'resumed, 3 replayed'])
  expect(discord.violations).toEqual([])
})

test('a bot that is asked to reconnect resumes, and one whose session is invalid identifies again', async () => {
  const { discord, happened } = await greeted()
  discord.reconnect()
  await discord.until(() => happened.length === 1, 'the new connection')
  expect(await greets(discord)).toBe(true)
  discord.invalidate()
  await discord.until(() => happened.length === 2, 'the new session')
  expect(await greets(discord)).toBe(true)
  expect(happened).toEqual([expect.stringMatching(/^resumed/), 'identified'])
  expect(discord.violations).toEqual([])
})

test('a connection that falls silent is given up after two heartbeats, and resumed', async () => {
  const { discord, happened } = await greeted({ heartbeat: 200 })
  discord.mute()
  const missed = greets(discord)
  await discord.until(() => happened.length === 1, 'the new connection')
  expect(happened).toEqual([expect.stringMatching(/^resumed/)])
  expect(await missed).toBe(true)
  expect(discord.violations).toEqual([])
})

test('while Discord is down nobody is connected, and then it goes on', async () => {
  const { discord, client } = await greeted()
  discord.down()
  expect(discord.connections()).toBe(0)
  await expect(client.rest.get('/users/@me')).rejects.toThrow()
  discord.down(false)
  await discord.connected()
  expect(await greets(discord)).toBe(true)
  expect(discord.violations).toEqual([])
})

test('the bot is told of the server, its channels, roles and threads, and nothing it does not see', async () => {
  const { discord, client } = await greeted()
  const seen: string[] = []
  client.on('channelCreate', ({ name }) => seen.push(`channel ${name}`))
  client.on('channelDelete', (it) => seen.push(`no channel ${'name' in it ? it.name : ''}`))
  client.on('roleCreate', ({ name }) => seen.push(`role ${name}`))
  client.on('guildDelete', ({ name }) => seen.push(`left ${name}`))
  client.on('guildCreate', ({ name }) => seen.push(`joined ${name}`))
  client.on('guildUnavailable', ({ name }) => seen.push(`${name} is away`))
  client.on('guildAvailable', ({ name }) => seen.push(`${name} is back`))
  discord.channel('news')
  discord.channel('secret', { private: true, bot: false })
  discord.remove('#news')
  discord.role('Mods')
  discord.outage()
  discord.outage(false)
  discord.leave()
  discord.join()
  await discord.until(() => seen.length === 7, 'the events')
  expect(seen).toEqual([
    ...['channel news', 'no channel news', 'role Mods'],
    ...['Vigie is away', 'Vigie is back', 'left Vigie', 'joined Vigie'],
  ])
})

test('a bot that asks for more than Guilds is noted, and refused where Discord would', async () => {
  const discord = await createTestDiscord()
  const more = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages]
  const client: Client = await connect(discord, async () => undefined, { intents: more })
  expect(discord.violations).toEqual(['IDENTIFY: intents 513, more than Guilds'])
  await client.destroy()
  const intents = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMembers]
  await expect(connect(discord, async () => undefined, { intents })).rejects.toThrow(/disallowed intents/)
  expect(discord.violations[1]).toBe('IDENTIFY: intents 3, more than Guilds')
})

/** A bare connection: what comes through it, and the code it is closed with. */
async function bare(discord: Discord, query: string) {
  const address = discord.env.DISCORD_API_URL.replace(/^http/, 'ws').replace('/api', '/')
  const socket = new WebSocket(`${address}?${query}`)
  onTestFinished(() => socket.terminate())
  const closed = once(socket, 'close').then(([code]) => Number(code))
  await once(socket, 'open')
  return { socket, closed, send: (frame: unknown) => socket.send(JSON.stringify(frame)) }
}

test('a connection that breaks the rules is closed with the code for it', async () => {
  const discord = await createTestDiscord()
  const token = discord.env.DISCORD_TOKEN
  const frames: [unknown, number][] = [
    [{ op: 2, d: { token: 'wrong', intents: 1 } }, 4004],
    [{ op: 3, d: {} }, 4003],
    ['nothing', 4002],
    [{ op: 2, d: { token, intents: -1 } }, 4013],
  ]
  for (const [frame, code] of frames) {
    const line = await bare(discord, 'v=10&encoding=json')
    line.send(frame)
    expect(await line.closed).toBe(code)
  }
  expect(await (await bare(discord, 'v=9&encoding=json')).closed).toBe(4012)
  const twice = await bare(discord, 'v=10&encoding=json')
  for (const _ of [1, 2]) twice.send({ op: 2, d: { token, intents: 1 } })
  expect(await twice.closed).toBe(4005)
})

test('a connection is compressed where that is asked for', async () => {
  const discord = await createTestDiscord()
  const { socket } = await bare(discord, 'v=10&encoding=json&compress=zlib-stream')
  const inflate = createInflate({ flush: constants.Z_SYNC_FLUSH })
  const first = once(inflate, 'data')
  socket.on('message', (data: Buffer) => inflate.write(data))
  const [frame] = await first
  expect(JSON.parse(String(frame))).toMatchObject({ op: 10, d: { heartbeat_interval: 1000 } })
})
