import { ApplicationCommandOptionType as OptionType } from 'discord.js'
import { listAt, numberAt, peek, textAt } from '../../core/peek.ts'
import type { Lookup, NamedCommand } from './lookup.ts'
import { mention, type Names } from './mentions.ts'
import { namesIn } from './names-in.ts'
import { typedWords } from './typed.ts'

/** Finds the command that was typed, and its options, also where its verb stands in a group. */
export function slashIn(
  interaction: unknown,
  lookup: Lookup,
): { named?: NamedCommand; options: readonly unknown[] } {
  const noun = textAt(interaction, 'data', 'name') ?? ''
  let options = listAt(interaction, 'data', 'options')
  let verb: string | undefined
  for (let deep = 0; deep < 2; deep++) {
    const [first] = options
    const type = numberAt(first, 'type')
    if (type !== OptionType.Subcommand && type !== OptionType.SubcommandGroup) break
    verb = textAt(first, 'name')
    options = listAt(first, 'options')
  }
  const named = lookup.slash(noun, verb)
  return { ...(named && { named }), options }
}

/** Reads options into the arguments they are registered for, in words that Vigie's kinds read. */
export function inputOf(
  interaction: unknown,
  options: readonly unknown[],
  { args }: NamedCommand,
  space: string,
  known?: Partial<Names>,
): Record<string, string> {
  const names = namesIn(peek(interaction, 'data', 'resolved'), known)
  const input: Record<string, string> = {}
  for (const option of options) {
    const arg = args.get(textAt(option, 'name') ?? '')
    if (arg !== undefined) input[arg.name] = wordsOf(option, space, names)
  }
  return input
}

/** Writes what an option holds as words that Vigie's kinds read. */
function wordsOf(option: unknown, space: string, names: Names): string {
  const value = peek(option, 'value')
  const id = String(value ?? '')
  switch (numberAt(option, 'type')) {
    case OptionType.Boolean:
      return value === true ? 'yes' : 'no'
    case OptionType.User:
      return mention('@', space, id, names.user(id))
    case OptionType.Channel:
      return mention('#', space, id, names.channel(id))
    case OptionType.Role:
      return mention('&', space, id, names.role(id))
    default:
      return typedWords(id, space, names)
  }
}
