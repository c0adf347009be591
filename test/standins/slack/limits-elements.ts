import {
  all,
  byType,
  type Check,
  type Fields,
  fieldsIn,
  flag,
  integer,
  like,
  listOf,
  oneOf,
  rule,
  shape,
  text,
} from '../checks.ts'
import { address, anyText, plainText, richText } from './limits-text.ts'

const id = text(1, 255)
const placeholder = plainText(150)
const confirm = shape(
  { text: anyText(300) },
  { title: plainText(100), confirm: plainText(30), deny: plainText(30), style: oneOf('primary', 'danger') },
)
const acting = { action_id: id, confirm }
const focus = { focus_on_load: flag }
const choosing = { ...acting, ...focus, placeholder }
const typing = {
  action_id: id,
  ...focus,
  placeholder,
  dispatch_action_config: shape(
    {},
    { trigger_actions_on: listOf(oneOf('on_enter_pressed', 'on_character_entered'), 1, 2) },
  ),
}

const optionWith = (label: Check, more: Record<string, Check> = {}): Check =>
  shape({ text: label, value: text(1, 150) }, { description: plainText(75), ...more })
const option = optionWith(plainText(75))
const markedOption = optionWith(anyText(75), { description: anyText(75) })
const group = shape({ label: plainText(75), options: listOf(option, 1, 100) })

/** What an answer to `block_suggestion` may hold. */
export const suggestions: Check = all(
  shape({}, { options: listOf(option, 0, 100), option_groups: listOf(group, 0, 100) }),
  rule((it) =>
    (it.options === undefined) === (it.option_groups === undefined)
      ? 'either options or option_groups'
      : undefined,
  ),
)

const offered = ({ options, option_groups }: Fields): Fields[] => [
  ...fieldsIn(options),
  ...fieldsIn(option_groups).flatMap((it) => fieldsIn(it.options)),
]

const said = (it: Fields): string => {
  const label = it.text as { text?: string } | undefined
  return JSON.stringify([label?.text, it.value])
}

const chosenIsOffered = rule((it) => {
  const known = offered(it).map(said)
  const chosen = [...fieldsIn([it.initial_option]), ...fieldsIn(it.initial_options)]
  const strange = chosen.find((one) => !known.includes(said(one)))
  return strange === undefined ? undefined : `the initial option ${said(strange)} is not among the options`
})
const oneSource = rule((it) =>
  (it.options === undefined) === (it.option_groups === undefined)
    ? 'either options or option_groups'
    : undefined,
)

const many = { max_selected_items: integer(1, 100) }
const menu = { options: listOf(option, 1, 100), option_groups: listOf(group, 1, 100) }
const filter = all(
  shape(
    {},
    {
      include: listOf(oneOf('im', 'mpim', 'private', 'public'), 1, 4),
      exclude_bot_users: flag,
      exclude_external_shared_channels: flag,
    },
  ),
  rule((it) => (Object.keys(it).length === 0 ? 'an empty filter' : undefined)),
)
const talks = { default_to_current_conversation: flag, filter }
const reply = { response_url_enabled: flag }
const userId = like(/^[UW][A-Z0-9]+$/, "a user's id")
const talkId = like(/^[CDG][A-Z0-9]+$/, "a conversation's id")
const numeral = like(/^-?\d+(\.\d+)?$/, 'a number written as a string')

const date: Check = (value, at) => {
  const it =
    typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)
      ? Date.parse(`${value}T00:00:00Z`)
      : Number.NaN
  return Number.isNaN(it) || new Date(it).toISOString().slice(0, 10) !== value
    ? [`${at}: not a date YYYY-MM-DD`]
    : []
}

const typedText = all(
  shape(
    {},
    {
      ...typing,
      initial_value: text(1, 3000),
      multiline: flag,
      min_length: integer(0, 3000),
      max_length: integer(1, 3000),
    },
  ),
  rule(({ min_length: min = 0, max_length: max = 3000, initial_value: initial = '' }) => {
    if (Number(min) > Number(max)) return 'min_length is above max_length'
    return String(initial).length > Number(max) ? 'the initial value is longer than max_length' : undefined
  }),
)

