import type { Place } from '../../core/person.ts'
import type { Work } from '../../core/work.ts'
import type { Deliveries } from '../courier/options.ts'
import { incidentKeys } from './record.ts'
import { numbersOf } from './reference.ts'

/** Returns the number of the case whose own thread a place is. */
export const incidentAt = async (use: Work, { channel, thread }: Place): Promise<number | undefined> =>
  thread === undefined ? undefined : use.get<number>(incidentKeys.thread(use.community, channel, thread))

/** Returns the thread of a case, `undefined` where its chat has none. */
export const threadOf = (use: Work, number: number): Promise<Place | undefined> =>
  use.get<Place>(incidentKeys.threadOf(use.community, number))

/**
 * What becomes of a case's card and of the lines under it: they tell which thread is the case's own, so that its
 * reference can be left out there. Chats name a thread after the message it hangs under, so that it is known
 * before anything is said in it; the first line sent there tells for sure.
 */
export const incidentDeliveries: Deliveries = {
  incident: {
    async sent(use, { does }, ref) {
      if (ref === undefined || !('post' in does)) return
      const { id, place } = ref
      use.set(incidentKeys.thread(use.community, place.channel, id), numbersOf(does.of).number)
    },
  },
  'incident-step': {
    async sent(use, { does }, ref) {
      const place = ref?.place
      if (place?.thread === undefined || !('note' in does)) return
      const { number } = numbersOf(does.of)
      if ((await threadOf(use, number)) !== undefined) return
      use.set(incidentKeys.thread(use.community, place.channel, place.thread), number)
      use.set(incidentKeys.threadOf(use.community, number), place)
    },
  },
}
