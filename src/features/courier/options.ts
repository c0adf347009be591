import type { View } from '../../core/card.ts'
import type { Chat, MessageRef, Problem } from '../../core/chat.ts'
import type { Clock } from '../../core/clock.ts'
import type { Log } from '../../core/errors.ts'
import type { House } from '../../core/house.ts'
import type { Platform, Reader } from '../../core/person.ts'
import { type Store, StoreError } from '../../core/store.ts'
import type { Text, Translate } from '../../core/text.ts'
import type { Words } from '../../core/words.ts'
import type { Updating, Work } from '../../core/work.ts'
import type { AlarmHandlers } from '../alarms.ts'
import type { Delivery } from '../delivery.ts'

/**
 * What a feature does when something becomes of its deliveries, in the commit that records it. One that throws
 * is logged, and the change is recorded without it: what a chat did cannot be undone.
 */
export interface Hooks {
  /** It is about to be sent; `late` says whether it is marked late. */
  sending?(use: Work, it: Delivery): Promise<void>
  /** It is there; `ref` is left out where somebody saw it there, as it was `unsure`, and `it` is as it was then. */
  sent?(use: Work, it: Delivery, ref?: MessageRef): Promise<void>
  /** It was too late to be sent. */
  missed?(use: Work, it: Delivery): Promise<void>
  /** It is paused, since the chat refused it or its place, or since no try succeeded: its owner wants to know. */
  refused?(use: Work, it: Delivery, problem: Problem): Promise<void>
  /** Nobody can tell whether it is there: a person decides. */
  unsure?(use: Work, it: Delivery): Promise<void>
  /** It was unsure, and somebody has it sent now. */
  again?(use: Work, it: Delivery): Promise<void>
}

/** The hooks of deliveries, by the name of the view that draws them. */
export type Deliveries = Readonly<Record<string, Hooks>>

/** One line that stands for a post among others that are late, by view; `undefined` when there is nothing left of it. */
export type Titles = Readonly<
  Record<string, (of: string, reader: Reader, use: Work, t: Translate) => Promise<Text | undefined>>
>

/** How patiently things are sent; times in milliseconds. */
export interface CourierSettings {
  /** How late a message still goes out. */
  grace: number
  /** From when on it counts as late. */
  mark: number
  /** More than so many late in one place become one card. */
  bundle: number
  /** How long a process holds a lane without renewing that; longer than `timeout`. */
  lease: number
  /** How long one sending may take before its outcome is unknown. */
  timeout: number
  /** How long others wait for sendings that hang. */
  patience: number
  /** How often a delivery is tried that does not succeed. */
  tries: number
  /** The first pause between two tries; each further one is twice as long, at most ten minutes. */
  backoff: number
  /** How many lanes are in the air at once. */
  flights: number
  /** How many messages a lane sends before others that wait have their turn. */
  turn: number
  /** When Vigie first looks whether a place that refuses was mended, and at the latest. */
  probe: number
  longestProbe: number
}

/** What a courier does where nothing is set. */
export const courierSettings: CourierSettings = {
  grace: 2 * 3_600_000,
  mark: 60_000,
  bundle: 5,
  lease: 60_000,
  timeout: 30_000,
  patience: 1_000,
  tries: 8,
  backoff: 2_000,
  flights: 1024,
  turn: 16,
  probe: 5 * 60_000,
  longestProbe: 24 * 3_600_000,
}

/** A pause that can be cut short. */
interface Delay {
  over: Promise<void>
  stop(): void
}

/** What a courier works with. */
export interface CourierOptions {
  store: Store
  clock: Clock
  house?: House
  /** The chat of a platform, `undefined` where it is not set up. */
  chats(platform: Platform): Chat | undefined
  views: Readonly<Record<string, View>>
  deliveries?: Deliveries
  alarms?: AlarmHandlers
  titles?: Titles
  /** Who reads at the place a delivery goes to. */
  readerOf(use: Work, it: Delivery): Promise<Reader>
  words: Words
  settings?: Partial<CourierSettings>
  /** Names this process among those on the same store; never the same after a restart. */
  owner: string
  log: Log
  /** Waits; the only use of real time here. */
  delay?(ms: number): Delay
  /** From 0 to 1, spreads the pauses. */
  random?(): number
}

/** The same with everything filled in. */
export interface Equipment extends Required<Omit<CourierOptions, 'house' | 'settings'>> {
  house?: House
  settings: CourierSettings
  /** A name for a work, never the same twice. */
  nextId(): string
}

/** Fills in what was left out. */
export function equip(options: CourierOptions): Equipment {
  let works = 0
  return {
    deliveries: {},
    alarms: {},
    titles: {},
    delay,
    random: Math.random,
    ...options,
    settings: { ...courierSettings, ...options.settings },
    nextId: () => `${options.owner}/${++works}`,
  }
}

/** What a work of this courier is opened with. */
export const updating = ({ clock, house, store }: Equipment, community: string, id: string): Updating => ({
  store,
  clock,
  community,
  id,
  ...(house === undefined ? {} : { house }),
})

/** Tells whether the store as a whole has failed, rather than one record of it. */
export const isStoreDown = (error: unknown): boolean =>
  error instanceof StoreError && error.code !== 'corrupt'

function delay(ms: number): Delay {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  return {
    over: promise,
    stop() {
      clearTimeout(timer)
      resolve()
    },
  }
}
