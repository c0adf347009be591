import { commands } from '../../../commands/index.ts'
import { manifestOf } from '../../../src/adapters/slack/manifest.ts'
import type { Locale } from '../../../src/core/person.ts'
import { instantIn } from '../../adapters/engine.ts'
import { createDiscord } from '../../standins/discord/index.ts'
import { createSlack } from '../../standins/slack/index.ts'
import type { Manifest } from '../../standins/slack/model.ts'
import { words } from '../../test-house.ts'

/** Where the people of the story are. */
export const zone = 'Europe/Paris'

/** When the night begins. */
export const dusk = '2027-03-11T02:00'

/** An instant from wall-clock time there, 'HH:MM' on Thursday 11 March 2027 unless a day is named. */
export const instantOf = (time: string): Temporal.Instant =>
  instantIn(zone, time.includes('T') ? time : `2027-03-11T${time}`)

/** A workspace and a server beside each other, for whatever runs to connect to. */
export type Chats = Awaited<ReturnType<typeof openChats>>

/** Opens both, with nobody there yet; `now` is what they are timed with, in milliseconds. */
export async function openChats(locale: Locale, now: () => number) {
  const manifest = manifestOf(commands, { words, locale, command: '/vigie', mode: 'socket' }) as Manifest
  const slack = await createSlack({ now, manifest })
  const discord = await createDiscord({ now })
  return {
    ...{ slack, discord },
    /** Waits until Vigie serves both. */
    async connected() {
      await slack.connected()
      await discord.connected()
      await discord.until(() => discord.commands().length > 0, 'the commands to be registered')
    },
    /** Waits until nothing moves on either. */
    async quiet() {
      await slack.settled(30)
      await discord.settled(30)
    },
    async close() {
      await slack.close()
      await discord.close()
    },
  }
}
