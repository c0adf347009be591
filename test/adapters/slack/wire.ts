import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'

/** How apps.connections.open is answered. */
type Opening = 'ok' | 'hang' | { error: string } | { status: number; headers?: Record<string, string> }

/** The far end of Socket Mode on loopback, as bad as a network can be. */
export async function createWire({ onTestFinished }: Pick<TestContext, 'onTestFinished'>) {
  const sockets = new Set<WebSocket>()
  const acks = new Map<string, (payload: unknown) => void>()
  const wire = {
    /** How the next connections are answered. */
    opening: 'ok' as Opening,
    greets: true,
    pongs: true,
    /** How many connections were asked for. */
    asked: 0,
    /** How many have said hello. */
    greeted: 0,
  }
  let server: Server
  let port = 0
  let next = 0

  async function up() {
    server = createServer((request, response) => {
      request.resume()
      wire.asked += 1
      const { opening } = wire
      if (opening === 'hang') return
      if (typeof opening === 'object' && 'status' in opening)
        return void response.writeHead(opening.status, opening.headers).end()
      const body =
        opening === 'ok'
          ? { ok: true, url: `ws://127.0.0.1:${port}/link?ticket=${++next}` }
          : { ok: false, error: opening.error }
      response.setHeader('content-type', 'application/json').end(JSON.stringify(body))
    })
    const web = new WebSocketServer({ server, autoPong: false })
    web.on('connection', (socket) => {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
      socket.on('ping', (data) => wire.pongs && socket.pong(data))
      socket.on('message', (data) => {
        const { envelope_id, payload } = JSON.parse(String(data))
        acks.get(envelope_id)?.(payload)
      })
      if (!wire.greets) return
      wire.greeted += 1
      socket.send(JSON.stringify({ type: 'hello' }))
    })
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
  }

  const cut = () => {
    for (const socket of sockets) socket.terminate()
  }
  const down = () => {
    cut()
    server.closeAllConnections()
    server.close()
  }
  const latest = () => [...sockets].at(-1)

  await up()
  onTestFinished(down)
  return Object.assign(wire, {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    up,
    down,
    cut,
    connections: () => sockets.size,
    send: (message: unknown) =>
      latest()?.send(typeof message === 'string' ? message : JSON.stringify(message)),
    /** Types a command; resolves with what acknowledged it, and `undefined` when nothing did within 3 s. */
    type: (text: string) =>
      new Promise<unknown>((resolve) => {
        const envelope_id = `e${++next}`
        acks.set(envelope_id, resolve)
        setTimeout(resolve, 3000).unref()
        const payload = { command: '/vigie', text, team_id: 'T1', user_id: 'U1', channel_id: 'C1' }
        latest()?.send(JSON.stringify({ type: 'slash_commands', envelope_id, payload }))
      }),
  })
}
