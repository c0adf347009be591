import { expect } from 'vitest'
import { createFixedClock, systemClock } from '../../../src/core/clock.ts'
import type { Locale } from '../../../src/core/person.ts'
import { read } from '../../../src/core/update.ts'
import type { Work } from '../../../src/core/work.ts'
import { discordChat } from '../../adapters/discord/rig.ts'
import { createTestEngine } from '../../adapters/engine.ts'
import { slackChat } from '../../adapters/slack/rig.ts'
import { type Chats, dusk, instantOf, openChats, zone } from './chats.ts'
import { createHands } from './hands.ts'

/** What a test may choose. `now` is wall-clock time; `running`: Vigie keeps the machine's time and sends by itself. */
export interface RigOptions {
  now?: string
  locale?: Locale
  running?: boolean
}

/** Vigie in a workspace and a server at once, through both real clients, in the test's own process. */
export type Rig = Awaited<ReturnType<typeof createRig>>

/** Starts Vigie on a memory store, with both chats beside each other; each is a community of its own still. */
export async function createRig(given: RigOptions = {}) {
  const { locale = 'en', now = dusk, running = false } = given
  const fixed = createFixedClock(instantOf(now))
  const clock = running ? systemClock : fixed
  const chats = await openChats(locale, () => clock.now().epochMilliseconds)
  const { discord, slack } = chats
  const { engine, log, shared, store } = await createTestEngine({ clock, locale, zone, running })
  engine.add(slackChat(slack, shared))
  engine.add(discordChat(discord, shared))
  await engine.start()
  await chats.connected()

  let turn = 0
  const settle = async () => {
    await chats.quiet()
    // What was sent may have something sent in turn, on the other chat.
    for (let round = 0; round < 3; round++) await engine.courier.run()
    await chats.quiet()
  }

  return {
    ...{ clock, discord, engine, locale, log, settle, slack, store },
    // Where Vigie runs by itself nothing is moved by hand.
    ...createHands({ slack, discord, settle: running ? async () => {} : settle }),
    /** Looks at the records of a community; the workspace's own unless told otherwise. */
    look: <T>(run: (use: Work) => Promise<T>, community = `slack-${slack.team.id}`) =>
      read({ store, clock, house: engine.house, community, id: `rig-${++turn}` }, run),
    /** Lets the clock go on to a wall-clock time, 'HH:MM' on Thursday 11 March 2027 unless a day is named. */
    async until(to: string) {
      await engine.timer.advance(fixed, instantOf(to))
      await settle()
    },
    async stop() {
      await engine.stop()
      await chats.close()
      await store.close()
    },
  }
}

/** What must hold whatever happened: nothing either chat refused, nothing that was logged as a mistake. */
export function expectPeace({
  discord,
  log,
  slack,
}: Pick<Chats, 'discord' | 'slack'> & { log: { errors: unknown[] } }): void {
  expect(slack.violations).toEqual([])
  expect(discord.violations).toEqual([])
  expect(discord.published()).toEqual([])
  expect(log.errors).toEqual([])
}
