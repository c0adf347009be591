import { randomUUID } from 'node:crypto'
import { commands } from '../../commands/index.ts'
import { createConsole } from '../adapters/console/index.ts'
import type { Paint } from '../adapters/console/paint.ts'
import type { Named } from '../adapters/console/receive.ts'
import type { Terminal } from '../adapters/console/terminal.ts'
import { createKinds } from '../args/kinds.ts'
import { createBot } from '../bot.ts'
import type { Chat } from '../core/chat.ts'
import type { Clock, FixedClock } from '../core/clock.ts'
import type { Log } from '../core/errors.ts'
import type { Block, House } from '../core/house.ts'
import type { Locale, Platform } from '../core/person.ts'
import type { Words } from '../core/words.ts'
import { createCourier } from '../features/courier/index.ts'
import { readerAt } from '../features/readers.ts'
import { registry } from '../registry.ts'
import { createHousekeeping, sweepMarkers } from '../schedule/housekeeping.ts'
import { createTimer } from '../schedule/timer.ts'
import type { Opened } from '../store/open.ts'
import type { Community } from './community.ts'
import { createTime } from './time.ts'

/** What one Vigie in a terminal is put together from. `simulated` is its clock where it can be moved. */
export interface VigieParts {
  opened: Opened
  clock: Clock
  simulated?: FixedClock
  community: Community
  terminal: Terminal
  paint: Paint
  who: Named
  language?: Locale
  routine: Record<Locale, readonly Block[]>
  grace: number
  words: Words
  version: string
  log: Log
}

/** When what is over is swept away: every ten minutes. */
const sweeping = '*/10 * * * *'
/** How often places that refuse are looked at again, as far as their own pause is over. */
const probing = '* * * * *'
/** When deliveries that are long over are forgotten, and how long they are kept, in milliseconds. */
const forgetting = '17 3 * * *'
const keptDeliveries = 90 * 24 * 60 * 60 * 1000

/** Puts Vigie together: the bot, what sends, and the terminal as its chat. The store stays the caller's. */
export async function createVigie(parts: VigieParts) {
  const { opened, clock, simulated, community, words, log } = parts
  const { store } = opened
  const chats = new Map<Platform, Chat>()
  const chatOf = (platform: Platform) => chats.get(platform)
  const house: House = {
    version: parts.version,
    store: opened.url,
    simulated: simulated !== undefined,
    started: clock.now().epochMilliseconds,
    defaults: community.defaults,
    routine: parts.routine,
    words,
    directory: (platform) => chatOf(platform)?.directory,
  }
  const courier = createCourier({
    ...registry,
    store,
    clock,
    house,
    chats: chatOf,
    words,
    log,
    readerOf: readerAt,
    settings: { grace: parts.grace },
    owner: randomUUID(),
  })
  const timer = createTimer({ clock, log, run: courier.run })
  const housekeeping = createHousekeeping({
    chores: [
      { name: 'sweep', every: sweeping, run: () => sweepMarkers({ store, clock }) },
      { name: 'probe', every: probing, run: () => courier.probe().then(timer.nudge) },
      {
        name: 'forget',
        every: forgetting,
        run: () => courier.sweep(clock.now().epochMilliseconds - keptDeliveries),
      },
    ],
    log,
  })
  const bot = createBot({
    store,
    clock,
    house,
    commands,
    kinds: createKinds(commands),
    chats: chatOf,
    home: registry.home,
    log,
    committed: timer.nudge,
  })
  const time = createTime({ clock, courier, timer, words, log, ...(simulated && { simulated }) })
  const console = await createConsole({
    terminal: parts.terminal,
    paint: parts.paint,
    words,
    time,
    who: parts.who,
    home: () => community.home(),
    ...(parts.language && { language: parts.language }),
  })
  chats.set('console', console)

  return {
    console,
    time,
    async start() {
      await console.start(bot)
      await bot.replay()
      // On a simulated clock nothing happens but when somebody moves it.
      if (simulated !== undefined) return
      timer.start()
      housekeeping.start()
    },
    async stop() {
      await console.stop()
      await housekeeping.stop()
      await timer.stop()
      await courier.settled()
    },
  }
}

export type Vigie = Awaited<ReturnType<typeof createVigie>>
