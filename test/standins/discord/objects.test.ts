import { ChannelType, MessageFlags } from 'discord.js'
import { expect, test } from 'vitest'
import { connect, createTestDiscord, register } from './connected.ts'

test('what Discord answers is understood by the real client', async () => {
  const discord = await createTestDiscord()
  const otter = discord.user('otter', { roles: ['Mods'], nick: 'Ottie' })
  const client = await connect(discord, async () => undefined)
  const guild = await client.guilds.fetch(discord.guild.id)
  const member = await guild.members.fetch(otter.id)
  expect(member.displayName).toBe('Ottie')
  expect(member.roles.cache.map(({ name }) => name)).toContain('Mods')
  expect((await guild.members.fetch(discord.user('anna').id)).permissions.has('Administrator')).toBe(true)
  await expect(guild.members.fetch('100000000000000001')).rejects.toMatchObject({ code: 10013 })
  expect((await guild.roles.fetch()).some(({ name }) => name === 'Mods')).toBe(true)
  expect((await guild.channels.fetch()).map((it) => it?.name)).toEqual(['general', 'team'])
  expect((await client.application.fetch()).id).toBe(discord.bot.id)
  await client.application.commands.set([
    { name: 'hello', description: 'Hello', nameLocalizations: { fr: 'salut' } },
  ])
  expect(
    (await client.application.commands.fetch({ withLocalizations: true })).first()?.nameLocalizations,
  ).toEqual({
    fr: 'salut',
  })
  expect((await guild.commands.set([{ name: 'here', description: 'Here' }])).map(({ name }) => name)).toEqual(
    ['here'],
  )
  expect(discord.commands('otter').map(({ name }) => name)).toEqual(['here', 'hello'])

  const channel = await client.channels.fetch(discord.channel('general').id)
  if (channel?.type !== ChannelType.GuildText) throw new Error('no channel for text')
  expect(channel.permissionsFor(client.user)?.has('SendMessages')).toBe(true)
  const message = await channel.send({ content: 'Incident 212', nonce: 'a', enforceNonce: true })
  const thread = await message.startThread({ name: 'Notes' })
  await thread.send({ content: 'First note', nonce: 'b', enforceNonce: true })
  await message.edit({ content: 'Incident 212, resolved' })
  await thread.setArchived(true)
  expect(discord.threadOf(discord.messages('#general')[0]!)?.archived).toBe(true)
  expect(discord.thread(discord.messages('#general')[0]!).map(({ content }) => content)).toEqual([
    'First note',
  ])
  expect((await channel.messages.fetch()).map(({ content }) => content)).toEqual(['Incident 212, resolved'])
  expect((await channel.messages.fetch(message.id)).editedAt).not.toBeNull()
  const direct = await client.users.send(otter.id, { content: 'Psst', nonce: 'c', enforceNonce: true })
  expect(direct.channel.isDMBased()).toBe(true)
  await message.delete()
  expect(discord.messages('#general')).toEqual([])
  expect(discord.direct('otter').map(({ content }) => content)).toEqual(['Psst'])
  expect(discord.notified).toMatchObject([{ user: 'otter', message: { content: 'Psst' } }])
  expect(discord.published()).toEqual([])
  expect(discord.violations).toEqual([])
})

test('a command in a direct conversation or a thread is answered there, and a deferred answer pings once it comes', async () => {
  const discord = await createTestDiscord()
  const anna = discord.user('anna').id
  const heard: unknown[] = []
  await connect(discord, async (it) => {
    if (!it.isChatInputCommand()) return
    heard.push([it.guildId, it.channelId, it.user.username])
    if (it.inGuild()) {
      await it.deferReply()
      await it.editReply({ content: `<@${anna}>, look`, allowedMentions: { users: [anna] } })
      await it.editReply({ content: `<@${anna}>, look again`, allowedMentions: { users: [anna] } })
      const reply = await it.fetchReply()
      heard.push(reply.flags.has(MessageFlags.Loading))
    } else await it.reply('Here')
  })
  await register(discord, { name: 'hello', description: 'Hello' })
  await discord.type('otter', '@otter', '/hello')
  await discord.type('otter', '#general', '/hello')
  await discord.settled()
  expect(heard).toEqual([
    [null, discord.channel('@otter').id, 'otter'],
    [discord.guild.id, discord.channel('general').id, 'otter'],
    false,
  ])
  expect(discord.direct('otter').map(({ content }) => content)).toEqual(['Here'])
  expect(discord.messages('#general').map((it) => discord.textOf(it))).toEqual(['@anna, look again'])
  expect(discord.notified.map(({ user }) => user)).toEqual(['otter', 'anna'])
  expect(discord.violations).toEqual([])
})
