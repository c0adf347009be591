import { type Fields, fieldsIn, isFields } from '../checks.ts'
import { findNamed } from '../finding.ts'
import { cannot, optionOf } from './filling.ts'
import type { Message, View } from './model.ts'
import { elementsOf, isEmpty } from './state.ts'

/** Something a person sees and can act on. */
export type Seen = Message | View

/** An element with its block's id. */
export type Control = Fields & { block_id: string; action_id: string }

/** The blocks of what is seen. */
export const blocksIn = (seen: Seen): Fields[] => ('view' in seen ? seen.view.blocks : (seen.blocks ?? []))

const words = (value: unknown): string | undefined => (isFields(value) ? String(value.text) : undefined)

interface Named {
  control: Control
  labels: (string | undefined)[]
}

const controlsIn = (blocks: readonly Fields[]): Named[] =>
  blocks.flatMap((block) =>
    elementsOf(block).map((element) => ({
      control: { ...element, block_id: String(block.block_id), action_id: String(element.action_id) },
      labels: [
        words(element.text),
        ...(block.type === 'input' ? [words(block.label)] : [words(element.placeholder)]),
        ...(element.type === 'overflow' ? fieldsIn(element.options).map(({ text }) => words(text)) : []),
      ],
    })),
  )

/** Finds what somebody means by a label, or a test by an id or a part of it; throws with what there is. */
function find(named: readonly Named[], wanted: string, nth: number): Control {
  const called = {
    labels: ({ labels }: Named) => labels,
    ids: ({ control }: Named) => [control.block_id, control.action_id],
  }
  const found = findNamed(named, wanted, called, nth)
  if (found === undefined) {
    const there = named.map(
      ({ labels, control }) => labels.find((it) => it !== undefined) ?? control.action_id,
    )
    throw cannot(
      `there is no '${wanted}'${nth > 0 ? ` (number ${nth + 1})` : ''} here, only: ${there.join(', ')}`,
    )
  }
  return found.control
}

/** A button, menu or picker by its label. */
export const controlIn = (blocks: readonly Fields[], label: string, nth = 0): Control =>
  find(controlsIn(blocks), label, nth)

/** A field of a form by its label, or by its name within its ids. */
export const fieldIn = (blocks: readonly Fields[], label: string): Control =>
  find(controlsIn(blocks.filter(({ type }) => type === 'input')), label, 0)

/** The action Slack sends for a control, once its value is known. */
export function actionOf(control: Control, label: string, value: Fields | undefined): Fields {
  const { type, action_id, block_id } = control
  const base = { type, action_id, block_id }
  if (type === 'button') {
    const { text, value: worth, style, url } = control
    const all = { ...base, text, value: worth, style, url }
    return Object.fromEntries(Object.entries(all).filter(([, it]) => it !== undefined))
  }
  if (type === 'overflow') return { ...base, selected_option: optionOf(fieldsIn(control.options), label) }
  const { placeholder } = control
  const initial = Object.entries(control).filter(([name]) => name.startsWith('initial_'))
  return {
    ...base,
    ...value,
    ...Object.fromEntries(initial),
    ...(placeholder === undefined ? {} : { placeholder }),
  }
}

/** The labels of the fields that must be filled in and are not. */
export const emptyFields = ({ view, values }: View): string[] =>
  view.blocks
    .filter(({ type, optional }) => type === 'input' && optional !== true)
    .filter(({ block_id: id }) => Object.values(values[String(id)] ?? {}).every(isEmpty))
    .map(({ label }) => words(label) ?? '')
