import {
  type APIComponentInLabel,
  type APISelectMenuOption,
  ComponentType,
  SelectMenuDefaultValueType,
  TextInputStyle,
} from 'discord.js'
import { type Asked, isUnread, listIn, textRoom } from '../../core/asked.ts'
import type { Choice, Field } from '../../core/form.ts'
import { plain } from '../../core/plain.ts'
import { lineOf } from '../../core/safe.ts'
import { writtenIn } from './census.ts'
import { limits } from './limits.ts'
import { channelIn, roleIn, usersIn } from './modal-people.ts'
import { fieldId } from './modal-values.ts'

/** How many characters Discord takes in a text. */
export const longestText = 4000

type Draw = (it: Asked) => APIComponentInLabel | undefined

/** Draws a field's control: Discord's own where it can show what stands in the field, else its text. */
export const controlOf = (it: Asked): APIComponentInLabel =>
  (isUnread(it) ? undefined : drawerOf(it.field)?.(it)) ?? text(it)

/** Returns what stands in a text: a text as it reads, anything else as it was typed, or as it is known already. */
export const textIn = ({ field, read, typed }: Asked): string =>
  field.kind === 'text' ? (read ?? typed) : typed === '' && field.required ? (read ?? '') : typed

const drawerOf = ({ kind, choices = [] }: Field): Draw | undefined =>
  choices.length > 0 ? words : drawers[kind]

/**
 * Discord's controls by kind; a kind that is missing is a text. Who or what is on another chat, or no longer on
 * the server, is on no list of Discord's: their names are typed.
 */
const drawers: Record<string, Draw> = {
  person: (it) => (it.linked ? undefined : people(it)),
  member: people,
  target: (it) => (it.linked || it.read === undefined ? undefined : people(it)),
  place: (it) => (it.linked ? undefined : place(it)),
  'place-or-none': (it) => (it.linked ? undefined : place(it)),
  group,
}

function text(it: Asked): APIComponentInLabel {
  const { field } = it
  const value = textIn(it)
  const shown = value.slice(0, longestText).toWellFormed()
  const { isLong, most } = textRoom(field, value, longestText)
  return {
    type: ComponentType.TextInput,
    custom_id: value.length > longestText ? fieldId(field.name, shown) : fieldId(field.name),
    style: isLong ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required: field.required,
    ...(shown !== '' && { value: shown }),
    max_length: most,
  }
}

/** How many may be chosen of so many; what need not be given can be taken away again. */
const amounts = ({ many, required }: Field, all: number) => ({
  required,
  min_values: required ? 1 : 0,
  max_values: many === true ? all : 1,
})

function words({ field, read, t }: Asked): APIComponentInLabel | undefined {
  const choices = field.choices ?? []
  if (choices.length > limits.options) return undefined
  const wanted = field.many === true ? listIn(read) : read === undefined ? [] : [read]
  const options = optionsOf(choices, new Set(wanted))
  const chosen = options.filter((option) => option.default === true)
  if (options.length === 0 || chosen.length !== wanted.length) return undefined
  return {
    type: ComponentType.StringSelect,
    custom_id: fieldId(field.name),
    placeholder: lineOf(plain(t('form.choose')), limits.placeholder),
    options,
    ...amounts(field, options.length),
  }
}

/** Writes choices, each value once; one whose value Discord would not give back is none. */
function optionsOf(choices: readonly Choice[], wanted: ReadonlySet<string>): APISelectMenuOption[] {
  const seen = new Set<string>()
  return choices
    .filter(({ value }) => value !== '' && value.length <= limits.option)
    .filter(({ value }) => !seen.has(value) && seen.add(value))
    .map(({ hint = '', label, value }) => ({
      label: lineOf(label, limits.option, value),
      value,
      ...(hint.trim() !== '' && { description: lineOf(hint, limits.option) }),
      ...(wanted.has(value) && { default: true }),
    }))
}

function people({ field, read, space, t }: Asked): APIComponentInLabel | undefined {
  const ids = usersIn(read, field.many === true, space)
  if (ids === undefined || ids.length > limits.options) return undefined
  return {
    type: ComponentType.UserSelect,
    custom_id: fieldId(field.name),
    placeholder: lineOf(plain(t('form.person')), limits.placeholder),
    ...(ids.length > 0 && {
      default_values: ids.map((id) => ({ id, type: SelectMenuDefaultValueType.User })),
    }),
    ...amounts(field, limits.options),
  }
}

function place({ field, read, space, t }: Asked): APIComponentInLabel | undefined {
  if (field.many === true) return undefined
  const isNone = read === undefined || read === 'null'
  const id = isNone ? undefined : channelIn(read, space)
  if (!isNone && id === undefined) return undefined
  return {
    type: ComponentType.ChannelSelect,
    custom_id: fieldId(field.name),
    placeholder: lineOf(plain(t('form.channel')), limits.placeholder),
    channel_types: [...writtenIn],
    ...(id !== undefined && { default_values: [{ id, type: SelectMenuDefaultValueType.Channel }] }),
    ...amounts(field, 1),
  }
}

function group({ field, read, t }: Asked): APIComponentInLabel | undefined {
  if (field.many === true) return undefined
  const id = read === undefined ? undefined : roleIn(read)
  if (read !== undefined && id === undefined) return undefined
  return {
    type: ComponentType.RoleSelect,
    custom_id: fieldId(field.name),
    placeholder: lineOf(plain(t('discord.form.group')), limits.placeholder),
    ...(id !== undefined && { default_values: [{ id, type: SelectMenuDefaultValueType.Role }] }),
    ...amounts(field, 1),
  }
}
