import type { IncomingMessage, ServerResponse } from 'node:http'
import { type App, HTTPModuleFunctions, type Receiver, type ReceiverEvent } from '@slack/bolt'
import { answer } from '../../core/requests.ts'
import { ackTime, createEvents } from './events.ts'
import type { Line } from './line.ts'
import { withoutPayload } from './logger.ts'
import type { SlackOptions } from './options.ts'
import { createSeldom } from './seldom.ts'

const path = '/slack/events'

type HttpOptions = Pick<SlackOptions, 'signingSecret' | 'log' | 'clock'>
type Body = ReceiverEvent['body']

/**
 * Returns a line over signed HTTP, at /slack/events of a server that others share. It is Bolt's own reading and
 * checking of requests; not Bolt's receiver, in which a signed body that is no object ends the process.
 */
export function createHttpLine(options: HttpOptions): Line {
  const { signingSecret, log } = options
  if (signingSecret === undefined) throw new TypeError('HTTP needs a signing secret')
  const events = createEvents(options)
  const seldom = createSeldom(options.clock)
  let started = false

  const refuse = (response: ServerResponse, status: number, why: string) => {
    if (seldom(`${status} ${why}`)) log.warn('a request was refused', { status, why })
    response.shouldKeepAlive = false
    answer(response, status)
  }

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await read(request, signingSecret ?? '')
    if ('refused' in body) refuse(response, body.refused, body.why)
    else if (!started) refuse(response, 503, notNow)
    else if (body.ok.ssl_check === '1') HTTPModuleFunctions.buildSSLCheckResponse(response)
    else if (body.ok.type === 'url_verification')
      HTTPModuleFunctions.buildUrlVerificationResponse(response, body.ok)
    else await pass(request, response, body.ok)
  }

  async function pass(request: IncomingMessage, response: ServerResponse, body: Body): Promise<void> {
    // Slack has stopped listening by then, and sends events again.
    const late = setTimeout(() => refuse(response, 503, 'not acknowledged within 3 s'), ackTime)
    response.once('close', () => clearTimeout(late))
    const retryNum = HTTPModuleFunctions.extractRetryNumFromHTTPRequest(request)
    const retryReason = HTTPModuleFunctions.extractRetryReasonFromHTTPRequest(request)
    const taken = await events.take({
      body,
      ...(retryNum !== undefined && { retryNum }),
      ...(retryReason !== undefined && { retryReason }),
      ack: async (said) => {
        if (response.writableEnded || response.destroyed) throw new Error('the request is over')
        HTTPModuleFunctions.buildContentResponse(response, said)
      },
    })
    if (response.writableEnded || response.destroyed) return
    if (taken) refuse(response, 404, 'nothing here deals with it')
    else answer(response, 500)
  }

  function handle(request: IncomingMessage, response: ServerResponse): void {
    if (!started) refuse(response, 503, notNow)
    else if (isCertificateChecked(request)) answer(response, 200)
    else if (request.method === 'POST')
      receive(request, response).catch((error: unknown) => {
        log.error('a request could not be answered', error)
        response.destroy()
      })
    else {
      response.setHeader('allow', 'POST')
      answer(response, 405)
    }
  }

  async function start(): Promise<void> {
    started = true
  }

  async function stop(): Promise<void> {
    started = false
    await events.acknowledged()
  }

  const receiver: Receiver = { init: (app: App) => events.init(app), start, stop }
  return { receiver, requests: { path, handle }, start, stop, fresh: () => started }
}

const notNow = 'Slack is not served now'

/** Tells whether Slack only looks whether the address has a good certificate: it asks so by GET as well, unsigned. */
const isCertificateChecked = ({ method, url = '' }: IncomingMessage): boolean =>
  method === 'GET' && new URLSearchParams(url.split('?', 2)[1]).get('ssl_check') === '1'

const tooLarge = { refused: 413, why: 'entity.too.large' }

/** Reads a request's body and checks its signature: 401 where it is wrong, missing or older than five minutes. */
async function read(
  request: IncomingMessage,
  signingSecret: string,
): Promise<{ ok: Body } | { refused: number; why: string }> {
  const { defaultBodyLimit, isRawBodyError, parseAndVerifyHTTPRequest, parseHTTPRequestBody } =
    HTTPModuleFunctions
  // What is announced is not waited for.
  if (Number(request.headers['content-length']) > defaultBodyLimit) return tooLarge
  let verified: Awaited<ReturnType<typeof parseAndVerifyHTTPRequest>>
  try {
    verified = await parseAndVerifyHTTPRequest({ signingSecret, bodyLimit: defaultBodyLimit }, request)
  } catch (error) {
    if (isRawBodyError(error)) return { refused: error.statusCode, why: error.type }
    return { refused: 401, why: withoutPayload(String(error)) }
  }
  try {
    const body: unknown = parseHTTPRequestBody(verified)
    return isBody(body) ? { ok: body } : { refused: 400, why: 'no object' }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { refused: 400, why: 'no JSON' }
  }
}

const isBody = (body: unknown): body is Body =>
  typeof body === 'object' && body !== null && !Array.isArray(body)
