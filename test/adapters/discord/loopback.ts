import { createPlannedServer } from '../loopback.ts'

/** What the server answers. */
interface Answer {
  status: number
  headers?: Record<string, string>
  json?: unknown
  body?: string
}

/** What the server does with a call. */
export type Reaction = Answer | 'reset' | 'hang'

/** A call that arrived: 'GET /channels/1'. */
export interface Arrived {
  what: string
  query: string
  body: unknown
  authorization: string | undefined
}

/** Starts a REST API on loopback that answers each call as planned, the last reaction again and again. */
export async function createLoopback() {
  const { address, ...planned } = await createPlannedServer<Arrived, Answer>({
    arrived(request, sent) {
      const url = new URL(request.url ?? '', 'http://localhost')
      const what = `${request.method} ${url.pathname.replace(/^\/api\/v10/, '')}`
      const body = sent === '' ? undefined : JSON.parse(sent)
      const { authorization } = request.headers
      return { name: what, call: { what, query: url.search, body, authorization } }
    },
    answer(response, { body, headers = {}, json, status }) {
      const type = json === undefined ? {} : { 'content-type': 'application/json' }
      response
        .writeHead(status, { ...type, ...headers })
        .end(json === undefined ? body : JSON.stringify(json))
    },
    usual: { status: 200, json: {} },
  })
  return { ...planned, apiUrl: `${address}/api` }
}
