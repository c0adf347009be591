import {
  Client,
  DefaultRestOptions,
  Events,
  GatewayIntentBits,
  Options,
  type SessionInfo,
  SimpleShardingStrategy,
} from 'discord.js'
import type { Log } from '../../core/errors.ts'
import { type Connection, connect } from './connection.ts'
import type { DiscordOptions } from './options.ts'
import type { Manager } from './shard.ts'
import { Exhausted } from './trouble.ts'

/** How long a call, or opening a socket, may take, in milliseconds. */
const patience = 5000

/** What came over the gateway: its name and what it says, as Discord wrote them. */
export interface Dispatch {
  t: string
  d: unknown
}

/** What a session is begun with. `hear` must not throw; `identified` hears when a session was asked for. */
export interface SessionParts extends Pick<DiscordOptions, 'token' | 'apiUrl'> {
  log: Log
  hear(it: Dispatch): void
  identified(): void
}

/** A session of the gateway's, over however many connections. */
export interface Session {
  /** Begins it. */
  begin(signal: AbortSignal): Promise<Connection>
  /** Takes it up on another connection. */
  resume(signal: AbortSignal): Promise<Connection>
  /** Tells whether it can be taken up. */
  isResumable(): boolean
  /** Lets go of it, whatever state it is in. */
  end(): Promise<void>
}

/**
 * Returns a session with a Client of its own, which knows the servers with their channels and roles as Discord keeps
 * telling of them, and nothing else.
 */
export function createSession({ token, apiUrl, log, hear, identified }: SessionParts): Session {
  const over = new AbortController()
  const connections = new Set<Connection>()
  let manager: Manager | undefined
  let known: SessionInfo | null = null
  let beginning: { signal: AbortSignal; connection?: Connection } | undefined

  async function dial(signal: AbortSignal): Promise<Connection> {
    if (manager === undefined) throw new Error('a session is begun before it is resumed')
    const connection = await connect({
      manager,
      signal,
      log,
      forget() {
        known = null
      },
    })
    connections.add(connection)
    void connection.over.then(() => connections.delete(connection))
    return connection
  }

  const closeAll = async (): Promise<void> => {
    await Promise.all([...connections].map((connection) => connection.close()))
  }

  const { makeRequest } = DefaultRestOptions
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    shards: [0],
    shardCount: 1,
    makeCache: Options.cacheWithLimits(nothingOf),
    rest: {
      ...(apiUrl !== undefined && { api: apiUrl.replace(/\/$/, '') }),
      retries: 0,
      rejectOnRateLimit: () => true,
      timeout: patience,
      makeRequest: (url, init) =>
        makeRequest(url, {
          ...init,
          signal: AbortSignal.any([over.signal, ...(init.signal ? [init.signal] : [])]),
        }),
    },
    ws: {
      // Whoever asks for a session keeps Discord's pace.
      buildIdentifyThrottler: () => ({ waitForIdentify: async () => identified() }),
      buildStrategy(it) {
        manager = it
        const { updateSessionInfo } = it.options
        Object.assign(it.options, {
          handshakeTimeout: patience,
          // One limit for all of it is kept elsewhere; the library's would begin a session anew.
          helloTimeout: null,
          readyTimeout: null,
          retrieveSessionInfo: () => known,
          // A shard that lets go of its connection says that there is no session any more; this one may go on.
          updateSessionInfo(shard: number, session: SessionInfo | null) {
            if (session === null) return
            known = session
            return updateSessionInfo(shard, session)
          },
        })
        return {
          async spawn() {
            const { session_start_limit: limit } = await it.fetchGatewayInformation()
            if (limit.remaining < 1) throw new Exhausted(limit.reset_after)
          },
          async connect() {
            if (beginning !== undefined) beginning.connection = await dial(beginning.signal)
          },
          destroy: closeAll,
          send() {
            throw new Error('nothing is said over the gateway')
          },
          fetchStatus: () => new SimpleShardingStrategy(it).fetchStatus(),
        }
      },
    },
  })
  client.on(Events.Error, (error) => log.error('the client of Discord failed', error))
  client.on(Events.Raw, hear)

  return {
    async begin(signal) {
      const begun: NonNullable<typeof beginning> = { signal }
      beginning = begun
      const stop = () => over.abort()
      signal.addEventListener('abort', stop, { once: true })
      try {
        await client.login(token)
      } finally {
        signal.removeEventListener('abort', stop)
      }
      if (begun.connection === undefined) throw new Error('no connection was made')
      return begun.connection
    },
    resume: dial,
    isResumable: () => known !== null,
    async end() {
      await closeAll()
      await client.destroy()
    },
  }
}

/** What the Client need not remember; servers, channels and roles must not be limited. */
const nothingOf = {
  ApplicationCommandManager: 0,
  ApplicationEmojiManager: 0,
  AutoModerationRuleManager: 0,
  BaseGuildEmojiManager: 0,
  DMMessageManager: 0,
  EntitlementManager: 0,
  GuildBanManager: 0,
  GuildEmojiManager: 0,
  GuildForumThreadManager: 0,
  GuildInviteManager: 0,
  GuildMemberManager: 0,
  GuildMessageManager: 0,
  GuildScheduledEventManager: 0,
  GuildStickerManager: 0,
  GuildTextThreadManager: 0,
  MessageManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  ReactionUserManager: 0,
  StageInstanceManager: 0,
  ThreadManager: 0,
  ThreadMemberManager: 0,
  UserManager: 0,
  VoiceStateManager: 0,
} as const
