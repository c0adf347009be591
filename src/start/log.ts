import type { LogLevel } from '../../config/schema.ts'
import { logLevels } from '../../config/schema.ts'
import type { Clock } from '../core/clock.ts'
import type { Log } from '../core/errors.ts'

/** What a log is made of; `write` takes whole lines. */
interface LogParts {
  write(line: string): void
  level: LogLevel
  clock: Clock
}

/** Writes what has no reader as one line of JSON each, without anything that would let somebody in. */
export function createLog({ write, level, clock }: LogParts): Log {
  const most = logLevels.indexOf(level)
  const line = (at: LogLevel, what: string, about: Record<string, unknown>) => {
    if (logLevels.indexOf(at) > most) return
    const time = clock.now().toString({ smallestUnit: 'millisecond' })
    write(`${withoutSecrets(JSON.stringify({ time, level: at, what, ...about }))}\n`)
  }
  return {
    error: (what, error, about = {}) => line('error', what, { ...about, ...told(error) }),
    warn: (what, about = {}) => line('warn', what, about),
    info: (what, about = {}) => line('info', what, about),
  }
}

function told(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: String(error) }
  const cause = error.cause === undefined ? {} : { cause: told(error.cause) }
  return {
    error: `${error.name}: ${error.message}`,
    stack: error.stack?.split('\n    at ').slice(1, 9),
    ...cause,
  }
}

/** Slack's tokens, Discord's, bearer headers, and the name and password in a URL. */
const secrets =
  /\bx(?:ox[a-z]|app)-[\w-]+|\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}|(?<=\bBearer )[\w.~+/-]+|(?<=:\/\/)[^\s/@"]+(?=@)/gi

/** Replaces whatever looks like a token or a password. */
export const withoutSecrets = (text: string): string => text.replace(secrets, '…')
