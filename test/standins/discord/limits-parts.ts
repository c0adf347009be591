import {
  all,
  type Check,
  type Fields,
  fieldsIn,
  flag,
  integer,
  isFields,
  like,
  listOf,
  oneOf,
  rule,
  shape,
  text,
  twice,
} from '../checks.ts'

/** A check of what may be `null`, as in an edit that takes something away. */
export const orNull =
  (check: Check): Check =>
  (value, at) =>
    value === null ? [] : check(value, at)

/** A number, and something else where it is none. */
export const numberOr = (value: unknown, otherwise: number): number =>
  typeof value === 'number' ? value : otherwise

/** An id of Discord's. */
export const snowflake = like(/^\d{17,20}$/, "an id of Discord's")

/** What a bot calls a component or a form. */
export const customId = text(1, 100)

/** A colour as a number. */
export const colour = integer(0, 0xffffff)

/** A link people can follow, or a file sent along. */
export const address: Check = all(
  like(/^(https?|attachment|discord):\/\/[^\s]+$/, 'an address'),
  text(1, 2048),
)

const emoji = all(
  shape({}, { id: orNull(snowflake), name: orNull(text(1, 100)), animated: flag }),
  rule(({ id, name }) => (id === undefined && name === undefined ? 'neither id nor name' : undefined)),
)

/** One of several kinds of components, told apart by `type`; each may have an `id` besides. */
export const byKind =
  (kinds: Record<number, Check>): Check =>
  (value, at) => {
    if (!isFields(value)) return [`${at}: not an object`]
    const { type, id, ...rest } = value
    const check = typeof type === 'number' && Object.hasOwn(kinds, type) && kinds[type]
    if (!check) return [`${at}: type ${JSON.stringify(type)} is not possible here`]
    return [...(id === undefined ? [] : integer(0, 2_147_483_647)(id, `${at}.id`)), ...check(rest, at)]
  }

/** An option of a menu. */
export const option = shape(
  { label: text(1, 100), value: text(1, 100) },
  { description: text(1, 100), emoji, default: flag },
)

/** An option beside a radio button or a checkbox. */
export const boxOption = shape(
  { label: text(1, 100), value: text(1, 100) },
  { description: text(1, 100), default: flag },
)

const buttonBase = { label: text(1, 80), emoji, disabled: flag }
const worded = rule(({ label, emoji: picture }) =>
  label === undefined && picture === undefined ? 'neither label nor emoji' : undefined,
)
const pressed = all(shape({ custom_id: customId }, buttonBase), worded)
const buttons: Record<number, Check> = {
  ...Object.fromEntries([1, 2, 3, 4].map((style) => [style, pressed])),
  5: all(shape({ url: all(address, text(1, 512)) }, buttonBase), worded),
  6: shape({ sku_id: snowflake }, { disabled: flag }),
}

/** A button, without its `type`. */
export const button: Check = (value, at) => {
  if (!isFields(value)) return [`${at}: not an object`]
  const { style, ...rest } = value
  const check = typeof style === 'number' && Object.hasOwn(buttons, style) && buttons[style]
  return check ? check(rest, at) : [`${at}: style ${JSON.stringify(style)} is none of 1 to 6`]
}

/** How many may be chosen must fit each other, and what there is to choose from. */
export const amounts = rule((it) => {
  const { required, options } = it
  const [min, max] = [numberOr(it.min_values, 1), numberOr(it.max_values, 1)]
  if (min > max) return 'min_values is above max_values'
  if (Array.isArray(options) && max > options.length) return 'max_values is above the number of options'
  if (required === true && min === 0) return 'required, and min_values 0'
  const chosen = fieldsIn(options).filter(({ default: on }) => on === true).length
  return chosen > max ? `${chosen} options are chosen, at most ${max}` : undefined
})

/** No two options with one value. */
export const distinct = rule(({ options }) => {
  const [first] = twice(fieldsIn(options).map(({ value }) => value))
  return first === undefined ? undefined : `the value ${JSON.stringify(first)} twice`
})

const presets = (...kinds: string[]): Check => listOf(shape({ id: snowflake, type: oneOf(...kinds) }), 0, 25)

/** Menus by kind; in a form they say whether they are required, in a message whether they are disabled. */
export function menus(more: Record<string, Check>): Record<number, Check> {
  const common = {
    ...{ placeholder: text(0, 150), min_values: integer(0, 25), max_values: integer(1, 25) },
    ...more,
  }
  const filled = (...kinds: string[]): Check =>
    all(shape({ custom_id: customId }, { ...common, default_values: presets(...kinds) }), amounts)
  return {
    3: all(shape({ custom_id: customId, options: listOf(option, 1, 25) }, common), amounts, distinct),
    5: filled('user'),
    6: filled('role'),
    7: filled('user', 'role'),
    8: all(
      shape(
        { custom_id: customId },
        { ...common, default_values: presets('channel'), channel_types: listOf(integer(0, 16), 0, 17) },
      ),
      amounts,
    ),
  }
}

/** All components within a value, at any depth, outermost first. */
export function componentsIn(value: unknown): Fields[] {
  if (Array.isArray(value)) return value.flatMap(componentsIn)
  if (!isFields(value)) return []
  return [value, ...[value.components, value.component, value.accessory].flatMap(componentsIn)]
}

/** Custom ids and ids that are given twice. */
export const repeated: Check = (value) => {
  const all = componentsIn(isFields(value) ? value.components : value)
  return [
    ...twice(all.map(({ custom_id }) => custom_id)).map(
      (id) => `components: custom_id ${JSON.stringify(id)} twice`,
    ),
    ...twice(all.map(({ id }) => id).filter((id) => id !== 0)).map(
      (id) => `components: id ${JSON.stringify(id)} twice`,
    ),
  ]
}
