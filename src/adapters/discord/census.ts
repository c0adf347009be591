import { ChannelType, RESTJSONErrorCodes as codes, type RouteLike, Routes } from 'discord.js'
import type { Clock } from '../../core/clock.ts'
import { createMemory, type Memory } from '../../core/memory.ts'
import { listAt, numberAt, peek, textAt, textsAt } from '../../core/peek.ts'
import { type Api, patience } from './api.ts'
import type { Overwrite } from './permissions.ts'
import type { Failed } from './problems.ts'

/** A server: who owns it, what its roles may do, and how those are called that are no bot's; that of everybody is `everyone`. */
export interface Guild {
  everyone: string
  owner: string | undefined
  roles: ReadonlyMap<string, bigint>
  names: ReadonlyMap<string, string>
}

/** Somebody in a server, with the ids of their roles; `also` are the names they have besides the one that shows. */
export interface Member {
  id: string
  name: string
  also: readonly string[]
  roles: readonly string[]
}

/** A channel, a thread, or a direct conversation. `locked`: nothing can be written in the thread any more. */
export interface Channel {
  name: string | undefined
  direct: boolean
  overwrites: ReadonlyMap<string, Overwrite>
  locked: boolean
}

/** What Discord says of something: what it is, or why it cannot be seen. */
export type Seen<T> = { ok: T } | Extract<Failed, { refused: unknown }>

/** What there is in the servers the bot is in. `undefined` where it cannot be told now; `stale` as for memories. */
export interface Census {
  guild(id: string, stale: number): Promise<Seen<Guild> | undefined>
  member(guild: string, id: string, stale: number): Promise<Seen<Member> | undefined>
  channel(id: string, stale: number): Promise<Seen<Channel> | undefined>
  /** The channels of a server that are written in, by id. */
  rooms(guild: string, stale: number): Promise<Seen<ReadonlyMap<string, Channel>> | undefined>
  /** How somebody is called who is in no server with the bot. */
  name(user: string, stale: number): Promise<Seen<string> | undefined>
  /** The bot's own id. */
  me(): Promise<string | undefined>
  /** Remembers how somebody in a server was just seen. */
  note(guild: string, member: Member): void
  /** Forgets what says what the bot may do in a channel. */
  forget(guild: string, channel: string): void
}

/** How long an answer counts, in milliseconds. */
const fresh = 60_000

/** Looks up what Discord knows, and remembers it for a minute: also that something is not there, or not to be seen. */
export function createCensus({ api, clock }: { api: Api; clock: Clock }): Census {
  const memory = <T>(age = fresh): Memory<Seen<T>> => createMemory({ clock, fresh: age, patience })
  const guilds = memory<Guild>()
  const members = memory<Member>()
  const channels = memory<Channel>()
  const rooms = memory<ReadonlyMap<string, Channel>>()
  const names = memory<string>()
  const mine = memory<string>(Number.POSITIVE_INFINITY)

  async function ask<T>(
    route: RouteLike,
    read: (said: unknown) => T | undefined,
  ): Promise<Seen<T> | undefined> {
    const answered = await api.read(route)
    if ('ok' in answered) {
      const ok = read(answered.ok)
      return ok === undefined ? undefined : { ok }
    }
    // A token that is refused says nothing about what was looked for.
    return 'refused' in answered && answered.refused.code !== 'auth' ? answered : undefined
  }

  return {
    guild: (id, stale) => guilds(id, () => ask(Routes.guild(id), readGuild), stale),
    member: (guild, id, stale) =>
      members(`${guild}/${id}`, () => ask(Routes.guildMember(guild, id), readMember), stale),
    channel: (id, stale) => channels(id, () => ask(Routes.channel(id), readChannel), stale),
    rooms: (guild, stale) => rooms(guild, () => ask(Routes.guildChannels(guild), readRooms), stale),
    name: (user, stale) => names(user, () => ask(Routes.user(user), nameIn), stale),
    async me() {
      const seen = await mine('', () => ask(Routes.user('@me'), (said) => textAt(said, 'id')), 0)
      return seen !== undefined && 'ok' in seen ? seen.ok : undefined
    },
    note: (guild, member) => members.note(`${guild}/${member.id}`, { ok: member }),
    forget(guild, channel) {
      const me = mine.recall('')
      channels.forget(channel)
      guilds.forget(guild)
      if (me !== undefined && 'ok' in me) members.forget(`${guild}/${me.ok}`)
    },
  }
}

/** Tells whether somebody is in no such server, or no more. */
export const isNobody = (seen: Seen<unknown>): boolean =>
  'error' in seen && (seen.error === codes.UnknownMember || seen.error === codes.UnknownUser)

/** Reads somebody in a server. */
export function readMember(said: unknown): Member | undefined {
  const id = textAt(said, 'user', 'id')
  if (id === undefined) return undefined
  const names = [
    textAt(said, 'nick'),
    textAt(said, 'user', 'global_name'),
    textAt(said, 'user', 'username'),
  ].filter((it) => it !== undefined)
  const [name = id, ...also] = new Set(names)
  return { id, name, also, roles: textsAt(said, 'roles') }
}

const nameIn = (user: unknown): string | undefined =>
  textAt(user, 'global_name') ?? textAt(user, 'username') ?? textAt(user, 'id')

function readGuild(said: unknown): Guild | undefined {
  const everyone = textAt(said, 'id')
  if (everyone === undefined) return undefined
  const roles = listAt(said, 'roles').map((role) => {
    const id = textAt(role, 'id') ?? ''
    const managed = peek(role, 'managed') === true
    return { id, may: bitsAt(role, 'permissions'), name: textAt(role, 'name') ?? id, managed }
  })
  return {
    everyone,
    owner: textAt(said, 'owner_id'),
    roles: new Map(roles.map(({ id, may }) => [id, may])),
    names: new Map(roles.filter(({ managed }) => !managed).map(({ id, name }) => [id, name])),
  }
}

/** Where somebody can be written to in public. */
export const writtenIn = [ChannelType.GuildText, ChannelType.GuildAnnouncement] as const

function readRooms(said: unknown): ReadonlyMap<string, Channel> {
  const found = listAt(said).flatMap((it): [string, Channel][] => {
    const [id, channel] = [textAt(it, 'id'), readChannel(it)]
    const isWritten = writtenIn.some((type) => type === numberAt(it, 'type'))
    return id === undefined || channel === undefined || !isWritten ? [] : [[id, channel]]
  })
  return new Map(found)
}

function readChannel(said: unknown): Channel | undefined {
  const type = numberAt(said, 'type')
  if (type === undefined) return undefined
  const overwrites = listAt(said, 'permission_overwrites').map(
    (it) => [textAt(it, 'id') ?? '', { allow: bitsAt(it, 'allow'), deny: bitsAt(it, 'deny') }] as const,
  )
  return {
    name: textAt(said, 'name'),
    direct: type === ChannelType.DM || type === ChannelType.GroupDM,
    overwrites: new Map(overwrites),
    locked: peek(said, 'thread_metadata', 'locked') === true,
  }
}

const bitsAt = (said: unknown, name: string): bigint => {
  const written = textAt(said, name) ?? ''
  return /^\d+$/.test(written) ? BigInt(written) : 0n
}
