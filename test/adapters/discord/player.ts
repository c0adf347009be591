import { commands } from '../../../commands/index.ts'
import { readFormId } from '../../../src/adapters/discord/form-id.ts'
import { nounsOf, slashArg, slashNoun, slashVerb } from '../../../src/adapters/discord/names.ts'
import { decodePress } from '../../../src/adapters/discord/press.ts'
import type { Command } from '../../../src/core/command.ts'
import { menuNameOf, nounOf } from '../../../src/core/naming.ts'
import { type Locale, locales } from '../../../src/core/person.ts'
import type { Stage } from '../../contracts/play.ts'
import { begins, channels, everybody, people, zone } from '../../contracts/scenarios/cast.ts'
import { commandCalled, labelsIn, type Value, valuesOf } from '../../contracts/tongue.ts'
import type { Discord, Message, Modal } from '../../standins/discord/index.ts'
import { componentsIn } from '../../standins/discord/limits-parts.ts'
import { words } from '../../test-house.ts'
import { createStandInPlayer } from '../stand-in-player.ts'
import { createRig } from './rig.ts'

/** Discord as scenarios are played on it: a server, and the real client. */
export const discordStage: Stage = {
  chat: 'discord',
  lacks: {},
  async open(locale) {
    const rig = await createRig({ now: begins, locale, zone })
    const { discord } = rig
    const tongue = locale === 'en' ? 'en-GB' : 'fr'
    // The manager is whoever the server belongs to, and has brought Vigie there.
    Object.assign(discord.user(discord.owner.name), { name: people.manager[0] })
    discord.role('Mods', { permissions: ['ModerateMembers'] })
    for (const name of everybody)
      discord.user(name, {
        ...{ locale: tongue, tz: zone, admin: people.manager.includes(name) },
        roles: people.team.includes(name) ? ['Mods'] : [],
      })
    for (const name of channels.team)
      discord.channel(name, { private: true, members: people.manager, roles: ['Mods'] })
    discord.role('@everyone', { permissions: ['ViewChannel', 'SendMessages', 'ReadMessageHistory'] })
    for (const name of channels.open) discord.channel(name)
    await discord.until(() => discord.commands().length > 0, 'the commands to be registered')
    return createStandInPlayer<Message, Modal>({
      ...{ chat: 'discord', space: discord.guild.id, standIn: discord, rig, locale, tongue },
      // A day with its hour is written Discord's way there.
      reworded: (text) => text.replaceAll(/(\p{L}+),? (\d+ \p{L}+) \d{4} (\d\d:\d\d)/gu, '$1 $2, $3'),
      idOf: ({ id }) => id,
      // What is pending is only 'Vigie is thinking…'.
      isShown: ({ author, pending }) => author === discord.bot.id && pending !== true,
      labelsOf,
      formOf: (seen) =>
        'view' in seen ? readFormId(seen.view.custom_id)?.command : formBehind(seen.message),
      async types({ command: name, given, where, who }) {
        const command = commandCalled(name)
        const line = slashOf(command, locale)
        const options: Record<string, string | number | boolean> = {}
        for (const value of valuesOf(command, given, locale)) {
          const arg = slashArg(words, locale, value.name)
          const offered = () => discord.complete(who, where, line, arg, value.written.slice(1))
          options[arg] = await handedOver(value, locale, offered)
        }
        return discord.type(who, where, line, options)
      },
      picks: ({ command, who }, message) =>
        discord.menu(who, message, menuNameOf(words, locale, commandCalled(command), 'message') ?? command),
      names: () => [
        ...everybody.flatMap((who): [string, string][] => [
          [discord.user(who).id, `@${who}`],
          [discord.channel(`@${who}`).id, `@${who}`],
        ]),
        ...[...channels.team, ...channels.open].map((name): [string, string] => [
          discord.channel(name).id,
          `#${name}`,
        ]),
      ],
    })
  },
}

/** A value as Discord's client hands it over; whom nobody has met is chosen among those that are offered. */
async function handedOver(
  { kind, written }: Value,
  locale: Locale,
  offered: () => ReturnType<Discord['complete']>,
): Promise<string | number | boolean> {
  if (kind === 'word:flag') return written === words.set('values.flag', locale).get('yes')?.name
  if (kind === 'integer') return Number(written)
  if (kind !== 'member' || !written.startsWith('@')) return written
  const found = (await offered()).find(({ name }) => name.includes(written.slice(1)))
  if (found === undefined) throw new Error(`nobody is offered for ${written}`)
  return String(found.value)
}

/** A command as it is typed there: '/incident log', or '/status' where the noun has but one verb. */
function slashOf(command: Command, locale: Locale): string {
  const noun = nounsOf(commands).find((it) => it.noun === nounOf(command))
  const verb = noun?.commands.length === 1 ? [] : [slashVerb(words, locale, command)]
  return `/${[slashNoun(words, locale, nounOf(command)), ...verb].join(' ')}`
}

/** Buttons and menus. */
const pressable = ({ components }: Message) =>
  componentsIn([...components]).filter(({ type }) => type === 2 || type === 3)

/** The labels of what can be pressed. */
const labelsOf = (message: Message): string[] =>
  pressable(message).map(({ label, placeholder }) => String(label ?? placeholder))

/** How the button is called behind which a form waits that was refused: a modal cannot follow upon another. */
const openers = locales.flatMap((locale) => labelsIn(locale, 'Open'))

function formBehind(message: Message): string | undefined {
  const [only, ...others] = pressable(message)
  const isForm = others.length === 0 && openers.includes(String(only?.label))
  return isForm ? decodePress(String(only?.custom_id))?.command : undefined
}
