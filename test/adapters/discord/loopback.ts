import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** What the server does with a call: answers with a status, or breaks or keeps the connection. */
export type Reaction =
  | { status: number; headers?: Record<string, string>; json?: unknown; body?: string }
  | 'reset'
  | 'hang'

/** A call that arrived: 'GET /channels/1'. */
export interface Arrived {
  what: string
  query: string
  body: unknown
  authorization: string | undefined
}

/** Starts a server on loopback that answers each call as planned, the last reaction again and again. */
export async function createLoopback() {
  const plans = new Map<string, Reaction[]>()
  const calls: Arrived[] = []
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost')
    const what = `${request.method} ${url.pathname.replace(/^\/api\/v10/, '')}`
    let sent = ''
    for await (const chunk of request) sent += chunk
    calls.push({
      what,
      query: url.search,
      body: sent === '' ? undefined : JSON.parse(sent),
      authorization: request.headers.authorization,
    })
    const planned = plans.get(what) ?? [{ status: 200, json: {} }]
    const reaction = planned.length > 1 ? planned.shift() : planned[0]
    if (reaction === undefined || reaction === 'hang') return
    if (reaction === 'reset') return void request.socket.resetAndDestroy()
    const { body, headers = {}, json, status } = reaction
    const type = json === undefined ? {} : { 'content-type': 'application/json' }
    response.writeHead(status, { ...type, ...headers }).end(json === undefined ? body : JSON.stringify(json))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  onTestFinished(close)
  return {
    apiUrl: `http://127.0.0.1:${port}/api`,
    calls,
    plan: (what: string, ...reactions: Reaction[]) => void plans.set(what, reactions),
    close,
  }
}
