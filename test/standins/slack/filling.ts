import { type Fields, fieldsIn } from '../checks.ts'
import type { User } from './model.ts'
import type { Workspace } from './workspace.ts'

/** What somebody gives a field: words, a label (or several), '@name', '#name', a date, a time; `null` empties it. */
export type Given = string | number | boolean | null | readonly string[]

/** Asks the app which options there are for what was typed. */
export type Asking = (element: Fields, typed: string) => Promise<Fields[]>

/** What Slack's own client refuses before anything is sent. */
export const cannot = (what: string): Error =>
  new Error(`Slack stand-in: Slack's client refuses this: ${what}`)

const labelOf = (option: Fields): string => String((option.text as Fields | undefined)?.text)

const optionsOf = (element: Fields): Fields[] => [
  ...fieldsIn(element.options),
  ...fieldsIn(element.option_groups).flatMap((group) => fieldsIn(group.options)),
]

/** The option with this label, else with this value. */
export function optionOf(options: readonly Fields[], wanted: string): Fields {
  const found = options.find((it) => labelOf(it) === wanted) ?? options.find((it) => it.value === wanted)
  if (found === undefined)
    throw cannot(`there is no option '${wanted}', only ${options.map(labelOf).join(', ') || 'none'}`)
  return found
}

type Filler = (
  element: Fields,
  given: string,
  parts: { space: Workspace; user: User; ask: Asking },
) => unknown

const typed: Filler = (element, given) => {
  const { min_length: min = 0, max_length: max = 3000, multiline } = element
  if (given.length < Number(min)) throw cannot(`'${given}' is shorter than ${min}`)
  if (given.length > Number(max)) throw cannot(`${given.length} characters, at most ${max}`)
  return multiline === true ? given : given.replaceAll('\n', ' ')
}

const counted: Filler = ({ is_decimal_allowed: decimal, min_value: min, max_value: max }, given) => {
  if (!(decimal === true ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/).test(given)) throw cannot(`'${given}' is no number`)
  if (min !== undefined && Number(given) < Number(min)) throw cannot(`${given} is below ${min}`)
  if (max !== undefined && Number(given) > Number(max)) throw cannot(`${given} is above ${max}`)
  return given
}

const shaped =
  (pattern: RegExp, what: string): Filler =>
  (_, given) => {
    if (!pattern.test(given)) throw cannot(`'${given}' is no ${what}`)
    return given
  }

const moment: Filler = (_, given, { user }) => {
  if (/^\d{10}$/.test(given)) return Number(given)
  if (/([zZ]|[+-]\d\d:\d\d)$/.test(given))
    return Math.floor(Temporal.Instant.from(given).epochMilliseconds / 1000)
  return Math.floor(Temporal.PlainDateTime.from(given).toZonedDateTime(user.tz).epochMilliseconds / 1000)
}

const conversation: Filler = (element, given, { space }) => {
  const channel = space.channel(given)
  const filter = element.filter as { include?: string[] } | undefined
  if (filter?.include !== undefined && !filter.include.includes(channel.kind))
    throw cannot(`${given} is not among the conversations offered`)
  return channel.id
}

const publicly: Filler = (_, given, { space }) => {
  const channel = space.channel(given)
  if (channel.kind !== 'public') throw cannot(`${given} is no public channel`)
  return channel.id
}

const person: Filler = (_, given, { space }) => space.user(given).id
const option: Filler = (element, given) => optionOf(optionsOf(element), given)
/** Somebody types what they look for, or its first word, until the menu shows it. */
const suggested: Filler = async (element, given, { ask }) => {
  const exact = await ask(element, given)
  const offered = exact.some((it) => labelOf(it) === given || it.value === given)
  const [first = given] = given.split(' ')
  return optionOf(offered || first === given ? exact : await ask(element, first), given)
}

/** By kind of element: the name of its value, whether there can be several, and how one is read. */
const fillers: Record<string, [name: string, many: boolean, read: Filler]> = {
  plain_text_input: ['value', false, typed],
  number_input: ['value', false, counted],
  url_text_input: ['value', false, shaped(/^https?:\/\/[^\s]+\.[^\s]+$/, 'address')],
  email_text_input: ['value', false, shaped(/^[^\s@]+@[^\s@]+$/, 'e-mail address')],
  static_select: ['selected_option', false, option],
  radio_buttons: ['selected_option', false, option],
  external_select: ['selected_option', false, suggested],
  users_select: ['selected_user', false, person],
  conversations_select: ['selected_conversation', false, conversation],
  channels_select: ['selected_channel', false, publicly],
  datepicker: ['selected_date', false, shaped(/^\d{4}-\d\d-\d\d$/, 'date')],
  timepicker: ['selected_time', false, shaped(/^\d\d:\d\d$/, 'time')],
  datetimepicker: ['selected_date_time', false, moment],
  checkboxes: ['selected_options', true, option],
  multi_static_select: ['selected_options', true, option],
  multi_external_select: ['selected_options', true, suggested],
  multi_users_select: ['selected_users', true, person],
  multi_conversations_select: ['selected_conversations', true, conversation],
  multi_channels_select: ['selected_channels', true, publicly],
}

/** The value of an element once somebody has given it this, as `state.values` tells it. */
export async function fill(
  element: Fields,
  given: Given,
  parts: { space: Workspace; user: User; ask: Asking },
): Promise<Fields> {
  const { type } = element
  const filler = fillers[String(type)]
  if (filler === undefined) throw cannot(`a ${type} takes no value`)
  const [name, many, read] = filler
  const zone = type === 'timepicker' && element.timezone !== undefined ? { timezone: element.timezone } : {}
  if (given === null || given === '' || given === false) return { type, [name]: many ? [] : null, ...zone }
  if (!many) return { type, [name]: await read(element, String(given), parts), ...zone }
  const wanted =
    given === true ? optionsOf(element).map(labelOf) : typeof given === 'object' ? given : [String(given)]
  const { max_selected_items: most = 100 } = element
  if (wanted.length > Number(most)) throw cannot(`${wanted.length} chosen, at most ${most}`)
  const all: unknown[] = []
  for (const one of wanted) all.push(await read(element, one, parts))
  return { type, [name]: all }
}
