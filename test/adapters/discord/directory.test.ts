import { describe, expect, test } from 'vitest'
import type { Account } from '../../../src/core/person.ts'
import { openServer } from './served.ts'

const member = 'GET /guilds/:guild/members/:user'
const guild = 'GET /guilds/:guild'

describe('a profile', () => {
  test('is the name people see on the server, and the language they were last seen with', async () => {
    const { directory, discord, place, who } = await openServer()
    expect(await directory.profile(who)).toEqual({ name: 'anna' })
    directory.meet({
      guild_id: place.space,
      locale: 'fr',
      member: { nick: 'Anna B', roles: [], user: { id: who.id } },
    })
    expect(await directory.profile(who)).toEqual({ name: 'Anna B', locale: 'fr' })
    directory.meet({ locale: 'en-GB', user: { id: who.id } })
    expect(await directory.profile(who)).toEqual({ name: 'Anna B', locale: 'en-GB' })
    discord.user('otter', { nick: 'Otter' })
    expect(await directory.profile({ ...who, id: discord.user('otter').id })).toEqual({ name: 'Otter' })
  })

  test('of somebody who left has their name, of somebody who never was their id', async () => {
    const { directory, discord, who } = await openServer()
    const otter = discord.user('otter', { member: false })
    expect(await directory.profile({ ...who, id: otter.id })).toEqual({ name: 'otter' })
    expect(await directory.profile({ ...who, id: '100000000000000001' })).toEqual({
      name: '100000000000000001',
    })
  })

  test('is asked for once a minute, however many want it', async () => {
    const { called, clock, directory, who } = await openServer()
    await Promise.all([directory.profile(who), directory.profile(who), directory.groups(who)])
    clock.add({ seconds: 59 })
    await directory.profile(who)
    expect(called(member)).toHaveLength(1)
    clock.add({ seconds: 1 })
    await directory.profile(who)
    expect(called(member)).toHaveLength(2)
  })

  test('outlives a Discord that cannot be asked, and is not made up where it was never known', async () => {
    const { clock, directory, discord, who } = await openServer()
    await directory.profile(who)
    discord.down()
    clock.add({ hours: 2 })
    expect((await directory.profile(who)).name).toBe('anna')
    await expect(directory.profile({ ...who, id: '100000000000000001' })).rejects.toThrow(
      '100000000000000001',
    )
  })
})

describe('groups', () => {
  test('are roles, and administrators where one of them may manage the server', async () => {
    const { directory, discord, who } = await openServer()
    const mods = discord.role('Mods')
    const keepers = discord.role('Keepers', { permissions: ['ManageGuild'] })
    const of = (name: string) => directory.groups({ ...who, id: discord.user(name).id })
    discord.user('anna', { roles: ['Mods'] })
    discord.user('bea', { roles: ['Mods', 'Keepers'] })
    discord.user('cleo', { admin: true })
    expect(await of('anna')).toEqual([`group:${mods.id}`])
    expect(await of('bea')).toEqual(['admin', `group:${mods.id}`, `group:${keepers.id}`])
    expect(await of('cleo')).toEqual(['admin', `group:${discord.role('Admin').id}`])
    expect(await directory.groups({ ...who, id: discord.owner.id })).toEqual(['admin'])
  })

  test('are those an interaction came with, at once', async () => {
    const { called, directory, discord, place, who } = await openServer()
    expect(await directory.groups(who)).toEqual([])
    const mods = discord.role('Mods')
    directory.meet({
      guild_id: place.space,
      member: { roles: [mods.id], user: { id: who.id, username: 'anna' } },
    })
    expect(await directory.groups(who)).toEqual([`group:${mods.id}`])
    directory.meet({ guild_id: place.space, member: { roles: [], user: { id: who.id, username: 'anna' } } })
    expect(await directory.groups(who)).toEqual([])
    expect(called(member)).toHaveLength(1)
  })

  test('somebody who is not on the server is in none', async () => {
    const { directory, discord, who } = await openServer()
    discord.user('anna', { admin: true, member: false })
    expect(await directory.groups(who)).toEqual([])
    expect(await directory.groups({ ...who, id: '100000000000000001' })).toEqual([])
  })

  test.each([guild, member])(
    'cannot be told where %s does not answer, but for the five minutes an older answer holds',
    async (route) => {
      const { clock, directory, discord, who } = await openServer()
      discord.user('anna', { admin: true })
      const before = await directory.groups(who)
      expect(before).toContain('admin')
      const lift = discord.fault(route, '500', 100)
      clock.add({ minutes: 4, seconds: 59 })
      expect(await directory.groups(who)).toEqual(before)
      clock.add({ seconds: 1 })
      expect(await directory.groups(who)).toBeUndefined()
      lift()
      expect(await directory.groups(who)).toEqual(before)
    },
  )

  test.each([0, 50_014, 50_001, 10_004])('cannot be told where Discord refuses to say: %d', async (code) => {
    const { directory, discord, who } = await openServer()
    discord.fault(guild, code)
    expect(await directory.groups(who)).toBeUndefined()
  })

  test('nobody waits for a Discord that does not answer', { timeout: 4000 }, async () => {
    const { directory, discord, who } = await openServer()
    discord.fault(member, 'hang', 10)
    const late = new Promise((resolve) => setTimeout(resolve, 2000, 'waited too long'))
    expect(await Promise.race([directory.groups(who), late])).toBeUndefined()
  })
})

