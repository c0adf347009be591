import type { Fields } from '../checks.ts'
import { type House, type Method, page, refuse, shown } from './method.ts'
import type { Channel, Message } from './model.ts'
import type { Workspace } from './workspace.ts'

const families = { public: 'channels', private: 'groups', im: 'im', mpim: 'mpim' } as const
const typeNames: Record<string, Channel['kind']> = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'im',
  mpim: 'mpim',
}
const paging = { cursor: 'text', limit: 'number' } as const

/** The scope a conversation's kind asks for: 'channels:read', 'groups:history', ... */
const scopeFor =
  (right: 'read' | 'history') =>
  ({ channel }: Fields, { space }: House): string[] => {
    const kind = space.channels.get(String(channel))?.kind
    return kind === undefined ? [] : [`${families[kind]}:${right}`]
  }

/** The kinds of conversations a call asks for. */
const kindsOf = ({ types }: Fields): Channel['kind'][] =>
  String(types ?? 'public_channel')
    .split(',')
    .map((it) => {
      const kind = typeNames[it.trim()]
      if (kind === undefined) throw refuse('invalid_types', `${it} is no type of conversation`)
      return kind
    })

/** What the bot can see of a conversation: private ones it is not in do not exist for it. */
function seen(id: unknown, { space }: House): Channel {
  const found = space.channels.get(String(id))
  if (found === undefined || (found.kind !== 'public' && !found.members.has(space.bot.id)))
    throw refuse('channel_not_found')
  return found
}

function read(id: unknown, house: House): Channel {
  const channel = seen(id, house)
  if (!channel.members.has(house.space.bot.id)) throw refuse('not_in_channel')
  return channel
}

const described = (it: Channel, { bot, team }: Workspace): Fields => ({
  id: it.id,
  created: 1_700_000_000,
  is_archived: it.archived,
  ...(it.kind === 'im'
    ? { is_im: true, user: [...it.members].find((id) => id !== bot.id) }
    : {
        ...{ name: it.name, name_normalized: it.name, is_im: false, is_channel: it.kind === 'public' },
        ...{ is_group: false, is_mpim: false, is_general: it.name === 'general', is_ext_shared: false },
        ...{ is_private: it.kind === 'private', is_member: it.members.has(bot.id) },
      }),
  context_team_id: team.id,
})

const within = ({ ts }: Message, { oldest, latest, inclusive }: Fields): boolean => {
  const at = Number(ts)
  const from = Number(oldest ?? 0)
  const to = latest === undefined ? Number.POSITIVE_INFINITY : Number(latest)
  return inclusive === true ? at >= from && at <= to : at > from && at < to
}

const span = { oldest: 'text', latest: 'text', inclusive: 'flag', include_all_metadata: 'flag' } as const

/** A message with what Slack tells of the thread under it. */
function withThread(message: Message, { messages }: Channel, metadata: boolean): Fields {
  const replies = messages.filter((it) => it.thread_ts === message.ts && it.ts !== message.ts)
  const more =
    replies.length === 0
      ? {}
      : {
          ...{ reply_count: replies.length, latest_reply: replies.at(-1)?.ts },
          reply_users: [...new Set(replies.map(({ user }) => user))],
        }
  return { ...shown(message, metadata), ...more }
}

/** Conversations: what they are, who is in them and what was said. */
export const conversationMethods: Record<string, Method> = {
  'conversations.open': {
    optional: { users: 'text', channel: 'text', return_im: 'flag', prevent_creation: 'flag' },
    scopes: () => ['im:write'],
    run({ users, channel }, house) {
      if (channel !== undefined) return { channel: { id: seen(channel, house).id } }
      const ids = String(users ?? '')
        .split(',')
        .filter(Boolean)
      if (ids.length !== 1) throw refuse('invalid_arguments', 'conversations.open with other than one user')
      const user = house.space.users.get(String(ids[0]))
      if (user === undefined) throw refuse('user_not_found')
      if (user.deleted) throw refuse('user_disabled')
      if (user.bot) throw refuse('cannot_dm_bot', 'a direct conversation with a bot')
      return { channel: { id: house.space.direct(user.id).id } }
    },
  },

  'conversations.info': {
    required: { channel: 'text' },
    optional: { include_locale: 'flag', include_num_members: 'flag' },
    scopes: scopeFor('read'),
    run({ channel, include_num_members: count }, house) {
      const found = seen(channel, house)
      const size = count === true ? { num_members: found.members.size } : {}
      return { channel: { ...described(found, house.space), ...size } }
    },
  },

  'conversations.list': {
    optional: { ...paging, types: 'text', exclude_archived: 'flag' },
    scopes: (args) => kindsOf(args).map((kind) => `${families[kind]}:read`),
    run(args, { space }) {
      const kinds = kindsOf(args)
      const all = [...space.channels.values()].filter(
        (it) =>
          kinds.includes(it.kind) &&
          (it.kind === 'public' || it.members.has(space.bot.id)) &&
          !(args.exclude_archived === true && it.archived),
      )
      const { items, more } = page(all, args, 100, 1000)
      return { channels: items.map((it) => described(it, space)), ...more }
    },
  },

  'conversations.members': {
    required: { channel: 'text' },
    optional: paging,
    scopes: scopeFor('read'),
    run(args, house) {
      const { items, more } = page([...seen(args.channel, house).members], args, 100, 1000)
      return { members: items, ...more }
    },
  },

  'conversations.history': {
    required: { channel: 'text' },
    optional: { ...paging, ...span },
    scopes: scopeFor('history'),
    run(args, house) {
      const channel = read(args.channel, house)
      const roots = channel.messages.filter(
        (it) => (it.thread_ts === undefined || it.thread_ts === it.ts) && within(it, args),
      )
      const { items, more } = page(roots.toReversed(), args, 100, 999)
      const metadata = args.include_all_metadata === true
      return {
        messages: items.map((it) => withThread(it, channel, metadata)),
        has_more: (more.response_metadata as Fields).next_cursor !== '',
        ...more,
      }
    },
  },

  'conversations.replies': {
    required: { channel: 'text', ts: 'text' },
    optional: { ...paging, ...span },
    scopes: scopeFor('history'),
    run(args, house) {
      const channel = read(args.channel, house)
      const asked = channel.messages.find(({ ts }) => ts === args.ts)
      if (asked === undefined) throw refuse('thread_not_found')
      const root = asked.thread_ts ?? asked.ts
      const all = channel.messages.filter(
        (it) => it.ts === root || (it.thread_ts === root && within(it, args)),
      )
      const { items, more } = page(all, args, 1000, 1000)
      const metadata = args.include_all_metadata === true
      return {
        messages: items.map((it) => withThread(it, channel, metadata)),
        has_more: (more.response_metadata as Fields).next_cursor !== '',
        ...more,
      }
    },
  },

  'users.conversations': {
    optional: { ...paging, user: 'text', types: 'text', exclude_archived: 'flag' },
    scopes: (args) => kindsOf(args).map((kind) => `${families[kind]}:read`),
    run(args, { space }) {
      const kinds = kindsOf(args)
      const user = String(args.user ?? space.bot.id)
      if (!space.users.has(user)) throw refuse('user_not_found')
      const all = [...space.channels.values()].filter(
        (it) =>
          kinds.includes(it.kind) &&
          it.members.has(user) &&
          (it.kind === 'public' || it.members.has(space.bot.id)) &&
          !(args.exclude_archived === true && it.archived),
      )
      const { items, more } = page(all, args, 100, 999)
      return { channels: items.map((it) => described(it, space)), ...more }
    },
  },
}
