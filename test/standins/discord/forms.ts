import { type Fields, fieldsIn } from '../checks.ts'
import { type Field, fieldsOfModal } from './controls.ts'
import { cannot, chosen, type Given, type Names, optionOf } from './filling.ts'
import type { Modal } from './model.ts'

/** What a field begins with: words, what is chosen in a menu, a radio button, or whether a box is ticked. */
function startOf({ type, value, options, default_values: picked, default: on }: Fields): unknown {
  const chosen = fieldsIn(options)
    .filter((it) => it.default === true)
    .map((it) => String(it.value))
  if (type === 4) return String(value ?? '')
  if (type === 21) return chosen[0] ?? null
  if (type === 23) return on === true
  return [...chosen, ...fieldsIn(picked).map(({ id }) => String(id))]
}

/** What a form begins with, by custom id. */
export const startsOf = (modal: Pick<Modal, 'components'>): Modal['values'] =>
  Object.fromEntries(
    fieldsOfModal(modal).map(({ component }) => [String(component.custom_id), startOf(component)]),
  )

/** What a field holds once somebody has given it this. */
export function filled({ component, label }: Field, given: Given, names: Names): unknown {
  const { type, style } = component
  if (type === 4) {
    const words = String(given ?? '')
    return style === 1 ? words.replaceAll('\n', ' ') : words
  }
  if (type === 21)
    return given === null || given === '' ? null : optionOf(fieldsIn(component.options), String(given))
  if (type === 22) {
    const wanted = given === null || given === '' ? [] : typeof given === 'object' ? given : [String(given)]
    return wanted.map((it) => optionOf(fieldsIn(component.options), it))
  }
  if (type === 23) return given === true
  if (type === 19) throw cannot(`${label}: files are not sent here`)
  return given === null || given === '' ? [] : chosen(component, given, names)
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/** What stops a form from being sent: fields that are empty and must not be, and words too long or too short. */
export const stops = ({ components, values }: Modal): string[] =>
  fieldsOfModal({ components }).flatMap(({ label, component }) => {
    const value = values[String(component.custom_id)]
    const { type, required = true, min_length: min = 0, max_length: max = 4000 } = component
    if (isEmpty(value)) return required === true && type !== 23 ? [`${label}: nothing is given`] : []
    if (type !== 4) return []
    const { length } = String(value)
    if (length < Number(min)) return [`${label}: ${length} characters, at least ${min}`]
    return length > Number(max) ? [`${label}: ${length} characters, at most ${max}`] : []
  })

const sent = (component: Fields, value: unknown, names: Names): Fields => {
  const { type, id, custom_id } = component
  if (type === 4 || type === 21 || type === 23) return { type, id, custom_id, value }
  const values = Array.isArray(value) ? value.map(String) : []
  // Menus name what they hold anew: everything named in a form is sent along with it.
  return {
    type,
    id,
    custom_id,
    values: type === 22 || values.length === 0 ? values : chosen(component, values, names),
  }
}

/** A form as it is sent: its fields and what they hold. */
export const submission = ({ custom_id, components, values }: Modal, names: Names): Fields => ({
  custom_id,
  components: components.map((around) => {
    const { type, id } = around
    const inner = fieldsOfModal({ components: [around] }).map(({ component }) =>
      sent(component, values[String(component.custom_id)], names),
    )
    if (type === 18) return { type, id, component: inner[0] }
    return type === 1 ? { type, id, components: inner } : { type, id }
  }),
})
