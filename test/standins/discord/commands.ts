import { type Fields, fieldsIn, isFields } from '../checks.ts'
import { cannot } from './filling.ts'
import type { Guild } from './guild.ts'
import type { User } from './model.ts'

/** Where commands are registered: everywhere, or in this server only. */
export type Scope = 'global' | 'guild'

/** A command as somebody types it: with its subcommand, and its options. */
export interface Typed {
  command: Fields
  /** The names of group and subcommand, outermost first. */
  path: Fields[]
  options: Fields[]
}

/** The registered commands. */
export type Book = ReturnType<typeof createBook>

/** All names a thing goes by: its own and those of other languages. */
export const namesOf = (it: Fields): string[] => [
  String(it.name),
  ...(isFields(it.name_localizations) ? Object.values(it.name_localizations).map(String) : []),
]

/** A thing of this name, whichever language it is in. */
export const named = (list: readonly Fields[], name: string): Fields | undefined =>
  list.find((it) => it.name === name) ?? list.find((it) => namesOf(it).includes(name))

const locale = (it: Fields, part: string, user: User): unknown => {
  const more = it[`${part}_localizations`]
  return (isFields(more) && more[user.locale]) || it[part]
}

/** Something as this person reads it: names and descriptions in their language. */
export function readBy(user: User, it: Fields): Fields {
  const { name_localizations: _, description_localizations: _also, ...rest } = it
  const inside = (part: string) =>
    Array.isArray(it[part]) ? { [part]: fieldsIn(it[part]).map((one) => readBy(user, one)) } : {}
  return {
    ...{ ...rest, name: locale(it, 'name', user) },
    ...(it.description === undefined ? {} : { description: locale(it, 'description', user) }),
    ...{ ...inside('options'), ...inside('choices') },
  }
}

/** The commands a bot has registered, and who sees them. */
export function createBook(guild: Guild) {
  const scopes: Record<Scope, Fields[]> = { global: [], guild: [] }
  const kindOf = ({ type }: Fields): number => Number(type ?? 1)
  const same = (one: Fields) => (other: Fields) => other.name === one.name && kindOf(other) === kindOf(one)

  const kept = (scope: Scope, it: Fields): Fields => {
    const { description = '', options = [], ...rest } = it
    return {
      ...rest,
      ...{ id: scopes[scope].find(same(it))?.id ?? guild.snowflake(), application_id: guild.bot.id },
      ...{ type: kindOf(it), version: guild.snowflake(), description, options, nsfw: it.nsfw ?? false },
      ...{ default_member_permissions: it.default_member_permissions ?? null },
      ...(scope === 'guild' ? { guild_id: guild.id } : { contexts: it.contexts ?? null }),
    }
  }

  const holds = (user: User, { default_member_permissions: needed }: Fields): boolean => {
    if (needed === null) return true
    const sum = guild.allowedAnywhere(user)
    const admin = (sum & 8n) !== 0n
    return admin || (needed !== '0' && (sum & BigInt(String(needed))) === BigInt(String(needed)))
  }
  const privately = ({ contexts, dm_permission: allowed, guild_id: only }: Fields): boolean =>
    only === undefined && (Array.isArray(contexts) ? contexts.includes(1) : allowed !== false)
  const publicly = ({ contexts }: Fields): boolean => !Array.isArray(contexts) || contexts.includes(0)

  const seen = (user: User, direct: boolean): Fields[] =>
    [...scopes.guild, ...scopes.global].filter((it) =>
      direct ? privately(it) : publicly(it) && holds(user, it),
    )

  return {
    list: (scope: Scope): Fields[] => [...scopes[scope]],
    put(scope: Scope, all: readonly unknown[]): void {
      scopes[scope] = fieldsIn(all).map((it) => kept(scope, it))
    },
    /** All of a place with this one added, or in the place of the one of its name. */
    with: (scope: Scope, it: Fields): Fields[] =>
      [...scopes[scope].filter((other) => !same(it)(other)), it].map(
        ({ application_id: _, version: _version, guild_id: _guild, ...rest }) => rest,
      ),
    /** The commands as Discord answers; localizations only where they are asked for. */
    shown: (scope: Scope, localized: boolean): Fields[] =>
      scopes[scope].map((it) => {
        if (localized) return it
        const { name_localizations: _, description_localizations: _also, ...rest } = it
        return rest
      }),

    /** What this person is offered, in a channel or in a direct conversation. */
    seen,

    /** The command somebody types: '/incident log', in any language; throws where they are not offered it. */
    typed(user: User, words: string, direct: boolean): Typed {
      const [first = '', ...rest] = words.trim().split(/\s+/)
      const offered = seen(user, direct).filter((it) => kindOf(it) === 1)
      const command = first.startsWith('/') ? named(offered, first.slice(1)) : undefined
      if (command === undefined) {
        const there = offered.map(({ name }) => `/${name}`).join(', ') || 'nothing'
        throw cannot(`${user.name} is not offered '${words}', only ${there}`)
      }
      const path: Fields[] = []
      let options = fieldsIn(command.options)
      for (const word of rest) {
        const next = named(
          options.filter(({ type }) => type === 1 || type === 2),
          word,
        )
        if (next === undefined) throw cannot(`'${words}': there is no subcommand '${word}'`)
        path.push(next)
        options = fieldsIn(next.options)
      }
      if (options.some(({ type }) => type === 1 || type === 2))
        throw cannot(`'${words}': it needs a subcommand: ${options.map(({ name }) => name).join(', ')}`)
      return { command, path, options }
    },

    /** The menu of a message (3) or a person (2) by its name; throws where they are not offered it. */
    menu(user: User, name: string, kind: 2 | 3, direct: boolean): Fields {
      const offered = seen(user, direct).filter((it) => kindOf(it) === kind)
      const found = named(offered, name)
      if (found === undefined)
        throw cannot(
          `${user.name} is not offered '${name}', only ${offered.map((it) => it.name).join(', ') || 'nothing'}`,
        )
      return found
    },
  }
}
