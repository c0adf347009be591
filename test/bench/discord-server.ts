import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { createWire, type Wire } from '../standins/discord/wire.ts'
import { bodyOf, type Command, inTime, type Room } from './chat-room.ts'
import { channel, guild, guildCreated, ids, interactionOf, me, numbered } from './discord-payloads.ts'

/** What waits for the two answers to a command. */
interface Waiting {
  acknowledged(at: number): void
  answered(answer: { at: number; text: string }): void
}

/** The callback that only says it is begun, as Discord numbers them. */
const deferred = 5

/** What is asked for, and told the same each time. */
const told: Record<string, unknown> = {
  'GET /users/@me': me,
  [`GET /guilds/${ids.guild}`]: guild,
  [`GET /guilds/${ids.guild}/members/${ids.bot}`]: { user: me, roles: [ids.admins], flags: 0 },
  [`GET /channels/${ids.channel}`]: channel,
  [`GET /applications/${ids.bot}/commands`]: [],
  [`PUT /applications/${ids.bot}/commands`]: [],
  'POST /users/@me/channels': { id: ids.direct, type: 1, recipients: [] },
  [`POST /channels/${ids.direct}/messages`]: { id: numbered(0), channel_id: ids.direct },
}

/** Serves a server of Discord on loopback: the gateway, and the callbacks by which commands are answered. */
export async function createServerOfDiscord(): Promise<Room> {
  const waiting = new Map<string, Waiting>()
  const sockets = new WebSocketServer({ noServer: true })
  const connected = Promise.withResolvers<Wire>()
  let sequence = 0
  let typed = 0

  const dispatch = (wire: Wire, t: string, d: object): void => wire.send({ op: 0, s: ++sequence, t, d })

  function heard(wire: Wire, data: string): void {
    const { op } = JSON.parse(data)
    if (op === 1) wire.send({ op: 11 })
    if (op !== 2) return
    dispatch(wire, 'READY', {
      ...{
        v: 10,
        user: me,
        application: { id: ids.bot, flags: 0 },
        private_channels: [],
        session_id: 'bench',
      },
      ...{
        resume_gateway_url: `ws://${address}`,
        shard: [0, 1],
        guilds: [{ id: ids.guild, unavailable: true }],
      },
    })
    dispatch(wire, 'GUILD_CREATE', guildCreated)
    connected.resolve(wire)
  }

  function opened(socket: WebSocket, compressed: boolean): void {
    const wire = createWire(socket, compressed)
    socket.on('message', (data) => heard(wire, String(data)))
    socket.on('close', () => wire.close())
    wire.send({ op: 10, d: { heartbeat_interval: 41_250 } })
  }

  /** What a call is answered with; nothing where there is only that it was taken. */
  function called(route: string, body: string, at: number): unknown {
    const [, room, id = '', token = ''] = route.split('/')
    if (room === 'interactions') {
      const { type } = JSON.parse(body)
      waiting.get(token)?.acknowledged(at)
      if (type !== deferred) answeredBy(token, body, at)
      return undefined
    }
    if (room === 'webhooks') {
      answeredBy(token, body, at)
      return { id: numbered(0), channel_id: ids.channel, application_id: id }
    }
    if (route === 'GET /gateway/bot') {
      const limit = { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 }
      return { url: `ws://${address}`, shards: 1, session_start_limit: limit }
    }
    return told[route]
  }

  function answeredBy(token: string, text: string, at: number): void {
    waiting.get(token)?.answered({ at, text })
    waiting.delete(token)
  }

  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const at = performance.now()
      const [path = ''] = (request.url ?? '').replace('/api/v10', '').split('?')
      const answer = called(`${request.method} ${path}`, body, at)
      if (path.startsWith('/interactions/')) return void response.writeHead(204).end()
      response.setHeader('content-type', 'application/json')
      if (answer === undefined) response.writeHead(404).end('{"message":"Not Found","code":0}')
      else response.end(JSON.stringify(answer))
    })
  })
  server.on('upgrade', (request, stream, head) =>
    sockets.handleUpgrade(request, stream, head, (socket) =>
      opened(socket, request.url?.includes('compress=zlib-stream') === true),
    ),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    space: ids.guild,
    env: {
      DISCORD_TOKEN: `${Buffer.from(ids.bot).toString('base64url')}.bench.${'b'.repeat(27)}`,
      DISCORD_API_URL: `http://${address}/api`,
    },
    connected: async () => void (await connected.promise),
    async type(said, by): Promise<Command> {
      const wire = await connected.promise
      const token = `bench-${++typed}`
      const acknowledged = Promise.withResolvers<number>()
      const answered = Promise.withResolvers<{ at: number; text: string }>()
      waiting.set(token, { acknowledged: acknowledged.resolve, answered: answered.resolve })
      const interaction = interactionOf(said, { id: numbered(typed), token, by })
      const arrived = performance.now()
      dispatch(wire, 'INTERACTION_CREATE', interaction)
      return {
        arrived,
        acknowledged: inTime(acknowledged.promise, `no callback to ${said.command}`),
        answered: inTime(answered.promise, `no answer to ${said.command}`),
      }
    },
    async close(): Promise<void> {
      for (const socket of sockets.clients) socket.terminate()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
