import { fromJson, peek, textAt } from '../../core/peek.ts'
import { isId } from './mentions.ts'

/**
 * Lists the ids of who stands in a field, out of the canonical JSON of one or several; `undefined` where somebody is
 * not of this server, or is no person: Discord's own list cannot show them.
 */
export function usersIn(read: string | undefined, many: boolean, space: string): string[] | undefined {
  if (read === undefined) return []
  const found = fromJson(read)
  const all = many && Array.isArray(found) ? found.map(fromJson) : [found]
  const ids = all.map((it) => userIn(peek(it, 'who') ?? it, space))
  return ids.includes(undefined) ? undefined : ids.filter((it) => it !== undefined)
}

function userIn(who: unknown, space: string): string | undefined {
  const [platform, on, id] = ['platform', 'space', 'id'].map((part) => textAt(who, 'account', part))
  return platform === 'discord' && on === space && id !== undefined && isId(id) ? id : undefined
}

/** Returns the channel of a place of this server, `undefined` for any other. */
export function channelIn(read: string, space: string): string | undefined {
  const it = fromJson(read)
  const id = textAt(it, 'channel')
  const isHere = textAt(it, 'platform') === 'discord' && textAt(it, 'space') === space
  return isHere && id !== undefined && isId(id) ? id : undefined
}

/** Returns the role a group is, `undefined` for any other group. */
export function roleIn(read: string): string | undefined {
  const [kind, id = ''] = (textAt(fromJson(read), 'id') ?? '').split(':')
  return kind === 'group' && isId(id) ? id : undefined
}
