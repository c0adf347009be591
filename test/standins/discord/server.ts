import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Activity } from '../activity.ts'
import type { Faults } from '../faults.ts'
import { bodyOf, createChatServer, parsed } from '../server.ts'
import { channelRoutes } from './api-channels.ts'
import { guildRoutes } from './api-guild.ts'
import { interactionRoutes } from './api-interactions.ts'
import { messageRoutes } from './api-messages.ts'
import type { Gateway } from './gateway.ts'
import type { File, House, Routes } from './house.ts'
import type { Call } from './model.ts'
import { answerFor, type Refusal, refusalOf, refuse, refuseHttp } from './refusals.ts'
import { createRouter, type Match } from './routing.ts'

/** Everything the server answers with. */
export interface Desk {
  house: House
  faults: Faults
  activity: Activity
  gateway: Gateway
  calls: Call[]
  token: string
}

const routes: Routes = { ...messageRoutes, ...channelRoutes, ...guildRoutes, ...interactionRoutes }
const match = createRouter(routes)

/** A route whatever its parameters are called: 'POST /channels/:/messages'. */
export const bareRoute = (route: string): string => route.replace(/:\w+/g, ':')

/** The names of all routes. */
export const routeNames = (): string[] => Object.keys(routes)

/** Serves REST v10 and the gateway on a free port of loopback. */
export const createRestServer = (desk: () => Desk) =>
  createChatServer({
    answer: (request, response) => serve(request, response, desk()),
    upgrade: (request, stream, head) => desk().gateway.upgrade(request, stream, head),
    failed: (error) =>
      desk().house.violate(`the stand-in itself failed: ${error instanceof Error ? error.stack : error}`),
  })

interface Reply {
  status: number
  body?: unknown
  headers?: Record<string, string>
}

const limited = (seconds: number, global: boolean): Reply => ({
  status: 429,
  body: { message: 'You are being rate limited.', retry_after: seconds, global },
  headers: {
    ...{ 'Retry-After': `${seconds}`, 'X-RateLimit-Scope': global ? 'global' : 'user' },
    ...(global
      ? { 'X-RateLimit-Global': 'true' }
      : {
          ...{ 'X-RateLimit-Limit': '5', 'X-RateLimit-Remaining': '0', 'X-RateLimit-Bucket': 'standin' },
          'X-RateLimit-Reset-After': `${seconds}`,
          'X-RateLimit-Reset': `${Date.now() / 1000 + seconds}`,
        }),
  },
})

const refused = ({ status, code, message, errors }: Refusal): Reply => ({
  status,
  body: { message, code, ...(errors === undefined ? {} : { errors }) },
})

async function serve(request: IncomingMessage, response: ServerResponse, desk: Desk): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost')
  const method = request.method ?? 'GET'
  const path = url.pathname.replace(/^\/api\/v10/, '')
  const found = url.pathname.startsWith('/api/v10/') ? match(method, path) : undefined
  const name = found?.name ?? `${method} ${url.pathname}`
  const end = desk.activity.begin(`the bot's call of ${name}`)
  try {
    const { body, files } = await sentBy(request)
    const call: Call = { method, route: name, path, body, at: desk.house.now() }
    desk.calls.push(call)
    const fault = desk.faults.take(name)
    const [kind, amount = ''] = (fault ?? '').split(':')
    if (fault !== undefined) call.answer = fault
    const answer = ({ status, body: said, headers }: Reply): void => {
      call.status = status
      const type = said === undefined ? {} : { 'Content-Type': 'application/json' }
      response.writeHead(status, { ...type, ...headers })
      response.end(said === undefined ? undefined : JSON.stringify(said))
    }
    if (kind === 'cut') return void request.socket.destroy()
    if (kind === 'rate' || kind === 'global') return answer(limited(Number(amount), kind === 'global'))
    if (kind === '500') return answer(refused(answerFor(500)))
    if (kind === 'hang') {
      end()
      await desk.faults.hang()
      return void request.socket.destroy()
    }
    if (/^\d+$/.test(kind ?? '')) return answer(refused(answerFor(Number(kind))))
    if (kind === 'slow') await pause(Number(amount))
    const reply = act(found, call, { query: url.searchParams, body, files }, request, desk)
    if (kind === 'lost') return void request.socket.destroy()
    if (kind === 'failed') return answer(refused(answerFor(500)))
    answer(reply)
  } finally {
    end()
  }
}

/** Does what one call asks for. */
function act(
  found: Match | undefined,
  call: Call,
  sent: { query: URLSearchParams; body: unknown; files: File[] },
  request: IncomingMessage,
  desk: Desk,
): Reply {
  const violate = (what: string): void => desk.house.violate(`${call.route}: ${what}`)
  try {
    if (found === undefined) throw refuseHttp(404, 'Not Found', 'no such route here')
    const open = /^(\/interactions|\/webhooks)\//.test(call.path)
    if (!open && request.headers.authorization !== `Bot ${desk.token}`) throw refuse(0)
    const body = found.run({ ...sent, params: found.params }, { ...desk.house, violate })
    call.answer ??= 'ok'
    return body === undefined ? { status: 204 } : { status: 200, body }
  } catch (thrown) {
    const refusal = refusalOf(thrown)
    if (refusal.violation !== undefined && !(refusal.code === 40060 && unheard(call, desk)))
      violate(refusal.violation)
    call.answer ??= `${refusal.code}`
    return refused(refusal)
  }
}

/** Whether the same was called before and the answer did not get through: calling again is then no offence. */
const unheard = ({ path }: Call, { calls }: Desk): boolean =>
  calls.some((it) => it.path === path && /^(lost|failed|slow)/.test(it.answer ?? ''))

/** The body of a call: JSON, or a form with `payload_json` and files. */
async function sentBy(request: IncomingMessage): Promise<{ body: unknown; files: File[] }> {
  const raw = await bodyOf(request)
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data')) return { body: parsed(raw.toString('utf8')), files: [] }
  const form = await new Response(raw, { headers: { 'Content-Type': type } }).formData()
  const files: File[] = []
  for (const value of form.values())
    if (typeof value !== 'string') files.push({ name: value.name, size: value.size, type: value.type })
  return { body: parsed(String(form.get('payload_json') ?? '{}')), files }
}
