import { type Logger, LogLevel } from '@slack/bolt'
import type { Clock } from '../../core/clock.ts'
import type { Log } from '../../core/errors.ts'
import { createSeldom } from './seldom.ts'

/** What the line itself tells, once and with what to do: the library repeats it at every try. */
const toldElsewhere = [
  /^Failed to retrieve a new WSS URL/,
  /^Failed to send a (?:WebSocket )?message/,
  /^WebSocket error/,
  /^A p[io]ng wasn't received/,
  /^http request failed/,
]

/**
 * Returns Bolt's logger over ours: warnings and errors only, the same one once a minute at most, and never a
 * token, an address with a secret in it, or anything of a payload.
 */
export function createLogger({ log, clock }: { log: Log; clock: Clock }): Logger {
  const seldom = createSeldom(clock)
  const pass =
    (tell: (what: string) => void) =>
    (...said: unknown[]) => {
      const what = said.map(told).filter(Boolean).join(' ')
      if (toldElsewhere.some((known) => known.test(what))) return
      if (seldom(what.replace(/\d+/g, '0'))) tell(what)
    }
  return {
    debug: () => {},
    info: () => {},
    warn: pass((what) => log.warn('a warning of Bolt', { what })),
    error: pass((what) => log.error('an error in Bolt', what)),
    // Bolt sets the level it was asked for; it is ours that counts.
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  }
}

/** Objects are what came in, or hold it: only words are told. */
const told = (said: unknown): string => {
  if (said instanceof Error) return withoutPayload(`${said.name}: ${said.message}`)
  return typeof said === 'string' ? withoutPayload(said) : ''
}

/**
 * Returns the words of a message without what it may quote: tokens, the paths of addresses (response URLs and
 * tickets let somebody in), quoted strings and JSON.
 */
export const withoutPayload = (text: string): string =>
  text
    .slice(0, 2000)
    .replace(/\bx(?:ox[a-z]|app)[-.][\w.-]+/gi, '…')
    .replace(/\b(https?|wss?):\/\/(?:[^\s/@]*@)?([^\s/?#"']*)[^\s"']*/gi, '$1://$2/…')
    .replace(/"(?:[^"\\]|\\.)*"?/g, '"…"')
    .replace(/[{[][\s\S]*/, '…')
    .replace(/\s+/g, ' ')
    .slice(0, 300)
