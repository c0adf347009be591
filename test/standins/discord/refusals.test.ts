import { setTimeout as pause } from 'node:timers/promises'
import { type ChatInputCommandInteraction, MessageFlags, Routes } from 'discord.js'
import { expect, test } from 'vitest'
import { call, connect, createRest, createTestDiscord, fresh, post, register } from './connected.ts'
import type { Discord } from './index.ts'

const hello = { name: 'hello', description: 'Hello' }

/** A server with a bot that does this with every command; returns what each call of its came to. */
async function serving(discord: Discord, serve: (it: ChatInputCommandInteraction) => Promise<unknown>) {
  const failed: unknown[] = []
  await connect(discord, async (it) => {
    if (!it.isChatInputCommand()) return
    await serve(it).catch((error: { code?: unknown }) => failed.push(error.code))
  })
  await register(discord, hello)
  return failed
}

/** Answers an interaction by hand. */
const callback = (discord: Discord, it: { id: string; token: string }, type: number, data: object = {}) =>
  call(discord, 'post', Routes.interactionCallback(it.id, it.token), { type, data })

test('an answer after 3 s is to an unknown interaction, and the person saw it fail', async () => {
  const discord = await createTestDiscord()
  const failed = await serving(discord, async (it) => {
    await pause(3050)
    await it.reply('Too late')
  })
  const { late, ms } = await discord.type('otter', '#general', '/hello')
  expect(late).toBe(true)
  expect(ms).toBeGreaterThanOrEqual(2999)
  await discord.until(() => failed.length > 0, 'the refusal')
  expect(failed).toEqual([10062])
  expect(discord.messages('#general')).toEqual([])
  expect(discord.violations).toEqual([
    'the command /hello: not answered within 3 s, the person sees that it failed',
  ])
})

test('a second answer is refused, and so is a form after a deferral', async () => {
  const discord = await createTestDiscord()
  const codes: unknown[] = []
  await serving(discord, async (it) => {
    await it.deferReply()
    codes.push(await callback(discord, it, 4, { content: 'Twice' }))
    codes.push(await callback(discord, it, 9, { custom_id: 'x', title: 'x', components: [] }))
    codes.push(await callback(discord, { id: it.id, token: 'other' }, 4, { content: 'x' }))
    await it.editReply('Once')
  })
  await discord.type('otter', '#general', '/hello')
  await discord.settled()
  expect(codes).toEqual([40060, 40060, 10062])
  expect(discord.messages('#general').map(({ content }) => content)).toEqual(['Once'])
  expect(discord.violations).toEqual([
    expect.stringMatching(/callback: the command \/hello: answered twice/),
    expect.stringMatching(/answered twice/),
  ])
})

test('an answer of the wrong kind, or with problems, is refused and can be given again', async () => {
  const discord = await createTestDiscord()
  const codes: unknown[] = []
  await serving(discord, async (it) => {
    codes.push(await callback(discord, it, 8, { choices: [] }))
    codes.push(await callback(discord, it, 7, { content: 'x' }))
    codes.push(await callback(discord, it, 4, { content: 'x'.repeat(2001) }))
    codes.push(await callback(discord, it, 4, {}))
    codes.push(await callback(discord, it, 9, { custom_id: 'x', title: 'x'.repeat(46), components: [] }))
    codes.push(await call(discord, 'post', Routes.webhook(it.applicationId, it.token), { content: 'x' }))
    await it.reply('Well')
  })
  const { type } = await discord.type('otter', '#general', '/hello')
  expect(type).toBe(4)
  expect(codes).toEqual([50035, 50035, 50035, 50006, 50035, 10015])
  expect(discord.violations).toHaveLength(6)
})

