import type { Work } from '../../core/work.ts'
import { audit } from '../audit/entries.ts'
import type { Deliveries } from '../courier/options.ts'
import { deliveryId, laneOf } from '../delivery.ts'
import { deliveryOf } from '../ledger.ts'
import { cancel, post } from '../outbox.ts'
import { type Occurrence, occurrenceOf, type Reminder, reminderOf } from './record.ts'
import { idIn, subject, troubleView, type Way, waysToTell } from './sending.ts'

/**
 * Returns a series paused since one of its dates could not be sent to anybody, with the owner told; where others got
 * it, the series goes on and the owner is told all the same. Nothing is ever deleted.
 */
export async function tellTrouble(use: Work, it: Reminder, date: Occurrence): Promise<Reminder> {
  const after = stopped(use, it, date)
  const { told, untold } = await waysOf(use, after, date)
  if (told.length === 0) await tell(use, after, date, untold)
  return after
}

function stopped(use: Work, it: Reminder, date: Occurrence): Reminder {
  if (isReached(date) || it.state === 'deleted' || it.state === 'paused') return it
  const why = date.why ?? refusedOf(date)[0]?.why ?? 'closed'
  audit(use, { did: 'reminder.paused', of: subject.reminder(it.number), what: { why } })
  return { ...it, state: 'paused', paused: { at: use.now.epochMilliseconds, why } }
}

/** What becomes of the word to an owner: where it is refused too, the next way is tried while there is one. */
export const troubleDeliveries: Deliveries = {
  [troubleView]: {
    async refused(use, { does, id }) {
      if (!('post' in does)) return
      const date = await occurrenceOf(use, idIn(does.of))
      const it = date && (await reminderOf(use, date.reminder))
      if (date === undefined || it === undefined) return
      if (it.state !== 'paused' && !isReached(date)) return
      const { untold } = await waysOf(use, it, date)
      // Whoever was told elsewhere is not told late as well; the last way is kept until it is mended.
      if (await tell(use, it, date, untold)) await cancel(use, id)
    },
  },
}

const refusedOf = ({ sendings }: Occurrence) => sendings.filter(({ state }) => state === 'refused')

const isReached = ({ sendings }: Occurrence): boolean => sendings.some(({ state }) => state === 'sent')

/** A date is told of once for each time it was to be sent, and again where its series was resumed and stopped anew. */
const keyOf = ({ paused }: Reminder, { id, round }: Occurrence): string =>
  `${id}+${round}+${paused?.at ?? ''}`

/** Parts the ways to an owner into those this was told by already, and those it was not. */
async function waysOf(use: Work, it: Reminder, date: Occurrence): Promise<{ told: Way[]; untold: Way[] }> {
  const told: Way[] = []
  const untold: Way[] = []
  for (const way of await waysToTell(use, it, refusedOf(date))) {
    const id = deliveryId(use.community, 'post', troubleView, laneOf(way.to), keyOf(it, date))
    if ((await deliveryOf(use, id)) === undefined) untold.push(way)
    else told.push(way)
  }
  return { told, untold }
}

async function tell(use: Work, it: Reminder, date: Occurrence, [way]: readonly Way[]): Promise<boolean> {
  if (way === undefined) return false
  const of = subject.occurrence(date.id)
  const key = keyOf(it, date)
  await post(use, { view: troubleView, of, to: way.to, notify: way.notify, key, grace: 'any' })
  return true
}
