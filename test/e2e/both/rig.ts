import { expect } from 'vitest'
import { commands } from '../../../commands/index.ts'
import { loadRoutine } from '../../../config/routine.ts'
import { createDiscord as createDiscordChat } from '../../../src/adapters/discord/index.ts'
import { createSlack as createSlackChat } from '../../../src/adapters/slack/index.ts'
import { manifestOf } from '../../../src/adapters/slack/manifest.ts'
import { createFixedClock, systemClock } from '../../../src/core/clock.ts'
import type { Locale } from '../../../src/core/person.ts'
import { read } from '../../../src/core/update.ts'
import type { Work } from '../../../src/core/work.ts'
import { createEngine } from '../../../src/start/engine.ts'
import { openStore } from '../../../src/store/open.ts'
import { createFakeLog } from '../../fakes.ts'
import { createDiscord, type Seen as SeenOnDiscord } from '../../standins/discord/index.ts'
import { createSlack, type Seen as SeenOnSlack } from '../../standins/slack/index.ts'
import type { Manifest } from '../../standins/slack/model.ts'
import { words } from '../../test-house.ts'

/** Where the people of the story are. */
export const zone = 'Europe/Paris'

/** What a test may choose. `now` is wall-clock time; `running`: Vigie keeps the machine's time and sends by itself. */
export interface RigOptions {
  now?: string
  locale?: Locale
  running?: boolean
}

/** Vigie in a workspace and a server at once, through both real clients. */
export type Rig = Awaited<ReturnType<typeof createRig>>

const instantOf = (time: string) =>
  Temporal.PlainDateTime.from(time.includes('T') ? time : `2027-03-11T${time}`)
    .toZonedDateTime(zone)
    .toInstant()

const spaces = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ')

