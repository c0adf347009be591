import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { bodyOf, type Command, inTime, type Room } from './chat-room.ts'
import type { Typed } from './mix.ts'

const team = { id: 'T0BENCH', domain: 'bench' }

/** The people of the workspace. */
const people = Array.from({ length: 24 }, (_, n) => ({ id: `U0MOD${n}`, name: `mod_${n}` }))

/** What each method of the Web API answers. */
const methods: Record<string, (args: URLSearchParams) => object> = {
  'auth.test': () => ({ url: 'https://bench.slack.com/', team: 'Bench', ...ids }),
  'users.info': (args) => ({ user: userOf(args.get('user') ?? '') }),
  'usergroups.list': () => ({ usergroups: [] }),
  'users.conversations': () => ({ channels: [] }),
  'conversations.open': () => ({ channel: { id: 'D0BENCH' } }),
  'chat.postMessage': () => ({ channel: 'D0BENCH', ts: '1.2' }),
  'chat.update': () => ({ channel: 'D0BENCH', ts: '1.2' }),
}
const ids = { team_id: team.id, user_id: 'U0BOT', user: 'bot', bot_id: 'B0BOT' }

function userOf(id: string): object {
  const name = people.find((each) => each.id === id)?.name ?? id
  return {
    ...{ id, team_id: team.id, name, real_name: name, profile: { display_name: name, real_name: name } },
    ...{ is_admin: true, locale: 'en-GB', tz: 'Europe/Paris' },
  }
}

/** Serves a workspace on loopback, over Socket Mode. */
export async function createWorkspace(): Promise<Room> {
  const acknowledgements = new Map<string, (at: number) => void>()
  const answers = new Map<string, (answer: { at: number; text: string }) => void>()
  const sockets = new WebSocketServer({ noServer: true })
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const at = performance.now()
      const [, room, name = ''] = (request.url ?? '').split('/')
      response.setHeader('content-type', 'application/json; charset=utf-8')
      if (room === 'respond') {
        answers.get(name)?.({ at, text: body })
        answers.delete(name)
        response.end('ok')
      } else response.end(JSON.stringify(called(name, body)))
    })
  })
  server.on('upgrade', (request, stream, head) =>
    sockets.handleUpgrade(request, stream, head, (socket) => {
      socket.on('message', (data) => {
        const at = performance.now()
        const { envelope_id: id } = JSON.parse(String(data))
        acknowledgements.get(id)?.(at)
        acknowledgements.delete(id)
      })
      socket.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A0' } }))
      connected.resolve(socket)
    }),
  )
  const connected = Promise.withResolvers<WebSocket>()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`

  function called(method: string, body: string): object {
    if (method === 'apps.connections.open') return { ok: true, url: `ws://${address}/link` }
    const answer = methods[method]?.(new URLSearchParams(body))
    return answer === undefined ? { ok: false, error: 'unknown_method' } : { ok: true, ...answer }
  }

  return {
    space: team.id,
    env: {
      SLACK_BOT_TOKEN: 'xoxb-bench',
      SLACK_APP_TOKEN: 'xapp-bench',
      SLACK_API_URL: `http://${address}/api/`,
    },
    connected: async () => void (await connected.promise),
    async type(typed, by): Promise<Command> {
      const text = lineOf(typed)
      const socket = await connected.promise
      const id = randomUUID()
      const who = people[by % people.length]!
      const acknowledged = Promise.withResolvers<number>()
      const answered = Promise.withResolvers<{ at: number; text: string }>()
      acknowledgements.set(id, acknowledged.resolve)
      answers.set(id, answered.resolve)
      const envelope = JSON.stringify({
        ...{ envelope_id: id, type: 'slash_commands', accepts_response_payload: true },
        payload: {
          ...{ token: 'bench', team_id: team.id, team_domain: team.domain, api_app_id: 'A0' },
          ...{ channel_id: 'C0MOD', channel_name: 'moderation', user_id: who.id, user_name: who.name },
          ...{ command: '/vigie', text, is_enterprise_install: 'false', trigger_id: `1.2.${id}` },
          response_url: `http://${address}/respond/${id}`,
        },
      })
      const arrived = performance.now()
      socket.send(envelope)
      return {
        arrived,
        acknowledged: inTime(acknowledged.promise, `no acknowledgement of ${text}`),
        answered: inTime(answered.promise, `no answer to ${text}`),
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

/** What fills the words that stand without a name. */
const bare = ['what', 'ref', 'text']

/** Writes a command as Slack sends what was typed: a member as a mention, and its own three characters escaped. */
function lineOf({ command, given }: Typed): string {
  const words = Object.entries(given).map(([name, value]) => {
    const escaped = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    const said = escaped.replace(/^@otter_(\d+)$/, '<@U0MEMBER$1|otter_$1>')
    if (bare.includes(name)) return said
    return said.includes(' ') ? `${name}:"${said}"` : `${name}:${said}`
  })
  return [command, ...words].join(' ')
}
