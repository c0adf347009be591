import { fromJson } from '../../core/peek.ts'
import type { Press } from '../../core/press.ts'
import { asJson } from './json.ts'
import { limits } from './limits.ts'

/** What Slack says was pressed: a button with its value, or a menu with the option that was chosen. */
export interface Action {
  action_id: string
  block_id?: string
  value?: string | undefined
  selected_option?: { value: string } | null | undefined
}

/** Writes a press into a button, which is the `nth` thing to press in its message; `undefined` when it does not fit. */
export function encodePress(
  { command, input }: Press,
  nth: number,
): { action_id: string; value: string } | undefined {
  if (isLong(input)) return undefined
  const action_id = `press/${nth}/${command}`
  const value = asJson(input)
  const fits = command !== '' && action_id.length <= limits.id && value.length <= limits.value
  return fits ? { action_id, value } : undefined
}

/** Writes a press into a menu; its options add their own input. `undefined` when one of them does not fit. */
export function encodeMenu(
  { command, input }: Press,
  choices: readonly Record<string, string>[],
  nth: number,
): { action_id: string; values: string[] } | undefined {
  if (isLong(input) || choices.some(isLong)) return undefined
  const action_id = `menu/${nth}/${asJson([command, input])}`
  const values = choices.map(asJson)
  const fits =
    command !== '' &&
    action_id.length <= limits.id &&
    values.every(({ length }) => length <= limits.optionValue)
  return fits ? { action_id, values } : undefined
}

/** Reads what was pressed, whether in a message, a modal or Home; `undefined` when it is nothing of ours. */
export function decodePress({ action_id, selected_option, value }: Action): Press | undefined {
  if (typeof action_id !== 'string') return undefined
  const [kind, nth = '', ...rest] = action_id.split('/')
  const named = rest.join('/')
  if (!/^\d+$/.test(nth)) return undefined
  if (kind === 'press') return pressOf(named, fromJson(value))
  if (kind !== 'menu') return undefined
  const base = fromJson(named)
  if (!Array.isArray(base) || base.length !== 2) return undefined
  const [command, input]: unknown[] = base
  const first = pressOf(command, input)
  const chosen = pressOf(command, fromJson(selected_option?.value))
  return first && chosen && { command: first.command, input: { ...first.input, ...chosen.input } }
}

function pressOf(command: unknown, input: unknown): Press | undefined {
  if (typeof command !== 'string' || command === '' || !isInput(input)) return undefined
  return { command, input }
}

const isInput = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((each) => typeof each === 'string')

/** Tells early what no button can hold. */
const isLong = (input: Record<string, string>): boolean =>
  Object.values(input).some(({ length }) => length > limits.value)
