import type { Command, Origin } from './command.ts'
import type { Locale } from './person.ts'
import { plain } from './plain.ts'
import type { Text } from './text.ts'
import type { Words } from './words.ts'

/** Returns the noun of a command. */
export const nounOf = (command: Command): string => command.name.split(' ')[0] ?? ''

/** Returns the verb of a command. */
export const verbOf = (command: Command): string => command.name.split(' ').slice(1).join(' ')

/** Returns a noun's name in a language. */
export const nameOfNoun = (words: Words, locale: Locale, noun: string): string =>
  words.set('nouns', locale).get(noun)?.name ?? noun

/** Returns a command's name as it is typed in a language: 'incident log'. */
export const nameOfCommand = (words: Words, locale: Locale, command: Pick<Command, 'name'>): string => {
  const [noun = '', ...verb] = command.name.split(' ')
  const name = words.set(`nouns.${noun}.verbs`, locale).get(verb.join(' '))?.name ?? verb.join(' ')
  return `${nameOfNoun(words, locale, noun)} ${name}`.trim()
}

/** Writes a command into a text, as it is typed in a language. */
export const commandText = (words: Words, locale: Locale, command: Pick<Command, 'name'>): Text => [
  { command: `/${nameOfCommand(words, locale, command)}` },
]

/** Returns an example line for a command, or for the help where the command is unknown. */
export function exampleOf(words: Words, locale: Locale, name: string): Text {
  const [noun = '', ...verb] = name.split(' ')
  const path = `nouns.${noun}.verbs.${verb.join(' ')}.example`
  return words.has(path) ? words.t(locale)(path) : [{ command: `/${nameOfNoun(words, locale, 'help')}` }]
}

/** The part of a verb's words that holds its name where it is offered besides being typed. */
const offeredAs = { message: 'menu', member: 'member', anywhere: 'shortcut' } as const satisfies Record<
  Origin,
  string
>

/**
 * Returns how a command is called where it is offered besides being typed: in the menu of a message (`message`) or of
 * a member (`member`), or among the shortcuts (`anywhere`); `undefined` where it is not offered there.
 */
export function menuNameOf(
  words: Words,
  locale: Locale,
  command: Pick<Command, 'name' | 'from'>,
  where: Origin,
): string | undefined {
  if (command.from?.includes(where) !== true) return undefined
  const [noun = '', ...verb] = command.name.split(' ')
  return plain(words.t(locale)(`nouns.${noun}.verbs.${verb.join(' ')}.${offeredAs[where]}`))
}

/** Returns the schema of one argument. */
export const shapeOf = (command: Command, name: string) => {
  const schema = command.args.shape[name]
  if (schema === undefined) throw new Error(`${command.name} has no argument ${name}`)
  return schema
}

/** Returns an argument's label or help: the command's own where it has one, else the argument's everywhere. */
export function labelOf(
  command: Command,
  name: string,
  part: 'label' | 'help',
  { words, locale }: { words: Words; locale: Locale },
): string | undefined {
  const paths = [
    `nouns.${nounOf(command)}.verbs.${verbOf(command)}.args.${name}.${part}`,
    `args.${name}.${part}`,
  ]
  const path = paths.find((each) => words.has(each))
  return path === undefined ? undefined : plain(words.t(locale)(path))
}
