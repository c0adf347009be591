import { type Fields, fieldsIn, isFields } from '../checks.ts'
import type { Guild } from './guild.ts'
import { type Channel, kinds } from './model.ts'
import type { Resolved } from './resolved.ts'

/** What somebody gives an option or a field: words, a label (or several), '@name', '#name', a number, yes or no. */
export type Given = string | number | boolean | null | readonly string[]

/** What Discord's own client refuses before anything is sent. */
export const cannot = (what: string): Error =>
  new Error(`Discord stand-in: Discord's client refuses this: ${what}`)

/** A person, role or channel by what somebody calls it, noted as named. */
export interface Names {
  guild: Guild
  resolved: Resolved
}

/** The id of a channel of the server, where it is of a kind that is offered. */
function channelOf(given: string, types: unknown, { guild, resolved }: Names): string {
  const channel: Channel = guild.channel(given)
  if (channel.type === kinds.direct) throw cannot(`${given} is no channel of the server`)
  if (Array.isArray(types) && types.length > 0 && !types.includes(channel.type))
    throw cannot(`${given} is not among the kinds of channels offered`)
  return resolved.channel(channel)
}

function roleOf(given: string, { guild, resolved }: Names): string {
  const plain = given.replace(/^@/, '')
  const role = guild.roles.get(plain) ?? [...guild.roles.values()].find(({ name }) => name === plain)
  if (role === undefined) throw cannot(`there is no role ${given}`)
  return resolved.role(role)
}

const userOf = (given: string, { guild, resolved }: Names): string => resolved.user(guild.user(given))

function mentionable(given: string, names: Names): string {
  const plain = given.replace(/^@/, '')
  const person = [...names.guild.users.values()].some(({ id, name }) => id === plain || name === plain)
  return person ? userOf(given, names) : roleOf(given, names)
}

function choiceOf(option: Fields, given: Given): unknown {
  const choices = fieldsIn(option.choices)
  const all = (it: Fields): unknown[] => [
    ...[it.name, it.value],
    ...(isFields(it.name_localizations) ? Object.values(it.name_localizations) : []),
  ]
  const found = choices.find((it) => it.name === given) ?? choices.find((it) => all(it).includes(given))
  if (found === undefined)
    throw cannot(
      `'${given}' is not offered for ${option.name}, only ${choices.map((it) => it.name).join(', ')}`,
    )
  return found.value
}

function numberOf(option: Fields, given: Given): number {
  const { name, type, min_value: min, max_value: max } = option
  const value = typeof given === 'string' && given.trim() !== '' ? Number(given) : given
  if (typeof value !== 'number' || Number.isNaN(value)) throw cannot(`'${given}' is no number for ${name}`)
  if (type === 4 && !Number.isInteger(value)) throw cannot(`${given} is no whole number for ${name}`)
  if (min !== undefined && value < Number(min)) throw cannot(`${name}: ${value} is below ${min}`)
  if (max !== undefined && value > Number(max)) throw cannot(`${name}: ${value} is above ${max}`)
  return value
}

function textOf(option: Fields, given: Given): string {
  if (typeof given !== 'string') throw cannot(`${option.name} takes words, not ${given}`)
  const { name, min_length: min = 0, max_length: max = 6000 } = option
  if (given.length < Number(min)) throw cannot(`${name}: '${given}' is shorter than ${min}`)
  if (given.length > Number(max)) throw cannot(`${name}: ${given.length} characters, at most ${max}`)
  return given.replaceAll('\n', ' ')
}

/** The value of an option of a command once somebody has given it this. */
export function givenTo(option: Fields, given: Given, names: Names): unknown {
  if (fieldsIn(option.choices).length > 0) return choiceOf(option, given)
  switch (option.type) {
    case 3:
      return textOf(option, given)
    case 4:
    case 10:
      return numberOf(option, given)
    case 5:
      if (typeof given !== 'boolean') throw cannot(`${option.name} is true or false, not '${given}'`)
      return given
    case 6:
      return userOf(String(given), names)
    case 7:
      return channelOf(String(given), option.channel_types, names)
    case 8:
      return roleOf(String(given), names)
    case 9:
      return mentionable(String(given), names)
    default:
      throw cannot(`${option.name}: options of type ${option.type} are not given here`)
  }
}

/** Values of a menu, by kind of component. */
const pickers: Record<number, (menu: Fields, given: string, names: Names) => string> = {
  3: (menu, given) => optionOf(fieldsIn(menu.options), given),
  5: (_, given, names) => userOf(given, names),
  6: (_, given, names) => roleOf(given, names),
  7: (_, given, names) => mentionable(given, names),
  8: (menu, given, names) => channelOf(given, menu.channel_types, names),
}

/** The value of the option with this label, else with this value. */
export function optionOf(options: readonly Fields[], wanted: string): string {
  const found = options.find(({ label }) => label === wanted) ?? options.find(({ value }) => value === wanted)
  if (found === undefined)
    throw cannot(
      `there is no option '${wanted}', only ${options.map(({ label }) => label).join(', ') || 'none'}`,
    )
  return String(found.value)
}

/** What is chosen in a menu once somebody has chosen this. */
export function chosen(menu: Fields, given: Given, names: Names): string[] {
  const pick = pickers[Number(menu.type)]
  if (pick === undefined) throw cannot('this takes no choice')
  const wanted = given === null || given === '' ? [] : typeof given === 'object' ? given : [String(given)]
  const { min_values: min = 1, max_values: max = 1 } = menu
  if (wanted.length < Number(min) && !(wanted.length === 0 && menu.required === false))
    throw cannot(`${wanted.length} chosen, at least ${min}`)
  if (wanted.length > Number(max)) throw cannot(`${wanted.length} chosen, at most ${max}`)
  return wanted.map((one) => pick(menu, one, names))
}