describe('a direct conversation', () => {
  test('is opened once, and said to be closed for those who cannot be written to', async () => {
    const { called, directory, discord, place, who } = await openServer()
    const direct = await directory.direct(who)
    expect(direct).toMatchObject({ platform: 'discord', space: place.space })
    expect(await directory.direct(who)).toEqual(direct)
    expect(called('POST /users/@me/channels').map(({ body }) => body)).toEqual([{ recipient_id: who.id }])
    expect(await directory.direct({ ...who, id: discord.bot.id })).toBeUndefined()
    expect(await directory.direct({ ...who, id: '100000000000000001' })).toBeUndefined()
    expect(await directory.place(direct!)).toEqual({ sees: 'asker', problems: [], lacks: [] })
  })

  test('that cannot be opened now is not said to be closed', async () => {
    const { clock, directory, discord, who } = await openServer()
    discord.fault('POST /users/@me/channels', '500', 2)
    await expect(directory.direct(who)).rejects.toThrow(who.id)
    const direct = await directory.direct(who)
    for (const fault of ['rate:1', 50_014]) {
      discord.fault('POST /users/@me/channels', fault)
      clock.add({ hours: 2 })
      expect(await directory.direct(who)).toEqual(direct)
    }
  })
})

describe('a place', () => {
  const missing = (named: string) => [
    { code: 'forbidden', scope: 'place', say: `Missing permissions: ${named}` },
  ]

  test('is the community’s where everybody sees it, else the team’s', async () => {
    const { directory, discord, place } = await openServer()
    expect(await directory.place(place)).toEqual({
      sees: 'community',
      name: 'moderation',
      problems: [],
      lacks: [],
    })
    const closed = discord.channel('managers', { private: true, members: ['anna'] })
    expect(await directory.place({ ...place, channel: closed.id })).toEqual({
      sees: 'team',
      name: 'managers',
      problems: [],
      lacks: [],
    })
  })

  test('says which permissions are missing: for a post, and for all else', async () => {
    const { directory, discord, place } = await openServer()
    const state = (name: string, deny: Parameters<typeof discord.channel>[1]) =>
      directory.place({ ...place, channel: discord.channel(name, deny).id })
    expect(await state('mute', { deny: ['SendMessages'] })).toEqual({
      sees: 'community',
      name: 'mute',
      problems: missing('Send Messages'),
      lacks: ['Send Messages'],
    })
    expect(await state('hidden', { bot: false })).toMatchObject({
      problems: missing('View Channel'),
      lacks: ['View Channel'],
    })
    expect(
      await state('bare', { deny: ['ReadMessageHistory', 'CreatePublicThreads', 'SendMessagesInThreads'] }),
    ).toEqual({
      sees: 'community',
      name: 'bare',
      problems: [],
      lacks: ['Read Message History', 'Create Public Threads', 'Send Messages in Threads'],
    })
  })

  test('says what a role or the bot’s own overwrite takes and gives, and that administrators may everything', async () => {
    const { directory, discord, place } = await openServer({ permissions: ['Administrator'] })
    discord.channel('moderation', { deny: ['SendMessages', 'ViewChannel'] })
    expect(await directory.place(place)).toMatchObject({ problems: [], lacks: [] })
  })

  test('that is a thread takes posts unless it is locked, gone, or not to be spoken in', async () => {
    const { clock, directory, discord, place, posts } = await openServer()
    const sent = await posts.send(place, { title: 'A case' }, 'key-1')
    const thread = 'sent' in sent ? await posts.thread(sent.sent) : undefined
    if (thread === undefined) throw new Error('no thread')
    const codes = async () => {
      clock.add({ minutes: 1 })
      return (await directory.place(thread)).problems.map(({ code }) => code)
    }
    const channel = discord.threadOf(discord.messages('#moderation')[0]!)!
    discord.archive(channel)
    expect(await codes()).toEqual([])
    discord.archive(channel, { locked: true })
    expect(await codes()).toEqual(['archived'])
    discord.channel('moderation', { deny: ['SendMessagesInThreads'] })
    discord.remove(channel)
    expect(await codes()).toEqual(['forbidden', 'gone'])
  })

  test('that is gone, refuses the token or cannot be looked at says so', async () => {
    const { clock, directory, discord, place } = await openServer()
    const problem = async () => {
      clock.add({ minutes: 10 })
      return (await directory.place(place)).problems
    }
    discord.fault('GET /channels/:channel', '500', 4)
    expect(await problem()).toEqual([{ code: 'closed', scope: 'space', say: "Discord isn't answering" }])
    discord.leave()
    expect(await problem()).toMatchObject([{ code: 'gone', scope: 'space' }])
    discord.join()
    discord.remove('#moderation')
    expect(await problem()).toMatchObject([{ code: 'gone', scope: 'place' }])
  })

  test('is looked at anew once something changed', async () => {
    const { directory, discord, place } = await openServer()
    expect(await directory.may(place, 'SendMessages')).toBe(true)
    discord.channel('moderation', { deny: ['SendMessages'] })
    expect(await directory.may(place, 'SendMessages')).toBe(true)
    directory.changed(place)
    expect(await directory.may(place, 'SendMessages')).toBe(false)
  })
})

