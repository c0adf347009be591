import { isFields } from '../checks.ts'
import type { Channel, Group, Message, User } from './model.ts'

/** Everybody a message mentions, among others by a group's name or a whole channel's: ids, some perhaps twice. */
export function mentionedIn(
  { text, blocks }: Pick<Message, 'text' | 'blocks'>,
  groups: ReadonlyMap<string, Group>,
  members: readonly string[],
): string[] {
  const marked = (words: string): string[] => [
    ...[...words.matchAll(/<@([UW][A-Z0-9]+)(\|[^>]*)?>/g)].map(([, user]) => user ?? ''),
    ...[...words.matchAll(/<!subteam\^(S[A-Z0-9]+)(\|[^>]*)?>/g)].flatMap(
      ([, it]) => groups.get(it ?? '')?.users ?? [],
    ),
    ...(/<!(channel|here|everyone)(\|[^>]*)?>/.test(words) ? members : []),
  ]
  const within = (value: unknown): string[] => {
    if (Array.isArray(value)) return value.flatMap(within)
    if (!isFields(value)) return []
    if (value.type === 'user') return [String(value.user_id)]
    if (value.type === 'broadcast') return [...members]
    if (value.type === 'usergroup') return groups.get(String(value.usergroup_id))?.users ?? []
    if (value.type === 'mrkdwn') return marked(String(value.text))
    return Object.values(value).flatMap(within)
  }
  return [...new Set(blocks === undefined || blocks.length === 0 ? marked(text) : within(blocks))]
}

/** Tells whether a text holds a mention that is live: for the words beside blocks, which should hold none. */
export const livesIn = (text: string): boolean => /<(@[UW]|!subteam|!channel|!here|!everyone)/.test(text)

/** What words are turned into on their way from a person's keyboard to an app. */
export interface Names {
  users: ReadonlyMap<string, User>
  channels: ReadonlyMap<string, Channel>
  groups: ReadonlyMap<string, Group>
}

const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/**
 * Writes what somebody typed as Slack hands it on: `& < >` escaped, the workspace's people, channels and
 * groups as `<@U1|name>`, `<#C1|name>`, `<!subteam^S1|@name>`, links in angle brackets. A message names only
 * the ids of people (`named: false`).
 */
export function handedOn(typed: string, { users, channels, groups }: Names, named: boolean): string {
  const people = new Map([...users.values()].map((it) => [it.name, it]))
  const places = new Map(
    [...channels.values()].filter(({ kind }) => kind !== 'im').map((it) => [it.name, it]),
  )
  const teams = new Map([...groups.values()].map((it) => [it.handle, it]))
  const one = (word: string): string => {
    const name = word.slice(1)
    const user = people.get(name)
    const group = teams.get(name)
    const place = places.get(name)
    if (word.startsWith('@') && user) return named ? `<@${user.id}|${user.name}>` : `<@${user.id}>`
    if (word.startsWith('@') && group) return `<!subteam^${group.id}|@${group.handle}>`
    if (word.startsWith('@') && /^(here|channel|everyone)$/.test(name)) return `<!${name}>`
    if (word.startsWith('#') && place) return `<#${place.id}|${place.name}>`
    return /^https?:/.test(word) ? `<${escaped(word)}>` : escaped(word)
  }
  const pattern =
    /https?:\/\/[^\s<>"”»|]*[^\s<>"”»|.,;:!?')\]]|(?<![\p{L}\p{N}])[@#][\p{L}\p{N}._-]*[\p{L}\p{N}_-]/gu
  let out = ''
  let from = 0
  for (const { 0: word, index } of typed.matchAll(pattern)) {
    out += escaped(typed.slice(from, index)) + one(word)
    from = index + word.length
  }
  return out + escaped(typed.slice(from))
}
