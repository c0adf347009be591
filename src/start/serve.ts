import { once } from 'node:events'
import { commands } from '../../commands/index.ts'
import type { Loaded } from '../../config/load.ts'
import { createSlack, type SlackChat } from '../adapters/slack/index.ts'
import { systemClock } from '../core/clock.ts'
import type { Log } from '../core/errors.ts'
import { plain } from '../core/plain.ts'
import { StoreError } from '../core/store.ts'
import { type Opened, openStore } from '../store/open.ts'
import { createEngine } from './engine.ts'
import type { Flags } from './flags.ts'
import type { Surroundings } from './surroundings.ts'
import { createWeb } from './web.ts'

/** What serving is started with. */
interface Served extends Loaded {
  around: Surroundings
  flags: Flags
  log: Log
}

/** Serves the chats that are set up until it is interrupted; what has begun then comes to its end. */
export async function serve({ around, flags, config, routine, log }: Served): Promise<void> {
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
  const { botToken, appToken, signingSecret, mode, apiUrl, command } = config.slack
  const chats: SlackChat[] = []
  if (botToken !== undefined)
    chats.push(
      createSlack({
        botToken,
        ...(appToken && { appToken }),
        ...(signingSecret && { signingSecret }),
        ...(apiUrl && { apiUrl }),
        mode,
        command,
        defaults,
        commands,
        words,
        clock: systemClock,
        log,
      }),
    )
  for (const chat of chats) engine.add(chat)
  const web = createWeb({ port: config.port, chats, storeAnswers: () => answers(opened, log), log })
  try {
    // A process that waits for a chat lives, and can be asked.
    await web.open()
    await engine.start()
    const ready = [t('serve.ready', { version, store: opened.url, port: String(config.port) })]
    if (opened.note !== undefined) ready.push(t(`welcome.note.${opened.note}`))
    output.write(`${ready.map((text) => plain(text)).join('\n')}\n`)
    if (!signal.aborted) await once(signal, 'abort')
  } finally {
    await engine.stop()
    await web.close()
    await opened.store.close()
  }
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
