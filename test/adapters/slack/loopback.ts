import type { IncomingMessage } from 'node:http'
import { createPlannedServer } from '../loopback.ts'

/** What the server answers: JSON with 200, or otherwise. */
type Answer = Record<string, unknown> | { status: number; headers?: Record<string, string>; body?: string }

/** What the server does with a call. */
export type Reaction = Answer | 'reset' | 'hang'

/** A call that arrived, its arguments as they were sent, JSON taken apart. */
export interface Arrived {
  method: string
  args: Record<string, unknown>
  authorization: string | undefined
}

/** Starts a Web API on loopback that answers each method as planned, the last reaction again and again. */
export async function createLoopback() {
  const { address, calls, ...planned } = await createPlannedServer<Arrived, Answer>({
    arrived(request, body) {
      const method = request.url?.replace(/^\/(api\/)?/, '') ?? ''
      const args = argsOf(request, body)
      return { name: method, call: { method, args, authorization: request.headers.authorization } }
    },
    answer(response, answer) {
      if (!isBare(answer))
        return void response.setHeader('content-type', 'application/json').end(JSON.stringify(answer))
      const { body = '', headers = {}, status } = answer
      response.writeHead(status, headers).end(body)
    },
    usual: { ok: true },
  })
  return {
    ...planned,
    address,
    apiUrl: `${address}/api/`,
    calls,
    /** What was called, by name. */
    called: (method: string) => calls.filter((call) => call.method === method),
  }
}

const isBare = (answer: Answer): answer is Extract<Answer, { status: number }> =>
  typeof answer.status === 'number'

function argsOf(request: IncomingMessage, body: string): Record<string, unknown> {
  if (request.headers['content-type']?.startsWith('application/json')) return JSON.parse(body)
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([name, value]) => [
      name,
      /^[[{]/.test(value) ? JSON.parse(value) : value,
    ]),
  )
}
