import { Routes } from 'discord.js'
import type { Directory } from '../../core/chat.ts'
import type { Clock } from '../../core/clock.ts'
import { createMemory } from '../../core/memory.ts'
import { peek, textAt } from '../../core/peek.ts'
import type { Account, Place } from '../../core/person.ts'
import { type Answered, type Api, patience } from './api.ts'
import { createCensus, isNobody, readMember } from './census.ts'
import type { Look } from './inline.ts'
import { createMembers } from './members.ts'
import { administers } from './permissions.ts'
import { createPlaces, type PlaceState, type Places } from './places.ts'
import { createRooms } from './rooms.ts'

/** What the directory is made of. */
interface DirectoryParts {
  api: Api
  look(space: string): Look
  clock: Clock
}

/** The directory of the servers the bot is in. */
export interface DiscordDirectory extends Directory, Pick<Places, 'isDirect' | 'may'> {
  place(at: Place): Promise<PlaceState>
  /** The bot's own id; `undefined` where it cannot be told now. */
  me(): Promise<string | undefined>
  /** Remembers what an interaction, as Discord sent it, says of whoever made it: their roles, name and language. */
  meet(interaction: unknown): void
  /** Remembers that a direct conversation takes nothing, which Discord says only when something is sent. */
  closed(at: Place): void
  /** Looks anew the next time somebody asks what the bot may do in a place. */
  changed(at: Place): void
}

const minute = 60_000

/** How long a role may outlive an answer of Discord's that cannot be renewed, in milliseconds. */
const staleRights = 5 * minute

/** How long names and conversations may: they hardly ever change. */
const staleFacts = 24 * 60 * minute

/** How long a conversation counts as open, or as closed, before that is asked again, in milliseconds. */
const conversing = 60 * minute

const forever = Number.POSITIVE_INFINITY

/**
 * Looks up who and what is there in a server. Nobody waits much longer than `patience` for it. `direct` and `profile`
 * throw where it cannot be told now: 'cannot be written to' is for good, and a name would be written down.
 */
export function createDirectory({ api, look, clock }: DirectoryParts): DiscordDirectory {
  const census = createCensus({ api, clock })
  /** The channel of somebody's conversation, none where they cannot be written to; and whose a channel is. */
  const conversations = createMemory<{ channel?: string }>({ clock, fresh: conversing, patience })
  const recipients = createMemory<string>({ clock, fresh: forever, patience })
  const locales = createMemory<string>({ clock, fresh: forever, patience })
  const places = createPlaces({ census, look, talk })
  const members = createMembers({ api, census, clock })

  function talk(channel: string): 'open' | 'closed' | undefined {
    const user = recipients.recall(channel)
    if (user === undefined) return undefined
    const talked = conversations.recall(user)
    return talked !== undefined && talked.channel === undefined ? 'closed' : 'open'
  }

  async function askDirect({ id }: Account): Promise<{ channel?: string } | undefined> {
    const opened = await openDirect(api, id)
    if ('ok' in opened) {
      recipients.note(opened.ok, id)
      return { channel: opened.ok }
    }
    // A token that is refused says nothing about them.
    return 'refused' in opened && opened.refused.code !== 'auth' ? {} : undefined
  }

  async function nameOf({ id, space }: Account): Promise<string | undefined> {
    const member = await census.member(space, id, staleFacts)
    if (member === undefined) return undefined
    if ('ok' in member) return member.ok.name
    // Who has left is still somebody.
    const seen = await census.name(id, staleFacts)
    if (seen === undefined) return undefined
    return 'ok' in seen ? seen.ok : id
  }

  return {
    async direct(who) {
      const found = await conversations(who.id, () => askDirect(who), staleFacts)
      if (found === undefined) throw new Error(`no conversation can be opened with ${who.id} now`)
      const { channel } = found
      return channel === undefined ? undefined : { platform: 'discord', space: who.space, channel }
    },

    async profile(who) {
      const name = await nameOf(who)
      if (name === undefined) throw new Error(`Discord does not say now who ${who.id} is`)
      const locale = locales.recall(who.id)
      return { name, ...(locale !== undefined && { locale }) }
    },

    async groups({ id, space }) {
      const [guild, member] = await Promise.all([
        census.guild(space, staleRights),
        census.member(space, id, staleRights),
      ])
      if (member !== undefined && isNobody(member)) return []
      if (guild === undefined || !('ok' in guild)) return undefined
      if (member === undefined || !('ok' in member)) return undefined
      const groups = member.ok.roles.map((role) => `group:${role}`)
      return administers(guild.ok, member.ok) ? ['admin', ...groups] : groups
    },

    people: members,
    places: createRooms({ census }),

    async allGroups(space) {
      const guild = await census.guild(space, staleRights)
      if (guild === undefined) return undefined
      if (!('ok' in guild)) return []
      // What everybody has is no group, and gives no role.
      return [...guild.ok.names]
        .filter(([id]) => id !== guild.ok.everyone)
        .map(([id, name]) => ({ platform: 'discord', space, id: `group:${id}`, name: `@${name}` }))
    },

    place: places.state,
    isDirect: places.isDirect,
    may: places.may,
    me: census.me,

    meet(interaction) {
      const guild = textAt(interaction, 'guild_id')
      const member = readMember(peek(interaction, 'member'))
      const user = member?.id ?? textAt(interaction, 'user', 'id')
      const locale = textAt(interaction, 'locale')
      if (guild !== undefined && member !== undefined) census.note(guild, member)
      if (user !== undefined && locale !== undefined) locales.note(user, locale)
    },

    closed({ channel }) {
      const user = recipients.recall(channel)
      if (user !== undefined) conversations.note(user, {})
    },

    changed: ({ channel, space }) => census.forget(space, channel),
  }
}

/** Opens the conversation with somebody, which shows nothing to anybody; answers its id. */
export async function openDirect(api: Api, user: string): Promise<Answered<string>> {
  const opened = await api.repeat('POST', Routes.userChannels(), {
    body: { recipient_id: user },
    timeout: patience,
  })
  if (!('ok' in opened)) return opened
  const id = textAt(opened.ok, 'id')
  return id === undefined ? { unknown: 'unreadable_answer' } : { ok: id }
}
