import type { Place } from '../../core/person.ts'
import type { Work } from '../../core/work.ts'
import type { Deliveries } from '../courier/options.ts'
import { viewOf } from '../delivery.ts'
import { incidentKeys } from './record.ts'
import { numbersOf } from './reference.ts'

/** Returns the number of the case whose own thread a place is. */
export const incidentAt = async (use: Work, { channel, thread }: Place): Promise<number | undefined> =>
  thread === undefined ? undefined : use.get<number>(incidentKeys.thread(use.community, channel, thread))

/** Returns the thread of a case, `undefined` where its chat has none. */
export const threadOf = (use: Work, number: number): Promise<Place | undefined> =>
  use.get<Place>(incidentKeys.threadOf(use.community, number))

/**
 * What becomes of the lines under a case's card: the first to be sent tells which thread is the case's own, so
 * that its reference can be left out there.
 */
export const incidentDeliveries: Deliveries = {
  'incident-step': {
    async sent(use, { does }, { place }) {
      if (place.thread === undefined || !('note' in does) || viewOf(does) !== 'incident-step') return
      const { number } = numbersOf(does.of)
      const at = incidentKeys.thread(use.community, place.channel, place.thread)
      if ((await use.get<number>(at)) === number) return
      use.set(at, number)
      use.set(incidentKeys.threadOf(use.community, number), place)
    },
  },
}
