import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { type Logger, type ReceiverEvent, SocketModeReceiver } from '@slack/bolt'
import { within } from '../../core/patience.ts'

/** How long a connection may take until Slack's hello. */
const limit = 5000
/** A ping goes out every third of this. */
const pingTimeout = 4000
/** The watch looks this often, and takes a connection for dead after so many looks without a sign of life. */
const look = 500
const silence = 6
/** After so many looks a connection has held. */
const held = 4
/** How long Slack has to close a connection politely. */
const handshake = 500

const pongs = 'undici:websocket:pong'

/** Why a connection is to be replaced: Slack asked for it, it closed, or nothing came over it any more. */
type Ending = 'asked' | 'closed' | 'silent'

/** One connection to Slack, from its hello to its end. */
export interface Connection {
  /** Comes first; a connection that Slack asked to replace still carries what is under way. */
  readonly over: Promise<Ending>
  readonly closed: Promise<void>
  isOpen(): boolean
  /** Tells whether it has lasted for some seconds, so that the next one may be tried at once. */
  hasHeld(): boolean
  close(): Promise<void>
}

/** What a connection is made with; `receive` gets what comes in. */
export interface Connecting {
  appToken: string
  apiUrl?: string
  logger: Logger
  signal: AbortSignal
  receive(event: ReceiverEvent): void
}

type Client = SocketModeReceiver['client']

/** What the client hands on, of any type of envelope. */
interface Envelope {
  body: ReceiverEvent['body']
  ack: ReceiverEvent['ack']
  retry_num?: number
  retry_reason?: string
}

/**
 * Connects to Slack and resolves at its hello; rejects when that fails, takes more than 5 s or is given up. Every
 * connection has a client of its own, which never reconnects: so the next one can be made before this one goes.
 */
export async function connect(parts: Connecting): Promise<Connection> {
  const giveUp = AbortSignal.any([parts.signal, AbortSignal.timeout(limit)])
  const client = createClient(parts, giveUp)
  const over = Promise.withResolvers<Ending>()
  const closed = Promise.withResolvers<void>()
  let quiet = 0
  let looks = 0
  let greeted = false
  let ended = false

  client.once('disconnected', () => {
    ended = true
    over.resolve('closed')
    closed.resolve()
  })
  intercept(client, parts.logger, {
    alive: () => {
      quiet = 0
    },
    asked: () => {
      if (greeted) over.resolve('asked')
      else void shut(client)
    },
  })
  client.on('slack_event', ({ body, ack, retry_num, retry_reason }: Envelope) =>
    parts.receive({
      body,
      ack,
      ...(retry_num !== undefined && { retryNum: retry_num }),
      ...(retry_reason !== undefined && { retryReason: retry_reason }),
    }),
  )

  const url = await hello(client, giveUp)
  greeted = true
  const pong = (message: unknown) => {
    if (socketOf(message) === url) quiet = 0
  }
  subscribe(pongs, pong)
  // Looks are counted, not the time: a process that was held up for a while must not take that for silence.
  const watch = setInterval(() => {
    looks += 1
    quiet += 1
    if (quiet < silence) return
    over.resolve('silent')
    void shut(client)
  }, look)
  void closed.promise.then(() => {
    clearInterval(watch)
    unsubscribe(pongs, pong)
  })

  return {
    over: over.promise,
    closed: closed.promise,
    isOpen: () => !ended,
    hasHeld: () => looks >= held,
    close: () => shut(client, handshake),
  }
}

function createClient({ appToken, apiUrl, logger }: Connecting, giveUp: AbortSignal): Client {
  const { client } = new SocketModeReceiver({
    appToken,
    logger,
    // Its own reconnecting waits for seconds, and a refusal then is a rejection that nobody handles.
    autoReconnectEnabled: false,
    clientPingTimeout: pingTimeout,
    installerOptions: {
      clientOptions: {
        ...(apiUrl !== undefined && { slackApiUrl: apiUrl }),
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        // The only way to give up: otherwise a socket would be opened after all, once the answer is there.
        fetch: (to, init) => fetch(to, { ...init, signal: giveUp }),
      },
    },
  })
  return client
}

/** Starts a client; resolves with the socket's address at Slack's hello. */
async function hello(client: Client, giveUp: AbortSignal): Promise<string> {
  let failed: unknown
  client.once('error', (error: unknown) => {
    failed = error
  })
  const aborted = Promise.withResolvers<never>()
  const stop = () => {
    aborted.reject(giveUp.reason)
    // The client announces a socket before it makes one: it is closed once it is there.
    setImmediate(() => void shut(client))
  }
  giveUp.addEventListener('abort', stop, { once: true })
  try {
    if (giveUp.aborted) throw giveUp.reason
    const { url } = await Promise.race([client.start(), aborted.promise])
    if (url === undefined) throw new Error('Slack gave no address')
    return new URL(url).href
  } catch (error) {
    void shut(client)
    throw giveUp.aborted ? giveUp.reason : (error ?? failed ?? new Error('closed before its hello'))
  } finally {
    giveUp.removeEventListener('abort', stop)
  }
}

/**
 * Hears every message before the client does. Slack's wish for a new connection is not passed on: the client
 * would close at once, and acknowledgements under way would be lost. Whatever the client cannot read is logged,
 * since its listener's rejection would end the process.
 */
function intercept(client: Client, logger: Logger, on: { alive(): void; asked(): void }): void {
  const listeners = client.listeners('ws_message')
  client.removeAllListeners('ws_message')
  client.on('ws_message', async (data: unknown, isBinary: boolean) => {
    on.alive()
    if (isAsking(data)) return on.asked()
    try {
      for (const listener of listeners) await listener(data, isBinary)
    } catch (error) {
      logger.error('a message could not be read:', error)
    }
  })
}

function isAsking(data: unknown): boolean {
  if (typeof data !== 'string' || !data.includes('"disconnect"')) return false
  try {
    return JSON.parse(data).type === 'disconnect'
  } catch (error) {
    // The client says what it makes of it.
    if (error instanceof SyntaxError) return false
    throw error
  }
}

/** The address of the socket a diagnostics message is about. */
function socketOf(message: unknown): string | undefined {
  const { websocket } = message as { websocket?: { url?: string } }
  return websocket?.url
}

/**
 * Closes a client for good: politely first, then by force, since it would wait for 30 s. The second call is what
 * cuts the socket.
 */
async function shut(client: Client, wait = 0): Promise<void> {
  const gone = client.disconnect()
  if (wait > 0) await within(wait, gone, undefined)
  void client.disconnect()
}
