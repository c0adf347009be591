import { webApi } from '@slack/bolt'
import { lossOf, twice } from '../../core/call.ts'
import type { Log } from '../../core/errors.ts'
import { breakingOff } from '../../core/patience.ts'
import type { SlackOptions } from './options.ts'
import { type Failed, isError, pauseUntold, readError } from './problems.ts'

/** What a call came to: Slack's answer, or why there is none. */
export type Answered<T = Record<string, unknown>> = { ok: T } | Failed

/** Slack's Web API, every outcome a value. `timeout` in milliseconds. */
export interface Api {
  /** Calls a method exactly once. */
  call(method: string, args: Record<string, unknown>, how?: { timeout?: number }): Promise<Answered>
  /** Calls a method that only reads, once more where nobody knows what became of it; `timeout` is for all of it. */
  read(method: string, args: Record<string, unknown>, how?: { timeout?: number }): Promise<Answered>
  /** Posts to a `response_url`, used as given: it needs no token, and gets none. */
  respond(url: string, body: Record<string, unknown>): Promise<Answered>
}

/** How long what changes something may take, in milliseconds: longer than Slack ever takes when it is well. */
const posting = 8_000

/** How long a person waits for what has to be looked up, in milliseconds: an acknowledgement is due within 3 s. */
export const patience = 1_200

/** Creates the one way by which this adapter reaches Slack. */
export function createApi({ botToken, apiUrl, log }: Pick<SlackOptions, 'botToken' | 'apiUrl' | 'log'>): Api {
  // A client has one timeout for all its calls.
  const clients = new Map<number, webApi.WebClient>()
  const client = (timeout: number) =>
    clients.getOrInsertComputed(
      timeout,
      () =>
        new webApi.WebClient(botToken, {
          ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
          // The courier decides whether anything is sent again, and when.
          retryConfig: { retries: 0 },
          rejectRateLimitedCalls: true,
          // A call that waits for its turn would not have begun when its time is over.
          maxRequestConcurrency: Number.POSITIVE_INFINITY,
          timeout,
          allowAbsoluteUrls: false,
          fetch: fetchTold,
          logger: quiet(log, botToken),
        }),
    )

  async function call(
    method: string,
    args: Record<string, unknown>,
    { timeout = posting }: { timeout?: number } = {},
  ): Promise<Answered> {
    try {
      return { ok: { ...(await client(timeout).apiCall(method, args)) } }
    } catch (error) {
      return failureOf(error)
    }
  }

  return {
    call,
    read: (method, args, { timeout = patience } = {}) =>
      twice(() => call(method, args, { timeout }), timeout),
    async respond(url, body) {
      if (!URL.canParse(url)) return readError('invalid_url')
      try {
        return await breakingOff(posting, async (signal) =>
          responseOf(
            await fetch(url, {
              method: 'POST',
              headers: { 'content-type': 'application/json; charset=utf-8' },
              body: JSON.stringify(body),
              redirect: 'error',
              signal,
            }),
          ),
        )
      } catch (error) {
        return lossOf(error)
      }
    },
  }
}

/** The client takes a pause that is asked for without a time as a mistake; here it gets one. */
const fetchTold: typeof fetch = async (input, init) => {
  const response = await fetch(input, init)
  return response.status === 429 && secondsIn(response) === undefined
    ? new Response(null, { status: 429, headers: { 'retry-after': String(pauseUntold / 1000) } })
    : response
}

const secondsIn = ({ headers }: Response): number | undefined => {
  const [seconds] = /^\d+/.exec(headers.get('retry-after') ?? '') ?? []
  return seconds === undefined ? undefined : Number(seconds)
}

async function responseOf(response: Response): Promise<Answered> {
  const seconds = secondsIn(response)
  if (response.status === 429) return readError('ratelimited', { retryAfter: seconds })
  if (response.status >= 500) return { unknown: `http_${response.status}` }
  const said = errorIn(await response.text())
  if (response.ok) return said === undefined ? { ok: {} } : readError(said)
  return readError(said ?? (response.status === 404 ? 'used_url' : `http_${response.status}`))
}

/** Finds the error in the answer of a `response_url`: `ok`, a bare word, or JSON with `ok` and `error`. */
function errorIn(text: string): string | undefined {
  if (text === 'ok') return undefined
  if (isError(text)) return text
  try {
    const { ok, error } = JSON.parse(text)
    return ok === false && isError(error) ? error : undefined
  } catch {
    // What is neither says nothing; the status does.
    return undefined
  }
}

/** Says what a failed call means: whatever may have arrived may have been done. */
function failureOf(error: unknown): Failed {
  if (error instanceof webApi.WebAPIRateLimitedError) return { later: error.retryAfter * 1000 }
  if (error instanceof webApi.WebAPIPlatformError) {
    const { error: said, needed, response_metadata: about } = error.data as Said
    return isError(said)
      ? readError(said, { needed, retryAfter: about?.retryAfter })
      : { unknown: 'unreadable_answer' }
  }
  if (error instanceof webApi.WebAPIHTTPError) return { unknown: `http_${error.statusCode}` }
  return lossOf(error instanceof webApi.WebAPIRequestError ? error.original : error)
}

interface Said {
  error?: unknown
  needed?: unknown
  response_metadata?: { retryAfter?: number }
}

/** Keeps of what the client says only what Slack found wrong with a payload; all else is in the answers. */
function quiet(log: Log, token: string): webApi.WebClientOptions['logger'] & object {
  const silent = () => {}
  return {
    debug: silent,
    info: silent,
    warn: silent,
    error: (...said: unknown[]) =>
      log.warn('Slack found a mistake in a payload', {
        said: said.join(' ').replaceAll(token, '…').slice(0, 500),
      }),
    setLevel: silent,
    getLevel: () => webApi.LogLevel.ERROR,
    setName: silent,
  }
}

/** Returns where the next page of an answer begins; empty at the end. */
export const cursorIn = ({ response_metadata }: Record<string, unknown>): string =>
  (response_metadata as { next_cursor?: string } | undefined)?.next_cursor ?? ''
