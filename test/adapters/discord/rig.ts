import { commands } from '../../../commands/index.ts'
import { loadRoutine } from '../../../config/routine.ts'
import { createDiscord as createAdapter } from '../../../src/adapters/discord/index.ts'
import type { Chat } from '../../../src/core/chat.ts'
import { createFixedClock, type FixedClock } from '../../../src/core/clock.ts'
import type { Locale } from '../../../src/core/person.ts'
import type { Store } from '../../../src/core/store.ts'
import { createEngine } from '../../../src/start/engine.ts'
import { openStore } from '../../../src/store/open.ts'
import { createFakeLog, type FakeLog } from '../../fakes.ts'
import { createDiscord, type Discord, type DiscordStandIn } from '../../standins/discord/index.ts'
import { words } from '../../test-house.ts'

/** What a test may choose. Times are wall-clock in the community's zone. */
export interface RigOptions {
  now?: string
  zone?: string
  locale?: Locale
  store?: Store
  /** How the server is at the beginning. */
  server?: Pick<DiscordStandIn, 'joined' | 'permissions'>
  /** Other chats of the same Vigie. */
  beside?: readonly Chat[]
}

/** Vigie on a memory store and a fixed clock, in the stand-in's server through the real library. */
export interface Rig {
  discord: Discord
  clock: FixedClock
  store: Store
  log: FakeLog
  engine: ReturnType<typeof createEngine>
  /** Moves the clock, doing everything that falls due on the way. */
  advance(to: string | Temporal.DurationLike): Promise<void>
  /** Sends what is due now, and waits until nothing moves in the server. */
  settle(): Promise<void>
  stop(): Promise<void>
}

/** Starts Vigie in a server; on Thursday 11 March 2027 at 02:00 in Paris unless told otherwise. */
export async function createRig(given: RigOptions = {}): Promise<Rig> {
  const { zone = 'Europe/Paris', locale = 'en', now = '2027-03-11T02:00' } = given
  const clock = createFixedClock(Temporal.PlainDateTime.from(now).toZonedDateTime(zone).toInstant())
  const discord = await createDiscord({ now: () => clock.now().epochMilliseconds, ...given.server })
  const store = given.store ?? (await openStore('memory://')).store
  const log = createFakeLog()
  const engine = createEngine({
    opened: { store, url: 'memory://' } as Awaited<ReturnType<typeof openStore>>,
    clock,
    simulated: true,
    defaults: { locale, zone },
    routine: loadRoutine(),
    grace: 2 * 60 * 60 * 1000,
    words,
    version: '0.0.0',
    log,
  })
  engine.add(
    createAdapter({
      token: discord.env.DISCORD_TOKEN,
      apiUrl: discord.env.DISCORD_API_URL,
      // Hours go by in a second here.
      callsPerSecond: Number.POSITIVE_INFINITY,
      defaults: { locale, zone },
      commands,
      words,
      clock,
      log,
    }),
  )
  for (const chat of given.beside ?? []) engine.add(chat)
  await engine.start()
  const settle = async () => {
    await discord.settled()
    await engine.courier.run()
    await engine.courier.run()
    await discord.settled()
  }
  return {
    ...{ discord, clock, store, log, engine, settle },
    async advance(to) {
      await discord.settled()
      const target =
        typeof to === 'string'
          ? Temporal.PlainDateTime.from(to).toZonedDateTime(zone).toInstant()
          : clock.now().add(to)
      await engine.timer.advance(clock, target)
      await settle()
    },
    async stop() {
      await engine.stop()
      await discord.close()
    },
  }
}
