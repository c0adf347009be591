import type { Clock } from '../../core/clock.ts'
import type { Command } from '../../core/command.ts'
import type { Log } from '../../core/errors.ts'
import type { Locale } from '../../core/person.ts'
import type { Words } from '../../core/words.ts'

/** What a chat on Slack is made of. Tokens are secrets: they are handed to Slack and nobody else. */
export interface SlackOptions {
  /** The bot's token, 'xoxb-…'. */
  botToken: string
  /** The app's token for Socket Mode, 'xapp-…'. */
  appToken?: string
  /** What requests over HTTP are signed with. */
  signingSecret?: string
  mode: 'socket' | 'http'
  /** Where every Web API call goes; Slack's own address where it is left out. */
  apiUrl?: string
  /** The one root command: '/vigie'. */
  command: string
  /** The language and zone of a place nobody is known to read. */
  defaults: { zone: string; locale: Locale }
  commands: readonly Command[]
  words: Words
  clock: Clock
  log: Log
}

/** The workspace a token belongs to, and the bot's two ids there: as a user ('U…') and as a bot ('B…'). */
export interface Team {
  id: string
  name: string
  url: string
  bot: string
  botId: string
}
