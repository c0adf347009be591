import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** What the server does with a call: answers JSON with 200, answers otherwise, or breaks or keeps the connection. */
export type Reaction =
  | Record<string, unknown>
  | { status: number; headers?: Record<string, string>; body?: string }
  | 'reset'
  | 'hang'

/** A call that arrived, its arguments as they were sent, JSON taken apart. */
export interface Arrived {
  method: string
  args: Record<string, unknown>
  authorization: string | undefined
}

/** Starts a server on loopback that answers each method as planned, the last reaction again and again. */
export async function createLoopback() {
  const plans = new Map<string, Reaction[]>()
  const calls: Arrived[] = []
  const server = createServer(async (request, response) => {
    const method = request.url?.replace(/^\/(api\/)?/, '') ?? ''
    calls.push({ method, args: await argsOf(request), authorization: request.headers.authorization })
    const planned = plans.get(method) ?? [{ ok: true }]
    const reaction = (planned.length > 1 ? planned.shift() : planned[0]) ?? { ok: true }
    if (reaction === 'hang') return
    if (reaction === 'reset') return void request.socket.resetAndDestroy()
    if (!('status' in reaction) || typeof reaction.status !== 'number')
      return void response.setHeader('content-type', 'application/json').end(JSON.stringify(reaction))
    const {
      status,
      headers = {},
      body = '',
    } = reaction as { status: number; headers?: Record<string, string>; body?: string }
    response.writeHead(status, headers).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  onTestFinished(close)
  return {
    apiUrl: `${address}/api/`,
    address,
    calls,
    plan: (method: string, ...reactions: Reaction[]) => void plans.set(method, reactions),
    /** What was called, by name. */
    called: (method: string) => calls.filter((call) => call.method === method),
    close,
  }
}

async function argsOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  let body = ''
  for await (const chunk of request) body += chunk
  if (request.headers['content-type']?.startsWith('application/json')) return JSON.parse(body)
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([name, value]) => [
      name,
      /^[[{]/.test(value) ? JSON.parse(value) : value,
    ]),
  )
}
