import { mentionOf } from '../../core/mention.ts'
import { fromJson, peek, textAt } from '../../core/peek.ts'
import { platforms } from '../../core/person.ts'

/** Somebody, a role, a group or a place in a form: how people read it, words that Vigie reads back, and the id where it is Slack's. */
interface Named {
  label: string
  value: string
  id?: string
}

/** Slack's own ids; somebody or a place only known by name has that name for an id. */
const isUser = /^[UW](?:[A-Z0-9]{7,30}|(?=.*\d)[A-Z0-9]{3,6})$/
const isChannel = /^[CG](?:[A-Z0-9]{7,30}|(?=.*\d)[A-Z0-9]{3,6})$/

/** Lists who stands in a field, out of the canonical JSON of one or several; `undefined` where it names nobody. */
export function peopleIn(read: string | undefined, many: boolean, space: string): Named[] | undefined {
  if (read === undefined) return []
  const found = fromJson(read)
  const all = many && Array.isArray(found) ? found.map(fromJson) : [found]
  const named = all.map((it) => namedIn(peek(it, 'who') ?? it, space))
  return named.includes(undefined) ? undefined : named.filter((it) => it !== undefined)
}

/** Returns the channel of a place of this workspace, `undefined` for any other. */
export function placeIn(read: string, space: string): string | undefined {
  const it = fromJson(read)
  const channel = textAt(it, 'channel')
  const isHere = textAt(it, 'platform') === 'slack' && textAt(it, 'space') === space
  return isHere && channel !== undefined && isChannel.test(channel) ? channel : undefined
}

/** Returns the place that stands in a field, whose chat may be another one; nothing where none does. */
export function placesIn(read: string | undefined, shown: string | undefined): Named[] | undefined {
  if (read === undefined) return []
  const it = fromJson(read)
  const platform = platforms.find((each) => each === textAt(it, 'platform'))
  const [space, id] = [textAt(it, 'space'), textAt(it, 'channel')]
  if (platform === undefined || space === undefined || id === undefined) return undefined
  const name = textAt(it, 'name')
  return [{ label: shown ?? name ?? id, value: mentionOf('#', { platform, space, id }, name) }]
}

/** A group of this workspace; the administrators are a word. */
function groupIn(it: unknown, space: string): Named | undefined {
  const [kind, id] = (textAt(it, 'id') ?? '').split(':')
  const label = textAt(it, 'name')
  if (label === undefined) return undefined
  const sign = kind === 'group' ? '&' : kind === 'channel' ? '#' : undefined
  if (sign === undefined || id === undefined) return { label, value: label }
  return { label, value: mentionOf(sign, { platform: 'slack', space, id }, label) }
}

function namedIn(it: unknown, space: string): Named | undefined {
  const role = textAt(it, 'role')
  if (role !== undefined) return { label: role, value: role }
  if (peek(it, 'account') === undefined) return groupIn(it, space)
  const [chat, on, id] = ['platform', 'space', 'id'].map((part) => textAt(it, 'account', part))
  const platform = platforms.find((each) => each === chat)
  if (platform === undefined || on === undefined || id === undefined) return undefined
  const name = textAt(it, 'name') ?? id
  const label = `@${name}`
  if (platform === 'slack' && on === space && id !== name && isUser.test(id))
    return { label, value: mentionOf('@', { platform, space, id }), id }
  // Somebody only known by name: the name is the id.
  if (id === name) return { label, value: label }
  return { label, value: mentionOf('@', { platform, space: on, id }, name) }
}
