import type { Press as EveryPress } from '../../core/press.ts'
import { limits } from './limits.ts'

/** What pressing something runs; `space` is the server it belongs to, where a button had to carry it. */
interface Press extends EveryPress {
  space?: string
}

/**
 * Writes a press into the custom id of a button, which is the `nth` thing to press in its message:
 * 'p/3/incident+show?ref=212'. `undefined` when it does not fit.
 */
export const encodePress = (press: Press, nth: number): string | undefined => idOf('p', press, nth)

/**
 * Writes a press into the custom id of a menu and the values of its options, which add their own input.
 * `undefined` when one of them does not fit.
 */
export function encodeMenu(
  press: Press,
  choices: readonly Record<string, string>[],
  nth: number,
): { id: string; values: string[] } | undefined {
  const id = idOf('m', press, nth)
  const values = choices.map(queryOf)
  const fits = values.every((value) => value !== undefined && value.length <= limits.id)
  return id === undefined || !fits ? undefined : { id, values: values.filter((each) => each !== undefined) }
}

/** Reads what was pressed: a button's custom id, or a menu's with what was chosen. `undefined` when it is nothing of ours. */
export function decodePress(id: string, values: readonly string[] = []): Press | undefined {
  const [, kind, nth, base36, named = '', query = ''] = shape.exec(id) ?? []
  const command = read(named)
  const input = inputOf(query)
  if (nth === undefined || command === undefined || command === '' || input === undefined) return undefined
  const space = base36 === undefined ? {} : { space: spaceOf(base36) }
  // Only what is written as we write it is ours: nothing else means the same.
  if (idOf(kind === 'm' ? 'm' : 'p', { command, input, ...space }, Number(nth)) !== id) return undefined
  if (kind === 'p') return { command, input, ...space }
  const [value] = values
  const chosen = value?.startsWith('?') ? inputOf(value) : undefined
  if (chosen === undefined || values.length !== 1 || queryOf(chosen) !== value) return undefined
  return { command, input: { ...input, ...chosen }, ...space }
}

const shape = /^([pm])\/(\d{1,6})(?:\.([a-z0-9]{1,13}))?\/([^?]*)(\?.*)?$/

function idOf(kind: 'p' | 'm', { command, input, space }: Press, nth: number): string | undefined {
  const named = write(command)
  const query = Object.keys(input).length === 0 ? '' : queryOf(input)
  if (named === undefined || named === '' || query === undefined) return undefined
  if (space !== undefined && !/^[1-9]\d{0,19}$/.test(space)) return undefined
  const carried = space === undefined ? '' : `.${BigInt(space).toString(36)}`
  const id = `${kind}/${nth}${carried}/${named}${query}`
  return id.length <= limits.id ? id : undefined
}

/** Writes input as a query, never empty: '?ref=212&until=1h'. */
function queryOf(input: Record<string, string>): string | undefined {
  const written = Object.entries(input).map((pair) => pair.map(write))
  return written.flat().includes(undefined)
    ? undefined
    : `?${written.map((pair) => pair.join('=')).join('&')}`
}

function inputOf(query: string): Record<string, string> | undefined {
  const pairs = query.slice(1) === '' ? [] : query.slice(1).split('&')
  const out: [string, string][] = []
  for (const pair of pairs) {
    const [name, value, ...more] = pair.split('=').map(read)
    if (name === undefined || value === undefined || more.length > 0) return undefined
    out.push([name, value])
  }
  return Object.fromEntries(out)
}

/** Snowflakes are shorter in base 36: 13 characters for 20. */
const spaceOf = (base36: string): string =>
  [...base36].reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n).toString()

/** Writes what means something here, and what might be trimmed on the way, as in addresses; all else stays as it is. */
function write(text: string): string | undefined {
  if (text.length > limits.id || !text.isWellFormed()) return undefined
  return text.replace(/[%&=?+\s\p{Cc}\p{Cf}]/gu, (found) => (found === ' ' ? '+' : encodeURIComponent(found)))
}

function read(written: string): string | undefined {
  try {
    return decodeURIComponent(written.replaceAll('+', ' '))
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}
