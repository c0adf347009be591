import type { Directory } from '../../core/chat.ts'
import type { Account, Role } from '../../core/person.ts'

/** What the terminal was told about people, by name: the role each was given when they came to type. */
type Told = ReadonlyMap<string, Role>

/** Everybody who was ever named is there, under that name; `role:…` says a role outright. */
export function createDirectory(told: Told): Directory {
  return {
    direct: async (who) => directPlace(who),
    profile: async (who) => ({ name: who.id }),
    async groups(who) {
      const role = told.get(who.id)
      return role === undefined ? [] : [`role:${role}`]
    },
    place: async (at) => ({ sees: at.channel.startsWith('@') ? 'asker' : 'team', problems: [] }),
  }
}

/** The direct conversation with somebody. */
export const directPlace = ({ space, id }: Account) => ({
  platform: 'console' as const,
  space,
  channel: `@${id}`,
})
