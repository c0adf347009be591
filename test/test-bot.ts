import { commands } from '../commands/index.ts'
import { loadRoutine } from '../config/routine.ts'
import { createKinds } from '../src/args/kinds.ts'
import { createBot } from '../src/bot.ts'
import type { Button, Card } from '../src/core/card.ts'
import type { Bot, Invocation } from '../src/core/chat.ts'
import { createFixedClock, type FixedClock } from '../src/core/clock.ts'
import type { Outcome } from '../src/core/command.ts'
import type { House } from '../src/core/house.ts'
import { type Account, type Locale, type Place, platforms, type Quote } from '../src/core/person.ts'
import { key, type Store } from '../src/core/store.ts'
import { read, update } from '../src/core/update.ts'
import type { Work } from '../src/core/work.ts'
import { createCourier } from '../src/features/courier/index.ts'
import { knowing } from '../src/features/knowing.ts'
import { readerAt } from '../src/features/readers.ts'
import { createSight } from '../src/features/sight.ts'
import { registry } from '../src/registry.ts'
import { createTimer } from '../src/schedule/timer.ts'
import { openStore } from '../src/store/open.ts'
import { createFakeChat, createFakeLog, type FakeChat, type FakeLog } from './fakes.ts'
import { words } from './test-house.ts'
import { saidBy, textOf } from './text-of.ts'

/**
 * What a test may choose: when it begins, the community's zone and language, a store to go on with, and whether the
 * chat wants whoever first comes to manage shown how to begin.
 */
export interface TestBotOptions {
  now?: string
  zone?: string
  locale?: Locale
  store?: Store
  greets?: boolean
}

/** The whole of Vigie on a memory store, a fixed clock and a fake chat of the console's. */
export interface TestBot {
  /** Types a line as 'name' or 'name:role', on another chat as 'name@discord'; answers what is shown, as text. */
  say(as: string, line: string, here?: Partial<Place>): Promise<string>
  /** Presses a button of the last answer, or of a card on display, by its label; `input` gives what it still needs. */
  press(as: string, label: string, input?: Record<string, string>): Promise<string>
  /** Opens somebody's Home; what it shows can be pressed like an answer. */
  home(as: string): Promise<string>
  /** Chooses a command in the menu of a message; `values` are what was given with it by argument. */
  choose(
    as: string,
    command: string,
    about: Quote,
    here?: Partial<Place>,
    values?: Record<string, string>,
  ): Promise<string>
  /** Submits the form that was opened last, with values by argument. */
  submit(as: string, values?: Record<string, string>, here?: Partial<Place>): Promise<string>
  /** Moves the clock, doing everything that falls due on the way. */
  advance(to: string | Temporal.DurationLike): Promise<void>
  /** Does what is due now. */
  deliver(): Promise<void>
  /** What is on display in a channel ('moderation', '@anna'), each card as text. */
  on(channel: string): string[]
  /** Looks into the community's records. */
  look<T>(run: (use: Work) => Promise<T>): Promise<T>
  /** Writes into the community's records. */
  change<T>(run: (use: Work) => Promise<T>): Promise<T>
  last: Outcome | { refuse: Card } | undefined
  bot: Bot
  chat: FakeChat
  clock: FixedClock
  store: Store
  house: House
  log: FakeLog
}

const space = 'test'
const kinds = createKinds(commands)
const routine = loadRoutine()
let turn = 0

