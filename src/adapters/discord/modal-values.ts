import { createHash } from 'node:crypto'
import { ComponentType } from 'discord.js'
import { listAt, numberAt, peek, textAt, textsAt } from '../../core/peek.ts'
import { mention, type Names } from './mentions.ts'
import { mentionsRead } from './typed.ts'

/**
 * Writes the id of a field: its name and, where its text did not fit, what the part that is shown comes to. Left as
 * it is, the whole text is meant, and Discord does not send back what was shown.
 */
export const fieldId = (name: string, cutText?: string): string =>
  cutText === undefined ? name : `${name}/${gistOf(cutText)}`

const gistOf = (text: string): string =>
  createHash('sha256').update(text.replace(/\s+/gu, ' ').trim()).digest('hex').slice(0, 16)

/**
 * Reads what a submitted form holds, by field, in words that Vigie's kinds read: mentions of people, channels and
 * groups, lists with commas. An emptied field is '', which takes away what was there before; a text that was shown
 * without its end and left alone is not among them.
 */
export function valuesOf(components: unknown, space: string, names: Names): Record<string, string> {
  const out: Record<string, string> = {}
  for (const component of inputsIn(components)) {
    const [name = '', gist] = (textAt(component, 'custom_id') ?? '').split('/')
    const value = wordsOf(component, space, names)
    const isLeft = gist !== undefined && gist === gistOf(textAt(component, 'value') ?? '')
    if (name !== '' && !isLeft) out[name] = value
  }
  return out
}

/** Lists the fields a submitted form had, in order. */
export const askedIn = (components: unknown): string[] =>
  inputsIn(components).flatMap((component) => textAt(component, 'custom_id')?.split('/')[0] ?? [])

/** The inputs within labels and, as older clients send them, within rows. */
const inputsIn = (components: unknown): unknown[] =>
  (Array.isArray(components) ? components : [])
    .flatMap((it) => [peek(it, 'component'), ...listAt(it, 'components')])
    .filter((it) => textAt(it, 'custom_id') !== undefined)

function wordsOf(component: unknown, space: string, names: Names): string {
  const values = textsAt(component, 'values')
  switch (numberAt(component, 'type')) {
    case ComponentType.StringSelect:
      return values.join(', ')
    case ComponentType.UserSelect:
      return values.map((id) => mention('@', space, id, names.user(id))).join(', ')
    case ComponentType.ChannelSelect:
      return values.map((id) => mention('#', space, id, names.channel(id))).join(', ')
    case ComponentType.RoleSelect:
      return values.map((id) => mention('&', space, id, names.role(id))).join(', ')
    default:
      return mentionsRead(textAt(component, 'value') ?? '', space, names)
  }
}
