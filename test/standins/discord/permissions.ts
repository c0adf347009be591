import type { Channel, Role, User } from './model.ts'
import { kinds } from './model.ts'

/** Permissions by name, as Discord numbers their bits. */
export const bits = {
  Administrator: 1n << 3n,
  ManageChannels: 1n << 4n,
  ManageGuild: 1n << 5n,
  ViewAuditLog: 1n << 7n,
  ViewChannel: 1n << 10n,
  SendMessages: 1n << 11n,
  ManageMessages: 1n << 13n,
  EmbedLinks: 1n << 14n,
  AttachFiles: 1n << 15n,
  ReadMessageHistory: 1n << 16n,
  MentionEveryone: 1n << 17n,
  ManageRoles: 1n << 28n,
  UseApplicationCommands: 1n << 31n,
  ManageThreads: 1n << 34n,
  CreatePublicThreads: 1n << 35n,
  SendMessagesInThreads: 1n << 38n,
  ModerateMembers: 1n << 40n,
} as const

/** A permission's name. */
export type Permission = keyof typeof bits

const every = (1n << 53n) - 1n

/** Several permissions as one number. */
export const sumOf = (names: Iterable<Permission>): bigint =>
  [...names].reduce((sum, name) => sum | bits[name], 0n)

/**
 * What anybody in the server may do. It is not what everybody's role allows: that allows nothing, so that a bot
 * has what it was invited with and no more.
 */
const usual = sumOf([
  ...(['ViewChannel', 'SendMessages', 'EmbedLinks', 'AttachFiles', 'ReadMessageHistory'] as const),
  ...(['UseApplicationCommands', 'CreatePublicThreads', 'SendMessagesInThreads'] as const),
])

/** What a bot is invited with where a test does not say. */
export const invited: readonly Permission[] = [
  ...(['ViewChannel', 'SendMessages', 'EmbedLinks', 'ReadMessageHistory'] as const),
  ...(['CreatePublicThreads', 'SendMessagesInThreads'] as const),
]

/** What somebody may do in the whole server. */
export function inGuild(user: User, roles: ReadonlyMap<string, Role>): bigint {
  const sum = user.roles.reduce((all, id) => all | (roles.get(id)?.permissions ?? 0n), user.bot ? 0n : usual)
  return (sum & bits.Administrator) === 0n ? sum : every
}

/** What somebody may do in a channel; of a thread, `where` is the channel it hangs in. */
export function inChannel(
  user: User,
  where: Channel,
  guild: string,
  roles: ReadonlyMap<string, Role>,
): bigint {
  if (where.type === kinds.direct) return usual
  const base = inGuild(user, roles)
  if (base === every) return base
  const all = where.overwrites.get(guild)
  const mine = user.roles.flatMap((id) => where.overwrites.get(id) ?? [])
  const own = where.overwrites.get(user.id)
  let sum = (base & ~(all?.deny ?? 0n)) | (all?.allow ?? 0n)
  sum &= ~mine.reduce((deny, it) => deny | it.deny, 0n)
  sum |= mine.reduce((allow, it) => allow | it.allow, 0n)
  return (sum & ~(own?.deny ?? 0n)) | (own?.allow ?? 0n)
}

/** Tells whether a number of permissions holds all of these. */
export const holds = (sum: bigint, ...names: Permission[]): boolean => (sum & sumOf(names)) === sumOf(names)
