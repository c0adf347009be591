import { mentionOf, type Sign } from '../../core/mention.ts'
import { listAt, peek, textAt } from '../../core/peek.ts'
import { unescaped } from './markup.ts'

/** The choice that leaves a field out: who has chosen once could not choose nothing any more. */
export const nothing = '$none'

/** What the action id of a text says whose end did not fit: left as it is, the whole text is meant. */
export const cutMark = '/cut'

/**
 * Reads what a submitted modal holds, by field, in words that Vigie's kinds read: mentions of people and channels,
 * milliseconds for moments, lists with commas. An emptied field is '', which takes away what was there before; a text
 * that was shown without its end and left alone is not among them.
 */
export function valuesOf(view: unknown, space: string): Record<string, string> {
  const fields = peek(view, 'state', 'values')
  if (typeof fields !== 'object' || fields === null) return {}
  const shown = new Map(listAt(view, 'blocks').map((block) => [textAt(block, 'block_id'), block]))
  const out: Record<string, string> = {}
  for (const [field, actions] of Object.entries(fields)) {
    const [action] = typeof actions === 'object' && actions !== null ? Object.entries(actions) : []
    if (action === undefined) continue
    const value = wordsOf(action[1], space)
    const before = textAt(shown.get(field), 'element', 'initial_value')
    const isLeft = action[0].endsWith(cutMark) && before !== undefined && same(before, value)
    if (!isLeft) out[field] = value
  }
  return out
}

const same = (one: string, other: string): boolean => folded(one) === folded(other)
/** Slack may hand back what it was given with its three characters escaped. */
const folded = (text: string): string => unescaped(text).replace(/\s+/gu, ' ').trim()

function wordsOf(state: unknown, space: string): string {
  const valueIn = (option: unknown) => unescaped(textAt(option, 'value') ?? '')
  const chosen = (name: string) => {
    const value = valueIn(peek(state, name))
    return value === nothing ? '' : value
  }
  const several = (name: string) => listAt(state, name)
  const ids = (name: string) => several(name).filter((id) => typeof id === 'string')
  const mentioned = (sign: Sign, id: string | undefined) =>
    id === undefined ? '' : mentionOf(sign, { platform: 'slack', space, id })
  const person = (id: string | undefined) => mentioned('@', id)
  switch (textAt(state, 'type')) {
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return chosen('selected_option')
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return several('selected_options')
        .map(valueIn)
        .filter((value) => value !== '')
        .join(', ')
    case 'users_select':
      return person(textAt(state, 'selected_user'))
    case 'multi_users_select':
      return ids('selected_users').map(person).join(', ')
    case 'conversations_select':
      return mentioned('#', textAt(state, 'selected_conversation'))
    case 'datepicker':
      return textAt(state, 'selected_date') ?? ''
    case 'timepicker':
      return textAt(state, 'selected_time') ?? ''
    case 'datetimepicker': {
      const seconds = peek(state, 'selected_date_time')
      return typeof seconds === 'number' ? String(seconds * 1000) : ''
    }
    default:
      return textAt(state, 'value') ?? ''
  }
}
