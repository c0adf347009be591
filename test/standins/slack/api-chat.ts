import { type Fields, fieldsIn } from '../checks.ts'
import { problemsOf } from './limits.ts'
import { livesIn, mentionedIn } from './mentions.ts'
import { type House, type Method, refuse, shown } from './method.ts'
import type { Channel, Message } from './model.ts'

const content = { text: 'text', blocks: 'json', metadata: 'json', attachments: 'json' } as const
const manners = { parse: 'text', link_names: 'flag', mrkdwn: 'flag' } as const
const write = () => ['chat:write']

/** The error Slack answers for a problem of a message. */
export function codeOf(problem: string): string {
  if (/^text: .*at most/.test(problem)) return 'msg_too_long'
  if (/no text beside blocks|neither text nor blocks/.test(problem)) return 'no_text'
  if (problem.startsWith('metadata')) return 'invalid_metadata_format'
  if (problem.includes('in all blocks')) return 'msg_blocks_too_long'
  return problem.startsWith('blocks') ? 'invalid_blocks' : 'invalid_arguments'
}

/** Refuses a message Slack would refuse; one whose words alone would mention somebody is a violation. */
export function checkMessage(args: Fields, house: House): void {
  const [first, ...rest] = problemsOf('message', args)
  if (first !== undefined) {
    const messages = [first, ...rest].map((it) => `[ERROR] ${it}`)
    throw refuse(codeOf(first), [first, ...rest].join('; '), { response_metadata: { messages } })
  }
  const blocks = fieldsIn(args.blocks)
  if (
    blocks.length > 0 &&
    livesIn(String(args.text)) &&
    mentionedIn({ text: '', blocks }, house.space.groups, ['U']).length === 0
  )
    house.violate('text mentions somebody whom the blocks beside it do not')
}

/** The conversation of a post: an id, or a person's for the bot's direct conversation with them. */
function openFor(id: string, { space, granted }: House): Channel {
  const user = space.users.get(id)
  const channel = user === undefined ? space.channels.get(id) : space.direct(user.id)
  if (channel === undefined) throw refuse('channel_not_found')
  const member = channel.members.has(space.bot.id)
  if (channel.kind === 'private' && !member) throw refuse('channel_not_found')
  if (channel.archived) throw refuse('is_archived')
  if (!member && !granted('chat:write.public')) throw refuse('not_in_channel')
  return channel
}

/** A message the bot itself wrote there. */
function own({ channel, ts }: Fields, { space }: House, error: string): Message {
  const found = space.message(String(channel), String(ts))
  if (!space.channels.has(String(channel))) throw refuse('channel_not_found')
  if (found === undefined) throw refuse('message_not_found')
  if (found.user !== space.bot.id) throw refuse(error, "somebody else's message")
  return found
}

function threadOf(args: Fields, channel: Channel): { thread_ts?: string } {
  if (args.thread_ts === undefined) return {}
  const root = channel.messages.find(({ ts }) => ts === args.thread_ts)
  if (root === undefined) throw refuse('thread_not_found')
  if (root.thread_ts !== undefined && root.thread_ts !== root.ts)
    throw refuse('cannot_reply_to_message', 'thread_ts is a reply, not the root of a thread')
  root.thread_ts = root.ts
  return { thread_ts: root.ts }
}

/** What was sent, as a message keeps it. */
export const contentOf = ({
  text,
  blocks,
  metadata,
}: Fields): Pick<Message, 'text' | 'blocks' | 'metadata'> => ({
  text: String(text ?? ''),
  ...(fieldsIn(blocks).length > 0 ? { blocks: fieldsIn(blocks) } : {}),
  ...(metadata === undefined ? {} : { metadata: metadata as Fields }),
})

/** Posting, editing and deleting. */
export const chatMethods: Record<string, Method> = {
  'chat.postMessage': {
    required: { channel: 'text' },
    optional: {
      ...{ ...content, ...manners, thread_ts: 'text', reply_broadcast: 'flag' },
      ...{ unfurl_links: 'flag', unfurl_media: 'flag', client_msg_id: 'text' },
    },
    scopes: write,
    run(args, house) {
      const { space } = house
      const channel = openFor(String(args.channel), house)
      checkMessage(args, house)
      const message = space.post({
        ...{ channel: channel.id, user: space.bot.id, bot_id: space.botId },
        ...contentOf(args),
        ...threadOf(args, channel),
      })
      return { channel: channel.id, ts: message.ts, message: shown(message, true) }
    },
  },

  'chat.postEphemeral': {
    required: { channel: 'text', user: 'text' },
    optional: { ...content, ...manners, thread_ts: 'text' },
    scopes: write,
    run(args, house) {
      const { space } = house
      const channel = openFor(String(args.channel), house)
      const user = space.users.get(String(args.user))
      if (user === undefined || user.deleted) throw refuse('user_not_found')
      if (!channel.members.has(user.id)) throw refuse('user_not_in_channel')
      checkMessage(args, house)
      const message = space.whisper({
        ...{ channel: channel.id, user: space.bot.id, bot_id: space.botId, ephemeral: { to: user.id } },
        ...contentOf(args),
        ...threadOf(args, channel),
      })
      return { message_ts: message.ts }
    },
  },

  'chat.update': {
    required: { channel: 'text', ts: 'text' },
    optional: { ...content, ...manners, reply_broadcast: 'flag' },
    scopes: write,
    run(args, house) {
      const { space } = house
      const before = own(args, house, 'cant_update_message')
      if (space.channels.get(before.channel)?.archived) throw refuse('is_archived')
      checkMessage(args, house)
      const message = edit(before, args, house)
      return { channel: message.channel, ts: message.ts, text: message.text, message: shown(message, true) }
    },
  },

  'chat.delete': {
    required: { channel: 'text', ts: 'text' },
    scopes: write,
    run(args, house) {
      const message = own(args, house, 'cant_delete_message')
      house.space.drop(message)
      return { channel: message.channel, ts: message.ts }
    },
  },

  'chat.getPermalink': {
    required: { channel: 'text', message_ts: 'text' },
    run({ channel, message_ts: ts }, { space }) {
      if (!space.channels.has(String(channel))) throw refuse('channel_not_found')
      const found = space.message(String(channel), String(ts))
      if (found === undefined) throw refuse('message_not_found')
      const reply = found.thread_ts !== undefined && found.thread_ts !== found.ts
      const thread = reply ? `?thread_ts=${found.thread_ts}&cid=${channel}` : ''
      return {
        channel,
        permalink: `${space.team.url}archives/${channel}/p${found.ts.replace('.', '')}${thread}`,
      }
    },
  },
}

/** Puts an edited message in the place of what it was: metadata is kept where none is given, blocks are not. */
export function edit(message: Message, args: Fields, { space }: House): Message {
  const { blocks, ...content } = contentOf(args)
  const { blocks: _, ...rest } = message
  const edited: Message = {
    ...{ ...rest, ...content },
    ...(blocks === undefined ? {} : { blocks: space.named(blocks) }),
    edited: { user: message.user, ts: space.ts() },
  }
  const list = space.listOf(message)
  list[list.indexOf(message)] = edited
  return edited
}
