import { randomUUID } from 'node:crypto'
import { commands } from '../../commands/index.ts'
import { createKinds } from '../args/kinds.ts'
import { createBot } from '../bot.ts'
import type { Chat } from '../core/chat.ts'
import type { Clock } from '../core/clock.ts'
import type { Log } from '../core/errors.ts'
import type { Block, House } from '../core/house.ts'
import type { Locale, Platform } from '../core/person.ts'
import type { Words } from '../core/words.ts'
import { noticing } from '../features/audit/entries.ts'
import { createSealer } from '../features/audit/sealing.ts'
import { createCourier } from '../features/courier/index.ts'
import { knowing } from '../features/knowing.ts'
import { followNames } from '../features/name-changes.ts'
import { createReach } from '../features/reach.ts'
import { readerAt } from '../features/readers.ts'
import { createRoleChanges } from '../features/role-changes.ts'
import { createSight } from '../features/sight.ts'
import { followSights } from '../features/sight-changes.ts'
import { registry } from '../registry.ts'
import { createHousekeeping, sweepMarkers } from '../schedule/housekeeping.ts'
import { createTimer } from '../schedule/timer.ts'
import type { Opened } from '../store/open.ts'
import type { Ways } from './community.ts'

/** What every Vigie is put together from, whatever its chats. `simulated`: its clock moves by hand only. */
export interface EngineParts {
  opened: Opened
  clock: Clock
  simulated: boolean
  /** What a new community begins with. */
  defaults: Ways
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
/** How often it is looked whether more people see a place than before, and whether some still are in their groups. */
const following = '* * * * *'
/** How often it is looked how places are called by now: they hardly ever are called otherwise. */
const naming = '23 * * * *'
/** When deliveries that are long over are forgotten, and how long they are kept, in milliseconds. */
const forgetting = '17 3 * * *'
const keptDeliveries = 90 * 24 * 60 * 60 * 1000

/** How often what could not be answered after a restart is tried again. */
const replaying = '* * * * *'

/** Puts together what all chats share: the bot, and what sends. The store stays the caller's. */
export function createEngine(parts: EngineParts) {
  const { opened, clock, simulated, words, log } = parts
  const sealer = createSealer({ store: opened.store, clock, log, owner: randomUUID() })
  const sealing = createTimer({ clock, log, run: sealer.run })
  const store = noticing(opened.store, sealing.nudge)
  const chats = new Map<Platform, Chat>()
  const chatOf = (platform: Platform) => chats.get(platform)
  const reach = createReach({ chats: () => chats.values(), clock })
  const house: House = {
    version: parts.version,
    store: opened.url,
    simulated,
    started: clock.now().epochMilliseconds,
    defaults: parts.defaults,
    routine: parts.routine,
    words,
    directory: (platform) => chatOf(platform)?.directory,
    greets: (platform) => chatOf(platform)?.firstRun === true,
    reads: knowing,
    lost: reach.lost,
    sees: createSight({ directory: (platform) => chatOf(platform)?.directory, clock, log }),
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
  let unanswered = 0
  const replay = async () => {
    unanswered = await bot.replay()
  }
  const housekeeping = createHousekeeping({
    chores: [
      { name: 'replay', every: replaying, run: async () => (unanswered > 0 ? replay() : undefined) },
      { name: 'sweep', every: sweeping, run: () => sweepMarkers({ store, clock }) },
      { name: 'probe', every: probing, run: () => courier.probe().then(timer.nudge) },
      {
        name: 'sights',
        every: following,
        run: () => followSights({ store, clock, house, log }).then(timer.nudge),
      },
      { name: 'names', every: naming, run: () => followNames({ store, clock, house, log }) },
      { name: 'roles', every: following, run: createRoleChanges({ store, clock, house, log }) },
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
    gated: true,
  })

  return {
    house,
    courier,
    timer,
    /** Hands a chat over; before the start. */
    add: (chat: Chat) => void chats.set(chat.platform, chat),
    /** Starts the chats, answers what was acknowledged and not yet answered, and sends what is due. */
    async start() {
      for (const chat of chats.values()) await chat.start(bot)
      reach.start()
      await replay()
      // On a simulated clock nothing happens but when somebody moves it.
      if (simulated) return
      timer.start()
      sealing.start()
      housekeeping.start()
    },
    /** Takes nothing new and lets what has begun come to its end. */
    async stop() {
      reach.stop()
      for (const chat of chats.values()) await chat.stop()
      await housekeeping.stop()
      await timer.stop()
      await courier.settled()
      await sealing.stop()
      await sealer.finish()
    },
  }
}
