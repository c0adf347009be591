import type { Directory } from '../core/chat.ts'
import type { Clock } from '../core/clock.ts'
import type { Log } from '../core/errors.ts'
import { createMemory } from '../core/memory.ts'
import { type Place, type Platform, type Visibility, visibilities } from '../core/person.ts'

const minute = 60_000
/** How long an answer is as good as new, how old one may be that cannot be renewed, and how long one is waited for; in milliseconds. */
const times = { fresh: minute, stale: 10 * minute, patience: 1000 }

/** What looking at places needs. */
interface SightParts {
  directory(platform: Platform): Directory | undefined
  clock: Clock
  log: Log
}

/** Returns what tells how far a place sees, asking its chat now and then; `undefined` where it cannot tell. */
export function createSight({ clock, directory, log }: SightParts) {
  const known = createMemory<Visibility>({ clock, fresh: times.fresh, patience: times.patience })

  async function look(at: Place): Promise<Visibility | undefined> {
    try {
      const found = await directory(at.platform)?.place(at)
      // A chat that cannot be reached says nothing about the place, whatever it is taken for meanwhile.
      return found?.problems.some(({ scope }) => scope === 'space') ? undefined : found?.sees
    } catch (error) {
      log.warn('a chat could not say who sees a place', { at, error: String(error) })
      return undefined
    }
  }

  return (at: Place): Promise<Visibility | undefined> =>
    known(`${at.platform}/${at.space}/${at.channel}`, () => look(at), times.stale)
}

/** Tells whether more people see the one than the other. */
export const seesMore = (one: Visibility, other: Visibility): boolean =>
  visibilities.indexOf(one) > visibilities.indexOf(other)
