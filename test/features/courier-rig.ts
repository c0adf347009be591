import en from '../../config/locales/en.json' with { type: 'json' }
import fr from '../../config/locales/fr.json' with { type: 'json' }
import type { View } from '../../src/core/card.ts'
import { createFixedClock, instant } from '../../src/core/clock.ts'
import type { Place, Platform, Who } from '../../src/core/person.ts'
import type { Store } from '../../src/core/store.ts'
import { read, update } from '../../src/core/update.ts'
import { createWords, type LocaleFile } from '../../src/core/words.ts'
import type { Work } from '../../src/core/work.ts'
import { type CourierOptions, createCourier } from '../../src/features/courier/index.ts'
import type { Delivery } from '../../src/features/delivery.ts'
import { createTimer } from '../../src/schedule/timer.ts'
import { openStore } from '../../src/store/open.ts'
import { createFakeChat, createFakeLog } from '../fakes.ts'

/** The beginning of every test. */
export const start = '2027-03-11T08:00:00Z'

export const at = (time: string): number => Temporal.Instant.from(`2027-03-11T${time}Z`).epochMilliseconds

export const place = (channel: string, platform: Platform = 'slack'): Place => ({
  platform,
  space: 'T1',
  channel,
})

export const who = (id: string): Who => ({
  person: id,
  account: { platform: 'slack', space: 'T1', id },
  name: id,
})

/** A view that shows the text kept under its subject, or the subject itself. */
export const plainView = (name: string): View => ({
  name,
  async card(of, _reader, use) {
    const text = await use.get<string>(`text/${of}`)
    return text === '' ? undefined : { text: text ?? of }
  },
})

/** Everything a courier needs, in memory, with two fake chats. */
export async function createRig(options: Partial<CourierOptions> = {}) {
  const clock = createFixedClock(start)
  const { store } = options.store === undefined ? await openStore('memory://') : { store: options.store }
  const chats = { slack: createFakeChat('slack', clock), discord: createFakeChat('discord', clock) }
  const log = createFakeLog()
  const pauses = createPauses()
  let works = 0

  const courierOn = (more: Partial<CourierOptions> = {}) =>
    createCourier({
      store,
      clock,
      chats: (platform) => (platform === 'console' ? undefined : chats[platform]),
      views: Object.fromEntries(['card', 'line', 'home'].map((name) => [name, plainView(name)])),
      readerOf: async () => ({ locale: 'en', zone: 'UTC', sees: 'team' }),
      words: createWords({ en: en as LocaleFile, fr: fr as LocaleFile }),
      owner: `one/${++works}`,
      log,
      delay: pauses.delay,
      random: () => 1,
      ...options,
      ...more,
    })
  const courier = courierOn()
  const timer = createTimer({ clock, run: courier.run, log })

  return {
    clock,
    store,
    log,
    ...chats,
    courier,
    courierOn,
    /** Lets what hangs be answered, and ends what hangs unanswered. */
    async release() {
      chats.slack.release()
      await loops(10)
    },
    async timeOut() {
      pauses.timeOut()
      await loops(10)
    },
    /** Does a work of a community. */
    do: <T>(run: (use: Work) => Promise<T>, community = 'x') =>
      update({ store, clock, community, id: `work-${++works}` }, run),
    read: <T>(run: (use: Work) => Promise<T>, community = 'x') =>
      read({ store, clock, community, id: 'reading' }, run),
    /** Moves the clock to a time of the day, with everything that falls due on the way. */
    until: (time: string) => timer.advance(clock, instant(at(time))),
    everything: () => everything(store),
  }
}

/** Returns all that is stored, by key. */
export async function everything(store: Store): Promise<Map<string, unknown>> {
  const entries = await store.range({ from: '!', to: '~', limit: 1_000_000 })
  return new Map(entries.map(({ key, value }) => [key, value]))
}

/** Returns all deliveries there are, by time and turn. */
export const deliveriesIn = async (store: Store): Promise<Delivery[]> =>
  [...(await everything(store))]
    .filter(([key]) => /^c\/[^/]+\/delivery\//.test(key))
    .map(([, value]) => value as Delivery)
    .sort((a, b) => a.due - b.due || a.order - b.order)

/**
 * Real time as far as a courier knows it: a short pause ends when all that can go on without it has gone on, a
 * long one when it is said to.
 */
export function createPauses() {
  const long = new Set<() => void>()
  return {
    delay(ms: number) {
      const { promise, resolve } = Promise.withResolvers<void>()
      if (ms > 10_000) long.add(resolve)
      else loops(30).then(resolve)
      return {
        over: promise,
        stop() {
          long.delete(resolve)
          resolve()
        },
      }
    },
    /** Ends every long pause: what hangs has taken too long. */
    timeOut() {
      for (const resolve of long) resolve()
      long.clear()
    },
  }
}

/** Lets everything happen that is ready to. */
export async function loops(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve))
}
