import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Log } from '../core/errors.ts'
import { within } from '../core/patience.ts'
import type { Platform } from '../core/person.ts'
import { answer, pathOf } from '../core/requests.ts'

/** How long the store may take to answer, in milliseconds. */
const patience = 1000

/** What health is told of. `fresh`: events come in from that chat. */
export interface HealthParts {
  chats: readonly { readonly platform: Platform; fresh(): boolean }[]
  storeAnswers(): Promise<boolean>
  log: Log
}

/**
 * Returns the answers to health checks: /livez is 'ok' while the process runs; /readyz is 200 when the store answers
 * within a second and events come in from every chat, else 503, with {ready, store, slack, discord} as JSON, of the
 * chats those that are served. Anything else: 404.
 */
export function createHealth({ chats, storeAnswers, log }: HealthParts) {
  const store = async (): Promise<boolean> => {
    try {
      return await within(patience, storeAnswers(), false)
    } catch (error) {
      log.error('the store could not be asked for its health', error)
      return false
    }
  }
  const ready = async (response: ServerResponse) => {
    const parts = {
      store: await store(),
      ...Object.fromEntries(chats.map((chat) => [chat.platform, chat.fresh()])),
    }
    const all = Object.values(parts).every(Boolean)
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
