import { soon } from '../../core/redial.ts'
import type { Connection } from './connection.ts'
import { createDialling, type Pace } from './dialling.ts'
import { createHearing, type Heard } from './hearing.ts'
import type { DiscordOptions } from './options.ts'
import { Refused, refusal, troubleOf } from './trouble.ts'

/** Somebody has to mend what Discord refuses: it is asked again this often; and it wants 5 s between two sessions. */
const usual: Pace = { mending: 30_000, between: 5000 }

type GatewayOptions = Pick<DiscordOptions, 'token' | 'apiUrl' | 'log'> & Heard

/** The way by which everything comes in from Discord. */
export interface Gateway {
  /** Connects; throws a UserError where Discord refuses. One out of reach is waited for. */
  start(): Promise<void>
  /** Ends, whatever state it is in, within a second. */
  stop(): Promise<void>
  /** Tells whether events come in just now: the last heartbeat is answered. */
  fresh(): boolean
}

/**
 * Returns a line to Discord's gateway. One connection carries what comes in; it is watched, and replaced as soon as it
 * closes, goes silent or Discord asks for it. Once started it ends only when it is stopped.
 */
export function createGateway(options: GatewayOptions, pace = usual): Gateway {
  const { token, apiUrl, log } = options
  const stopping = new AbortController()
  let current: Connection | undefined
  let keeping: Promise<void> | undefined

  const dialling = createDialling({
    token,
    ...(apiUrl !== undefined && { apiUrl }),
    log,
    pace,
    signal: stopping.signal,
    hear: createHearing(options),
  })

  function use(connection: Connection) {
    if (stopping.signal.aborted) return void connection.close()
    log.info('connected to Discord')
    current = connection
  }

  async function keep(wait: number): Promise<void> {
    let pause = wait
    while (!stopping.signal.aborted) {
      const why = await current?.over
      if (stopping.signal.aborted) return
      if (why !== undefined && 'lost' in why) {
        log.warn('the connection to Discord is lost', { why: why.lost })
        pause = current?.hasHeld() ? 0 : soon()
      } else if (why !== undefined) pause = dialling.tell(troubleOf(new Refused(why.refused)))
      const next = await dialling.until(pause)
      if (next !== undefined) use(next)
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
        throw refusal(trouble.refused, trouble.code)
      }
      wait = dialling.tell(trouble)
    }
    keeping = keep(wait)
  }

  async function stop(): Promise<void> {
    stopping.abort()
    await dialling.end()
    await keeping
  }

  return { start, stop, fresh: () => !stopping.signal.aborted && (current?.isAlive() ?? false) }
}
