import {
  type APIApplicationCommandSubcommandGroupOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type RESTPostAPIApplicationCommandsJSONBody,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from 'discord.js'
import type { Command } from '../../core/command.ts'
import { menuNameOf, nounOf, verbOf } from '../../core/naming.ts'
import { capabilities, type Locale, type Role, roles } from '../../core/person.ts'
import { plain } from '../../core/plain.ts'
import { lineOf } from '../../core/safe.ts'
import type { Words } from '../../core/words.ts'
import { inOthers, longestName, type Noun, nounsOf, registered, slashNoun, slashVerb, slug } from './names.ts'
import { optionsOf } from './options-of.ts'

/** How many verbs a noun shows side by side, how many menus there may be of a kind, and how long descriptions are. */
const most = { verbs: 25, menus: 5, description: 100 } as const

/**
 * Whom Discord shows a command before a server's own rules say otherwise (Server settings > Integrations): everybody,
 * who may time members out, or who may manage the server. Discord knows nothing of roles given in Vigie, and asks for
 * all commands of a noun together; each command asks again itself.
 */
const shownTo: Record<Role, string | null> = {
  member: null,
  moderator: PermissionFlagsBits.ModerateMembers.toString(),
  cm: PermissionFlagsBits.ModerateMembers.toString(),
  manager: PermissionFlagsBits.ManageGuild.toString(),
}

/**
 * Writes what Discord is told of the commands: one slash command for each noun, with its verbs as subcommands, and
 * what is offered on messages and on members. A noun of one verb needs none: '/status'.
 */
export function definitionsOf(
  commands: readonly Command[],
  words: Words,
): RESTPostAPIApplicationCommandsJSONBody[] {
  return [
    ...nounsOf(commands).map((noun) => slashOf(noun, words)),
    ...menusOf(commands, words, ApplicationCommandType.Message),
    ...menusOf(commands, words, ApplicationCommandType.User),
  ]
}

function slashOf(noun: Noun, words: Words): RESTPostAPIChatInputApplicationCommandsJSONBody {
  const { commands } = noun
  const [only, ...others] = commands
  return {
    type: ApplicationCommandType.ChatInput,
    name: slashNoun(words, registered, noun.noun),
    name_localizations: inOthers((locale) => slashNoun(words, locale, noun.noun)),
    ...described(words, `nouns.${noun.noun}.does`),
    options: only !== undefined && others.length === 0 ? optionsOf(only, words) : verbsOf(noun, words),
    ...manners(commands),
  }
}

/** Writes the verbs of a noun; those that there is no room for side by side stand together behind one more word. */
function verbsOf(
  { commands }: Noun,
  words: Words,
): (APIApplicationCommandSubcommandOption | APIApplicationCommandSubcommandGroupOption)[] {
  const all = commands.map((command) => subcommandOf(command, words))
  if (all.length <= most.verbs) return all
  const name = (locale: Locale) => slug(plain(words.t(locale)('discord.more.name')))
  return [
    ...all.slice(0, most.verbs - 1),
    {
      type: ApplicationCommandOptionType.SubcommandGroup,
      name: name(registered),
      name_localizations: inOthers(name),
      ...described(words, 'discord.more.does'),
      options: all.slice(most.verbs - 1),
    },
  ]
}

const subcommandOf = (command: Command, words: Words): APIApplicationCommandSubcommandOption => ({
  type: ApplicationCommandOptionType.Subcommand,
  name: slashVerb(words, registered, command),
  name_localizations: inOthers((locale) => slashVerb(words, locale, command)),
  ...described(words, `nouns.${nounOf(command)}.verbs.${verbOf(command)}.does`),
  options: optionsOf(command, words),
})

function menusOf(
  commands: readonly Command[],
  words: Words,
  type: ApplicationCommandType.Message | ApplicationCommandType.User,
): RESTPostAPIContextMenuApplicationCommandsJSONBody[] {
  return offeredOn(commands, type)
    .slice(0, most.menus)
    .map((command) => ({
      type,
      name: menuName(words, registered, command, type),
      name_localizations: inOthers((locale) => menuName(words, locale, command, type)),
      ...manners([command]),
    }))
}

/** The two kinds of menus Discord has, and what of ours is offered there. */
const origins = {
  [ApplicationCommandType.Message]: 'message',
  [ApplicationCommandType.User]: 'member',
} as const

/** What a menu is opened on: a message or a member. */
export type MenuType = keyof typeof origins

/** Lists the commands that are offered in one of the two menus. */
export const offeredOn = (commands: readonly Command[], type: MenuType): Command[] =>
  commands.filter(({ from }) => from?.includes(origins[type]))

/** Returns how a command is called in one of the two menus. */
export const menuName = (words: Words, locale: Locale, command: Command, type: MenuType): string =>
  lineOf(menuNameOf(words, locale, command, origins[type]) ?? command.name, longestName)

function described(words: Words, key: string) {
  const said = (locale: Locale) => lineOf(plain(words.t(locale)(key)), most.description)
  return { description: said(registered), description_localizations: inOthers(said) }
}

/** What everybody may is there in direct messages too, where Discord would hide nothing from anybody. */
function manners(commands: readonly Command[]) {
  const least = roles.find((role) => commands.some(({ may }) => capabilities[may] === role)) ?? 'manager'
  const isForAll = shownTo[least] === null
  return {
    default_member_permissions: shownTo[least],
    contexts: [InteractionContextType.Guild, ...(isForAll ? [InteractionContextType.BotDM] : [])],
    integration_types: [ApplicationIntegrationType.GuildInstall],
  }
}
