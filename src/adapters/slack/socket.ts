import type { App, Receiver } from '@slack/bolt'
import { UserError } from '../../core/errors.ts'
import { within } from '../../core/patience.ts'
import { soon } from '../../core/redial.ts'
import type { Connection } from './connection.ts'
import { createDialling } from './dialling.ts'
import { createEvents } from './events.ts'
import type { Line } from './line.ts'
import { createLogger } from './logger.ts'
import type { SlackOptions } from './options.ts'
import { isAboutToken, troubleOf } from './trouble.ts'

/** How long a connection that was replaced may still carry acknowledgements, in milliseconds. */
const farewell = 3000

/** Somebody has to mend what Slack refuses: it is asked again this often, in milliseconds. */
const mending = 30_000

type SocketOptions = Pick<SlackOptions, 'appToken' | 'apiUrl' | 'log' | 'clock'>

/**
 * Returns a line over Socket Mode. One connection carries what comes in; it is watched, and replaced as soon as it
 * closes, goes silent or Slack asks for it. Once started it ends only when it is stopped.
 */
export function createSocketLine(options: SocketOptions, pace = { mending }): Line {
  const { appToken, apiUrl, log } = options
  if (appToken === undefined) throw new TypeError('Socket Mode needs an app token')
  const events = createEvents(options)
  const stopping = new AbortController()
  const connections = new Set<Connection>()
  let current: Connection | undefined
  let keeping: Promise<void> | undefined

  const dialling = createDialling({
    ...options,
    ...pace,
    appToken,
    ...(apiUrl !== undefined && { apiUrl }),
    logger: createLogger(options),
    signal: stopping.signal,
    receive: (event) => void events.take(event),
  })
  const fresh = () => current?.isOpen() ?? false

  function use(connection: Connection) {
    if (stopping.signal.aborted) return void connection.close()
    log.info('connected to Slack')
    current = connection
    connections.add(connection)
    void connection.closed.then(() => connections.delete(connection))
  }

  async function keep(wait: number): Promise<void> {
    while (!stopping.signal.aborted) {
      const before = current
      const why = await before?.over
      if (stopping.signal.aborted) return
      if (why === 'asked') log.info('Slack asks for a new connection')
      else if (why !== undefined) log.warn('the connection to Slack is lost', { why })
      const pause = before === undefined ? wait : before.hasHeld() ? 0 : soon()
      const next = await dialling.until(pause)
      if (next === undefined) return
      use(next)
      if (before !== undefined) void within(farewell, before.closed, undefined).then(before.close)
    }
  }

  async function start(): Promise<void> {
    let wait = 0
    try {
      use(await dialling.once())
    } catch (error) {
      if (stopping.signal.aborted) return
      const trouble = troubleOf(error)
      if ('refused' in trouble) {
        await stop()
        throw refusal(trouble.refused)
      }
      wait = dialling.tell(trouble)
    }
    keeping = keep(wait)
  }

  async function stop(): Promise<void> {
    if (fresh()) await events.acknowledged()
    stopping.abort()
    await Promise.all([...connections].map((connection) => connection.close()))
    await keeping
  }

  const receiver: Receiver = { init: (app: App) => events.init(app), start, stop }
  return { receiver, start, stop, fresh }
}

const refusal = (code: string) =>
  new UserError(isAboutToken(code) ? 'slack.refused.appToken' : 'slack.refused.app', { code })
