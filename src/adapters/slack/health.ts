import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Log } from '../../core/errors.ts'
import { within } from '../../core/patience.ts'

/** How long the store may take to answer, in milliseconds. */
const patience = 1000

interface HealthParts {
  storeAnswers(): Promise<boolean>
  /** Tells whether events come in from Slack. */
  fresh(): boolean
  log: Log
}

/**
 * Returns the answers to health checks: /livez is 'ok' while the process runs; /readyz is 200 when the store answers
 * within a second and Slack's events come in, else 503, with {ready, store, slack} as JSON. Anything else: 404.
 */
export function createHealth({ storeAnswers, fresh, log }: HealthParts) {
  const store = async (): Promise<boolean> => {
    try {
      return await within(patience, storeAnswers(), false)
    } catch (error) {
      log.error('the store could not be asked for its health', error)
      return false
    }
  }
  const ready = async (response: ServerResponse) => {
    const parts = { store: await store(), slack: fresh() }
    const all = parts.store && parts.slack
    answer(response, all ? 200 : 503, JSON.stringify({ ready: all, ...parts }), 'application/json')
  }
  return (request: IncomingMessage, response: ServerResponse): void => {
    const path = pathOf(request)
    if (path !== '/livez' && path !== '/readyz') answer(response, 404)
    else if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD')
      answer(response, 405)
    } else if (path === '/livez') answer(response, 200, 'ok')
    else void ready(response)
  }
}

/** The path a request is for, without its query. */
export const pathOf = ({ url = '' }: IncomingMessage): string => url.split('?', 1)[0] ?? ''

/** Answers a request. */
export function answer(response: ServerResponse, status: number, body = '', type = 'text/plain'): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
}
