import { expect, onTestFinished, test } from 'vitest'
import { createJoining } from '../../../src/adapters/discord/joining.ts'
import type { Account } from '../../../src/core/person.ts'
import type { DiscordStandIn } from '../../standins/discord/index.ts'
import { createRig, type Rig } from './rig.ts'

type Permissions = NonNullable<DiscordStandIn['permissions']>

/** A server that Vigie comes into while it runs; its owner takes direct messages or does not. */
async function joined({ dms = true, permissions }: { dms?: boolean; permissions?: Permissions } = {}) {
  const rig = await createRig({ server: { joined: false, ...(permissions && { permissions }) } })
  onTestFinished(rig.stop)
  const { discord } = rig
  discord.user(discord.owner.name, { dms })
  discord.channel('welcome')
  discord.channel('general')
  discord.join()
  await welcomed(rig)
  return { ...rig, owner: discord.owner.name }
}

/** Waits until somebody was told, for as long as that may take. */
async function welcomed({ discord, settle }: Rig): Promise<void> {
  const isTold = () => discord.direct(discord.owner.name).length + discord.messages('#welcome').length > 0
  for (let tries = 0; tries < 10 && !isTold(); tries++) await settle()
}

test('whoever brings Vigie to a server is shown how to begin, in private, and nobody else anything', async () => {
  const { discord, owner } = await joined()
  const [message, ...others] = discord.direct(owner)
  expect(others).toEqual([])
  expect(message && discord.textOf(message)).toBe(`Vigie is here. Three steps to begin
Nothing is posted in a channel before you choose one. Each step is ticked off here.
○ Channels: where incidents, questions and the digest are posted
[Choose channels]
○ Language and time zone: English, Europe/Paris?
[Set language and zone]
○ A first reminder: see how one arrives
[Try one in a minute]`)
  expect(discord.messages('#welcome')).toEqual([])
  expect(discord.messages('#general')).toEqual([])
})

test('it is once: a server that is left and joined again is not told again', async () => {
  const { discord, owner, settle } = await joined()
  discord.leave()
  discord.join()
  await settle()
  expect(discord.direct(owner)).toHaveLength(1)
})

test('where Vigie was brought to one while it did not run, that is so once it does, and once', async () => {
  const rig = await createRig()
  onTestFinished(rig.stop)
  const { discord, settle } = rig
  discord.channel('welcome')
  await welcomed(rig)
  const told = () =>
    discord.direct(discord.owner.name).map((message) => discord.textOf(message).split('\n')[0])
  expect(told()).toEqual(['Vigie is here. Three steps to begin'])
  discord.outage()
  discord.outage(false)
  await settle()
  await settle()
  expect(told()).toHaveLength(1)
})

test('where people work with it already, nobody is told at a start', async () => {
  const told: Account[] = []
  const asked: unknown[] = []
  const join = createJoining({
    api: { read: async () => ({ unknown: 'nobody asks' }) },
    bot: {
      joined: async (by) => void told.push(by),
      isNew: async (at) => asked.push(at) > 1,
    },
    directory: { me: async () => 'vigie', may: async () => false },
  })
  const guild = { id: 'server', owner_id: 'owner', system_channel_id: null }
  await join(guild, false)
  expect(told).toEqual([])
  expect(asked).toEqual([{ platform: 'discord', space: 'server' }])
  await join(guild, false)
  expect(told).toHaveLength(1)
})

test('where direct messages are closed it is one message in the system channel', async () => {
  const { advance, discord, owner } = await joined({ dms: false })
  await advance({ hours: 1 })
  expect(discord.direct(owner)).toEqual([])
  expect(discord.messages('#general')).toEqual([])
  const [message, ...others] = discord.messages('#welcome')
  expect(others).toEqual([])
  expect(message && discord.textOf(message)).toContain('Three steps to begin')
  expect(discord.notified).toEqual([])
})

test('where Vigie may not speak there either, it says nothing', async () => {
  const { advance, discord, log, owner } = await joined({ dms: false, permissions: ['ViewChannel'] })
  await advance({ hours: 1 })
  expect(discord.direct(owner)).toEqual([])
  expect(discord.messages('#welcome')).toEqual([])
  expect(log.errors).toEqual([])
})

test('who added it is looked up where the audit log may be read, and is told instead of the owner', async () => {
  const entries = [
    { target_id: 'another', user_id: 'somebody' },
    { target_id: 'vigie', user_id: 'adder' },
  ]
  const told: Account[] = []
  const join = createJoining({
    api: { read: async () => ({ ok: { audit_log_entries: entries } }) },
    bot: { joined: async (by) => void told.push(by) },
    directory: { me: async () => 'vigie', may: async () => false },
  })
  await join({ id: 'server', owner_id: 'owner', system_channel_id: null }, true)
  expect(told).toEqual([{ platform: 'discord', space: 'server', id: 'adder' }])
  const { discord } = await joined({ permissions: ['ViewChannel', 'SendMessages', 'ViewAuditLog'] })
  const asked = discord.calls.filter(({ route }) => route === 'GET /guilds/:guild/audit-logs')
  expect(asked.map(({ answer }) => answer)).toEqual(['ok'])
})
