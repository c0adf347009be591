import * as z from 'zod'
import type { Kind, Reading } from '../core/args.ts'
import type { GroupThere } from '../core/chat.ts'
import { mentionIn, mentionOf } from '../core/mention.ts'
import { within } from '../core/patience.ts'
import { roles } from '../core/person.ts'
import { plain } from '../core/plain.ts'
import { foldWord, shorten } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import { onSeveralChats, spacesOf } from '../features/chats.ts'
import type { Space } from '../features/link/space.ts'
import { admins } from '../features/roles.ts'
import { type Group, group as groupSchema, settingsOf } from '../features/settings.ts'

/** A group of a platform, whose people a role can be given to. */
export const group = () =>
  z
    .string()
    .transform((canonical, context): unknown => {
      try {
        return JSON.parse(canonical)
      } catch {
        context.addIssue({ code: 'custom', message: 'not JSON' })
        return z.NEVER
      }
    })
    .pipe(groupSchema)
    .meta({ kind: 'group' })

/** A role that is given, or none, which takes it away. */
export const grant = () => z.enum([...roles, 'none']).meta({ kind: 'grant' })

const longestName = 80

/** How long a chat may take to list its groups, in milliseconds. */
const patience = 1000

/**
 * A group by its mention, a private channel by its mention or name, the platform's administrators by that word, or
 * one that gives a role already, or that a chat of the community knows, by its name.
 */
export const groupKind: Kind = {
  name: 'group',
  async read(typed, at, use) {
    const found =
      groupMentioned(typed) ??
      (await known(typed, at, use)) ??
      (await calledSo(typed, at, use)) ??
      named(typed, at)
    if (found !== undefined) return { value: JSON.stringify(found) }
    const problem = at.words.t(at.locale)('settings.unknownGroup', { typed: shorten(typed, 60) })
    return { problem, nearest: [] }
  },
  async show(canonical, { locale, words }) {
    const { id, name } = groupSchema.parse(JSON.parse(canonical))
    return id === admins ? words.set('values.admins', locale).get('admins')?.name : name
  },
  asks: 'groups',
  async suggest(_typed, { around, locale, words }, use) {
    const linked = await onSeveralChats(use)
    const there = (around?.groups ?? []).map((it) => ({
      value: briefMention(it),
      label: it.name,
      ...(linked && { hint: plain(words.t(locale)(`chats.${it.platform}`)) }),
    }))
    const known = new Set((around?.groups ?? []).map(({ id }) => id))
    const mapped = Object.entries((await settingsOf(use)).roles)
      .filter(([id]) => id !== admins && !known.has(id))
      .map(([, { name }]) => name)
    const ofAll = [...words.set('values.admins', locale).values()].map(({ name }) => name)
    return [...there, ...[...new Set([...mapped, ...ofAll])].map((name) => ({ value: name, label: name }))]
  },
}

/** The longest value that every chat gives back. */
const longestValue = 100

/** Writes a group as adapters do; a name there is no room for is left out. */
function briefMention({ id, name, platform, space }: GroupThere): string {
  const [kind = '', own = id] = id.split(':')
  const sign = kind === 'channel' ? '#' : '&'
  const whole = mentionOf(sign, { platform, space, id: own }, name)
  return whole.length <= longestValue ? whole : mentionOf(sign, { platform, space, id: own })
}

function groupMentioned(typed: string): Group | undefined {
  const mentioned = mentionIn(typed)
  if (mentioned === undefined || mentioned.sign === '@') return undefined
  const { id, name = '', platform, sign, space } = mentioned
  const shown = shorten(name.replace(/^[@#]/, '') || id, longestName - 1)
  return sign === '&'
    ? { id: `group:${id}`, name: `@${shown}` }
    : { id: `channel:${id}`, name: `#${shown}`, place: { platform, space, channel: id } }
}

async function known(typed: string, { locale, words }: Reading, use: Work): Promise<Group | undefined> {
  if ('value' in words.find('values.admins', typed, locale)) return { id: admins, name: admins }
  const folded = foldWord(typed.replace(/^[@#]/, ''))
  const { roles: mapped } = await settingsOf(use)
  const same = Object.entries(mapped).filter(
    ([id, { name }]) => id === typed || foldWord(name.replace(/^[@#]/, '')) === folded,
  )
  const [only, second] = same
  if (only === undefined || second !== undefined) return undefined
  const [id, { role: _role, ...shown }] = only
  return { id, ...shown }
}

/** Finds the one group that is called so among those a chat of the community knows, this chat first. */
async function calledSo(typed: string, { here }: Reading, use: Work): Promise<Group | undefined> {
  const folded = foldWord(typed.replace(/^[@#]/, ''))
  const own = (it: Space) => Number(it.platform === here.platform && it.space === here.space)
  for (const { platform, space } of (await spacesOf(use)).toSorted((a, b) => own(b) - own(a))) {
    const asked = use.house.directory(platform)?.allGroups?.(space)
    const groups = (asked && (await within(patience, asked, undefined))) ?? []
    const [only, second] = groups.filter(({ name }) => foldWord(name.replace(/^[@#]/, '')) === folded)
    if (only !== undefined && second === undefined) return groupMentioned(briefMention(only))
  }
  return undefined
}

/** Where channels have no ids but their names, as on the terminal, a name is one. */
function named(typed: string, { here: { platform, space } }: Reading): Group | undefined {
  const name = /^#([\p{L}\p{M}\p{N}_-]{1,79})$/u.exec(typed)?.[1]
  if (name === undefined) return undefined
  return { id: `channel:${name}`, name: `#${name}`, place: { platform, space, channel: name } }
}

/** A role of the team, or 'none'. */
export const grantKind: Kind = {
  name: 'grant',
  async read(typed, { locale, words }) {
    const role = words.find('values.role', typed, locale)
    if ('value' in role) return { value: role.value }
    if ('value' in words.find('values.nothing', typed, locale)) return { value: 'none' }
    return {
      problem: words.t(locale)('bot.unknownWord', { typed: shorten(typed, 60) }),
      nearest: role.nearest(),
    }
  },
  choices: ({ locale, words }) =>
    [...words.set('values.role', locale), ...words.set('values.nothing', locale)].map(
      ([value, { name }]) => ({
        value,
        label: name,
      }),
    ),
}
