import { asForm } from '../../core/card.ts'
import type { Invocation } from '../../core/chat.ts'
import { listAt, peek, textAt } from '../../core/peek.ts'
import type { Account, Quote } from '../../core/person.ts'
import { isOpen } from './choices.ts'
import { readMeta } from './meta.ts'
import { isForm } from './modal.ts'
import { valuesOf } from './modal-values.ts'
import { type Action, decodePress } from './press.ts'
import { messageOf, type Received, received, senderOf } from './received.ts'
import { commandOfShortcut } from './shortcuts.ts'
import { typedLine } from './typed.ts'

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