const typedNumber = all(
  shape(
    { is_decimal_allowed: flag },
    { ...typing, initial_value: numeral, min_value: numeral, max_value: numeral },
  ),
  rule(({ min_value: min, max_value: max }) =>
    min !== undefined && max !== undefined && Number(min) > Number(max)
      ? 'min_value is above max_value'
      : undefined,
  ),
)

const selects: Record<string, Check> = {
  static_select: all(shape({}, { ...choosing, ...menu, initial_option: option }), oneSource, chosenIsOffered),
  multi_static_select: all(
    shape({}, { ...choosing, ...menu, ...many, initial_options: listOf(option, 1, 100) }),
    oneSource,
    chosenIsOffered,
  ),
  external_select: shape({}, { ...choosing, initial_option: option, min_query_length: integer(0, 100) }),
  multi_external_select: shape(
    {},
    { ...choosing, ...many, initial_options: listOf(option, 1, 100), min_query_length: integer(0, 100) },
  ),
  users_select: shape({}, { ...choosing, initial_user: userId }),
  multi_users_select: shape({}, { ...choosing, ...many, initial_users: listOf(userId, 1, 100) }),
  conversations_select: shape({}, { ...choosing, ...talks, ...reply, initial_conversation: talkId }),
  multi_conversations_select: shape(
    {},
    { ...choosing, ...talks, ...many, initial_conversations: listOf(talkId, 1, 100) },
  ),
  channels_select: shape({}, { ...choosing, ...reply, initial_channel: talkId }),
  multi_channels_select: shape({}, { ...choosing, ...many, initial_channels: listOf(talkId, 1, 100) }),
}

const pickers: Record<string, Check> = {
  datepicker: shape({}, { ...choosing, initial_date: date }),
  timepicker: shape(
    {},
    {
      ...choosing,
      initial_time: like(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time HH:mm'),
      timezone: like(/^[A-Za-z_]+(\/[A-Za-z_+\-0-9]+)*$/, 'a zone'),
    },
  ),
  datetimepicker: shape(
    {},
    { ...acting, ...focus, initial_date_time: integer(1_000_000_000, 9_999_999_999) },
  ),
}

const boxes: Record<string, Check> = {
  checkboxes: all(
    shape(
      { options: listOf(markedOption, 1, 10) },
      { ...acting, ...focus, initial_options: listOf(markedOption, 1, 10) },
    ),
    chosenIsOffered,
  ),
  radio_buttons: all(
    shape({ options: listOf(markedOption, 1, 10) }, { ...acting, ...focus, initial_option: markedOption }),
    chosenIsOffered,
  ),
}

const buttons: Record<string, Check> = {
  button: shape(
    { text: plainText(75) },
    {
      ...acting,
      value: text(1, 2000),
      url: address,
      style: oneOf('primary', 'danger'),
      accessibility_label: text(1, 75),
    },
  ),
  overflow: shape({ options: listOf(optionWith(plainText(75), { url: address }), 1, 5) }, acting),
}

/** An image, without its `type`; a block has a title besides. */
export const imageWith = (more: Record<string, Check>): Check =>
  all(
    shape(
      { alt_text: text(1, 2000) },
      {
        image_url: address,
        slack_file: shape({}, { id: like(/^F[A-Z0-9]+$/, "a file's id"), url: address }),
        ...more,
      },
    ),
    rule((it) =>
      (it.image_url === undefined) === (it.slack_file === undefined)
        ? 'either image_url or slack_file'
        : undefined,
    ),
  )

/** What may stand in an actions block. */
export const actions = byType({ ...buttons, ...selects, ...pickers, ...boxes })

/** What may stand beside a section's text. */
export const accessory = byType({
  ...buttons,
  ...selects,
  ...boxes,
  image: imageWith({}),
  datepicker: pickers.datepicker ?? typedText,
  timepicker: pickers.timepicker ?? typedText,
})

/** What an input block asks with. */
export const inputs = byType({
  ...selects,
  ...pickers,
  ...boxes,
  plain_text_input: typedText,
  number_input: typedNumber,
  url_text_input: shape({}, { ...typing, initial_value: text(1, 3000) }),
  email_text_input: shape({}, { ...typing, initial_value: text(1, 3000) }),
  rich_text_input: shape({}, { ...typing, initial_value: byType({ rich_text: richText({}) }) }),
})
