import { expect, onTestFinished } from 'vitest'
import { createAnswers } from '../../../src/adapters/discord/answers.ts'
import { createApi } from '../../../src/adapters/discord/api.ts'
import { createDirectory } from '../../../src/adapters/discord/directory.ts'
import type { Look } from '../../../src/adapters/discord/inline.ts'
import { createPosts } from '../../../src/adapters/discord/posts.ts'
import { createFixedClock } from '../../../src/core/clock.ts'
import type { Account, Place } from '../../../src/core/person.ts'
import { createDiscord, type DiscordStandIn } from '../../standins/discord/index.ts'
import { words } from '../../test-house.ts'
import { createWrittenLog } from '../written-log.ts'

/** What a test may choose besides the stand-in's own: whether it knows that Discord will find fault with it. */
interface Served extends DiscordStandIn {
  faulty?: boolean
}

/** What a chat on Discord sends and asks with, in the stand-in's server; nothing comes in. */
export async function openServer({ faulty = false, ...options }: Served = {}) {
  const clock = createFixedClock('2027-03-11T01:04:00Z')
  const now = () => clock.now().epochMilliseconds
  const discord = await createDiscord({ now, ...options })
  onTestFinished(async () => {
    await discord.close()
    // Discord was never asked for what a bot should know that it refuses.
    if (!faulty) expect(discord.violations).toEqual([])
  })
  discord.role('@everyone', { permissions: ['ViewChannel', 'SendMessages', 'ReadMessageHistory'] })
  const anna = discord.user('anna', { locale: 'fr' })
  const channel = discord.channel('moderation')
  const log = createWrittenLog()
  const space = discord.guild.id
  const look = (guild: string): Look => ({
    space: guild,
    commands: [],
    words,
    now: now(),
    locale: 'en',
    zone: 'Europe/Paris',
  })
  /** What a process has: another one of them remembers nothing. */
  const start = () => {
    const api = createApi({
      token: discord.env.DISCORD_TOKEN,
      apiUrl: discord.env.DISCORD_API_URL,
      clock,
      log,
    })
    const directory = createDirectory({ api, look, clock })
    const parts = { api, look, clock, directory }
    return { api, directory, posts: createPosts(parts), answers: createAnswers(parts) }
  }
  const place: Place = { platform: 'discord', space, channel: channel.id }
  const who: Account = { platform: 'discord', space, id: anna.id }
  /** The calls of a route, such as 'POST /channels/:channel/messages'. */
  const called = (route: string) => discord.calls.filter((call) => call.route === route)
  return { discord, clock, log, look, start, place, who, called, ...start() }
}

/** The one message of a channel. */
export const onlyOne = <T>(messages: readonly T[]): T => {
  const [message, ...others] = messages
  expect(others).toEqual([])
  if (message === undefined) throw new Error('there is no message')
  return message
}
