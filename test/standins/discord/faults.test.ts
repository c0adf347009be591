import { DiscordAPIError, HTTPError, RateLimitError, Routes } from 'discord.js'
import { expect, test } from 'vitest'
import { call, connect, createRest, createTestDiscord, fresh, post, register } from './connected.ts'

const route = 'POST /channels/:id/messages'

test('a route fails as it is told, so many times, and then works again', async () => {
  const discord = await createTestDiscord()
  const path = Routes.channelMessages(discord.channel('general').id)
  const send = (timeout = 1000) => createRest(discord, timeout).post(path, { body: fresh({ content: 'x' }) })
  discord.fault(route, 'rate:2')
  await expect(send()).rejects.toBeInstanceOf(RateLimitError)
  discord.fault(route, 'global:1')
  await expect(send()).rejects.toMatchObject({ global: true, timeToReset: expect.any(Number) })
  discord.fault(route, '500', 2)
  await expect(send()).rejects.toBeInstanceOf(HTTPError)
  await expect(send()).rejects.toMatchObject({ status: 500 })
  discord.fault(route, 403)
  await expect(send()).rejects.toMatchObject({ status: 403 })
  discord.fault('*', 50013)
  await expect(send()).rejects.toBeInstanceOf(DiscordAPIError)
  discord.fault(route, 'cut')
  await expect(send()).rejects.toThrow()
  expect(discord.messages('#general')).toEqual([])
  const lift = discord.fault(route, 'hang')
  await expect(send(200)).rejects.toThrow(/abort/i)
  await discord.settled()
  lift()
  discord.fault(route, 'slow:50')
  const start = performance.now()
  await send()
  expect(performance.now() - start).toBeGreaterThanOrEqual(49)
  expect(discord.calls.map(({ answer }) => answer)).toEqual([
    ...['rate:2', 'global:1', '500', '500', '403', '50013', 'cut', 'hang', 'slow:50'],
  ])
  expect(() => discord.fault('POST /nowhere', '500')).toThrow(/no route POST \/nowhere/)
  expect(discord.violations).toEqual([])
})

test('an answer that is lost, or a 500 after success, shows one message where the nonce is the same', async () => {
  const discord = await createTestDiscord()
  const same = () => post(discord, '#general', { content: 'Once', nonce: 'delivery-1' })
  discord.fault(route, 'lost')
  await expect(same()).rejects.toThrow()
  discord.fault(route, 'failed')
  await expect(same()).rejects.toMatchObject({ status: 500 })
  expect(await same()).toBe('ok')
  expect(discord.messages('#general').map(({ content }) => content)).toEqual(['Once'])
})

test('an answer to an interaction whose own answer is lost may be given again, and is seen once', async () => {
  const discord = await createTestDiscord()
  await connect(discord, async (it) => {
    if (!it.isChatInputCommand()) return
    const reply = () => call(discord, 'post', Routes.interactionCallback(it.id, it.token), { type: 4, data })
    const data = { content: 'Once', flags: 64 }
    await reply().catch(async () => expect(await reply()).toBe(40060))
  })
  await register(discord, { name: 'hello', description: 'Hello' })
  discord.fault('POST /interactions/:id/:token/callback', 'lost')
  await discord.type('otter', '#general', '/hello')
  await discord.settled()
  expect(discord.calls.slice(-2).map(({ answer }) => answer)).toEqual(['lost', '40060'])
  expect(discord.private('otter').map(({ content }) => content)).toEqual(['Once'])
  expect(discord.violations).toEqual([])
})

test('a call that hangs is let go when the server closes, and what waits for an answer fails', async () => {
  const discord = await createTestDiscord()
  discord.fault('GET /users/@me', 'hang')
  const hanging = call(discord, 'get', '/users/@me')
  const failed = expect(hanging).rejects.toThrow()
  await discord.until(() => discord.calls.length === 1, 'the call')
  const start = performance.now()
  await discord.close()
  await failed
  expect(performance.now() - start).toBeLessThan(900)
})

test('files are sent along with a message, and listed in it', async () => {
  const discord = await createTestDiscord()
  discord.permit(['ViewChannel', 'SendMessages', 'AttachFiles'])
  const files = [{ name: 'history.csv', data: Buffer.from('a,b'), contentType: 'text/csv' }]
  const path = Routes.channelMessages(discord.channel('general').id)
  const rest = createRest(discord)
  // Slack's client brings another undici, which takes the place of this one's where it was loaded first, but no forms.
  rest.options.makeRequest = (url, init) => fetch(url, init as object)
  await rest.post(path, { body: fresh({ content: 'All of it' }), files })
  expect(discord.messages('#general').map((it) => discord.textOf(it))).toEqual(['All of it\n[history.csv]'])
  expect(discord.violations).toEqual([])
})
