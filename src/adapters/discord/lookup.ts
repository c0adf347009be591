import { ApplicationCommandType } from 'discord.js'
import { argMeta } from '../../core/args.ts'
import type { Command } from '../../core/command.ts'
import { shapeOf } from '../../core/naming.ts'
import type { Words } from '../../core/words.ts'
import { type MenuType, menuName, offeredOn } from './definitions.ts'
import { nounsOf, registered, slashArg, slashNoun, slashVerb } from './names.ts'
import { argsOf } from './options-of.ts'

/** An argument behind the name its option is registered under. */
interface NamedArg {
  name: string
  kind: string
  many: boolean
}

/** A command behind a registered name, and its arguments by the names of their options. */
export interface NamedCommand {
  command: string
  args: ReadonlyMap<string, NamedArg>
}

/** What stands behind the names that Discord was told: it sends these back, whatever language somebody reads. */
export interface Lookup {
  /** A slash command by its noun and, where it has verbs, its verb. */
  slash(noun: string, verb?: string): NamedCommand | undefined
  /** What was chosen in the menu of a message or of a member. */
  menu(type: MenuType, name: string): NamedCommand | undefined
}

/** Builds the way back from `definitionsOf`. */
export function createLookup(commands: readonly Command[], words: Words): Lookup {
  const slashes = new Map<string, NamedCommand>()
  for (const { noun, commands: own } of nounsOf(commands))
    for (const command of own) {
      const verb = own.length === 1 ? undefined : slashVerb(words, registered, command)
      slashes.set(path(slashNoun(words, registered, noun), verb), namedOf(command, words))
    }
  const menus = new Map<string, NamedCommand>()
  for (const type of [ApplicationCommandType.Message, ApplicationCommandType.User] as const)
    for (const command of offeredOn(commands, type))
      menus.set(path(String(type), menuName(words, registered, command, type)), namedOf(command, words))
  return {
    slash: (noun, verb) => slashes.get(path(noun, verb)),
    menu: (type, name) => menus.get(path(String(type), name)),
  }
}

const path = (first: string, second?: string): string => (second === undefined ? first : `${first} ${second}`)

const namedOf = (command: Command, words: Words): NamedCommand => ({
  command: command.name,
  args: new Map(
    argsOf(command, words).map((name) => {
      const { among, kind, many = false } = argMeta(shapeOf(command, name))
      return [slashArg(words, registered, name), { name, kind: among ?? kind, many }]
    }),
  ),
})
