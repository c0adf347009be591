import { createDiscord as createAdapter } from '../../../src/adapters/discord/index.ts'
import type { Chat } from '../../../src/core/chat.ts'
import { createFixedClock, type FixedClock } from '../../../src/core/clock.ts'
import type { Locale } from '../../../src/core/person.ts'
import type { Store } from '../../../src/core/store.ts'
import type { createEngine } from '../../../src/start/engine.ts'
import type { FakeLog } from '../../fakes.ts'
import { createDiscord, type Discord, type DiscordStandIn } from '../../standins/discord/index.ts'
import { createTestEngine, instantIn, type Shared } from '../engine.ts'

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

/** Discord as an engine has it, in the stand-in's server through the real library. */
export const discordChat = ({ env }: Discord, shared: Shared) =>
  createAdapter({
    token: env.DISCORD_TOKEN,
    apiUrl: env.DISCORD_API_URL,
    // Hours go by in a second here.
    callsPerSecond: Number.POSITIVE_INFINITY,
    ...shared,
  })

/** Starts Vigie in a server; on Thursday 11 March 2027 at 02:00 in Paris unless told otherwise. */
export async function createRig(given: RigOptions = {}): Promise<Rig> {
  const { zone = 'Europe/Paris', locale = 'en', now = '2027-03-11T02:00' } = given
  const clock = createFixedClock(instantIn(zone, now))
  const discord = await createDiscord({ now: () => clock.now().epochMilliseconds, ...given.server })
  const { engine, log, shared, store } = await createTestEngine({ clock, locale, zone, store: given.store })
  engine.add(discordChat(discord, shared))
  for (const chat of given.beside ?? []) engine.add(chat)
  await engine.start()
  await discord.until(() => discord.commands().length > 0, 'the commands to be registered')
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
      const target = typeof to === 'string' ? instantIn(zone, to) : clock.now().add(to)
      await engine.timer.advance(clock, target)
      await settle()
    },
    async stop() {
      await engine.stop()
      await discord.close()
    },
  }
}
