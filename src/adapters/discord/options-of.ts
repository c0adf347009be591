import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOptionChoice,
  ApplicationCommandOptionType,
} from 'discord.js'
import { type ArgMeta, argMeta, isRequired } from '../../core/args.ts'
import type { Command } from '../../core/command.ts'
import { labelOf, shapeOf } from '../../core/naming.ts'
import type { Locale } from '../../core/person.ts'
import { lineOf } from '../../core/safe.ts'
import type { Words } from '../../core/words.ts'
import { inOthers, registered, slashArg } from './names.ts'

/** How much Discord takes of each. */
const most = { options: 25, choices: 25, description: 100, choice: 100, text: 6000 } as const

/** Kinds that suggest while one types. */
const suggesting = new Set([
  'person',
  'member',
  'target',
  'place',
  'place-or-none',
  'group',
  'zone',
  'block',
  'digest',
  'in-doubt',
  'incident',
  'other-incident',
  'reminder',
  'later',
  'network',
  'campaign',
])

/** Kinds that the place a command is used in can tell: the case whose thread it is, the only digest there is. */
const toldByPlace = new Set(['incident', 'reminder', 'digest'])

/** Tells whether an argument's values are suggested while it is typed. */
const isSuggested = ({ among, kind, many = false }: ArgMeta): boolean =>
  suggesting.has(among ?? kind) || (many && kind.startsWith('word:'))

/**
 * Writes a command's arguments as options, those it cannot do without first, then as its form has them. An option
 * is required only where no form would ask for it and no place could tell it: whatever is left out opens the form.
 */
export function optionsOf(command: Command, words: Words): APIApplicationCommandBasicOption[] {
  return argsOf(command, words)
    .map((name) => optionOf(command, name, words))
    .sort((one, other) => Number(other.required === true) - Number(one.required === true))
}

/** Lists the arguments that can be typed on Discord, in the order they are shown; others only come with buttons. */
export function argsOf(command: Command, words: Words): string[] {
  const on = { words, locale: registered }
  const order = (list: readonly string[] = [], name: string) => {
    const at = list.indexOf(name)
    return at < 0 ? list.length : at
  }
  const rank = (name: string) => [
    isRequired(shapeOf(command, name)) ? order(command.bare, name) : Number.MAX_SAFE_INTEGER,
    order(command.form, name),
  ]
  return Object.keys(command.args.shape)
    .filter((name) => labelOf(command, name, 'label', on) !== undefined)
    .map((name) => ({ name, rank: rank(name) }))
    .sort(({ rank: [a = 0, b = 0] }, { rank: [c = 0, d = 0] }) => a - c || b - d)
    .slice(0, most.options)
    .map(({ name }) => name)
}

function optionOf(command: Command, name: string, words: Words): APIApplicationCommandBasicOption {
  const schema = shapeOf(command, name)
  const meta = argMeta(schema)
  const said = (locale: Locale) => {
    const on = { words, locale }
    const help = labelOf(command, name, 'help', on) ?? labelOf(command, name, 'label', on) ?? name
    return lineOf(help, most.description, name)
  }
  const asked = isRequired(schema) && command.form?.includes(name) !== true && !toldByPlace.has(meta.kind)
  const base = {
    name: slashArg(words, registered, name),
    name_localizations: inOthers((locale) => slashArg(words, locale, name)),
    description: said(registered),
    description_localizations: inOthers(said),
    ...(asked && { required: true }),
  }
  if (isSuggested(meta)) return { ...base, type: ApplicationCommandOptionType.String, autocomplete: true }
  if (meta.many === true) return { ...base, type: ApplicationCommandOptionType.String }
  if (meta.kind === 'word:flag') return { ...base, type: ApplicationCommandOptionType.Boolean }
  if (meta.kind === 'integer') return { ...base, type: ApplicationCommandOptionType.Integer, min_value: 1 }
  const choices = choicesOf(meta.kind, words)
  if (choices.length > 0) return { ...base, type: ApplicationCommandOptionType.String, choices }
  const longest = meta.kind.startsWith('text') ? longestOf(schema) : undefined
  return {
    ...base,
    type: ApplicationCommandOptionType.String,
    ...(longest !== undefined && { max_length: Math.min(longest, most.text) }),
  }
}

/** The lists of words that a kind chooses from; none where there are more than Discord shows. */
function choicesOf(kind: string, words: Words): APIApplicationCommandOptionChoice<string>[] {
  const sets = kind === 'grant' ? ['role', 'nothing'] : kind.startsWith('word:') ? [kind.slice(5)] : []
  const all = sets.flatMap((set) =>
    [...words.set(`values.${set}`, registered)].map(([value, { name }]) => {
      const said = (locale: Locale) => words.set(`values.${set}`, locale).get(value)?.name ?? name
      return {
        name: lineOf(name, most.choice, value),
        name_localizations: inOthers((locale) => lineOf(said(locale), most.choice, value)),
        value,
      }
    }),
  )
  return all.length > most.choices ? [] : all
}

/** Returns how many characters a text may have, `undefined` where its schema says nothing of that. */
function longestOf(schema: unknown): number | undefined {
  const { def, maxLength } = schema as { def?: { innerType?: unknown; out?: unknown }; maxLength?: unknown }
  if (typeof maxLength === 'number') return maxLength
  const inner = def?.innerType ?? def?.out
  return inner === undefined ? undefined : longestOf(inner)
}
