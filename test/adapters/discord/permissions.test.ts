import { PermissionFlagsBits as bits } from 'discord.js'
import { expect, test } from 'vitest'
import type { Channel, Guild } from '../../../src/adapters/discord/census.ts'
import {
  administers,
  holds,
  inChannel,
  invitation,
  isOpen,
  missing,
  wanted,
} from '../../../src/adapters/discord/permissions.ts'

const all = wanted.reduce((sum, name) => sum | bits[name], 0n)
const guild: Pick<Guild, 'everyone' | 'owner' | 'roles'> = {
  everyone: 'E',
  owner: 'O',
  roles: new Map([
    ['E', all],
    ['quiet', 0n],
    ['mods', 0n],
    ['admins', bits.Administrator],
    ['keepers', bits.ManageGuild],
  ]),
}
const member = (id: string, ...roles: string[]) => ({ id, roles })
const channel = (
  overwrites: Record<string, { allow?: bigint; deny?: bigint }>,
): Pick<Channel, 'overwrites'> => ({
  overwrites: new Map(
    Object.entries(overwrites).map(([id, { allow = 0n, deny = 0n }]) => [id, { allow, deny }]),
  ),
})
const speaks = (overwrites: Parameters<typeof channel>[0], ...roles: string[]) =>
  holds(inChannel(guild, member('bot', ...roles), channel(overwrites)), 'SendMessages')
const { SendMessages, ViewChannel } = bits

test('a channel changes what a role may: for everybody, then for all roles together, then for the one person', () => {
  expect(speaks({})).toBe(true)
  expect(speaks({ E: { deny: SendMessages } })).toBe(false)
  expect(speaks({ E: { deny: SendMessages }, mods: { allow: SendMessages } }, 'mods')).toBe(true)
  expect(speaks({ E: { deny: SendMessages }, mods: { allow: SendMessages } })).toBe(false)
  const torn = { quiet: { deny: SendMessages }, mods: { allow: SendMessages } }
  expect(speaks(torn, 'mods', 'quiet')).toBe(true)
  expect(speaks({ ...torn, bot: { deny: SendMessages } }, 'mods', 'quiet')).toBe(false)
  expect(speaks({ quiet: { deny: SendMessages }, bot: { allow: SendMessages } }, 'quiet')).toBe(true)
})

test('who does not see a channel may do nothing there; who administers everything may do everything', () => {
  expect(speaks({ E: { deny: ViewChannel } })).toBe(false)
  expect(speaks({ E: { deny: ViewChannel | SendMessages } }, 'admins')).toBe(true)
  expect(missing(inChannel(guild, member('O'), channel({ E: { deny: ViewChannel } })), wanted)).toEqual([])
})

test('administrators are the owner, and whoever may manage the server', () => {
  expect(administers(guild, member('O'))).toBe(true)
  expect(administers(guild, member('a', 'admins'))).toBe(true)
  expect(administers(guild, member('a', 'keepers'))).toBe(true)
  expect(administers(guild, member('a', 'mods'))).toBe(false)
  expect(administers({ ...guild, owner: undefined }, member(''))).toBe(false)
})

test('a channel is open where everybody sees it, whoever else does', () => {
  expect(isOpen(guild, channel({}))).toBe(true)
  expect(isOpen(guild, channel({ E: { deny: ViewChannel }, mods: { allow: ViewChannel } }))).toBe(false)
  expect(isOpen({ ...guild, roles: new Map() }, channel({ E: { allow: ViewChannel } }))).toBe(true)
})

test('the bot is invited with what it needs and no more', () => {
  expect(invitation()).toBe(309_237_713_920n)
  expect(missing(invitation(), wanted)).toEqual([])
})
