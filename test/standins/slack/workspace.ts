import type { Fields } from '../checks.ts'
import { mentionedIn } from './mentions.ts'
import type { Channel, Group, Message, User, View } from './model.ts'

/** What somebody was notified of. */
export interface Notification {
  user: string
  message: Message
}

/** The people, channels and messages. */
export type Workspace = ReturnType<typeof createWorkspace>

/** People, channels and messages of one Slack workspace, and nothing about how an app reaches them. */
export function createWorkspace(now: () => number) {
  const users = new Map<string, User>()
  const channels = new Map<string, Channel>()
  const groups = new Map<string, Group>()
  const ephemerals: Message[] = []
  const notified: Notification[] = []
  const modals = new Map<string, View[]>()
  const homes = new Map<string, View>()
  let serial = 0
  let lastMicro = 0

  const id = (letter: string): string => `${letter}${(100_000 + ++serial).toString(36).toUpperCase()}`
  const person = (name: string, more: Partial<User> = {}): User => {
    const known = [...users.values()].find((it) => it.name === name)
    const made = known ?? {
      ...{ id: id('U'), name, locale: 'en-US', tz: 'Etc/UTC' },
      ...{ admin: false, owner: false, deleted: false, bot: false },
    }
    users.set(made.id, Object.assign(made, more))
    return made
  }
  const bot = person('vigie', { bot: true })

  return {
    team: { id: 'T0VIGIE', domain: 'vigie', name: 'Vigie', url: 'https://vigie.slack.com/' },
    app: 'A0VIGIE',
    bot,
    botId: 'B0VIGIE',
    ...{ users, channels, groups, ephemerals, notified, modals, homes, id, person },

    /** A moment's ts: unique, and later than every one before it. */
    ts(): string {
      lastMicro = Math.max(lastMicro + 100, Math.floor(now() * 1000))
      const digits = `${lastMicro}`.padStart(16, '0')
      return `${digits.slice(0, -6)}.${digits.slice(-6)}`
    },

    /** Somebody by name ('cm_day', '@cm_day') or id; throws when there is nobody. */
    user(who: string): User {
      const name = who.replace(/^@/, '')
      const found = users.get(name) ?? [...users.values()].find((it) => it.name === name)
      if (found === undefined) throw new Error(`Slack stand-in: nobody is called ${who}`)
      return found
    },

    /** A channel by '#name' or id, or '@name' for the bot's direct conversation with them. */
    channel(where: string): Channel {
      if (where.startsWith('@')) return this.direct(this.user(where).id)
      const name = where.replace(/^#/, '')
      const found =
        channels.get(name) ?? [...channels.values()].find((it) => it.name === name && it.kind !== 'im')
      if (found === undefined) throw new Error(`Slack stand-in: there is no channel ${where}`)
      return found
    },

    /** The bot's direct conversation with somebody, opened where there was none. */
    direct(user: string): Channel {
      const found = [...channels.values()].find((it) => it.kind === 'im' && it.members.has(user))
      if (found !== undefined) return found
      const made: Channel = {
        ...{ id: id('D'), name: 'directmessage', kind: 'im', archived: false, messages: [] },
        members: new Set([user, bot.id]),
      }
      channels.set(made.id, made)
      return made
    },

    message: (channel: string, ts: string): Message | undefined =>
      channels.get(channel)?.messages.find((it) => it.ts === ts),

    /** The list a message stands in. */
    listOf: (message: Message): Message[] =>
      message.ephemeral === undefined ? (channels.get(message.channel)?.messages ?? []) : ephemerals,

    drop(message: Message): void {
      const list = this.listOf(message)
      list.splice(list.indexOf(message), 1)
    },

    /** Posts, and notifies whom Slack notifies: those mentioned who are there, or the other one of two. */
    post(message: Omit<Message, 'ts'>): Message {
      const posted: Message = { ...message, ts: this.ts() }
      if (posted.blocks !== undefined) posted.blocks = this.named(posted.blocks)
      const channel = channels.get(message.channel)
      if (channel === undefined) throw new Error(`Slack stand-in: there is no channel ${message.channel}`)
      channel.messages.push(posted)
      const members = [...channel.members].filter((it) => it !== posted.user && it !== bot.id)
      const called =
        channel.kind === 'im'
          ? members
          : mentionedIn(posted, groups, members).filter((it) => members.includes(it))
      for (const user of called) notified.push({ user: users.get(user)?.name ?? user, message: posted })
      return posted
    },

    /** What only one person sees. */
    whisper(message: Omit<Message, 'ts'>): Message {
      const posted: Message = { ...message, ts: this.ts() }
      if (posted.blocks !== undefined) posted.blocks = this.named(posted.blocks)
      ephemerals.push(posted)
      return posted
    },

    /** Blocks with an id each, and elements with an action id each, as Slack gives where the app gave none. */
    named(blocks: readonly Fields[]): Fields[] {
      const within = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.map(within)
        if (typeof value !== 'object' || value === null) return value
        const it = Object.fromEntries(Object.entries(value).map(([name, field]) => [name, within(field)]))
        return acts(it) ? { ...it, action_id: it.action_id ?? id('a').toLowerCase() } : it
      }
      return blocks.map((block) => ({ block_id: id('b').toLowerCase(), ...(within(block) as Fields) }))
    },
  }
}

/** Tells whether an element is one that acts, and so has an action id. */
const acts = ({ type }: Fields): boolean =>
  typeof type === 'string' &&
  /^(button|overflow|radio_buttons|checkboxes|\w*picker|\w*_select|\w*_input)$/.test(type)