test('people are found by the beginning of any name they have, or by their id', async () => {
  const { directory, discord, place, who } = await openServer()
  const owl = discord.user('nightowl', { nick: 'Owl' })
  const found = async (typed: string) =>
    (await directory.people?.(place.space, typed))?.map(({ account, also, name }) => [account.id, name, also])
  expect(await found('night')).toEqual([[owl.id, 'Owl', ['nightowl']]])
  expect(await found('OWL')).toEqual([[owl.id, 'Owl', ['nightowl']]])
  expect(await found(who.id)).toEqual([[who.id, 'anna', []]])
  expect(await found('100000000000000001')).toEqual([])
  expect(await found(' ')).toEqual([])
})

test('all groups are the roles of the server that somebody can be given', async () => {
  const { directory, discord, place } = await openServer()
  const mods = discord.role('Mods')
  const groups = (await directory.allGroups?.(place.space)) ?? []
  expect(groups).toContainEqual({
    ...{ platform: 'discord', space: place.space },
    ...{ id: `group:${mods.id}`, name: '@Mods' },
  })
  expect(groups.map(({ name }) => name)).not.toContain('@@everyone')
  discord.down()
  expect(await directory.allGroups?.('100000000000000001')).toBeUndefined()
})

test('channels are those that everybody sees who is on the server, or somebody', async () => {
  const { directory, discord, place, who } = await openServer()
  discord.channel('mods', { private: true, roles: ['Mods'] })
  const theirs = discord.channel('anna-only', { private: true, members: ['anna'] })
  const seen = async (...people: Account[]) => (await directory.places?.(place.space, people)) ?? []
  const names = async (...people: Account[]) => (await seen(...people)).map(({ name }) => name)
  expect(await names()).toEqual(['moderation'])
  expect(await seen(who)).toEqual([
    { ...place, name: 'moderation' },
    { ...place, channel: theirs.id, name: 'anna-only' },
  ])
  const mod = discord.user('mod_est', { roles: ['Mods'] })
  expect(await names({ ...who, id: mod.id })).toEqual(['moderation', 'mods'])
  expect(await names({ ...who, space: 'T1', platform: 'slack' })).toEqual(['moderation'])
  discord.down()
  expect(await directory.places?.('100000000000000001', [])).toBeUndefined()
})
