import { flushCompileCache } from 'node:module'
import process from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'
import { loadConfig } from '../../../config/load.ts'
import { inboxRange } from '../../../src/bot/did.ts'
import { createFixedClock, instant } from '../../../src/core/clock.ts'
import { createLog } from '../../../src/start/log.ts'
import { createService } from '../../../src/start/service.ts'
import { loadWords } from '../../../src/start/words.ts'
import { openStore } from '../../../src/store/open.ts'

/** What the parent wants done: everything that is due now, or all that falls due until an instant in milliseconds. */
export interface Order {
  until?: number
}

/** What the parent is told: that all is served, what the clock shows from now on, or that an order is carried out. */
export type Told = 'ready' | 'done' | { now: number }

/*
 * The program as it serves the chats, but for its clock: that stands still at the time that stands behind the name,
 * in milliseconds, until the parent has it moved, and nothing is sent but when the parent says so.
 */
const clock = createFixedClock(instant(Number(process.argv[2])))
const tell = (it: Told): void => void process.send?.(it)
const moved = {
  ...clock,
  set(to: Temporal.Instant) {
    clock.set(to)
    tell({ now: to.epochMilliseconds })
  },
}

const folder = process.cwd()
const { config, routine } = loadConfig({ env: process.env, folder })
const opened = await openStore(config.store, { folder })
const { engine, start } = await createService({
  opened,
  clock,
  simulated: true,
  config,
  defaults: { locale: config.language ?? 'en', zone: config.zone ?? 'UTC' },
  routine,
  words: loadWords(),
  version: '0.0.0',
  log: createLog({ write: (line) => process.stderr.write(line), level: config.log, clock }),
})

/** What was sent may have something sent in turn, on the other chat. */
async function sendWhatIsDue(): Promise<void> {
  for (let round = 0; round < 3; round++) await engine.courier.run()
}

/** What was answered stays in the inbox for a moment, and is answered again by a process that finds it there. */
async function leaveTheInbox(): Promise<void> {
  while ((await opened.store.range({ ...inboxRange, limit: 1 })).length > 0) await pause(10)
}

async function follow({ until }: Order): Promise<void> {
  await leaveTheInbox()
  if (until !== undefined) await engine.timer.advance(moved, instant(until))
  await sendWhatIsDue()
  tell('done')
}

process.on('message', (order) => void follow(order as Order))
process.once('disconnect', () => process.exit(1))
await start()
tell('ready')
// A process that is killed would not do so: the next one starts in half the time.
flushCompileCache()
