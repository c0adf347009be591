import type { APIModalInteractionResponseCallbackData } from 'discord.js'

type Fields = Record<string, unknown>

/** A form as these tests look at it. */
export type Modal = APIModalInteractionResponseCallbackData

/** One label of a form, with its input. */
export interface Label {
  label: string
  description?: string
  component: Fields & { type: number; custom_id: string; required?: boolean }
}

/** The labels of a form, in order. */
export const labelsOf = (modal: Modal): Label[] =>
  (modal.components as unknown as (Fields & { type: number })[])
    .filter(({ type }) => type === 18)
    .map((it) => it as unknown as Label)

/** What stands above the fields. */
export const introOf = (modal: Modal): string =>
  (modal.components as unknown as (Fields & { type: number })[])
    .flatMap(({ content, type }) => (type === 10 ? [String(content)] : []))
    .join('\n')

/** What Discord sends of a form that is submitted as it opened. */
export const submitted = (modal: Modal): Fields[] =>
  labelsOf(modal).map(({ component }) => ({
    type: 18,
    component: { type: component.type, custom_id: component.custom_id, ...stateOf(component) },
  }))

function stateOf(component: Fields): Fields {
  if (component.type === 4) return { value: component.value ?? '' }
  if (component.type === 3) {
    const options = component.options as { value: string; default?: boolean }[]
    return { values: options.filter((it) => it.default === true).map(({ value }) => value) }
  }
  return { values: ((component.default_values ?? []) as { id: string }[]).map(({ id }) => id) }
}
