import { type Fields, fieldsIn, isFields } from '../checks.ts'
import { findNamed } from '../finding.ts'
import { cannot } from './filling.ts'
import { componentsIn } from './limits-parts.ts'
import type { Modal } from './model.ts'

const pressable = new Set([2, 3, 5, 6, 7, 8])

/** A button or menu of a message by its label, emoji, placeholder, or its custom id or a part of it; throws with what there is. */
export function controlIn(components: readonly Fields[], wanted: string, nth = 0): Fields {
  const all = componentsIn([...components]).filter(({ type }) => pressable.has(Number(type)))
  const emoji = (it: Fields): unknown => (isFields(it.emoji) ? it.emoji.name : undefined)
  const called = {
    labels: (it: Fields) => [it.label, it.placeholder, emoji(it)],
    ids: (it: Fields) => [it.custom_id],
  }
  const found = findNamed(all, wanted, called, nth)
  if (found === undefined) {
    const there = all.map((it) => it.label ?? it.placeholder ?? emoji(it) ?? it.custom_id)
    throw cannot(
      `there is no '${wanted}'${nth > 0 ? ` (number ${nth + 1})` : ''} here, only: ${there.join(', ') || 'nothing'}`,
    )
  }
  if (found.disabled === true) throw cannot(`'${wanted}' is disabled`)
  if (found.url !== undefined) throw cannot(`'${wanted}' is a link: nothing is sent to the bot`)
  return found
}

/** A field of a form: what asks, under which label. */
export interface Field {
  label: string
  description?: string
  component: Fields
  /** The component around it, and whether that is a label or a row. */
  around: Fields
}

/** The fields of a form, in order. */
export const fieldsOfModal = ({ components }: Pick<Modal, 'components'>): Field[] =>
  components.flatMap((around): Field[] => {
    if (around.type === 18)
      return isFields(around.component)
        ? [
            {
              ...{ label: String(around.label), component: around.component, around },
              ...(around.description === undefined ? {} : { description: String(around.description) }),
            },
          ]
        : []
    return fieldsIn(around.components).map((it) => ({ label: String(it.label), component: it, around }))
  })

/** A field by its label, or by its custom id or a part of it. */
export function fieldIn(modal: Modal, wanted: string): Field {
  const all = fieldsOfModal(modal)
  const found = findNamed(all, wanted, {
    labels: ({ label }) => [label],
    ids: ({ component }) => [component.custom_id],
  })
  if (found === undefined)
    throw cannot(`there is no field '${wanted}', only: ${all.map(({ label }) => label).join(', ')}`)
  return found
}
