import { GatewayCloseCodes, WebSocketShardDestroyRecovery } from 'discord.js'
import type { Log } from '../../core/errors.ts'
import { within } from '../../core/patience.ts'
import { createShard, type Manager } from './shard.ts'
import { Refused } from './trouble.ts'

/** How long a connection may take until it is ready, in milliseconds. */
const limit = 8000
/** The watch looks this often; so many looks without an answer to a heartbeat, and the connection is dead. */
const look = 500
const silence = 6
/** After so many looks a connection has held. */
const held = 4
/** How long a socket has to close politely, in milliseconds. */
const handshake = 500

/** Ends a session, or lets it be resumed on another connection. */
const goodbye = { end: 1000, resume: 4200 } as const

/**
 * Why a connection is over: Discord refuses it with a close code that somebody has to do something about, or it is
 * lost, and `resumable` tells whether its session goes on where the next one takes it up.
 */
type Ending = { refused: number } | { lost: string; resumable: boolean }

/** One connection to the gateway, on which a session runs. */
export interface Connection {
  readonly over: Promise<Ending>
  /** Tells whether heartbeats are answered; also while the first one is still to come. */
  isAlive(): boolean
  /** Tells whether it has lasted for some seconds, so that the next one may be tried at once. */
  hasHeld(): boolean
  /** Ends it, and its session; never takes longer than half a second. */
  close(): Promise<void>
}

const refusing: readonly number[] = [
  GatewayCloseCodes.AuthenticationFailed,
  GatewayCloseCodes.InvalidShard,
  GatewayCloseCodes.ShardingRequired,
  GatewayCloseCodes.InvalidAPIVersion,
  GatewayCloseCodes.InvalidIntents,
  GatewayCloseCodes.DisallowedIntents,
]

/** With these a session is over. */
const ending: readonly number[] = [
  goodbye.end,
  GatewayCloseCodes.NotAuthenticated,
  GatewayCloseCodes.AlreadyAuthenticated,
  GatewayCloseCodes.InvalidSeq,
  GatewayCloseCodes.SessionTimedOut,
]

const endingOf = (code: number): Ending =>
  refusing.includes(code) ? { refused: code } : { lost: `closed: ${code}`, resumable: !ending.includes(code) }

/** What a connection is made with; `forget` hears that the session cannot be resumed. */
interface Connecting {
  manager: Manager
  signal: AbortSignal
  log: Log
  forget(): void
}

/** Connects, and resolves once a session runs or is resumed; rejects when that fails, takes more than 8 s or is given up. */
export async function connect({ manager, signal, log, forget }: Connecting): Promise<Connection> {
  const giveUp = AbortSignal.any([signal, AbortSignal.timeout(limit)])
  const over = Promise.withResolvers<Ending>()
  const ready = Promise.withResolvers<void>()
  let ended: Promise<void> | undefined
  let quiet: number | undefined
  let looks = 0
  let runs = false
  let isStrange = false

  /** What cannot be read once the session runs says nothing about what comes next. */
  function failed(error: unknown): void {
    if (!runs) end({ lost: error instanceof Error ? error.message : String(error), resumable: true })
    else if (!isStrange) log.error('a message of Discord could not be read', error)
    isStrange = true
  }

  const { shard, letGo } = await createShard(manager, {
    failed,
    left: ({ reason = 'left', recover }) =>
      end({ lost: reason, resumable: recover === WebSocketShardDestroyRecovery.Resume }),
    came: () => {
      quiet = undefined
    },
    beat: () => {
      quiet ??= 0
    },
  })
  shard.on('closed', ({ code }) => end(endingOf(code)))
  shard.on('error', ({ error }) => end({ lost: reasonOf(error), resumable: true }))
  shard.on('ready', () => ready.resolve())
  shard.on('resumed', () => ready.resolve())

  // Looks are counted, not the time: a process that was held up for a while must not take that for silence.
  const watch = setInterval(() => {
    looks += 1
    if (quiet === undefined) return
    quiet += 1
    if (quiet >= silence) end({ lost: 'a heartbeat was not answered', resumable: true })
  }, look)

  function end(why: Ending, code: number = goodbye.resume): void {
    if (ended !== undefined) return
    clearInterval(watch)
    ended = shut(code)
    if (!('lost' in why) || !why.resumable) forget()
    over.resolve(why)
  }

  async function shut(code: number): Promise<void> {
    // The library makes its socket a moment after it is asked to.
    if (shard.connection === null) await new Promise(setImmediate)
    const socket = shard.connection
    // The library no longer listens to a socket it has let go of.
    socket?.on('error', () => {})
    try {
      await within(handshake, letGo({ code }), undefined)
    } catch (error) {
      log.error('a connection to Discord could not be closed', error)
    }
    socket?.terminate()
  }

  const stop = () => end({ lost: 'given up', resumable: true })
  giveUp.addEventListener('abort', stop, { once: true })
  try {
    if (giveUp.aborted) stop()
    else void shard.internalConnect()
    const first = await Promise.race([ready.promise, over.promise])
    if (first !== undefined) throw failureOf(first)
    runs = true
  } finally {
    giveUp.removeEventListener('abort', stop)
  }

  return {
    over: over.promise,
    isAlive: () => ended === undefined,
    hasHeld: () => looks >= held,
    async close() {
      end({ lost: 'closed', resumable: false }, goodbye.end)
      await ended
    },
  }
}

const failureOf = (ending: Ending): Error =>
  'refused' in ending ? new Refused(ending.refused) : new Error(ending.lost)

const reasonOf = (error: Error & { code?: unknown }): string =>
  typeof error.code === 'string' ? error.code : error.message
