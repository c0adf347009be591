import {
  DiscordAPIError,
  HTTPError,
  RateLimitError,
  REST,
  type RESTOptions,
  type RequestMethod,
  type RouteLike,
} from 'discord.js'
import { lossOf, pauseUnreached, twice } from '../../core/call.ts'
import type { Clock } from '../../core/clock.ts'
import type { Log } from '../../core/errors.ts'
import { breakingOff } from '../../core/patience.ts'
import type { DiscordOptions } from './options.ts'
import { type Failed, pauseUntold, readRefusal } from './problems.ts'

/** What a call came to: Discord's answer, empty where it has none, or why there is none. */
export type Answered<T = unknown> = { ok: T } | Failed

/** What a call is made with. `open`: it needs no token, since its address holds one. `timeout` in milliseconds. */
interface How {
  body?: unknown
  query?: Record<string, string>
  open?: boolean
  timeout?: number
}

/** How something is done. */
type Method = `${RequestMethod}`

/** Discord's REST API, every outcome a value. */
export interface Api {
  /** Calls a route exactly once. */
  call(method: Method, route: RouteLike, how?: How): Promise<Answered>
  /**
   * Calls a route that comes to the same however often it is called, once more where nobody knows what became of it;
   * `timeout` is for all of it.
   */
  repeat(method: Method, route: RouteLike, how?: How): Promise<Answered>
  /** Reads, once more where nobody knows what became of it. */
  read(route: RouteLike, how?: How): Promise<Answered>
}

/** How long what changes something may take, in milliseconds: longer than Discord ever takes when it is well. */
const posting = 8_000

/** How long a person waits for what has to be looked up, in milliseconds: an answer is due within 3 s. */
export const patience = 1_200

/** How long nothing is asked with a token that Discord has refused, in milliseconds: many refusals are a ban. */
const pauseRefused = 60_000

/** Of 10,000 refusals in ten minutes Discord makes a ban; each time there were so many more, it is said. */
const manyRefusals = 500

/** So many calls a second Discord takes from one bot. */
const mostCalls = 50

/** Where Discord is where nothing else is said. */
const address = 'https://discord.com/api'

/** Creates the one way by which this adapter reaches Discord. */
export function createApi({
  token,
  apiUrl = address,
  clock,
  log,
  callsPerSecond = mostCalls,
}: Pick<DiscordOptions, 'token' | 'apiUrl' | 'clock' | 'log' | 'callsPerSecond'>): Api {
  const create = (more: Partial<RESTOptions>) => {
    const rest = new REST({
      api: apiUrl.replace(/\/$/, ''),
      // The courier decides whether anything is sent again, and when.
      retries: 0,
      rejectOnRateLimit: () => true,
      // Each call has a time of its own.
      timeout: 2 * posting,
      invalidRequestWarningInterval: manyRefusals,
      ...more,
    })
    rest.on('invalidRequestWarning', ({ count }) => log.warn('Discord refuses many calls', { count }))
    return rest
  }
  const bot = create({ globalRequestsPerSecond: callsPerSecond })
  // What answers an interaction does not count for the bot: nobody waits for the second to be over.
  const answering = create({ globalRequestsPerSecond: Number.POSITIVE_INFINITY })
  const latch = createLatch(clock)

  async function call(
    method: Method,
    route: RouteLike,
    { body, open = false, query = {}, timeout = posting }: How = {},
  ): Promise<Answered> {
    const refused = open ? undefined : latch.refused()
    if (refused !== undefined) return refused
    // The client forgets a token that was refused.
    const rest = open ? answering : bot.setToken(token)
    try {
      return await breakingOff(timeout, async (signal) => {
        const response = await rest.queueRequest({
          method: method as RequestMethod,
          fullRoute: route,
          query: new URLSearchParams(query),
          auth: !open,
          signal,
          ...(body !== undefined && { body }),
        })
        if (!response.ok) return { unknown: `http_${response.status}` }
        return { ok: response.status === 204 ? {} : await response.json() }
      })
    } catch (error) {
      const failed = failureOf(error, open, log)
      if (!open) latch.note(failed)
      return failed
    }
  }

  const repeat: Api['repeat'] = (method, route, { timeout = posting, ...how } = {}) =>
    twice(() => call(method, route, { ...how, timeout }), timeout)

  return { call, repeat, read: (route, how) => repeat('GET', route, { timeout: patience, ...how }) }
}

/** Remembers that the token was refused, so that a wrong one is not shown to Discord with every call. */
function createLatch(clock: Clock) {
  let last: { failed: Failed; until: number } | undefined
  return {
    refused(): Failed | undefined {
      if (last !== undefined && clock.now().epochMilliseconds >= last.until) last = undefined
      return last?.failed
    },
    note(failed: Failed) {
      if ('error' in failed && failed.refused.code === 'auth')
        last = { failed, until: clock.now().epochMilliseconds + pauseRefused }
    },
  }
}

/** Says what a failed call means: whatever may have arrived may have been done. */
function failureOf(error: unknown, open: boolean, log: Log): Failed {
  if (error instanceof RateLimitError) return { later: error.retryAfter || pauseUntold }
  if (error instanceof HTTPError) return { unknown: `http_${error.status}` }
  if (error instanceof DiscordAPIError) return refusalOf(error, open, log)
  // Its time was over before its turn came: nothing was sent.
  if (error instanceof Error && error.message === 'Request aborted manually') return { later: pauseUnreached }
  return lossOf(error)
}

function refusalOf({ code, rawError, status, message }: DiscordAPIError, open: boolean, log: Log): Failed {
  if (typeof code === 'number' && 'errors' in rawError && rawError.errors !== undefined)
    log.warn('Discord found a mistake in a payload', { said: message.slice(0, 500) })
  return readRefusal({
    status,
    open,
    ...(typeof code === 'number' && { code }),
    ...('message' in rawError && typeof rawError.message === 'string' && { message: rawError.message }),
  })
}