test('a token lives for 15 minutes, and who sees a deferred answer is decided when it is deferred', async () => {
  let at = Date.parse('2027-03-11T09:30:00Z')
  const discord = await createTestDiscord({ now: () => at })
  const found: { it?: ChatInputCommandInteraction } = {}
  await serving(discord, async (it) => {
    found.it = it
    await it.deferReply({ flags: MessageFlags.Ephemeral })
    await it.editReply('First')
    await it.followUp('For all')
  })
  await discord.type('otter', '#general', '/hello')
  await discord.settled()
  const { applicationId, token } = found.it!
  const edit = (words: string) =>
    call(discord, 'patch', Routes.webhookMessage(applicationId, token), { content: words })
  at += 14 * 60_000
  expect(await edit('Later')).toBe('ok')
  at += 2 * 60_000
  expect(await edit('Too late')).toBe(50027)
  expect(await call(discord, 'post', Routes.webhook(applicationId, token), { content: 'x' })).toBe(50027)
  expect(discord.private('otter').map(({ content }) => content)).toEqual(['Later'])
  expect(discord.messages('#general').map(({ content }) => content)).toEqual(['For all'])
  expect(discord.violations).toEqual([])
})

test('what was deferred for everybody cannot become private, and a deleted answer is gone', async () => {
  const discord = await createTestDiscord()
  const failed = await serving(discord, async (it) => {
    await it.deferReply()
    await it.followUp({ content: 'Hush', flags: MessageFlags.Ephemeral })
    await it.deleteReply()
    await it.editReply('Again')
  })
  await discord.type('otter', '#general', '/hello')
  await discord.until(() => failed.length > 0, 'the refusal')
  expect(failed).toEqual([10008])
  expect([discord.private('otter'), discord.messages('#general')]).toEqual([[], []])
  expect(discord.violations).toEqual([
    expect.stringMatching(/for one person only, but was deferred for everybody/),
  ])
})

