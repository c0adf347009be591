import { setTimeout as pause } from 'node:timers/promises'
import { createActivity } from '../activity.ts'
import { createFaults } from '../faults.ts'
import { createBook, readBy } from './commands.ts'
import { startsOf } from './forms.ts'
import { createGateway } from './gateway.ts'
import { createGuild } from './guild.ts'
import type { House } from './house.ts'
import { createInteractions } from './interactions.ts'
import { channelJson, guildCreated, roleJson, userJson } from './json.ts'
import { type Call, type Channel, kinds, type Message, type Modal, type Role, type User } from './model.ts'
import { createPeople, type Where } from './people.ts'
import { bits, invited, type Permission, sumOf } from './permissions.ts'
import { publishedProblems } from './published.ts'
import { bareRoute, createRestServer, routeNames } from './server.ts'
import { createReader, type Eyes, type Seen } from './text-of.ts'

export type { Answer } from './interactions.ts'
export type { Call, Channel, Message, Modal } from './model.ts'
export type { Choice } from './people.ts'
export type { Permission } from './permissions.ts'
export type { Eyes, Seen } from './text-of.ts'

/** What a server may be told when it opens. */
export interface DiscordStandIn {
  /** What messages, interactions and tokens are timed with; the machine's clock where it is left out. */
  now?: () => number
  /** What the bot was invited with, by name or as the number in an invite link; it has no other permissions. */
  permissions?: readonly Permission[] | bigint
  /** Milliseconds between two heartbeats; Discord asks for one every 41 s. */
  heartbeat?: number
  /** Whether the bot is in the server from the beginning. */
  joined?: boolean
}

/** What a person is made or changed with. */
export interface UserOptions {
  locale?: string
  tz?: string
  nick?: string
  /** Names of roles: all they have. */
  roles?: readonly string[]
  /** Whether they may do everything: they have the role 'Admin'. */
  admin?: boolean
  /** Whether they take direct messages. */
  dms?: boolean
  /** Whether they are in the server. */
  member?: boolean
}

/** What a channel is made or changed with. */
export interface ChannelOptions {
  private?: boolean
  /** Who sees a private one: people, and everybody with a role. */
  members?: readonly string[]
  roles?: readonly string[]
  /** Whether the bot sees it. */
  bot?: boolean
  /** What the bot may not do there. */
  deny?: readonly Permission[]
}

/** The server, as a test holds it. */
export type Discord = Awaited<ReturnType<typeof createDiscord>>

/** Identifying anew takes the real client 5 s, since it keeps Discord's limit by itself. */
const reconnecting = 8000

/**
 * A Discord server on loopback, for the real libraries to connect to. It refuses what Discord refuses, and writes
 * down in `violations` what a bot should not have tried.
 */
