import { commands } from '../../commands/index.ts'
import { createKinds } from '../../src/args/kinds.ts'
import { createBot } from '../../src/bot.ts'
import type { Button, Card } from '../../src/core/card.ts'
import { type Clock, createFixedClock } from '../../src/core/clock.ts'
import type { Outcome } from '../../src/core/command.ts'
import type { House } from '../../src/core/house.ts'
import type { Account, Locale } from '../../src/core/person.ts'
import type { Store } from '../../src/core/store.ts'
import { read, update } from '../../src/core/update.ts'
import type { Work } from '../../src/core/work.ts'
import { createCourier } from '../../src/features/courier/index.ts'
import { knowing } from '../../src/features/knowing.ts'
import { importAlarms, type Load } from '../../src/features/link/job.ts'
import { readerAt } from '../../src/features/readers.ts'
import { registry } from '../../src/registry.ts'
import { createTimer } from '../../src/schedule/timer.ts'
import { openStore } from '../../src/store/open.ts'
import { createFakeChat, createFakeLog, type FakeChat } from '../fakes.ts'
import type { Life } from '../features/mortal.ts'
import { words } from '../test-house.ts'
import { textOf as cardText, saidBy } from '../text-of.ts'

const start = Temporal.Instant.from('2027-03-10T08:00:00Z')
let turn = 0

const spaces = {
  slack: { platform: 'slack', space: 'T1' },
  discord: { platform: 'discord', space: 'G1' },
  second: { platform: 'discord', space: 'G2' },
} as const
type Side = keyof typeof spaces

/** The communities both sides begin with. */
export const slackSide = 'slack-T1'
export const discordSide = 'discord-G1'

/** A question or card as it was answered, to be pressed. */
type Answer = Outcome | { refuse: Card }

/** What a test may choose. `as` is the life of the process, `load` how much one commit brings over. */
interface Options {
  store?: Store
  wrap?: (store: Store) => Store
  chats?: { slack: FakeChat; discord: FakeChat }
  as?: Life
  load?: Load
  now?: Temporal.Instant
  /** In place of one of its own that stands still. */
  clock?: Clock
  locale?: Locale
  greets?: boolean
}

/**
 * A workspace and a server on one store. `wrap` stands between the bot and the store; another process is another rig
 * on the same `store` and `chats`.
 */
export async function createTwoChats(options: Options = {}) {
  const fixed = createFixedClock(options.now ?? start)
  const clock = options.clock ?? fixed
  const stored = options.store ?? (await openStore('memory://')).store
  const store = options.as?.store ?? options.wrap?.(stored) ?? stored
  const chats = options.chats ?? { slack: createFakeChat('slack'), discord: createFakeChat('discord') }
  const chatOf = (platform: string) => {
    const chat = chats[platform as keyof typeof chats]
    return chat && (options.as?.chat(chat) ?? chat)
  }
  const log = createFakeLog()
  const house: House = {
    version: '0.0.0',
    store: 'memory',
    simulated: true,
    started: start.epochMilliseconds,
    defaults: { zone: 'Europe/Paris', locale: options.locale ?? 'en' },
    routine: { en: [], fr: [] },
    words,
    directory: (platform) => chatOf(platform)?.directory,
    reads: knowing,
    greets: () => options.greets === true,
  }
  const kinds = createKinds(commands)
  const bot = createBot({ store, clock, house, commands, kinds, chats: chatOf, log, home: registry.home })

  const courier = createCourier({
    ...registry,
    alarms: { ...registry.alarms, ...importAlarms(options.load) },
    store,
    clock,
    house,
    chats: chatOf,
    words,
    log,
    readerOf: readerAt,
    owner: `two-${++turn}`,
  })
  const timer = createTimer({ clock, log, run: (signal) => courier.run(signal) })

  const accountOf = (side: Side, as: string): Account => {
    const [id = as, role] = as.split(':')
    const { knows } = chats[spaces[side].platform]
    knows.profiles.set(id, { name: id })
    if (role !== undefined) knows.groups.set(id, [`role:${role}`])
    return { ...spaces[side], id }
  }

  async function accept(
    side: Side,
    as: string,
    input: string | Record<string, string>,
    command = '',
    id = `two-${++turn}`,
  ) {
    const by = accountOf(side, as)
    return bot.accept({
      id,
      by,
      here: { ...spaces[side], channel: `@${by.id}` },
      command,
      input,
      at: clock.now().epochMilliseconds,
    })
  }
  async function invoke(...given: Parameters<typeof accept>): Promise<Answer> {
    const accepted = await accept(...given)
    return 'run' in accepted ? await accepted.run() : accepted
  }

  const textOf = (it: Answer) => saidBy(it, clock.now().epochMilliseconds)
  return {
    store: stored,
    clock: fixed,
    log,
    chats,
    textOf,
    accept,
    invoke,
    /** Sends what is due now. */
    deliver: () => courier.run(),
    /** Looks whether what refused was mended. */
    probe: () => courier.probe(),
    /** Moves the clock to an instant, doing everything that falls due on the way. */
    advance: (to: string) => timer.advance(fixed, Temporal.Instant.from(to)),
    /** What hangs on a chat now, in the order it appeared: where, and what it says. */
    shown: (on: keyof typeof chats) =>
      chats[on].posts.map(({ ref, card }) => ({
        at: ref.place.channel,
        says: cardText(card, clock.now().epochMilliseconds),
      })),
    say: async (side: Side, as: string, line: string) => textOf(await invoke(side, as, line)),
    /** Asks for a code on one side. */
    async code(side: Side, as: string) {
      const said = textOf(await invoke(side, as, '/settings link'))
      return said.split('\n')[0] ?? ''
    },
    async press(side: Side, as: string, answer: Answer, label: string, id?: string) {
      const card = 'ask' in answer ? answer.ask : 'card' in answer ? answer.card : {}
      const button = card.buttons?.find((each: Button) => each.label === label)
      if (button === undefined) throw new Error(`nothing to press is called ${label}`)
      return textOf(await invoke(side, as, button.input, button.command, id))
    },
    do: <T>(community: string, run: (use: Work) => Promise<T>) =>
      update({ store, clock, house, community, id: `do-${++turn}` }, run),
    look: <T>(community: string, run: (use: Work) => Promise<T>) =>
      read({ store: stored, clock, house, community, id: `look-${++turn}` }, run),
  }
}
