import { commands } from '../../commands/index.ts'
import { loadRoutine } from '../../config/routine.ts'
import type { Clock } from '../../src/core/clock.ts'
import type { Locale } from '../../src/core/person.ts'
import type { Store } from '../../src/core/store.ts'
import { createEngine } from '../../src/start/engine.ts'
import { openStore } from '../../src/store/open.ts'
import { createFakeLog } from '../fakes.ts'
import { words } from '../test-house.ts'

/** What an engine is made with; `running`: it sends by itself, by the machine's time. */
export interface EngineOptions {
  clock: Clock
  locale: Locale
  zone: string
  store?: Store | undefined
  running?: boolean
}

/** What every chat of an engine is made with. */
export type Shared = Awaited<ReturnType<typeof createTestEngine>>['shared']

/** Puts together what all chats share, in the test's own process: on a memory store unless another one is given. */
export async function createTestEngine({ clock, locale, zone, store, running = false }: EngineOptions) {
  const opened = await openStore('memory://')
  const log = createFakeLog()
  const defaults = { locale, zone }
  const engine = createEngine({
    opened: { ...opened, ...(store && { store }) },
    clock,
    simulated: !running,
    defaults,
    routine: loadRoutine(),
    grace: 2 * 60 * 60 * 1000,
    words,
    version: '0.0.0',
    log,
  })
  return { engine, log, store: store ?? opened.store, shared: { commands, words, clock, log, defaults } }
}

/** Returns the instant of a wall-clock time. */
export const instantIn = (zone: string, time: string): Temporal.Instant =>
  Temporal.PlainDateTime.from(time).toZonedDateTime(zone).toInstant()
