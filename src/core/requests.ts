import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

/** What takes requests at one path of a server that others share: '/slack/events'. */
export interface Requests {
  readonly path: string
  readonly handle: RequestListener
}

/** The path a request is for, without its query. */
export const pathOf = ({ url = '' }: IncomingMessage): string => url.split('?', 1)[0] ?? ''

/** Answers a request. */
export function answer(response: ServerResponse, status: number, body = '', type = 'text/plain'): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
}
