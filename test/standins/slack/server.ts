import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Activity } from '../activity.ts'
import { type Fields, isFields } from '../checks.ts'
import type { Faults } from '../faults.ts'
import { bodyOf, createChatServer, parsed } from '../server.ts'
import { chatMethods } from './api-chat.ts'
import { conversationMethods } from './api-conversations.ts'
import { peopleMethods } from './api-people.ts'
import { viewMethods } from './api-views.ts'
import { type House, type Method, readArgs, refusalOf, refuse } from './method.ts'
import type { Call } from './model.ts'
import { respond } from './responses.ts'
import type { Socket } from './socket.ts'

/** Everything the server answers with. */
export interface Desk {
  house: House
  faults: Faults
  activity: Activity
  socket: Socket
  calls: Call[]
  tokens: { bot: string; app: string }
  scopes(): readonly string[]
}

const methods: Record<string, Method> = {
  ...chatMethods,
  ...conversationMethods,
  ...peopleMethods,
  ...viewMethods,
}

/** Serves the Web API, response URLs and Socket Mode on a free port of loopback. */
export const createWebServer = (desk: () => Desk) =>
  createChatServer({
    answer: (request, response) => serve(request, response, desk()),
    upgrade: (request, stream, head) => desk().socket.upgrade(request, stream, head),
    failed: (error) => desk().house.violate(`the stand-in itself failed: ${String(error)}`),
  })

async function serve(request: IncomingMessage, response: ServerResponse, desk: Desk): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname
  const [, room, name = ''] = path.split('/')
  const method = room === 'respond' ? 'response_url' : name
  const end = desk.activity.begin(`the app's call of ${method}`)
  try {
    const raw = String(await bodyOf(request))
    const fault = desk.faults.take(method)
    const answer = (status: number, body: string, headers: Record<string, string> = {}): void => {
      response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', ...headers })
      response.end(body)
    }
    if (room !== 'api' && room !== 'respond') return answer(404, 'not found')
    const call: Call = { method, args: {}, at: desk.house.now() }
    const act = () => (room === 'api' ? called(call, request, raw, desk) : responded(call, name, raw, desk))
    if (room === 'respond') call.args = { id: name, sent: parsed(raw) }
    else call.args = argsOf(request, raw)
    delete call.args.token
    desk.calls.push(call)
    const [kind = '', amount = ''] = (fault ?? '').split(':')
    if (fault !== undefined) call.answer = fault
    if (kind === 'cut') return void request.socket.destroy()
    if (kind === 'rate') return answer(429, '{"ok":false,"error":"ratelimited"}', { 'Retry-After': amount })
    if (kind === '500') return answer(500, 'Internal Server Error')
    if (kind === 'hang') {
      end()
      await desk.faults.hang()
      return void request.socket.destroy()
    }
    if (kind === 'slow') await pause(Number(amount))
    if (kind === 'hold') await desk.faults.hang()
    if (fault !== undefined && !['lost', 'slow', 'hold'].includes(kind))
      return answer(room === 'api' ? 200 : 404, JSON.stringify({ ok: false, error: fault }))
    const done = act()
    if (kind === 'lost') return void request.socket.destroy()
    answer(done.status, done.body, { 'X-OAuth-Scopes': desk.scopes().join(',') })
  } finally {
    end()
  }
}

/** One call of a method of the Web API. */
function called(
  call: Call,
  request: IncomingMessage,
  raw: string,
  desk: Desk,
): { status: number; body: string } {
  const { house } = desk
  const violate = (what: string): void => house.violate(`${call.method}: ${what}`)
  try {
    const method = methods[call.method]
    if (method === undefined) throw refuse('unknown_method', 'not a method of this workspace')
    const sent = argsOf(request, raw)
    authorise(call.method, /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? sent.token, desk)
    call.args = readArgs(method, sent, violate)
    const needed = method.scopes?.(call.args, house) ?? []
    if (!needed.every(house.granted))
      throw refuse('missing_scope', `missing_scope: ${needed.join(', ')}`, {
        needed: needed.join(','),
        provided: desk.scopes().join(','),
      })
    const body = JSON.stringify({ ok: true, ...method.run(call.args, { ...house, violate }) })
    call.answer ??= 'ok'
    return { status: 200, body }
  } catch (thrown) {
    const { error, violation, more } = refusalOf(thrown)
    if (violation !== undefined) violate(violation)
    call.answer = error
    return { status: 200, body: JSON.stringify({ ok: false, error, ...more }) }
  }
}

function responded(call: Call, id: string, raw: string, { house }: Desk): { status: number; body: string } {
  const answer = respond(id, parsed(raw), house)
  call.answer ??= answer.status === 200 ? 'ok' : answer.body
  return answer
}

function authorise(method: string, token: unknown, { tokens }: Desk): void {
  if (token === undefined) throw refuse('not_authed', 'no token was sent')
  const right = method === 'apps.connections.open' ? tokens.app : tokens.bot
  if (token !== right)
    throw refuse(token === tokens.app || token === tokens.bot ? 'not_allowed_token_type' : 'invalid_auth')
}

function argsOf(request: IncomingMessage, raw: string): Fields {
  if (!request.headers['content-type']?.startsWith('application/json'))
    return Object.fromEntries(new URLSearchParams(raw))
  const body = parsed(raw)
  return isFields(body) ? body : {}
}
