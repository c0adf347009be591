import type { Invocation, MessageRef } from '../../core/chat.ts'
import { peek, textAt } from '../../core/peek.ts'
import type { Place } from '../../core/person.ts'
import type { Reply } from './answers.ts'
import type { Meta } from './meta.ts'

/**
 * Where something came from: a typed command, a message that was pressed, the shortcuts' menu or a message's own, a
 * modal or Home ('window'), or a form that was submitted.
 */
type Origin = 'command' | 'message' | 'shortcut' | 'window' | 'form'

/**
 * What came in from Slack: for the bot, and for the answer. `trigger` opens one modal, within 3 s; `reply.view` is
 * the modal it came from, on which none can be put where it is the `third`; `asked` are the fields a submitted form
 * had.
 */
export interface Received {
  it: Invocation
  reply: Reply
  surface: Origin
  trigger?: string
  third?: true
  asked?: readonly string[]
}

/** Who did something, in which workspace. */
interface Sender {
  space: string
  user: string
}

/** Reads who did something. Commands name people flatly, everything else as objects; an app of a whole organisation is on no one team. */
export function senderOf(body: unknown): Sender | undefined {
  const user = textAt(body, 'user_id') ?? textAt(body, 'user', 'id')
  const space = [
    ['team_id'],
    ['team', 'id'],
    ['view', 'app_installed_team_id'],
    ['view', 'team_id'],
    ['user', 'team_id'],
  ].flatMap((path) => textAt(body, ...path) ?? [])[0]
  return user === undefined || space === undefined ? undefined : { space, user }
}

/** Where something was done, as far as the payload says; `self` is the message it was done on. */
type From = { [K in keyof Meta['reply']]?: string | undefined } & {
  self?: string | undefined
  trigger?: string | undefined
}

/** Puts together what somebody asked with where that was, and where the answer goes. */
export function received(
  { space, user }: Sender,
  invoked: Pick<Invocation, 'id' | 'at' | 'command' | 'input' | 'draft' | 'about' | 'pressed'>,
  surface: Origin,
  { self, trigger, ...from }: From,
): Received {
  // The root of a thread says that it is in its own.
  const thread = from.thread === self ? undefined : from.thread
  const reply: Reply = {
    user,
    ...(from.channel !== undefined && { channel: from.channel }),
    ...(thread !== undefined && { thread }),
    ...(from.url !== undefined && { url: from.url }),
    at: from.at ?? String(invoked.at),
    ...(from.replace === 'yes' && { replace: 'yes' as const }),
    ...(from.view !== undefined && { view: from.view }),
  }
  const here: Place = {
    platform: 'slack',
    space,
    channel: from.channel ?? user,
    ...(thread !== undefined && { thread }),
  }
  return {
    it: { ...invoked, by: { platform: 'slack', space, id: user }, here, reply: { ...reply } },
    reply,
    surface,
    ...(trigger !== undefined && { trigger }),
  }
}

/** Reads the message that was pressed; one for a single pair of eyes cannot be found again, and is none. */
export function messageOf(body: unknown, space: string, channel: string): MessageRef | undefined {
  const id = textAt(body, 'message', 'ts') ?? textAt(body, 'container', 'message_ts')
  if (id === undefined || peek(body, 'container', 'is_ephemeral') === true) return undefined
  const root = textAt(body, 'message', 'thread_ts') ?? textAt(body, 'container', 'thread_ts')
  const place: Place = {
    platform: 'slack',
    space,
    channel,
    ...(root !== undefined && root !== id && { thread: root }),
  }
  return { place, id }
}
