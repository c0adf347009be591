import { type Fields, fieldsIn, isFields } from '../checks.ts'

/** What `view.state.values` and a message's `state.values` hold: by block, then by action. */
export type Values = Record<string, Record<string, Fields>>

const single = (name: string, initial: string) => (it: Fields) => ({ [name]: it[initial] ?? null })
const several = (name: string, initial: string) => (it: Fields) => ({ [name]: it[initial] ?? [] })

/** How the value of each kind of element is told, and where it begins. */
const kinds: Record<string, (element: Fields) => Fields> = {
  plain_text_input: single('value', 'initial_value'),
  number_input: single('value', 'initial_value'),
  url_text_input: single('value', 'initial_value'),
  email_text_input: single('value', 'initial_value'),
  rich_text_input: single('rich_text_value', 'initial_value'),
  static_select: single('selected_option', 'initial_option'),
  external_select: single('selected_option', 'initial_option'),
  radio_buttons: single('selected_option', 'initial_option'),
  users_select: single('selected_user', 'initial_user'),
  conversations_select: single('selected_conversation', 'initial_conversation'),
  channels_select: single('selected_channel', 'initial_channel'),
  datepicker: single('selected_date', 'initial_date'),
  timepicker: single('selected_time', 'initial_time'),
  datetimepicker: single('selected_date_time', 'initial_date_time'),
  checkboxes: several('selected_options', 'initial_options'),
  multi_static_select: several('selected_options', 'initial_options'),
  multi_external_select: several('selected_options', 'initial_options'),
  multi_users_select: several('selected_users', 'initial_users'),
  multi_conversations_select: several('selected_conversations', 'initial_conversations'),
  multi_channels_select: several('selected_channels', 'initial_channels'),
}

/** The elements of a block that act or hold a value. */
export const elementsOf = (block: Fields): Fields[] =>
  [
    ...fieldsIn([block.element, block.accessory]),
    ...(block.type === 'actions' ? fieldsIn(block.elements) : []),
  ].filter(({ action_id }) => action_id !== undefined)

/** What an element begins with; `undefined` where it has no value (a button). */
export function startOf(element: Fields): Fields | undefined {
  const { type } = element
  const kind = typeof type === 'string' ? kinds[type] : undefined
  return kind && { type, ...kind(element) }
}

/** What a value holds, whatever its kind: `null` or an empty list where nothing was given. */
export function heldBy(value: Fields): unknown {
  const name = Object.keys(value).find((it) => it !== 'type' && it !== 'timezone')
  return name === undefined ? null : value[name]
}

/** Whether somebody has given nothing. */
export const isEmpty = (value: Fields): boolean => {
  const held = heldBy(value)
  return held === null || held === '' || (Array.isArray(held) && held.length === 0)
}

/** The values of blocks: what was given before stays where block and action are still there. */
export function valuesOf(blocks: readonly Fields[], before: Values = {}): Values {
  const values: Values = {}
  for (const block of blocks) {
    for (const element of elementsOf(block)) {
      const start = startOf(element)
      if (start === undefined) continue
      const id = String(block.block_id)
      const action = String(element.action_id)
      const kept = before[id]?.[action]
      const given = isFields(kept) && kept.type === element.type ? kept : start
      values[id] = { ...values[id], [action]: given }
    }
  }
  return values
}
