import { ChannelType, MessageFlags } from 'discord.js'
import type { Invocation, MessageRef } from '../../core/chat.ts'
import { numberAt, peek, textAt } from '../../core/peek.ts'
import type { Place } from '../../core/person.ts'
import type { Reply } from './reply.ts'

/**
 * Where something came from: a slash command, a message that was pressed, the menu of a message or a member, or a
 * form that was submitted.
 */
type Origin = 'command' | 'message' | 'menu' | 'form'

/**
 * What came in from Discord: for the bot, and for the answer. `asked` are the fields a submitted form had. A form can
 * be opened as the first answer to all but a form.
 */
export interface Received {
  it: Invocation
  reply: Reply
  surface: Origin
  asked?: readonly string[]
}

/** Tells whether a message is for one pair of eyes: it cannot be found again. */
export const isAlone = (interaction: unknown): boolean =>
  ((numberAt(interaction, 'message', 'flags') ?? 0) & MessageFlags.Ephemeral) !== 0

/** Who did something, and on which server. */
interface Sender {
  user: string
  space: string
  locale?: string
}

/**
 * Reads who did something. Where it was a direct message, the server is what it belongs to by its `own` id, else the only
 * one.
 */
export function senderOf(
  interaction: unknown,
  { space: only }: { space?: string },
  own?: string,
): Sender | undefined {
  const user = textAt(interaction, 'member', 'user', 'id') ?? textAt(interaction, 'user', 'id')
  const space = textAt(interaction, 'guild_id') ?? own ?? only
  const locale = textAt(interaction, 'locale')
  return user === undefined || space === undefined ? undefined : { user, space, ...(locale && { locale }) }
}

const threads = new Set<unknown>([
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
])

/** Where it was done: in a channel, or in a thread of one. */
function placeOf(interaction: unknown, space: string): Place | undefined {
  const channel = textAt(interaction, 'channel', 'id') ?? textAt(interaction, 'channel_id')
  if (channel === undefined) return undefined
  const parent = textAt(interaction, 'channel', 'parent_id')
  const isThread = parent !== undefined && threads.has(peek(interaction, 'channel', 'type'))
  return {
    platform: 'discord',
    space,
    ...(isThread ? { channel: parent, thread: channel } : { channel }),
  }
}

/** Puts together what somebody asked with where that was, and where the answer goes. */
export function receivedFrom(
  { locale, space, user }: Sender,
  interaction: unknown,
  invoked: Pick<Invocation, 'at' | 'command' | 'input' | 'typed' | 'draft' | 'about'>,
  surface: Origin,
  isQuestion = false,
): Received {
  const id = textAt(interaction, 'id') ?? ''
  const here = placeOf(interaction, space) ?? { platform: 'discord', space, channel: user }
  const message = textAt(interaction, 'message', 'id')
  const alone = isAlone(interaction)
  const reply: Reply = {
    user,
    application: textAt(interaction, 'application_id') ?? '',
    interaction: id,
    token: textAt(interaction, 'token') ?? '',
    at: String(invoked.at),
    space,
    channel: here.channel,
    ...(here.thread !== undefined && { thread: here.thread }),
    ...(message !== undefined && { message }),
    ...(message !== undefined && alone && { alone: 'yes' as const }),
    ...(message !== undefined && isQuestion && { replace: 'yes' as const }),
    ...(locale !== undefined && { locale }),
  }
  const isOnCard = surface === 'message' && message !== undefined && !alone
  const pressed: MessageRef | undefined = isOnCard ? { place: here, id: message } : undefined
  return {
    it: {
      id: `discord/${id}`,
      ...invoked,
      by: { platform: 'discord', space, id: user },
      here,
      ...(pressed && { pressed }),
      ...(locale !== undefined && { locale }),
      reply: { ...reply },
    },
    reply,
    surface,
  }
}
