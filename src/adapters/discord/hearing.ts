import { GatewayDispatchEvents as events } from 'discord.js'
import type { Log } from '../../core/errors.ts'
import { listAt, peek, textAt } from '../../core/peek.ts'
import type { Dispatch } from './session.ts'

/** Whom Discord takes Vigie for: the application and its bot's user, by their ids. */
interface Self {
  application: string
  bot: string
}

/** What is done with what comes in. Whatever these throw is logged. */
export interface Heard {
  /** Comes first, and again with every new session. */
  onReady(self: Self): void
  /** An interaction as Discord sends it, never twice. */
  onInteraction(interaction: unknown): void
  /** A server that is there, with its channels and roles as Discord sends them; `isNew` where Vigie has just joined. */
  onGuild?(guild: unknown, isNew: boolean): void
  /** Vigie is no longer in a server, by its id. */
  onGone?(guild: string): void
  /** Channels, threads, roles or the server itself are no longer what they were. */
  onChange?(guild: string, it: Dispatch): void
}

/** So many interactions are remembered, so that none is handled again when it comes again. */
const most = 5000

/** Returns what hears everything that comes over the gateway, whichever session it comes by; it never throws. */
export function createHearing({ log, ...on }: Heard & { log: Log }): (it: Dispatch) => void {
  const seen = new Set<string>()
  let guilds: Set<string> | undefined

  function isNews(interaction: unknown): boolean {
    const id = idOf(interaction)
    if (seen.has(id)) return false
    seen.add(id)
    for (const oldest of seen) {
      if (seen.size <= most) break
      seen.delete(oldest)
    }
    return true
  }

  function ready(data: unknown): void {
    const now = new Set(listAt(data, 'guilds').map((guild) => idOf(guild)))
    const before = guilds ?? now
    // Those that are new are told of next, one by one.
    guilds = new Set([...before].filter((id) => now.has(id)))
    on.onReady({
      application: textAt(data, 'application', 'id') ?? '',
      bot: textAt(data, 'user', 'id') ?? '',
    })
    for (const id of before) if (!now.has(id)) on.onGone?.(id)
  }

  function arrived(guild: unknown): void {
    if (isAway(guild)) return
    const isNew = guilds?.has(idOf(guild)) === false
    guilds?.add(idOf(guild))
    on.onGuild?.(guild, isNew)
  }

  function left(guild: unknown): void {
    if (!isAway(guild) && guilds?.delete(idOf(guild))) on.onGone?.(idOf(guild))
  }

  function hear(it: Dispatch): void {
    const { d, t } = it
    if (t === events.Ready) ready(d)
    else if (t === events.InteractionCreate) {
      if (isNews(d)) on.onInteraction(d)
    } else if (t === events.GuildCreate) arrived(d)
    else if (t === events.GuildDelete) left(d)
    else if (changing.test(t)) on.onChange?.(textAt(d, 'guild_id') ?? idOf(d), it)
  }

  return (it) => {
    try {
      hear(it)
    } catch (error) {
      log.error('what came in from Discord could not be handled', error, { what: it.t })
    }
  }
}

/** What changes what a server's own record says. */
const changing = /^(?:CHANNEL|THREAD|GUILD_ROLE)_(?:CREATE|UPDATE|DELETE)$|^GUILD_UPDATE$/

const idOf = (it: unknown): string => textAt(it, 'id') ?? ''

/** Tells whether Discord cannot get at a server just now. */
const isAway = (guild: unknown): boolean => peek(guild, 'unavailable') === true
