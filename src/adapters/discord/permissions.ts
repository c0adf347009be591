import { PermissionFlagsBits as bits } from 'discord.js'
import { join, type Text, type Translate } from '../../core/text.ts'
import type { Channel, Guild, Member } from './census.ts'

/** What the bot needs, by the names Discord's documentation has for it. */
export type Permission = (typeof wanted)[number]

/** All that the bot is invited with: to be there and to speak, to look for what it posted, and threads for notes. */
export const wanted = [
  'ViewChannel',
  'SendMessages',
  'ReadMessageHistory',
  'CreatePublicThreads',
  'SendMessagesInThreads',
] as const

/** The number in the link by which the bot is invited. */
export const invitation = (): bigint => wanted.reduce((sum, name) => sum | bits[name], 0n)

/** What permissions are computed from. */
type Server = Pick<Guild, 'everyone' | 'owner' | 'roles'>
type Somebody = Pick<Member, 'id' | 'roles'>
type Room = Pick<Channel, 'overwrites'>

const every = (1n << 62n) - 1n

/** What somebody may do in a server as a whole. Its owner, and whoever is an administrator, may do everything. */
function inGuild({ everyone, owner, roles }: Server, { id, roles: own }: Somebody): bigint {
  if (id === owner) return every
  const sum = [everyone, ...own].reduce((all, role) => all | (roles.get(role) ?? 0n), 0n)
  return (sum & bits.Administrator) === 0n ? sum : every
}

/** Tells whether somebody administers a server: its owner does, and whoever may manage it. */
export const administers = (guild: Server, member: Somebody): boolean =>
  (inGuild(guild, member) & bits.ManageGuild) !== 0n

/** What somebody may do in a channel of a server; of a thread, `channel` is the one it hangs in. */
export function inChannel(guild: Server, member: Somebody, { overwrites }: Room): bigint {
  const base = inGuild(guild, member)
  if (base === every) return base
  const roles = member.roles.flatMap((role) => overwrites.get(role) ?? [])
  const layers = [overwrites.get(guild.everyone) ?? none, merged(roles), overwrites.get(member.id) ?? none]
  const sum = layers.reduce((sum, { allow, deny }) => (sum & ~deny) | allow, base)
  // Who does not see a channel can do nothing there.
  return (sum & bits.ViewChannel) === 0n ? 0n : sum
}

/** Tells whether everybody in a server sees a channel. */
export const isOpen = (guild: Server, channel: Room): boolean =>
  holds(inChannel(guild, { id: '', roles: [] }, channel), 'ViewChannel')

/** What a channel changes for a role or a person. */
export interface Overwrite {
  allow: bigint
  deny: bigint
}

const none: Overwrite = { allow: 0n, deny: 0n }

const merged = (all: readonly Overwrite[]): Overwrite =>
  all.reduce((sum, { allow, deny }) => ({ allow: sum.allow | allow, deny: sum.deny | deny }), none)

/** Tells whether a number of permissions holds one. */
export const holds = (sum: bigint, name: Permission): boolean => (sum & bits[name]) !== 0n

/** Those of some permissions that a number does not hold. */
export const missing = (sum: bigint, names: readonly Permission[]): Permission[] =>
  names.filter((name) => !holds(sum, name))

/** Names permissions as Discord's own settings do. */
export const permissionNames = (names: readonly Permission[], t: Translate): Text =>
  join(
    names.map((name) => t(`discord.permissions.${name}`)),
    ', ',
  )
