/**
 * Where the answer to an interaction goes, as the `reply` of its invocation; every value is a string, so that it can
 * be stored. Discord takes answers by `application` and `token` for 15 minutes.
 */
export interface Reply {
  user: string
  application: string
  /** The interaction's own id: its first answer goes to `interaction` and `token`. */
  interaction: string
  token: string
  /** When it came in, in milliseconds. */
  at: string
  /** The server, as Vigie takes it: in a direct message, that of what was pressed, or the only one. */
  space: string
  /** The channel, of a thread the one it is in. */
  channel: string
  thread?: string
  /** The message that was pressed, also the one whose button opened the form that was submitted. */
  message?: string
  /** Whether that message is for one pair of eyes. */
  alone?: 'yes'
  /** Whether the answer takes the place of that message: it is a question, and was answered. */
  replace?: 'yes'
  /** The person's language as Discord names it: 'fr', 'en-GB'. */
  locale?: string
}

const needed = ['user', 'application', 'interaction', 'token', 'at', 'space', 'channel'] as const

/** Tells whether a stored address is one of Discord's. */
export const isReply = (stored: Record<string, string>): stored is Record<string, string> & Reply =>
  needed.every((part) => stored[part] !== undefined)
