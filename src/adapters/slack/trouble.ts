import { webApi } from '@slack/bolt'
import { withoutPayload } from './logger.ts'

/**
 * Why there is no connection: Slack is out of reach (try again soon), asks for a pause in milliseconds, or
 * refuses until somebody mends it (with Slack's code).
 */
export type Trouble = { away: string } | { later: number } | { refused: string }

/** Codes with which Slack says that it is its own fault, or will pass: docs.slack.dev, apps.connections.open. */
const passing = new Set([
  'accesslimited',
  'fatal_error',
  'internal_error',
  'org_login_required',
  'ratelimited',
  'request_timeout',
  'service_unavailable',
  'team_added_to_org',
])

/** Codes that say that the token is no good. */
const token = new Set([
  'account_inactive',
  'invalid_auth',
  'missing_scope',
  'not_allowed_token_type',
  'not_authed',
  'token_expired',
  'token_revoked',
])

/** Tells whether a refusal is about the app token, and not about the app or the workspace. */
export const isAboutToken = (code: string): boolean => token.has(code)

/** Tells what follows from a connection that failed. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof webApi.WebAPIRateLimitedError) return { later: error.retryAfter * 1000 }
  if (error instanceof webApi.WebAPIPlatformError) {
    const code = error.data.error
    return passing.has(code) ? { away: code } : { refused: code }
  }
  return { away: reason(error) }
}

/** What lies at the bottom of an error, without secrets: 'ECONNREFUSED', 'HTTP 503', or its words. */
function reason(error: unknown): string {
  if (error instanceof webApi.WebAPIHTTPError) return `HTTP ${error.statusCode}`
  if (error instanceof webApi.WebAPIRequestError) return reason(error.original)
  if (!(error instanceof Error)) return 'closed'
  if (error.cause instanceof Error) return reason(error.cause)
  if ('code' in error && typeof error.code === 'string') return error.code
  return withoutPayload(error.message)
}
