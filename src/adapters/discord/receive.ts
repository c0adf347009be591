import { ApplicationCommandType, InteractionType } from 'discord.js'
import type { Invocation } from '../../core/chat.ts'
import { numberAt, peek, textAt, textsAt } from '../../core/peek.ts'
import type { Translate } from '../../core/text.ts'
import { readFormId } from './form-id.ts'
import type { Lookup } from './lookup.ts'
import { mention, type Names } from './mentions.ts'
import { askedIn, valuesOf } from './modal-values.ts'
import { namesIn } from './names-in.ts'
import { inputOf, slashIn } from './options-in.ts'
import { decodePress } from './press.ts'
import { quoteOf } from './quote.ts'
import { isAlone, type Received, receivedFrom, senderOf } from './received.ts'
import type { Reply } from './reply.ts'
import { type Typing, typingOf } from './suggestions.ts'
import { typedWords } from './typed.ts'

/** What is being typed into an option that suggests: `field` is the argument, `kind` what it holds. */
interface Suggesting extends Typing {
  it: Invocation
  field: string
  kind: string
  /** Where the choices go: only as the first answer. */
  reply: Reply
}

/**
 * What an interaction does not say itself. `space` is the server a direct message is taken to be about: the only one
 * there is, or the one somebody shares with the bot; `names` are those of channels and roles, as far as they are known.
 */
export interface Known {
  lookup: Lookup
  t: Translate
  space?: string
  names?: Partial<Names>
}

/**
 * Reads an interaction as Discord sends it, by whatever it is; `undefined` for what is none of ours. `at` is when it
 * came in, in milliseconds.
 */
export function received(interaction: unknown, at: number, known: Known): Received | undefined {
  switch (numberAt(interaction, 'type')) {
    case InteractionType.ApplicationCommand:
      return isMenu(interaction) ? fromMenu(interaction, at, known) : fromCommand(interaction, at, known)
    case InteractionType.MessageComponent:
      return fromPress(interaction, at, known)
    case InteractionType.ModalSubmit:
      return fromSubmission(interaction, at, known)
    default:
      return undefined
  }
}

/** Tells whether a direct message is about no server that could be told: it is best said again on one. */
export const isAstray = (interaction: unknown, { space }: Pick<Known, 'space'>): boolean =>
  textAt(interaction, 'guild_id') === undefined &&
  space === undefined &&
  spaceOfOwn(interaction) === undefined

/** Reads a slash command with its options. */
export function fromCommand(interaction: unknown, at: number, known: Known): Received | undefined {
  const from = senderOf(interaction, known)
  const { named, options } = slashIn(interaction, known.lookup)
  if (from === undefined || named === undefined || isMenu(interaction)) return undefined
  const input = inputOf(interaction, options, named, from.space, known.names)
  const invoked = { at, command: named.command, input, typed: true as const }
  return receivedFrom(from, interaction, invoked, 'command')
}

/** Reads what is being typed into an option. */
export function fromAutocomplete(interaction: unknown, at: number, known: Known): Suggesting | undefined {
  const from = senderOf(interaction, known)
  const { named, options } = slashIn(interaction, known.lookup)
  const focused = options.find((option) => peek(option, 'focused') === true)
  const arg = named?.args.get(textAt(focused, 'name') ?? '')
  if (from === undefined || named === undefined || arg === undefined) return undefined
  const others = options.filter((option) => option !== focused)
  const input = inputOf(interaction, others, named, from.space, known.names)
  const { it, reply } = receivedFrom(from, interaction, { at, command: named.command, input }, 'command')
  const typed = typedWords(String(peek(focused, 'value') ?? ''), from.space, namesIn(undefined, known.names))
  // Suggestions change nothing, and are not to be answered after a restart.
  const { reply: _reply, ...invoked } = it
  return { it: invoked, reply, field: arg.name, kind: arg.kind, ...typingOf(typed, arg) }
}

/** Reads what was pressed or chosen in a message. */
export function fromPress(interaction: unknown, at: number, known: Known): Received | undefined {
  const press = decodePress(
    textAt(interaction, 'data', 'custom_id') ?? '',
    textsAt(interaction, 'data', 'values'),
  )
  const from = senderOf(interaction, known, press?.space)
  if (from === undefined || press === undefined || textAt(interaction, 'message', 'id') === undefined)
    return undefined
  const { command, input } = press
  const isQuestion = isAlone(interaction) && input.$draft !== undefined
  return receivedFrom(from, interaction, { at, command, input }, 'message', isQuestion)
}

/** Reads a submitted form. */
export function fromSubmission(interaction: unknown, at: number, known: Known): Received | undefined {
  const form = readFormId(textAt(interaction, 'data', 'custom_id') ?? '')
  const from = senderOf(interaction, known, form?.space)
  if (from === undefined || form === undefined) return undefined
  const names = namesIn(peek(interaction, 'data', 'resolved'), known.names)
  const components = peek(interaction, 'data', 'components')
  const input = valuesOf(components, from.space, names)
  const invoked = { at, command: form.command, input, draft: form.draft }
  const it = receivedFrom(from, interaction, invoked, 'form', form.replace === true)
  return { ...it, asked: askedIn(components) }
}

/** Reads what was chosen in the menu of a message, with its copy, or in that of a member. */
export function fromMenu(interaction: unknown, at: number, known: Known): Received | undefined {
  const from = senderOf(interaction, known)
  const type = menuTypeOf(interaction)
  const named = type && known.lookup.menu(type, textAt(interaction, 'data', 'name') ?? '')
  const target = textAt(interaction, 'data', 'target_id')
  if (from === undefined || named === undefined || target === undefined) return undefined
  const resolved = peek(interaction, 'data', 'resolved')
  const names = namesIn(resolved, known.names)
  if (type === ApplicationCommandType.User) {
    const arg = [...named.args.values()].find(({ kind }) => kind === 'member' || kind === 'person')
    if (arg === undefined) return undefined
    const input = { [arg.name]: mention('@', from.space, target, names.user(target)) }
    return receivedFrom(from, interaction, { at, command: named.command, input }, 'menu')
  }
  const message = peek(resolved, 'messages', target)
  if (message === undefined) return undefined
  const guild = textAt(interaction, 'guild_id')
  const about = quoteOf(message, { space: from.space, names, t: known.t, ...(guild && { guild }) })
  // Whether a form opens is the command's own affair: nothing was filled in.
  return receivedFrom(from, interaction, { at, command: named.command, input: {}, about }, 'menu')
}

type MenuType = ApplicationCommandType.Message | ApplicationCommandType.User

function menuTypeOf(interaction: unknown): MenuType | undefined {
  const type = numberAt(interaction, 'data', 'type')
  return type === ApplicationCommandType.Message || type === ApplicationCommandType.User ? type : undefined
}

const isMenu = (interaction: unknown): boolean => menuTypeOf(interaction) !== undefined

const spaceOfOwn = (interaction: unknown): string | undefined => {
  const id = textAt(interaction, 'data', 'custom_id') ?? ''
  return readFormId(id)?.space ?? decodePress(id, textsAt(interaction, 'data', 'values'))?.space
}
