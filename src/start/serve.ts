import { once } from 'node:events'
import { commands } from '../../commands/index.ts'
import type { Loaded } from '../../config/load.ts'
import type { Config } from '../../config/schema.ts'
import type { SlackOptions } from '../adapters/slack/options.ts'
import type { Chat } from '../core/chat.ts'
import { systemClock } from '../core/clock.ts'
import type { Log } from '../core/errors.ts'
import type { Platform } from '../core/person.ts'
import { plain } from '../core/plain.ts'
import { StoreError } from '../core/store.ts'
import { type Opened, openStore } from '../store/open.ts'
import { createEngine } from './engine.ts'
import type { Flags } from './flags.ts'
import type { Surroundings } from './surroundings.ts'
import { createWeb, type WebParts } from './web.ts'

/** A chat that is served. */
type Served = Chat & WebParts['chats'][number]

/** What serving is started with. */
interface Serving extends Loaded {
  around: Surroundings
  flags: Flags
  log: Log
}

/** Serves the chats that are set up until it is interrupted; what has begun then comes to its end. */
export async function serve({ around, flags, config, routine, log }: Serving): Promise<void> {
  const { folder, output, signal, system, version, words } = around
  const opened = await openStore(flags.store ?? config.store, { folder })
  const defaults = {
    locale: flags.lang ?? config.language ?? system.locale,
    zone: config.zone ?? system.zone,
  }
  const t = words.t(defaults.locale)
  const engine = createEngine({
    opened,
    clock: systemClock,
    simulated: false,
    defaults,
    routine,
    grace: config.grace,
    words,
    version,
    log,
  })
  const chats = await chatsOf(config, { defaults, commands, words, clock: systemClock, log })
  for (const chat of chats) engine.add(chat)
  const web = createWeb({ port: config.port, chats, storeAnswers: () => answers(opened, log), log })
  try {
    // A process that waits for a chat lives, and can be asked.
    await web.open()
    await engine.start()
    const ready = [
      t('serve.ready', {
        version,
        chats: chats.map(({ platform }) => names[platform]).join(', '),
        store: opened.url,
        port: String(config.port),
      }),
    ]
    if (opened.note !== undefined) ready.push(t(`welcome.note.${opened.note}`))
    output.write(`${ready.map((text) => plain(text)).join('\n')}\n`)
    if (!signal.aborted) await once(signal, 'abort')
  } finally {
    await engine.stop()
    await web.close()
    await opened.store.close()
  }
}

/** The chats' own names. */
const names: Record<Platform, string> = { console: 'the terminal', slack: 'Slack', discord: 'Discord' }

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
