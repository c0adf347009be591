import type { Clock } from '../../core/clock.ts'
import type { Log } from '../../core/errors.ts'
import { redial, soon } from '../../core/redial.ts'
import { type Connecting, type Connection, connect } from './connection.ts'
import { createSeldom } from './seldom.ts'
import { isAboutToken, type Trouble, troubleOf } from './trouble.ts'

/** Makes connections. */
interface Dialling {
  /** One try; rejects when it fails. */
  once(): Promise<Connection>
  /** Says what is in the way, and answers how long to wait, in milliseconds. */
  tell(trouble: Trouble): number
  /** Tries until Slack is there; `undefined` once that is given up. */
  until(pause: number): Promise<Connection | undefined>
}

/** What dialling is made of; `mending` is how often Slack is asked again after a refusal, in milliseconds. */
type DiallingParts = Connecting & { log: Log; clock: Clock; mending: number }

/** Returns a way to dial; nothing is tried any more once `signal` is aborted. */
export function createDialling(parts: DiallingParts): Dialling {
  const { log, signal } = parts
  const seldom = createSeldom(parts.clock)
  let refusal: string | undefined

  const found = (connection: Connection) => {
    seldom.forget()
    refusal = undefined
    return connection
  }

  const tell = (trouble: Trouble): number => {
    if ('refused' in trouble) {
      const { refused: code } = trouble
      if (code !== refusal) log.error('Slack refuses the connection', code, { todo: remedy(code) })
      refusal = code
      return parts.mending
    }
    if ('later' in trouble) {
      if (seldom('later')) log.warn('Slack asks to wait before connecting', { ms: trouble.later })
      return trouble.later
    }
    if (seldom('away')) log.warn('Slack cannot be reached; trying every second', { why: trouble.away })
    return soon()
  }

  async function until(pause: number): Promise<Connection | undefined> {
    const attempt = (over: AbortSignal) => connect({ ...parts, signal: over })
    const made = await redial({ attempt, failed: (error) => tell(troubleOf(error)), signal }, pause)
    return made && found(made)
  }

  return { once: async () => found(await connect(parts)), tell, until }
}

const remedy = (code: string): string =>
  isAboutToken(code)
    ? 'put an app-level token with the scope connections:write into SLACK_APP_TOKEN, and start again'
    : "check that the app is installed, and Socket Mode on, in the app's settings"
