import { asForm } from '../../core/card.ts'
import type { Invocation, MessageRef } from '../../core/chat.ts'
import { listAt, peek, textAt } from '../../core/peek.ts'
import type { Account, Place, Quote } from '../../core/person.ts'
import type { Reply } from './answers.ts'
import { isOpen } from './choices.ts'
import { type Meta, readMeta } from './meta.ts'
import { isForm } from './modal.ts'
import { valuesOf } from './modal-values.ts'
import { type Action, decodePress } from './press.ts'
import { commandOfShortcut } from './shortcuts.ts'
import { typedLine } from './typed.ts'

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

/** Reads what was typed behind the root command. Slack does not say in which thread that was. */
export function fromCommand(body: unknown, at: number): Received | undefined {
  const from = senderOf(body)
  const channel = textAt(body, 'channel_id')
  const trigger = textAt(body, 'trigger_id')
  if (from === undefined || channel === undefined || trigger === undefined) return undefined
  const input = typedLine(textAt(body, 'text') ?? '', from.space)
  return received(from, { id: `slack/${trigger}`, at, command: '', input }, 'command', {
    channel,
    url: textAt(body, 'response_url'),
    trigger,
  })
}

/** Reads what was pressed in a message, a modal or Home; `undefined` too for links and fields, which press nothing. */
export function fromPress(body: unknown, at: number): Received | undefined {
  const from = senderOf(body)
  const trigger = textAt(body, 'trigger_id')
  const press = decodePress((peek(body, 'actions', 0) ?? {}) as Action)
  if (from === undefined || trigger === undefined || press === undefined) return undefined
  const invoked = { id: `slack/${trigger}`, at, ...press }
  if (peek(body, 'view') !== undefined) {
    const { reply } = readMeta(peek(body, 'view', 'private_metadata'))
    const view = textAt(body, 'view', 'type') === 'modal' ? textAt(body, 'view', 'id') : undefined
    const found = received(from, invoked, 'window', { ...reply, at: reply.at, view, trigger })
    return isThird(peek(body, 'view')) ? { ...found, third: true } : found
  }
  const channel = textAt(body, 'channel', 'id') ?? textAt(body, 'container', 'channel_id')
  if (channel === undefined) return undefined
  const pressed = messageOf(body, from.space, channel)
  const isQuestion = pressed === undefined && press.input.$draft !== undefined
  return received(from, { ...invoked, ...(pressed && { pressed }) }, 'message', {
    channel,
    thread: textAt(body, 'container', 'thread_ts') ?? textAt(body, 'message', 'thread_ts'),
    self: pressed?.id,
    url: textAt(body, 'response_url'),
    replace: isQuestion ? 'yes' : undefined,
    trigger,
  })
}

/** Slack puts three modals upon each other at most. Of the second the one beneath is the root, of the third it is not. */
function isThird(view: unknown): boolean {
  const previous = textAt(view, 'previous_view_id')
  return previous !== undefined && previous !== textAt(view, 'root_view_id')
}

/** Reads a submitted form. */
export function fromSubmission(body: unknown, at: number): Received | undefined {
  const from = senderOf(body)
  const trigger = textAt(body, 'trigger_id')
  const view = textAt(body, 'view', 'id')
  const meta = readMeta(peek(body, 'view', 'private_metadata'))
  if (from === undefined || view === undefined || !isForm(peek(body, 'view'))) return undefined
  const { command, draft, reply } = meta
  if (command === undefined || draft === undefined) return undefined
  // A form that was corrected keeps its view and hash: only the trigger tells one submission from the next.
  const id = ['slack', view, textAt(body, 'view', 'hash'), trigger].filter((it) => it !== undefined).join('/')
  const input = valuesOf(peek(body, 'view'), from.space)
  const found = received(from, { id, at, command, input, draft }, 'form', { ...reply, view, trigger })
  const asked = listAt(body, 'view', 'blocks')
    .filter((block) => textAt(block, 'type') === 'input')
    .flatMap((block) => textAt(block, 'block_id') ?? [])
  return { ...found, asked }
}

/** Reads a shortcut from the shortcuts' menu: the command's form opens, whatever is known already. */
export function fromShortcut(body: unknown, at: number): Received | undefined {
  const from = senderOf(body)
  const trigger = textAt(body, 'trigger_id')
  const chosen = textAt(body, 'callback_id')
  if (from === undefined || trigger === undefined || chosen === undefined) return undefined
  const command = commandOfShortcut(chosen)
  return received(from, { id: `slack/${trigger}`, at, command, input: { ...asForm } }, 'shortcut', {
    trigger,
  })
}

/** Reads a shortcut from a message's menu, with the copy that was made of the message. */
export function fromMessageAction(body: unknown, at: number, about?: Quote): Received | undefined {
  const found = fromShortcut(body, at)
  const channel = textAt(body, 'channel', 'id')
  if (found === undefined || channel === undefined) return undefined
  const { id, by, command } = found.it
  // Whether a form opens is the command's own affair: nothing was filled in.
  const invoked = { id, at, command, input: {}, ...(about && { about }) }
  return received({ space: by.space, user: by.id }, invoked, 'shortcut', {
    channel,
    thread: textAt(body, 'message', 'thread_ts'),
    self: textAt(body, 'message', 'ts') ?? textAt(body, 'message_ts'),
    url: textAt(body, 'response_url'),
    trigger: found.trigger,
  })
}

/** What is being typed into a field that suggests. */
interface Suggesting {
  it: Invocation
  field: string
  typed: string
  /** Whether what is typed may be taken as it is. */
  open: boolean
}

/** Reads what is being typed into a field of a form. */
export function fromSuggestion(body: unknown, at: number): Suggesting | undefined {
  const from = senderOf(body)
  const field = textAt(body, 'block_id')
  const typed = textAt(body, 'value') ?? ''
  const { command, reply } = readMeta(peek(body, 'view', 'private_metadata'))
  if (from === undefined || field === undefined || command === undefined) return undefined
  // Suggestions change nothing, so that nothing has to tell one from the next.
  const invoked = { id: `slack/suggest/${textAt(body, 'view', 'id') ?? ''}`, at, command, input: {} }
  return {
    it: received(from, invoked, 'window', reply).it,
    field,
    typed,
    open: isOpen(textAt(body, 'action_id') ?? '', typed),
  }
}

/** Reads who opened Home, which is the same however often it is drawn; `undefined` for the other tabs. */
export function fromHome(body: unknown): Account | undefined {
  const who = textAt(body, 'event', 'user')
  const space = textAt(body, 'team_id')
  if (who === undefined || space === undefined || textAt(body, 'event', 'tab') !== 'home') return undefined
  return { platform: 'slack', space, id: who }
}

interface Sender {
  space: string
  user: string
}

/** Commands name people flatly, everything else as objects; an app of a whole organisation is on no one team. */
function senderOf(body: unknown): Sender | undefined {
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

function received(
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

/** The message that was pressed; one for a single pair of eyes cannot be found again, and is none. */
function messageOf(body: unknown, space: string, channel: string): MessageRef | undefined {
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
