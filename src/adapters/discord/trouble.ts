import { DiscordAPIError, DiscordjsError, GatewayCloseCodes, HTTPError, RateLimitError } from 'discord.js'
import { UserError } from '../../core/errors.ts'

/** What Discord refuses until somebody mends it: the token, the intents, or the way Vigie connects. */
export type Refusal = 'token' | 'intents' | 'gateway'

/**
 * Why there is no connection: Discord is out of reach (try again soon), asks for a pause in milliseconds, or refuses,
 * with the code it gave.
 */
export type Trouble = { away: string } | { later: number } | { refused: Refusal; code: number }

/** Discord has closed the gateway with a code that trying again does not help against. */
export class Refused extends Error {
  override name = 'Refused'
  readonly code: number
  constructor(code: number) {
    super(`the gateway was closed with ${code}`)
    this.code = code
  }
}

/** No session may be begun before so many milliseconds have passed. */
export class Exhausted extends Error {
  override name = 'Exhausted'
  readonly wait: number
  constructor(wait: number) {
    super('no session may be begun for now')
    this.wait = wait
  }
}

const unauthorized = 401

/** Where Discord asks for a pause without saying how long, in milliseconds. */
const pauseUntold = 5000

/** Tells what follows from a connection that failed. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof Refused) return { refused: refusalOf(error.code), code: error.code }
  if (error instanceof Exhausted) return { later: error.wait }
  if (error instanceof DiscordjsError && error.code === 'TokenInvalid')
    return { refused: 'token', code: unauthorized }
  if (error instanceof RateLimitError) return { later: error.retryAfter || error.timeToReset || pauseUntold }
  return { away: reason(error) }
}

/** Says a refusal to whoever starts Vigie. */
export const refusal = (refused: Refusal, code: number): UserError =>
  new UserError(`discord.refused.${refused}`, { code: String(code) })

function refusalOf(code: number): Refusal {
  if (code === GatewayCloseCodes.AuthenticationFailed) return 'token'
  return code === GatewayCloseCodes.InvalidIntents || code === GatewayCloseCodes.DisallowedIntents
    ? 'intents'
    : 'gateway'
}

/** What lies at the bottom of an error: 'ECONNREFUSED', 'HTTP 503', or its words, which are not Discord's. */
function reason(error: unknown): string {
  if (error instanceof HTTPError || error instanceof DiscordAPIError) return `HTTP ${error.status}`
  if (!(error instanceof Error)) return 'closed'
  if (error.cause instanceof Error) return reason(error.cause)
  if ('code' in error && typeof error.code === 'string') return error.code
  return error.message
}