/** Returns a bot that nobody has spoken to yet, on Wednesday 10 March 2027 at 09:00 in Paris unless told otherwise. */
export async function createTestBot(options: TestBotOptions = {}): Promise<TestBot> {
  const { zone = 'Europe/Paris', locale = 'en' } = options
  const at = options.now ?? '2027-03-10T09:00'
  const clock = createFixedClock(Temporal.PlainDateTime.from(at).toZonedDateTime(zone).toInstant())
  const store = options.store ?? (await openStore('memory://')).store
  const chat = createFakeChat('console')
  const log = createFakeLog()
  const house: House = {
    version: '0.0.0',
    store: 'memory',
    simulated: true,
    started: clock.now().epochMilliseconds,
    defaults: { zone, locale },
    routine,
    words,
    directory: () => chat.directory,
    greets: () => options.greets === true,
    reads: knowing,
    sees: createSight({ directory: () => chat.directory, clock, log }),
  }
  const chats = () => chat
  const courier = createCourier({
    ...registry,
    store,
    clock,
    house,
    chats,
    words,
    log,
    readerOf: readerAt,
    owner: `test-${++turn}`,
  })
  const timer = createTimer({ clock, log, run: (signal) => courier.run(signal) })
  const bot = createBot({ store, clock, house, commands, kinds, chats, log, home: registry.home })
  const community = `console-${space}`
  const on = () => ({ store, clock, house, community, id: `test-${++turn}` })

  const accountOf = (as: string): Account => {
    const [named = as, role] = as.split(':')
    const [id = named, on = 'console'] = named.split('@')
    chat.knows.profiles.set(id, { ...chat.knows.profiles.get(id), name: id })
    if (role !== undefined) chat.knows.groups.set(id, [`role:${role}`])
    return { platform: platforms.find((each) => each === on) ?? 'console', space, id }
  }
  const now = () => clock.now().epochMilliseconds

  async function invoke(
    as: string,
    input: string | Record<string, string>,
    command = '',
    here: Partial<Place> = {},
    more: Partial<Pick<Invocation, 'about' | 'draft'>> = {},
  ) {
    const by = accountOf(as)
    const accepted = await bot.accept({
      id: `invocation-${++turn}`,
      by,
      here: { platform: by.platform, space, channel: `@${by.id}`, ...here },
      command,
      input,
      at: now(),
      ...more,
    })
    it.last = 'run' in accepted ? await accepted.run() : accepted
    return saidBy(it.last, now())
  }

  const it: TestBot = {
    say: (as, line, here) => invoke(as, line, '', here),
    press(as, label, input = {}) {
      const button = [cardOf(it.last), ...chat.posts.map(({ card }) => card).reverse()]
        .flatMap(buttonsOf)
        .find((each) => each.label === label)
      if (button === undefined) throw new Error(`nothing to press is called ${label}`)
      return invoke(as, { ...button.input, ...input }, button.command)
    },
    async home(as) {
      it.last = { card: await bot.home(accountOf(as)) }
      return saidBy(it.last, now())
    },
    choose: (as, command, about, here, values = {}) => invoke(as, values, command, here, { about }),
    submit(as, values = {}, here) {
      const { last } = it
      if (last === undefined || !('form' in last)) throw new Error('no form was opened')
      return invoke(as, values, last.form.command, here, { draft: last.form.draft })
    },
    async advance(to) {
      const target =
        typeof to === 'string'
          ? Temporal.PlainDateTime.from(to).toZonedDateTime(zone).toInstant()
          : clock.now().add(to)
      await timer.advance(clock, target)
    },
    async deliver() {
      await courier.run()
    },
    on: (channel) => chat.in(channel).map(({ card }) => textOf(card, now())),
    look: (run) => read(on(), run),
    change: (run) => update(on(), run),
    last: undefined,
    bot,
    chat,
    clock,
    store,
    house,
    log,
  }
  return it
}

/** Has the other chats be one community with the terminal, as after linking. */
export const oneCommunity = (bot: TestBot): Promise<void> =>
  bot.change(async (use) => {
    for (const other of ['slack', 'discord']) use.set(key('space', other, space), use.community)
  })

const cardOf = (it: TestBot['last']): Card =>
  it === undefined ? {} : 'refuse' in it ? it.refuse : 'card' in it ? it.card : 'ask' in it ? it.ask : {}

function buttonsOf(card: Card): Button[] {
  const all = [...(card.buttons ?? []), ...(card.sections ?? []).flatMap(({ buttons = [] }) => buttons)]
  return all.flatMap((button) => [
    button,
    ...(button.choices ?? []).map(({ label, input }) => ({
      ...button,
      label,
      input: { ...button.input, ...input },
    })),
  ])
}
