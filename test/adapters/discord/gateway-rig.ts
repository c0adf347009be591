import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'vitest'
import { createApi } from '../../../src/adapters/discord/api.ts'
import { createGateway } from '../../../src/adapters/discord/gateway.ts'
import { systemClock } from '../../../src/core/clock.ts'
import { createDiscord, type Discord, type DiscordStandIn } from '../../standins/discord/index.ts'
import { createWrittenLog } from '../written-log.ts'

/** What stands before Discord and says that sessions are used up, once. */
async function createBudget(discord: Discord, budget: object, { onTestFinished }: TestContext) {
  const told = [budget]
  const server = createServer((_, response) => {
    const limit = { total: 1000, remaining: 999, reset_after: 1000, max_concurrency: 1, ...told.pop() }
    const url = discord.env.DISCORD_API_URL.replace(/^http/, 'ws').replace('/api', '')
    response.writeHead(200, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify({ url, shards: 1, session_start_limit: limit }))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`
}

const hello = { name: 'hello', description: 'Hello' }

interface Rig extends DiscordStandIn {
  token?: string
  pace?: { mending: number; between: number }
  /** What Discord says first of how many sessions may be begun. */
  budget?: object
}

/** A server, and a gateway that is not started yet; whatever is typed is answered. */
export async function prepared(context: TestContext, { token, pace, budget, ...options }: Rig = {}) {
  const discord = await createDiscord(options)
  discord.user('otter')
  discord.channel('general')
  const log = createWrittenLog()
  const { DISCORD_API_URL: apiUrl, DISCORD_TOKEN } = discord.env
  const api = createApi({ token: DISCORD_TOKEN, apiUrl, clock: systemClock, log })
  await api.call('PUT', `/applications/${discord.bot.id}/commands`, { body: [hello] })
  discord.calls.length = 0
  const heard: string[] = []
  const gateway = createGateway(
    {
      token: token ?? DISCORD_TOKEN,
      apiUrl: budget === undefined ? apiUrl : await createBudget(discord, budget, context),
      log,
      onReady: ({ application, bot }) => heard.push(`ready ${application} ${bot}`),
      onInteraction(it) {
        const { id, token: its } = it as { id: string; token: string }
        heard.push(`interaction ${id}`)
        void api.call('POST', `/interactions/${id}/${its}/callback`, {
          body: { type: 4, data: { content: 'Hello' } },
          open: true,
        })
      },
      onGuild: (guild, isNew) =>
        heard.push(`${isNew ? 'new ' : ''}guild ${(guild as { name: string }).name}`),
      onGone: (id) => heard.push(`gone ${id}`),
      onChange: (id) => heard.push(`change ${id}`),
    },
    { mending: 300, between: 100, ...pace },
  )
  context.onTestFinished(async () => {
    await gateway.stop()
    await discord.close()
  })
  const asked = () => discord.calls.filter(({ route }) => route === 'GET /gateway/bot').length
  const say = () => discord.type('otter', '#general', '/hello')
  return { discord, gateway, log, heard, asked, say, api }
}

/** The same, started. */
export async function connected(context: TestContext, options: Rig = {}) {
  const set = await prepared(context, options)
  await set.gateway.start()
  return set
}
