import { once } from 'node:events'
import type { Loaded } from '../../config/load.ts'
import { systemClock } from '../core/clock.ts'
import type { Log } from '../core/errors.ts'
import type { Platform } from '../core/person.ts'
import { plain } from '../core/plain.ts'
import { openStore } from '../store/open.ts'
import type { Flags } from './flags.ts'
import { createService } from './service.ts'
import type { Surroundings } from './surroundings.ts'

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
  const service = await createService({
    opened,
    clock: systemClock,
    simulated: false,
    config,
    defaults,
    routine,
    words,
    version,
    log,
  })
  try {
    await service.start()
    const ready = [
      t('serve.ready', {
        version,
        chats: service.platforms.map((platform) => names[platform]).join(', '),
        store: opened.url,
        port: String(config.port),
      }),
    ]
    if (opened.note !== undefined) ready.push(t(`welcome.note.${opened.note}`))
    output.write(`${ready.map((text) => plain(text)).join('\n')}\n`)
    if (!signal.aborted) await once(signal, 'abort')
  } finally {
    await service.stop()
    await opened.store.close()
  }
}

/** The chats' own names. */
const names: Record<Platform, string> = { console: 'the terminal', slack: 'Slack', discord: 'Discord' }
