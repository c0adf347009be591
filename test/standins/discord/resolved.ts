import type { Fields } from '../checks.ts'
import type { Guild } from './guild.ts'
import { channelJson, memberJson, messageJson, roleJson, userJson } from './json.ts'
import type { Channel, Message, Role, User } from './model.ts'

/** The people, roles, channels and messages that an interaction names. */
export type Resolved = ReturnType<typeof createResolved>

/** Gathers what an interaction names by id, as Discord sends it along. */
export function createResolved(guild: Guild, by: User) {
  const parts: Record<string, Record<string, Fields>> = {}
  const add = (part: string, id: string, it: Fields): string => {
    parts[part] = { ...parts[part], [id]: it }
    return id
  }
  return {
    user(it: User): string {
      if (it.member) {
        const { user: _, ...member } = memberJson(it, guild.allowedAnywhere(it))
        add('members', it.id, member)
      }
      return add('users', it.id, userJson(it))
    },
    role: (it: Role): string => add('roles', it.id, roleJson(it, 0)),
    channel(it: Channel): string {
      const { id, name, type, parent_id, thread_metadata } = channelJson(it, guild)
      const permissions = `${guild.allowed(by, it)}`
      return add('channels', it.id, {
        ...{ id, name, type, permissions },
        ...(parent_id === undefined ? {} : { parent_id }),
        ...(thread_metadata === undefined ? {} : { thread_metadata }),
      })
    },
    message: (it: Message): string => add('messages', it.id, messageJson(it, guild)),
    /** Everything that was named; nothing at all where nothing was. */
    all: (): Fields => (Object.keys(parts).length === 0 ? {} : { resolved: parts }),
  }
}
