import { randomUUID } from 'node:crypto'
import { key, type Store } from '../../core/store.ts'

/** Who seals, and until when by their own clock, in milliseconds. */
interface Held {
  v: 1
  owner: string
  until: number
}

/** The lease of one process on the sealing of all communities. Times in milliseconds. */
export interface Lease {
  /** Asks for it, or for more of it; answers until when it is held or, where another process has it, when to ask again. */
  take(now: number): Promise<{ until: number } | { busy: number }>
  /** Gives it back, where it is held. */
  release(): Promise<void>
}

const leaseKey = key('audit-sealer')

/** How long it is held without being asked for again, in milliseconds. */
export const term = 5000

/**
 * Returns the lease as a process sees it. What another process holds is free once it is over by this clock, or has not
 * been written to for as long as it lasts: however wrong a dead process's clock was, nobody waits longer than that.
 * It only spares processes each other's work: two that both believe to hold it seal nothing twice.
 */
export function createLease(store: Store, owner: string): Lease {
  let seen = { version: '', since: 0 }

  const held = async () => (await store.getMany([leaseKey]))[0]
  const write = (version: string | null, it: Held | undefined) =>
    store.commit({
      id: `${owner}#${randomUUID()}`,
      checks: [[leaseKey, version]],
      set: it === undefined ? [] : [[leaseKey, { ...it }]],
      delete: it === undefined ? [leaseKey] : [],
    })

  return {
    async take(now) {
      const found = await held()
      // Only sealers write there.
      const it = found?.value as Held | undefined
      if (found !== undefined && it !== undefined && it.owner !== owner) {
        if (seen.version !== found.version || seen.since > now) seen = { version: found.version, since: now }
        const free = Math.min(it.until, seen.since + term)
        if (free > now) return { busy: free }
      } else if (it !== undefined && it.until - now > term / 2 && it.until - now <= term)
        return { until: it.until }
      const until = now + term
      const written = await write(found?.version ?? null, { v: 1, owner, until })
      // Whoever was faster has it now.
      return 'done' in written ? { until } : { busy: until }
    },
    async release() {
      const found = await held()
      const it = found?.value as Held | undefined
      if (found !== undefined && it?.owner === owner) await write(found.version, undefined)
    },
  }
}