test('channels, permissions, direct messages and threads refuse with the codes of Discord', async () => {
  const discord = await createTestDiscord()
  const rest = createRest(discord)
  const general = discord.channel('general').id
  const user = discord.user('otter').id
  discord.channel('secret', { private: true, bot: false })
  discord.channel('news', { deny: ['SendMessages', 'CreatePublicThreads'] })
  const path = (channel: string) => Routes.channelMessages(discord.channel(channel).id)
  expect(await post(discord, '#secret', { content: 'x' })).toBe(50001)
  expect(await post(discord, '#news', { content: 'x' })).toBe(50013)
  const foreign = discord.say('otter', '#general', 'x')
  expect(await call(discord, 'patch', `${path('#general')}/${foreign.id}`, { content: 'y' })).toBe(50005)
  expect(await call(discord, 'delete', `${path('#general')}/${foreign.id}`)).toBe(50013)
  discord.permit([
    'ViewChannel',
    'SendMessages',
    'ManageMessages',
    'CreatePublicThreads',
    'ReadMessageHistory',
  ])
  expect(await call(discord, 'delete', `${path('#general')}/${foreign.id}`)).toBe('ok')
  expect(await call(discord, 'get', `${path('#general')}/${foreign.id}`)).toBe(10008)
  expect(await call(discord, 'patch', `${path('#general')}/${foreign.id}`, { content: 'y' })).toBe(10008)

  const dm = (await rest.post(Routes.userChannels(), { body: { recipient_id: user } })) as { id: string }
  expect(await post(discord, '@otter', { content: 'Psst' })).toBe('ok')
  discord.user('otter', { dms: false })
  expect(await post(discord, '@otter', { content: 'Psst' })).toBe(50007)
  expect(dm.id).toBe(discord.channel('@otter').id)
  expect(await call(discord, 'post', Routes.userChannels(), { recipient_id: '100000000000000001' })).toBe(
    50033,
  )

  await post(discord, '#general', { content: 'Root' })
  const [root] = discord.messages('#general')
  const threads = Routes.threads(general, root!.id)
  expect(await call(discord, 'post', threads, { name: 'x'.repeat(101) })).toBe(50035)
  expect(await call(discord, 'post', threads, { name: 'Notes' })).toBe('ok')
  expect(await call(discord, 'post', threads, { name: 'Notes' })).toBe(160004)
  const thread = discord.threadOf(root!)!
  expect(await post(discord, thread.id, { content: 'In it' })).toBe(50013)
  discord.permit(['ViewChannel', 'SendMessages', 'SendMessagesInThreads'])
  expect(await post(discord, thread.id, { content: 'In it' })).toBe('ok')
  const [note] = discord.thread(root!)
  discord.archive(thread)
  expect(await call(discord, 'patch', `${path(thread.id)}/${note!.id}`, { content: 'y' })).toBe(50083)
  expect(await post(discord, thread.id, { content: 'It opens again' })).toBe('ok')
  expect(thread.archived).toBe(false)
  discord.archive(thread, { locked: true })
  expect(await post(discord, thread.id, { content: 'x' })).toBe(50083)
  discord.archive(thread, { archived: false, locked: true })
  expect(await post(discord, thread.id, { content: 'x' })).toBe(160005)

  const news = path('#news')
  discord.remove('#news')
  expect(await call(discord, 'post', news, fresh({ content: 'x' }))).toBe(10003)
  discord.leave()
  expect(await post(discord, '#general', { content: 'x' })).toBe(50001)
  expect(await call(discord, 'get', Routes.guild(discord.guild.id))).toBe(10004)
  expect(discord.violations).toEqual([
    expect.stringMatching(/^PATCH .*somebody else's message/),
    expect.stringMatching(/threads: .*101 characters, at most 100/),
  ])
})

test('a token that is wrong, a route that is not there, and commands with problems are refused', async () => {
  const discord = await createTestDiscord()
  await expect(createRest(discord, 1000, 'wrong').get('/users/@me')).rejects.toMatchObject({ status: 401 })
  expect(await call(discord, 'get', '/nowhere')).toBe(404)
  expect(await register(discord, hello, hello)).toBe(50035)
  expect(await register(discord, hello, { name: 'Log it', type: 3 })).toBe('ok')
  expect(discord.commands().map(({ name }) => name)).toEqual(['hello', 'Log it'])
  expect(discord.violations).toEqual([
    'GET /api/v10/nowhere: no such route here',
    expect.stringMatching(/^PUT .*"hello" twice/),
  ])
})

test('a post without nonce is noted, and the same nonce shows one message for some minutes', async () => {
  let at = Date.parse('2027-03-11T09:30:00Z')
  const discord = await createTestDiscord({ now: () => at })
  const path = Routes.channelMessages(discord.channel('general').id)
  await call(discord, 'post', path, { content: 'x' })
  expect(discord.violations).toEqual([expect.stringMatching(/a post without nonce/)])
  const same = () => post(discord, '#general', { content: 'Once', nonce: 'delivery-1' })
  expect([await same(), await same()]).toEqual(['ok', 'ok'])
  expect(discord.messages('#general').map(({ content }) => content)).toEqual(['x', 'Once'])
  at += 10 * 60_000
  await same()
  expect(discord.messages('#general')).toHaveLength(3)
})

test('only who is named is pinged, and a ping that is let through without a name is noted', async () => {
  const discord = await createTestDiscord()
  const [anna, otter] = [discord.user('anna').id, discord.user('otter').id]
  const role = discord.role('Mods', { mentionable: true })
  discord.user('otter', { roles: ['Mods'] })
  const content = `<@${anna}> <@${otter}> <@&${role.id}> @everyone`
  await post(discord, '#general', { content, allowed_mentions: { parse: [] } })
  await post(discord, '#general', { content, allowed_mentions: { parse: [], users: [anna] } })
  await post(discord, '#general', { content: `\`<@${anna}>\``, embeds: [{ title: content }] })
  const [first] = discord.messages('#general')
  await call(discord, 'patch', `${Routes.channelMessages(first!.channel)}/${first!.id}`, { content })
  expect(discord.notified.map(({ user }) => user)).toEqual(['anna'])
  expect(discord.violations).toEqual([])
  await post(discord, '#team', { content, allowed_mentions: { parse: ['users', 'roles'] } })
  await post(discord, '@otter', { content: 'Psst', allowed_mentions: { parse: [] } })
  expect(discord.notified.map(({ user }) => user)).toEqual(['anna', 'anna', 'otter'])
  await post(discord, '#general', { content: '@here' })
  expect(discord.violations).toEqual([
    expect.stringMatching(/a ping that allowed_mentions lets through and does not name/),
    expect.stringMatching(/a ping that allowed_mentions lets through and does not name/),
  ])
})