/** Starts Vigie on a memory store, with both chats beside each other; each is a community of its own still. */
export async function createRig(given: RigOptions = {}) {
  const { locale = 'en', now = '2027-03-11T02:00', running = false } = given
  const fixed = createFixedClock(instantOf(now))
  const clock = running ? systemClock : fixed
  const time = () => clock.now().epochMilliseconds
  const manifest = manifestOf(commands, { words, locale, command: '/vigie', mode: 'socket' }) as Manifest
  const slack = await createSlack({ now: time, manifest })
  const discord = await createDiscord({ now: time })
  const { store } = await openStore('memory://')
  const log = createFakeLog()
  const engine = createEngine({
    opened: { store, url: 'memory://' } as Awaited<ReturnType<typeof openStore>>,
    clock,
    simulated: !running,
    defaults: { locale, zone },
    routine: loadRoutine(),
    grace: 2 * 60 * 60 * 1000,
    words,
    version: '0.0.0',
    log,
  })
  const shared = { commands, words, clock, log, defaults: { locale, zone } }
  engine.add(
    createSlackChat({
      ...shared,
      botToken: slack.env.SLACK_BOT_TOKEN,
      appToken: slack.env.SLACK_APP_TOKEN,
      signingSecret: slack.env.SLACK_SIGNING_SECRET,
      apiUrl: slack.env.SLACK_API_URL,
      mode: 'socket',
      command: '/vigie',
    }),
  )
  engine.add(
    createDiscordChat({
      ...shared,
      token: discord.env.DISCORD_TOKEN,
      apiUrl: discord.env.DISCORD_API_URL,
      // Hours go by in a second here.
      callsPerSecond: Number.POSITIVE_INFINITY,
    }),
  )
  await engine.start()
  await slack.connected()
  await discord.connected()
  await discord.until(() => discord.commands().length > 0, 'the commands to be registered')

  let turn = 0
  const heard = { slack: 0, discord: 0 }
  const quiet = async () => {
    await slack.settled(30)
    await discord.settled(30)
  }
  const settle = async () => {
    await quiet()
    // What was sent may have something sent in turn, on the other chat.
    for (let round = 0; round < 3; round++) await engine.courier.run()
    await quiet()
  }

  return {
    ...{ clock, discord, engine, locale, log, settle, slack, store },
    /** Looks at the records of a community; the workspace's own unless told otherwise. */
    look: <T>(run: (use: Work) => Promise<T>, community = `slack-${slack.team.id}`) =>
      read({ store, clock, house: engine.house, community, id: `rig-${++turn}` }, run),
    /** Lets the clock go on to a wall-clock time, 'HH:MM' on Thursday 11 March 2027 unless a day is named. */
    async until(to: string) {
      await engine.timer.advance(fixed, instantOf(to))
      await settle()
    },
    onSlack: {
      text: (seen: SeenOnSlack | undefined, who?: string) =>
        seen === undefined ? '' : spaces(slack.textOf(seen, who)),
      /** Somebody types a line as the terminal knows it; answers what only they are shown. */
      async says(who: string, line: string, where = '#team'): Promise<string> {
        const seen = slack.private(who).length
        await slack.type(who, where, line.replace(/^\//, '/vigie '))
        await slack.until(() => slack.private(who).length > seen, `an answer to '${line}'`)
        return spaces(slack.textOf(slack.private(who).at(-1) as SeenOnSlack, who))
      },
      /** Somebody presses a button of a message. */
      async press(who: string, seen: SeenOnSlack | undefined, label: string, choice?: string) {
        if (seen === undefined) throw new Error(`${who} has nothing before them to press '${label}' on`)
        await slack.press(who, seen, label, choice === undefined ? {} : { choice })
        await settleUnless(running, settle)
      },
      /** Somebody fills in the form before them and sends it; answers what only they are shown. */
      async fills(who: string, values: Parameters<typeof slack.submit>[1]): Promise<string> {
        const seen = slack.private(who).length
        await slack.submit(who, values)
        await slack.until(() => slack.private(who).length > seen, `an answer to the form of ${who}`)
        return spaces(slack.textOf(slack.private(who).at(-1) as SeenOnSlack, who))
      },
      /** The message of a channel that begins with these words. */
      find: (where: string, begins: string) =>
        oneOf(slack.messages(where), begins, (it) => spaces(slack.textOf(it)), where),
      /** Who was notified since this was asked last, by name. */
      notified(): string[] {
        const names = slack.notified.slice(heard.slack).map(({ user }) => user)
        heard.slack = slack.notified.length
        return names
      },
    },
    onDiscord: {
      text: (seen: SeenOnDiscord | undefined, who?: string) =>
        seen === undefined ? '' : spaces(discord.textOf(seen, who)),
      /** Somebody types a command with its options; answers what only they are shown. */
      async says(
        who: string,
        line: string,
        given: Parameters<typeof discord.type>[3] = {},
        where: Parameters<typeof discord.type>[1] = '#moderation',
      ): Promise<string> {
        const seen = discord.private(who).length
        await discord.type(who, where, line, given)
        await discord.until(() => discord.private(who).length > seen, `an answer to '${line}'`)
        await discord.settled(30)
        return spaces(discord.textOf(discord.private(who).at(-1) as SeenOnDiscord, who))
      },
      /** Somebody presses a button of a message. */
      async press(
        who: string,
        message: Parameters<typeof discord.press>[1] | undefined,
        label: string,
        choice?: string,
      ) {
        if (message === undefined) throw new Error(`${who} has nothing before them to press '${label}' on`)
        await discord.press(who, message, label, choice === undefined ? {} : { choice })
        await settleUnless(running, settle)
      },
      /** Somebody fills in the form before them and sends it; answers what only they are shown. */
      async fills(who: string, values: Parameters<typeof discord.submit>[1]): Promise<string> {
        await discord.submit(who, values)
        await settleUnless(running, settle)
        return spaces(discord.textOf(discord.private(who).at(-1) as SeenOnDiscord, who))
      },
      /** The message of a channel that begins with these words. */
      find: (where: string, begins: string) =>
        oneOf(discord.messages(where), begins, (it) => spaces(discord.textOf(it)), where),
      /** Who was notified since this was asked last, by name. */
      notified(): string[] {
        const names = discord.notified.slice(heard.discord).map(({ user }) => user)
        heard.discord = discord.notified.length
        return names
      },
    },
    async stop() {
      await engine.stop()
      await slack.close()
      await discord.close()
      await store.close()
    },
  }
}

/** Where Vigie runs by itself nothing is moved by hand. */
const settleUnless = async (running: boolean, settle: () => Promise<void>): Promise<void> =>
  running ? undefined : settle()

function oneOf<M>(all: readonly M[], begins: string, read: (it: M) => string, where: string): M {
  const found = all.filter((it) => read(it).startsWith(begins))
  const [first] = found
  if (first !== undefined && found.length === 1) return first
  const there = all.map((it) => read(it).split('\n')[0])
  throw new Error(`${found.length} messages in ${where} begin with '${begins}', of:\n${there.join('\n')}`)
}

/** What must hold whatever happened: nothing either chat refused, nothing that was logged as a mistake. */
export function expectPeace({ discord, log, slack }: Rig): void {
  expect(slack.violations).toEqual([])
  expect(discord.violations).toEqual([])
  expect(discord.published()).toEqual([])
  expect(log.errors).toEqual([])
}
