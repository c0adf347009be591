import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'

/** What a chat's server does with what comes in. */
interface Serving {
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>
  /** Makes a WebSocket of a connection. */
  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void
  /** Hears that the stand-in itself failed. */
  failed(error: unknown): void
}

/** Serves a chat on a free port of loopback. */
export async function createChatServer({ answer, upgrade, failed }: Serving) {
  let down = false
  const server = createServer((request, response) => {
    if (down) request.socket.destroy()
    else
      answer(request, response).catch((error: unknown) => {
        failed(error)
        response.destroy()
      })
  })
  server.on('upgrade', (request, stream, head) => {
    stream.on('error', () => stream.destroy())
    if (down) stream.destroy()
    else upgrade(request, stream, head)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  return {
    base: `http://127.0.0.1:${port}`,
    /** While it is down nothing is answered and nobody is connected. */
    down(on: boolean): void {
      down = on
      if (on) server.closeAllConnections()
    },
    async close(): Promise<void> {
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

/** All that a request brings. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

/** What JSON says; words that are none are themselves, and no words nothing. */
export function parsed(raw: string): unknown {
  if (raw === '') return undefined
  try {
    return JSON.parse(raw)
  } catch {
    return raw
  }
}
