import type { Clock } from '../../core/clock.ts'
import type { Command } from '../../core/command.ts'
import type { Log } from '../../core/errors.ts'
import type { Locale } from '../../core/person.ts'
import type { Words } from '../../core/words.ts'

/** What a chat on Discord is made of. The token is a secret: it is handed to Discord and nobody else. */
export interface DiscordOptions {
  /** The bot's token. */
  token: string
  /** Where every REST call goes; Discord's own address where it is left out. */
  apiUrl?: string
  /** How many calls a second the bot makes at most; as many as Discord takes where it is left out. */
  callsPerSecond?: number
  /** The one server, by its id, in which commands are registered while they are worked on; everywhere where it is left out. */
  devGuild?: string
  /** The language and zone of a place nobody is known to read. */
  defaults: { zone: string; locale: Locale }
  commands: readonly Command[]
  words: Words
  clock: Clock
  log: Log
}
