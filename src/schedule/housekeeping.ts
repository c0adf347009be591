import { type ScheduledTask, schedule } from 'node-cron'
import type { Clock } from '../core/clock.ts'
import type { Log } from '../core/errors.ts'
import { key, type Store, under } from '../core/store.ts'
import { update } from '../core/update.ts'

/**
 * Something to be done now and then that nobody waits for, and that may be left out once: node-cron remembers
 * nothing, drops what comes late, and is never asked for more. `every` is a cron line, in UTC.
 */
interface Chore {
  name: string
  every: string
  run(): Promise<unknown>
}

/** What is done now and then while Vigie runs. */
interface Housekeeping {
  start(): void
  /** Stops, once what is under way has ended. */
  stop(): Promise<void>
}

/** Returns chores that stand still until they are started; none overlaps itself, and one that fails is logged. */
export function createHousekeeping({ chores, log }: { chores: readonly Chore[]; log: Log }): Housekeeping {
  const tasks: ScheduledTask[] = []
  const running = new Map<Chore, Promise<void>>()
  const logger = {
    debug: () => {},
    info: () => {},
    warn: (what: string) => log.warn(what),
    error: (what: string | Error, error?: Error) => log.error('a chore could not be run', error ?? what),
  }

  const once = (chore: Chore): Promise<void> =>
    chore
      .run()
      .then(
        () => {},
        (error: unknown) => log.error('a chore failed', error, { chore: chore.name }),
      )
      .finally(() => running.delete(chore))

  return {
    start() {
      for (const chore of chores)
        tasks.push(
          schedule(
            chore.every,
            () => {
              if (!running.has(chore)) running.set(chore, once(chore))
            },
            { name: chore.name, timezone: 'UTC', logger, suppressMissedWarning: true, unref: true },
          ),
        )
    },
    async stop() {
      await Promise.all(tasks.splice(0).map((task) => task.destroy()))
      await Promise.all(running.values())
    },
  }
}

/** How many records are swept in one commit. */
const page = 200

/**
 * Takes away the records whose time is over, as marked by `Work.expire`, and answers how many that was. A record
 * that itself says `expires`, in milliseconds, is kept until then: who prolongs it needs only write that.
 */
export async function sweepMarkers({ clock, store }: { store: Store; clock: Clock }): Promise<number> {
  const now = clock.now().epochMilliseconds
  const to = key('tmp', now + 1)
  let from = under('tmp').from
  let swept = 0
  for (let found = page; found === page; ) {
    const markers = await store.range({ from, to, limit: page })
    found = markers.length
    from = `${markers.at(-1)?.key ?? to} `
    const on = { store, clock, community: '', id: `sweep/${now}/${swept}/${markers[0]?.key ?? ''}` }
    swept += await update(on, async (use) => {
      const marked = await use.getMany<string>(markers.map((marker) => marker.key))
      const records = await use.getMany<unknown>(marked.filter((it) => it !== undefined))
      let gone = 0
      for (const [index, record] of marked.filter((it) => it !== undefined).entries()) {
        const until = expiryOf(records[index])
        if (until !== undefined && until > now) use.expire(record, until)
        else {
          use.delete(record)
          gone++
        }
      }
      for (const marker of markers) use.delete(marker.key)
      return gone
    })
  }
  return swept
}

function expiryOf(record: unknown): number | undefined {
  const { expires } = (record ?? {}) as { expires?: unknown }
  return typeof expires === 'number' ? expires : undefined
}
