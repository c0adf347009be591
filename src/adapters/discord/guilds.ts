import { GatewayDispatchEvents as events } from 'discord.js'
import { listAt, peek, textAt } from '../../core/peek.ts'
import type { Dispatch } from './session.ts'

/** What is known of the servers the bot is in, as the gateway tells it. */
export interface Guilds {
  /** Takes a server with its channels and roles, as Discord sends it. */
  add(guild: unknown): void
  /** Takes a channel, thread or role that is new, is called otherwise or is gone, as Discord says it of a server. */
  change(guild: string, it: Dispatch): void
  remove(id: string): void
  /** The one server there is; `undefined` where there are several, or none. */
  only(): string | undefined
  /** Names of channels and roles, by their ids. */
  names: { channel(id: string): string | undefined; role(id: string): string | undefined }
}

interface Guild {
  channels: Map<string, string>
  roles: Map<string, string>
}

/** Returns what remembers the servers' channels and roles by name. */
export function createGuilds(): Guilds {
  const guilds = new Map<string, Guild>()
  const named = (what: keyof Guild) => (id: string) =>
    [...guilds.values()].map((guild) => guild[what].get(id)).find((name) => name !== undefined)
  return {
    add(guild) {
      const id = textAt(guild, 'id')
      if (id === undefined) return
      const channels = [...listAt(guild, 'channels'), ...listAt(guild, 'threads')]
      guilds.set(id, { channels: namesOf(channels), roles: namesOf(listAt(guild, 'roles')) })
    },
    change(guild, { d, t }) {
      const isRole = t.startsWith('GUILD_ROLE_')
      const it = isRole ? (peek(d, 'role') ?? { id: peek(d, 'role_id') }) : d
      const id = textAt(it, 'id')
      const known = guilds.get(guild)?.[isRole ? 'roles' : 'channels']
      if (id === undefined || known === undefined || t === events.GuildUpdate) return
      if (t.endsWith('_DELETE')) known.delete(id)
      else known.set(id, textAt(it, 'name') ?? '')
    },
    remove: (id) => void guilds.delete(id),
    only: () => (guilds.size === 1 ? [...guilds.keys()][0] : undefined),
    names: { channel: named('channels'), role: named('roles') },
  }
}

const namesOf = (all: readonly unknown[]): Map<string, string> =>
  new Map(all.map((it) => [textAt(it, 'id') ?? '', textAt(it, 'name') ?? '']))
