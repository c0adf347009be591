import { update } from '../../core/update.ts'
import type { DueLane } from '../due.ts'
import { attempt } from './attempt.ts'
import { createBatches } from './batches.ts'
import { type Due, ring } from './bell.ts'
import { type Flight, flightOf } from './flight.ts'
import { HookError } from './hooks.ts'
import { type CourierOptions, type Equipment, equip, isStoreDown, updating } from './options.ts'
import { createRests } from './rests.ts'
import { createRotation } from './rotation.ts'
import { nameOf, nextAfter, scan } from './scan.ts'
import { type Turn, turns } from './turn.ts'
import { probe, sweep } from './upkeep.ts'

export type { CourierOptions, CourierSettings, Deliveries, Hooks, Titles } from './options.ts'
export { courierSettings } from './options.ts'

/** Sends what is due and does what alarms are for. */
export interface Courier {
  /**
   * Does everything that is due now, and what falls due now because of that; answers when the next thing is
   * due, in milliseconds. Sendings that hang are left to themselves: then it wants to be run again soon. After
   * an abort nothing new is begun, and what is in the air is waited for.
   */
  run(signal?: AbortSignal): Promise<number | undefined>
  /** Waits for what is in the air: after the last run, before the store is closed. */
  settled(): Promise<void>
  /** Looks whether what refuses has been mended, and resumes it; answers how many places or spaces that was. */
  probe(): Promise<number>
  /** Forgets deliveries that ended before an instant, in milliseconds; answers how many. */
  sweep(before: number): Promise<number>
}

/** A lane in the air: how many messages it has sent, and whether it is sending one. */
interface Flying {
  done: Promise<void>
  sending: boolean
  sent: number
}

/** How often a failing store is asked to record a turn, and the first pause between, in milliseconds. */
const tries = 5
const pause = 100

/** How many sendings that hang may be in the air for one that does not. */
const hanging = 8

/** Returns the courier of this process; any number of them may share a store. */
export function createCourier(options: CourierOptions): Courier {
  const on = equip(options)
  const ready = createRotation<DueLane>()
  /** The lanes in the air, those of them that hang, and what could not be recorded and is left alone. */
  const flying = new Map<string, Flying>()
  const slow = new Set<Flying>()
  const resting = createRests()
  const batches = createBatches((community, flights: Flight[]) => takeTurns(on, community, flights), {
    most: on.settings.flights,
    common: isStoreDown,
  })
  let landed = Promise.withResolvers<void>()
  let landings = 0
  let scanned = 0
  let running: Promise<number | undefined> | undefined

  const now = () => on.clock.now().epochMilliseconds
  const isBusy = (name: string) => flying.has(name) || resting.has(name, scanned)

  async function fly(flight: Flight, it: Flying, signal?: AbortSignal): Promise<void> {
    for (;;) {
      flight.last = signal?.aborted === true || (it.sent >= on.settings.turn && ready.size > 0)
      const next = await batches.ask(flight.community, flight)
      if (next === undefined) return
      it.sending = true
      Object.assign(flight, next, { pointers: [], outcome: await attempt(on, next.claim) })
      it.sending = false
      it.sent++
      slow.delete(it)
    }
  }

  function launch(due: DueLane, signal?: AbortSignal): void {
    const { community, lane } = due
    const name = nameOf(due)
    const it: Flying = { sending: false, sent: 0, done: Promise.resolve() }
    flying.set(name, it)
    it.done = fly(flightOf(due), it, signal)
      .then(() => resting.end(name))
      .catch((error: unknown) => {
        if (resting.add(name, now()) === 1)
          on.log.error('the turn of a lane could not be recorded', error, { community, lane })
      })
      .finally(() => {
        flying.delete(name)
        slow.delete(it)
        landings++
        landed.resolve()
        landed = Promise.withResolvers()
      })
  }

  /** Begins what is due, as far as there is room; tells whether that was anything. */
  async function depart(signal?: AbortSignal): Promise<boolean> {
    let begun = false
    if (ready.size === 0) {
      scanned = now()
      const { alarms, lanes } = await scan(on.store, scanned, isBusy)
      await ringAll(alarms)
      begun = alarms.length > 0
      for (const lane of lanes) ready.add(lane.community, lane)
    }
    const { flights } = on.settings
    while (flying.size - slow.size < flights && flying.size < flights * hanging) {
      const lane = ready.next()
      if (lane === undefined) break
      launch(lane, signal)
      begun = true
    }
    return begun
  }

  /** Rings alarms, those of one community by time, those of several side by side. */
  async function ringAll(alarms: readonly Due[]): Promise<void> {
    const communities = Map.groupBy(alarms, ({ community }) => community)
    await Promise.all(
      communities.values().map(async (due) => {
        for (const each of due)
          try {
            await ring(on, each)
            resting.end(nameOf(each))
          } catch (error) {
            if (isStoreDown(error)) throw error
            if (resting.add(nameOf(each), now()) === 1)
              on.log.error('an alarm could neither ring nor be put off', error, { ...each })
          }
      }),
    )
  }

  /** Waits for a lane to land; whatever is sending one and the same message for a while is slow. */
  async function land(): Promise<void> {
    const before = new Map(flying.values().map((it) => [it, it.sent]))
    const patience = on.delay(on.settings.patience)
    const passed = patience.over.then(() => 'passed')
    if ((await Promise.race([landed.promise, passed])) === 'passed')
      for (const it of flying.values()) if (it.sending && before.get(it) === it.sent) slow.add(it)
    patience.stop()
  }

  async function settled(): Promise<void> {
    await Promise.all(flying.values().map(({ done }) => done))
  }

  async function work(signal?: AbortSignal): Promise<number | undefined> {
    while (signal?.aborted !== true) {
      const before = landings
      const begun = await depart(signal)
      // What landed meanwhile may have left something that this did not see.
      if (begun || landings > before) continue
      if (flying.size === slow.size) break
      await land()
    }
    if (signal?.aborted) await settled()
    const next = await nextAfter(on.store, scanned)
    const soon = flying.size > 0 ? now() + on.settings.patience : Number.POSITIVE_INFINITY
    const nearest = Math.min(next ?? Number.POSITIVE_INFINITY, soon, resting.nearest(scanned))
    return Number.isFinite(nearest) ? nearest : undefined
  }

  return {
    run(signal) {
      running ??= work(signal).finally(() => {
        running = undefined
      })
      return running
    },
    settled,
    probe: () => probe(on),
    sweep: (before) => sweep(on, before),
  }
}

async function takeTurns(on: Equipment, community: string, flights: Flight[]): Promise<(Turn | undefined)[]> {
  for (let attempt = 1; ; attempt++)
    try {
      return await update(updating(on, community, on.nextId()), (use) => turns(on, use, flights))
    } catch (error) {
      const [flight] = flights
      if (error instanceof HookError && flights.length === 1 && flight !== undefined) {
        on.log.error(error.message, error.cause, { lane: flight.lane, news: error.news })
        flight.muted.add(error.news)
      } else if (isStoreDown(error) && attempt < tries) await on.delay(pause * 2 ** attempt).over
      else throw error
    }
}
