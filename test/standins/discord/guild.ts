import { isNobody, type Mentions } from './mentions.ts'
import { type Channel, kinds, type Message, type Role, type User } from './model.ts'
import { bits, holds, inChannel, inGuild, type Permission } from './permissions.ts'

/** What somebody was notified of. */
export interface Notification {
  user: string
  message: Message
}

/** The people, channels and messages. */
export type Guild = ReturnType<typeof createGuild>

const epoch = 1_420_070_400_000n
const silent = 1 << 12

/** People, roles, channels and messages of one Discord server, and nothing about how a bot reaches them. */
export function createGuild(now: () => number, name: string) {
  const users = new Map<string, User>()
  const roles = new Map<string, Role>()
  const channels = new Map<string, Channel>()
  const ephemerals: Message[] = []
  const notified: Notification[] = []
  const index = new Map<string, Message>()
  const nonces = new Map<string | number, string>()
  let last = 0n

  /** An id: unique, later than every one before it, and telling when it was made. */
  const id = (): string => {
    const at = (BigInt(Math.floor(now())) - epoch) << 22n
    last = at > last ? at : last + 1n
    return `${last}`
  }

  const role = (title: string, more: Partial<Role> = {}): Role => {
    const known = [...roles.values()].find((it) => it.name === title)
    const made = known ?? { id: id(), name: title, permissions: 0n, mentionable: false }
    roles.set(made.id, Object.assign(made, more))
    return made
  }
  const person = (nick: string, more: Partial<User> = {}): User => {
    const known = [...users.values()].find((it) => it.name === nick)
    const made = known ?? {
      ...{ id: id(), name: nick, locale: 'en-GB', tz: 'Europe/Paris', bot: false },
      ...{ member: true, roles: [], dms: true },
    }
    users.set(made.id, Object.assign(made, more))
    return made
  }

  const everyone: Role = { id: id(), name: '@everyone', permissions: 0n, mentionable: false }
  roles.set(everyone.id, everyone)
  const own = role('Vigie')
  const bot = person('vigie', { bot: true, roles: [own.id] })
  const owner = person('owner')

  const unknown = (what: string): Error => new Error(`Discord stand-in: ${what}`)

  return {
    id: everyone.id,
    name,
    ...{ bot, owner, botRole: own, users, roles, channels, ephemerals, notified },
    snowflake: id,
    ...{ role, person },
    /** Whether the bot is in the server. */
    joined: true,

    /** Somebody by name ('mod_est', '@mod_est') or id; throws when there is nobody. */
    user(who: string): User {
      const plain = who.replace(/^@/, '')
      const found = users.get(plain) ?? [...users.values()].find((it) => it.name === plain)
      if (found === undefined) throw unknown(`nobody is called ${who}`)
      return found
    },

    /** A channel or thread by '#name' or id, or '@name' for the bot's direct conversation with them. */
    channel(where: string): Channel {
      if (where.startsWith('@')) return this.direct(this.user(where).id)
      const plain = where.replace(/^#/, '')
      const found =
        channels.get(plain) ??
        [...channels.values()].find((it) => it.name === plain && it.type !== kinds.direct)
      if (found === undefined) throw unknown(`there is no channel ${where}`)
      return found
    },

    make(channel: Partial<Channel> & Pick<Channel, 'name' | 'type'>): Channel {
      const made: Channel = {
        ...{ id: id(), overwrites: new Map(), messages: [], archived: false, locked: false },
        ...channel,
      }
      channels.set(made.id, made)
      return made
    },

    /** The bot's direct conversation with somebody, opened where there was none. */
    direct(user: string): Channel {
      const found = [...channels.values()].find((it) => it.recipient === user)
      return found ?? this.make({ name: '', type: kinds.direct, recipient: user })
    },

    /** What somebody may do there, as a number of permissions. */
    allowed(user: User, where: Channel): bigint {
      const home = where.parent === undefined ? where : channels.get(where.parent)
      if (home === undefined || !user.member) return 0n
      return inChannel(user, home, everyone.id, roles)
    },
    allowedAnywhere: (user: User): bigint => (user.member ? inGuild(user, roles) : 0n),
    may(user: User, where: Channel, ...names: Permission[]): boolean {
      if (where.type === kinds.direct) return user.id === bot.id || user.id === where.recipient
      return holds(this.allowed(user, where), ...names)
    },

    message(channel: string, wanted: string): Message | undefined {
      const found = this.find(wanted)
      return found?.channel === channel && found.ephemeral === undefined ? found : undefined
    },

    /** A message by its id, wherever it is: also one that only one person sees. */
    find(wanted: string): Message | undefined {
      const found = index.get(wanted)
      return found !== undefined && channels.has(found.channel) ? found : undefined
    },

    /** Tells whether an answer that was put off is still to come. */
    isThinking: (): boolean =>
      [...channels.values()].some(({ messages }) => messages.some(({ pending }) => pending === true)) ||
      ephemerals.some(({ pending }) => pending === true),

    /** The last message with this nonce. */
    noted: (nonce: string | number): Message | undefined => index.get(nonces.get(nonce) ?? ''),

    /** The list a message stands in. */
    listOf: (message: Message): Message[] =>
      message.ephemeral === undefined ? (channels.get(message.channel)?.messages ?? []) : ephemerals,

    drop(message: Message): void {
      const list = this.listOf(message)
      const at = list.findLastIndex((it) => it.id === message.id)
      if (at >= 0) list.splice(at, 1)
      index.delete(message.id)
    },

    /** Adds a message, and notifies whom Discord notifies: those it mentions who see it, or the other one of two. */
    post(message: Omit<Message, 'id' | 'at'>): Message {
      const posted: Message = { ...message, id: id(), at: now() }
      this.listOf(posted).push(posted)
      index.set(posted.id, posted)
      if (posted.nonce !== undefined) nonces.set(posted.nonce, posted.id)
      if (posted.pending !== true) this.notify(posted)
      return posted
    },

    /** Puts a changed message in the place of what it was. */
    change(message: Message, changes: Partial<Message>): Message {
      const changed = { ...message, ...changes }
      const list = this.listOf(message)
      list[list.findLastIndex((it) => it.id === message.id)] = changed
      index.set(changed.id, changed)
      return changed
    },

    notify(message: Message): void {
      if (message.ephemeral !== undefined || (message.flags & silent) !== 0) return
      const channel = channels.get(message.channel)
      const called = channel?.recipient === undefined ? this.mentioned(message) : [channel.recipient, bot.id]
      for (const user of called)
        if (user !== message.author && user !== bot.id)
          notified.push({ user: users.get(user)?.name ?? user, message })
    },

    /** Ids of those a message pings: people, everybody with a role, everybody; only those who see it. */
    mentioned({ channel, mentions, author }: Message): string[] {
      const where = channels.get(channel)
      const by = users.get(author)
      if (where === undefined || by === undefined || isNobody(mentions)) return []
      const { users: named, roles: groups, everyone: all } = this.effective(mentions, where, by)
      return [...users.values()]
        .filter((it) => named.includes(it.id) || all || it.roles.some((one) => groups.includes(one)))
        .filter((it) => this.may(it, where, 'ViewChannel'))
        .map((it) => it.id)
    },

    /** The mentions that ping when this author writes them there: not every one may mention roles and everyone. */
    effective(mentions: Mentions, where: Channel, by: User): Mentions {
      const powerful = holds(this.allowed(by, where) & bits.MentionEveryone, 'MentionEveryone')
      return {
        users: mentions.users,
        roles: mentions.roles.filter((it) => powerful || roles.get(it)?.mentionable === true),
        everyone: mentions.everyone && powerful,
      }
    },
  }
}
