import type { Failed as FailedCall } from '../../core/call.ts'
import type { Problem } from '../../core/chat.ts'

/** Why a call has no result: `error` is Slack's own word for why. */
export type Failed = FailedCall<string>

/** What Slack may say besides its word for what went wrong: the scope it missed, and when to come back, in seconds. */
interface Details {
  needed?: unknown
  retryAfter?: number | undefined
}

/** How long to wait where Slack asks for a pause without saying how long, in milliseconds. */
export const pauseUntold = 10_000

/** Something may have happened before these were said: so says their documentation. */
const doubtful = ['fatal_error', 'internal_error', 'request_timeout', 'service_unavailable', 'update_failed']

/** Nothing happened, and it will pass. */
const passing = ['message_limit_exceeded', 'rate_limited', 'ratelimited', 'team_added_to_org']

type Meaning = [code: Problem['code'], scope: Problem['scope'], errors: readonly string[]]

/** What Slack's errors mean to a delivery, from the error tables of the methods in use. */
const meanings: readonly Meaning[] = [
  [
    'auth',
    'space',
    [
      'account_inactive',
      'invalid_auth',
      'not_allowed_token_type',
      'not_authed',
      'org_login_required',
      'team_access_not_granted',
      'token_expired',
      'token_revoked',
      'two_factor_setup_required',
    ],
  ],
  [
    'forbidden',
    'space',
    [
      'accesslimited',
      'app_access_restricted',
      'ekm_access_denied',
      'enterprise_is_restricted',
      'missing_scope',
    ],
  ],
  [
    'forbidden',
    'place',
    [
      'access_denied',
      'action_prohibited',
      'cant_update_message',
      'channel_is_limited_access',
      'channel_is_read_only',
      'method_not_supported_for_channel_type',
      'no_permission',
      'not_in_channel',
      'posting_to_channel_denied',
      'posting_to_general_channel_denied',
      'restricted_action',
      'restricted_action_non_threadable_channel',
      'restricted_action_read_only_channel',
      'restricted_action_thread_only_channel',
    ],
  ],
  ['archived', 'place', ['channel_is_archived', 'is_archived', 'is_inactive']],
  [
    'closed',
    'place',
    [
      'cannot_dm_bot',
      'invalid_user_combination',
      'messages_tab_disabled',
      'not_enough_users',
      'user_disabled',
      'user_is_bot',
      'user_not_found',
      'user_not_in_channel',
      'user_not_visible',
      'users_not_found',
    ],
  ],
  [
    'gone',
    'place',
    [
      // Nothing can be put under such a message any more, as if it were not there.
      'cannot_reply_to_message',
      'channel_not_found',
      'expired_url',
      'invalid_thread_ts',
      'message_not_found',
      'restricted_action_thread_locked',
      'thread_locked',
      'thread_not_found',
      'used_url',
    ],
  ],
]

/** Says what one of Slack's errors means; one that is not known is about this one message. */
export function readError(error: string, { needed, retryAfter }: Details = {}): Failed {
  if (passing.includes(error)) return { later: retryAfter === undefined ? pauseUntold : retryAfter * 1000 }
  if (doubtful.includes(error)) return { unknown: error }
  const [code, scope] = meanings.find(([, , errors]) => errors.includes(error)) ?? invalid
  const say = typeof needed === 'string' && isScope.test(needed) ? `${error}: ${needed}` : error
  return { refused: { code, scope, say }, error }
}

const invalid: readonly [Problem['code'], Problem['scope']] = ['invalid', 'place']

/** A scope, or several with commas between them. */
const isScope = /^[a-z:._,-]{1,200}$/

/** Tells whether something is an error as Slack words them, rather than the page of some machine in between. */
export const isError = (said: unknown): said is string =>
  typeof said === 'string' && /^[a-z][a-z0-9_]{1,80}$/.test(said)
