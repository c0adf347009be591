import {
  Client,
  type ClientOptions,
  DiscordAPIError,
  GatewayIntentBits,
  type Interaction,
  REST,
} from 'discord.js'
import { onTestFinished } from 'vitest'
import { createDiscord, type Discord, type DiscordStandIn } from './index.ts'

/** A server with a few people in it, closed when the test ends. */
export async function createTestDiscord(options: DiscordStandIn = {}): Promise<Discord> {
  const discord = await createDiscord(options)
  onTestFinished(() => discord.close())
  discord.user('anna', { admin: true, locale: 'fr' })
  discord.user('otter')
  discord.channel('general')
  discord.channel('team', { private: true, members: ['anna'] })
  return discord
}

const restOptions = (discord: Discord, timeout: number) => ({
  ...{ api: discord.env.DISCORD_API_URL, version: '10', retries: 0, timeout },
  rejectOnRateLimit: () => true,
})

/** The real client of the REST API, which tries nothing twice. */
export const createRest = (discord: Discord, timeout = 1000, token = discord.env.DISCORD_TOKEN): REST =>
  new REST(restOptions(discord, timeout)).setToken(token)

/** What a call came to: 'ok', Discord's error code, or the HTTP status. */
export async function call(
  discord: Discord,
  method: 'get' | 'post' | 'put' | 'patch' | 'delete',
  path: `/${string}`,
  body?: unknown,
): Promise<'ok' | number> {
  try {
    await createRest(discord)[method](path, body === undefined ? {} : { body })
    return 'ok'
  } catch (error) {
    if (error instanceof DiscordAPIError) return Number(error.code) || error.status
    throw error
  }
}

let keys = 0

/** A message's body with a nonce of its own. */
export const fresh = (body: object): object => ({ nonce: `n${++keys}`, enforce_nonce: true, ...body })

/** Posts in a channel, and tells what that came to. */
export const post = (discord: Discord, channel: string, body: object): Promise<'ok' | number> =>
  call(discord, 'post', `/channels/${discord.channel(channel).id}/messages`, fresh(body))

/** A real Client, connected and ready; `heard` is told of every interaction. */
export async function connect(
  discord: Discord,
  heard: (it: Interaction, client: Client) => Promise<unknown>,
  more: Partial<ClientOptions> = {},
): Promise<Client<true>> {
  const client = new Client({
    ...{ intents: [GatewayIntentBits.Guilds], allowedMentions: { parse: [] }, ...more },
    rest: restOptions(discord, 1000),
  })
  onTestFinished(() => client.destroy())
  client.on('error', () => undefined)
  client.on('interactionCreate', (it) => {
    heard(it, client).catch((error: unknown) => {
      if (!(error instanceof DiscordAPIError)) throw error
    })
  })
  const { promise, resolve } = Promise.withResolvers<Client<true>>()
  client.once('clientReady', resolve)
  await client.login(discord.env.DISCORD_TOKEN)
  return promise
}

/** Lets a client identify again at once, where it would wait for Discord's 5 s. */
export const hasty: Partial<ClientOptions> = {
  ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => undefined }) },
}

/** Registers commands. */
export const register = (discord: Discord, ...commands: object[]): Promise<'ok' | number> =>
  call(discord, 'put', `/applications/${discord.bot.id}/commands`, commands)