export async function createDiscord(options: DiscordStandIn = {}) {
  const { now = Date.now, permissions = invited, heartbeat = 1000, joined = true } = options
  const violations: string[] = []
  const calls: Call[] = []
  const modals = new Map<string, Modal>()
  const guild = createGuild(now, 'Vigie')
  guild.joined = joined
  guild.botRole.permissions = typeof permissions === 'bigint' ? permissions : sumOf(permissions)
  const book = createBook(guild)
  const activity = createActivity('Discord')
  const faults = createFaults({ known: routeNames(), nameOf: bareRoute })
  const violate = (what: string): void => {
    violations.push(what)
  }
  const token = `${Buffer.from(guild.bot.id).toString('base64url')}.StandI.only-for-the-stand-in-server`
  const address = (): string => server.base.replace(/^http/, 'ws')
  const gateway = createGateway({
    ...{ token, heartbeat, violate, address, moved: activity.touch },
    ready: () => ({
      ...{ user: userJson(guild.bot), application: { id: guild.bot.id, flags: 0 }, private_channels: [] },
      guilds: guild.joined ? [{ id: guild.id, unavailable: true }] : [],
    }),
    welcome: () => (guild.joined ? [['GUILD_CREATE', guildCreated(guild)]] : []),
  })
  const interactions = createInteractions({ now, violate, snowflake: guild.snowflake })
  const house: House = {
    ...{ guild, book, interactions, now, violate, gateway: address, base: () => server.base },
    tell: (event, data) => void gateway.tell(event, data),
    show({ user, channel, source }, { custom_id, title, components }) {
      const list = components as Modal['components']
      modals.set(user.id, {
        ...{ user: user.id, channel: channel.id, custom_id: String(custom_id), title: String(title) },
        ...{ components: list, values: startsOf({ components: list }) },
        ...(source === undefined ? {} : { source }),
      })
    },
    answered({ kind, user }) {
      if (kind === 5) modals.delete(user.id)
    },
  }
  const server = await createRestServer(() => ({ house, faults, activity, gateway, calls, token }))
  const people = createPeople({ house, activity, modals, tell: gateway.tell })
  const read = createReader(guild, now)
  const place = (where: Where): Channel => guild.channel(typeof where === 'string' ? where : where.id)
  const visible = (list: readonly Message[]): Message[] => list.filter(({ pending }) => pending !== true)
  const tellOf = (event: string, it: Channel): void => {
    if (guild.joined && guild.may(guild.bot, it, 'ViewChannel')) gateway.tell(event, channelJson(it, guild))
  }

  /** A role, made or changed; the bot is told. */
  function role(
    name: string,
    more: { permissions?: readonly Permission[]; mentionable?: boolean } = {},
  ): Role {
    const isNew = ![...guild.roles.values()].some((it) => it.name === name)
    const { permissions: names, ...rest } = more
    const made = guild.role(name, { ...rest, ...(names === undefined ? {} : { permissions: sumOf(names) }) })
    const data = { guild_id: guild.id, role: roleJson(made, guild.roles.size) }
    if (isNew || Object.keys(more).length > 0)
      gateway.tell(isNew ? 'GUILD_ROLE_CREATE' : 'GUILD_ROLE_UPDATE', data)
    return made
  }

  return {
    env: { DISCORD_TOKEN: token, DISCORD_API_URL: `${server.base}/api` },
    guild: { id: guild.id, name: guild.name },
    bot: { id: guild.bot.id, name: guild.bot.name },
    owner: { id: guild.owner.id, name: guild.owner.name },
    ...{ violations, calls, notified: guild.notified },
    ...people,

    /** Somebody of the server, made or changed. */
    user(name: string, { roles, admin, ...more }: UserOptions = {}): User {
      const made = guild.person(name, more)
      const extra = admin === true ? [role('Admin', { permissions: ['Administrator'] }).id] : []
      if (roles !== undefined) made.roles = roles.map((it) => role(it).id)
      made.roles = [...new Set([...made.roles, ...extra])]
      return made
    },

    role,

    /**
     * A channel, made or changed: 'moderation'. The bot sees a new one unless told otherwise. '@name' is the bot's
     * direct conversation with somebody, and a thread goes by its id.
     */
    channel(
      where: string,
      { private: closed, members = [], roles = [], bot, deny }: ChannelOptions = {},
    ): Channel {
      if (where.startsWith('@') || guild.channels.has(where)) return guild.channel(where)
      const name = where.replace(/^#/, '')
      const known = [...guild.channels.values()].find((it) => it.name === name && it.type === kinds.text)
      const made = known ?? guild.make({ name, type: kinds.text })
      const own = made.overwrites.get(guild.bot.id) ?? { type: 1, allow: 0n, deny: 0n }
      const view = bits.ViewChannel
      if (closed === true) made.overwrites.set(guild.id, { type: 0, allow: 0n, deny: view })
      if (closed === false) made.overwrites.delete(guild.id)
      for (const member of members)
        made.overwrites.set(guild.person(member).id, { type: 1, allow: view, deny: 0n })
      for (const one of roles) made.overwrites.set(role(one).id, { type: 0, allow: view, deny: 0n })
      if (bot ?? (closed === true && known === undefined)) own.allow |= view
      if (bot === false) own.allow &= ~view
      if (deny !== undefined || bot !== undefined) own.deny = sumOf(deny ?? []) | (bot === false ? view : 0n)
      if (own.allow !== 0n || own.deny !== 0n) made.overwrites.set(guild.bot.id, own)
      else made.overwrites.delete(guild.bot.id)
      tellOf(known === undefined ? 'CHANNEL_CREATE' : 'CHANNEL_UPDATE', made)
      return made
    },

    /** What the bot may do in the whole server from now on. */
    permit(names: readonly Permission[]): void {
      guild.botRole.permissions = sumOf(names)
      gateway.tell('GUILD_ROLE_UPDATE', { guild_id: guild.id, role: roleJson(guild.botRole, 1) })
    },

    /** Archives a thread, or opens it again; a locked one is opened by moderators only. */
    archive(where: Where, { archived = true, locked = false } = {}): void {
      const channel = place(where)
      if (channel.type !== kinds.thread) throw new Error('Discord stand-in: only threads are archived')
      Object.assign(channel, { archived, locked })
      tellOf('THREAD_UPDATE', channel)
    },
    /** A channel, thread or message that is gone. */
    remove(it: Where | Message): void {
      if (typeof it !== 'string' && 'author' in it) {
        guild.drop(it)
        return
      }
      const channel = place(it)
      for (const one of [...guild.channels.values()])
        if (one === channel || one.parent === channel.id) guild.channels.delete(one.id)
      tellOf(channel.type === kinds.thread ? 'THREAD_DELETE' : 'CHANNEL_DELETE', channel)
    },
    /** The bot comes into the server. */
    join(): void {
      guild.joined = true
      gateway.tell('GUILD_CREATE', guildCreated(guild))
    },
    /** The bot is taken out of the server. */
    leave(): void {
      guild.joined = false
      gateway.tell('GUILD_DELETE', { id: guild.id })
    },
    /** The server is not there for a while, or is again. */
    outage(on = true): void {
      if (on) gateway.tell('GUILD_DELETE', { id: guild.id, unavailable: true })
      else gateway.tell('GUILD_CREATE', guildCreated(guild))
    },

    /** What is said in a channel or thread, oldest first. */
    messages: (where: Where): Message[] => visible(place(where).messages),
    /** The thread that hangs on a message. */
    threadOf: ({ id }: Message): Channel | undefined => guild.channels.get(id),
    /** What is said in it. */
    thread: ({ id }: Message): Message[] => visible(guild.channels.get(id)?.messages ?? []),
    /** A message as it is now. */
    now({ id }: Message): Message {
      const found = guild.find(id)
      if (found === undefined) throw new Error('Discord stand-in: this message is not there any more')
      return found
    },
    /** What only they see, newest last. */
    private(who: string): Message[] {
      const { id } = guild.user(who)
      return visible(guild.ephemerals.filter(({ ephemeral }) => ephemeral?.to === id))
    },
    direct: (who: string): Message[] => visible(guild.direct(guild.user(who).id).messages),
    /** The form somebody has open. */
    modal: (who: string): Modal | undefined => structuredClone(modals.get(guild.user(who).id)),
    /** What a person reads; times in the reader's zone and language, in Paris and English where there is none. */
    textOf: (seen: Seen, reader?: string | Eyes): string =>
      read(seen, typeof reader === 'string' ? guild.user(reader) : reader),
    /** The commands that are registered; with somebody's name those they are offered, in their language. */
    commands(who?: string, direct = false) {
      if (who === undefined) return structuredClone([...book.list('global'), ...book.list('guild')])
      const user = guild.user(who)
      return book.seen(user, direct).map((it) => readBy(user, it))
    },

    /** What Discord's own description of its API says against the bodies of the calls that were served. */
    published: (): string[] =>
      calls
        .filter(({ answer }) => answer === 'ok')
        .flatMap(({ route, body }) => publishedProblems(route, body).map((it) => `${route}: ${it}`)),

    /** Waits until nothing moves; for answers that were put off 2 s at most, since some never come. */
    async settled(quiet?: number): Promise<void> {
      const start = performance.now()
      await activity.settled(quiet)
      while (guild.isThinking() && performance.now() - start < 2000) {
        await pause(10)
        await activity.settled(quiet)
      }
    },
    until: activity.until,
    /** How many connections are open on which a session runs. */
    connections: gateway.count,
    /** Waits until the bot is connected. */
    connected: (): Promise<void> =>
      activity.until(() => gateway.count() > 0, 'a session on the gateway', reconnecting),

    /** Ends every connection with a close code that lets the bot resume, or with 0 without a word. */
    cut: (code = 4000): void => gateway.cut(code === 0 ? undefined : code),
    reconnect: gateway.reconnect,
    invalidate: gateway.invalidate,
    mute: gateway.mute,
    /** Nothing is answered any more, and nobody is connected, until it is up again. */
    down(on = true): void {
      server.down(on)
      if (on) gateway.cut()
    },
    /**
     * Makes so many calls of a route fail: 'POST /channels/:id/messages', or '*'; returns what lifts it. Besides what can
     * go wrong on either chat: an HTTP status or one of Discord's error codes (50013), 'global:SECONDS' (429 of the whole
     * bot), 'failed' (it acts, then answers 500).
     */
    fault: faults.add,

    /** Lets go of everything; what still waits for an answer fails. */
    async close(): Promise<void> {
      faults.clear()
      interactions.close()
      gateway.close()
      await server.close()
    },
  }
}
