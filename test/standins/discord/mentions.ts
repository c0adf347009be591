import { type Fields, isFields } from '../checks.ts'
import { componentsIn } from './limits-parts.ts'
import type { Message } from './model.ts'

/** What a text says that pings: ids of people and roles, and whether everyone. */
export type Mentions = Message['mentions']

/** The words of a message that can ping: its content and its text displays; never an embed. */
export const wordsOf = ({ content, components }: Pick<Message, 'content' | 'components'>): string =>
  [
    content,
    ...componentsIn(components).flatMap(({ type, content: it }) => (type === 10 ? [String(it)] : [])),
  ].join('\n')

/** Code is shown as it is written: nothing in it pings. */
const withoutCode = (words: string): string => words.replace(/```[\s\S]*?```|`[^`\n]*`/g, '')

/** Everything in words that would ping where all is allowed. An escaped mention still pings; an escaped @everyone too. */
export function mentionedIn(words: string): Mentions {
  const live = withoutCode(words)
  const ids = (pattern: RegExp): string[] => [
    ...new Set([...live.matchAll(pattern)].map(([, id]) => id ?? '')),
  ]
  return {
    users: ids(/<@!?(\d+)>/g),
    roles: ids(/<@&(\d+)>/g),
    everyone: /@(everyone|here)/.test(live),
  }
}

const listed = (allowed: Fields, kind: string): string[] =>
  Array.isArray(allowed[kind]) ? allowed[kind] : []

/** Those of the mentions that `allowed_mentions` lets ping; all of them where it is left out. */
export function allowedOf(found: Mentions, allowed: unknown): Mentions {
  if (!isFields(allowed)) return found
  const parses = (kind: string): boolean => listed(allowed, 'parse').includes(kind)
  return {
    users: found.users.filter((id) => parses('users') || listed(allowed, 'users').includes(id)),
    roles: found.roles.filter((id) => parses('roles') || listed(allowed, 'roles').includes(id)),
    everyone: found.everyone && parses('everyone'),
  }
}

/** Tells whether a mention pings that the payload does not name: it was let through, not meant. */
export function unmeant(found: Mentions, allowed: unknown): boolean {
  const named = isFields(allowed) ? allowed : {}
  return (
    found.everyone ||
    found.users.some((id) => !listed(named, 'users').includes(id)) ||
    found.roles.some((id) => !listed(named, 'roles').includes(id))
  )
}

/** Whether there is none. */
export const isNobody = ({ users, roles, everyone }: Mentions): boolean =>
  users.length === 0 && roles.length === 0 && !everyone
