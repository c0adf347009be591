import { commands } from '../../commands/index.ts'
import type { Config } from '../../config/schema.ts'
import type { SlackOptions } from '../adapters/slack/options.ts'
import type { Chat } from '../core/chat.ts'
import type { Log } from '../core/errors.ts'
import { StoreError } from '../core/store.ts'
import type { Opened } from '../store/open.ts'
import { createEngine, type EngineParts } from './engine.ts'
import { createWeb, type WebParts } from './web.ts'

/** A chat that is served. */
type Served = Chat & WebParts['chats'][number]

/** What one Vigie that serves chats is put together from. The store stays the caller's. */
interface ServiceParts extends Omit<EngineParts, 'grace'> {
  config: Config
}

/** Puts Vigie together with the chats that are set up, and with the one port it answers on. */
export async function createService({ config, ...shared }: ServiceParts) {
  const { clock, defaults, log, opened, words } = shared
  const engine = createEngine({ ...shared, grace: config.grace })
  const chats = await chatsOf(config, { defaults, commands, words, clock, log })
  for (const chat of chats) engine.add(chat)
  const web = createWeb({ port: config.port, chats, storeAnswers: () => answers(opened, log), log })

  return {
    engine,
    platforms: chats.map(({ platform }) => platform),
    async start() {
      // A process that waits for a chat lives, and can be asked.
      await web.open()
      await engine.start()
    },
    /** Takes nothing new and lets what has begun come to its end. */
    async stop() {
      await engine.stop()
      await web.close()
    },
  }
}

/** What every chat is made with. */
type Shared = Pick<SlackOptions, 'defaults' | 'commands' | 'words' | 'clock' | 'log'>

/** Creates the chats whose tokens are set; the library of a chat that is not served is not loaded. */
async function chatsOf({ discord, slack }: Config, shared: Shared): Promise<Served[]> {
  const chats: Served[] = []
  if (slack.botToken !== undefined) {
    const { createSlack } = await import('../adapters/slack/index.ts')
    const { apiUrl, appToken, botToken, command, mode, signingSecret } = slack
    chats.push(
      createSlack({
        ...{ ...shared, botToken, command, mode },
        ...(appToken && { appToken }),
        ...(signingSecret && { signingSecret }),
        ...(apiUrl && { apiUrl }),
      }),
    )
  }
  if (discord.token !== undefined) {
    const { createDiscord } = await import('../adapters/discord/index.ts')
    const { apiUrl, devGuild, token } = discord
    chats.push(createDiscord({ ...shared, token, ...(apiUrl && { apiUrl }), ...(devGuild && { devGuild }) }))
  }
  return chats
}

/** Tells whether the store answers at all. */
async function answers({ store }: Opened, log: Log): Promise<boolean> {
  try {
    await store.getMany(['health'])
    return true
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    log.warn('the store does not answer', { code: error.code, why: error.message })
    return false
  }
}
