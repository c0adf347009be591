import { all, type Check, flag, integer, known, listOf, oneOf, rule, shape, text } from '../checks.ts'
import { amounts, boxOption, byKind, customId, distinct, menus, numberOr, repeated } from './limits-parts.ts'

const typing = {
  ...{ min_length: integer(0, 4000), max_length: integer(1, 4000), required: flag },
  ...{ value: text(0, 4000), placeholder: text(0, 100) },
}
const needed = { custom_id: customId, style: oneOf(1, 2) }
const lengths = rule((it) => {
  const [min, max] = [numberOr(it.min_length, 0), numberOr(it.max_length, 4000)]
  if (min > max) return 'min_length is above max_length'
  const length = typeof it.value === 'string' ? it.value.length : 0
  if (length > max) return 'the value is longer than max_length'
  return length > 0 && length < min ? 'the value is shorter than min_length' : undefined
})

const boxes: Record<number, Check> = {
  19: all(
    shape(
      { custom_id: customId },
      { min_values: integer(0, 10), max_values: integer(1, 10), required: flag, file_types: known },
    ),
    amounts,
  ),
  21: all(shape({ custom_id: customId, options: listOf(boxOption, 2, 10) }, { required: flag }), distinct),
  22: all(
    shape(
      { custom_id: customId, options: listOf(boxOption, 1, 10) },
      { min_values: integer(0, 10), max_values: integer(1, 10), required: flag },
    ),
    distinct,
  ),
  23: shape({ custom_id: customId }, { default: flag }),
}

const label = shape(
  {
    label: text(1, 45),
    component: byKind({ 4: all(shape(needed, typing), lengths), ...menus({ required: flag }), ...boxes }),
  },
  { description: text(1, 100) },
)

const row = shape({
  components: listOf(byKind({ 4: all(shape({ ...needed, label: text(1, 45) }, typing), lengths) }), 1, 1),
})

/** A form. */
export const modal: Check = all(
  shape({
    custom_id: customId,
    title: text(1, 45),
    components: listOf(byKind({ 1: row, 10: shape({ content: text(1, 4000) }), 18: label }), 1, 5),
  }),
  repeated,
)
