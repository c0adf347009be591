import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** What a server does with a call instead of answering: it breaks the connection, or keeps it. */
type Silence = 'reset' | 'hang'

/** How calls are told apart and answered: `C` is a call that arrived, `A` an answer. */
interface Planning<C, A> {
  /** Takes a call apart: the name it is planned by, and what is remembered of it. */
  arrived(request: IncomingMessage, body: string): { name: string; call: C }
  answer(response: ServerResponse, planned: A): void
  /** Answers what nothing is planned for. */
  usual: A
}

/** Starts a server on loopback that answers each call as planned, the last reaction again and again. */
export async function createPlannedServer<C, A extends object>({ arrived, answer, usual }: Planning<C, A>) {
  const plans = new Map<string, (A | Silence)[]>()
  const calls: C[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const { name, call } = arrived(request, body)
    calls.push(call)
    const planned = plans.get(name) ?? [usual]
    const reaction = (planned.length > 1 ? planned.shift() : planned[0]) ?? usual
    if (reaction === 'reset') return void request.socket.resetAndDestroy()
    if (reaction !== 'hang') answer(response, reaction)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  onTestFinished(close)
  return {
    address: `http://127.0.0.1:${port}`,
    calls,
    plan: (name: string, ...reactions: (A | Silence)[]) => void plans.set(name, reactions),
    close,
  }
}
