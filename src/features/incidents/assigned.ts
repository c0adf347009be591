import type { Work } from '../../core/work.ts'
import type { Deliveries } from '../courier/options.ts'
import type { Delivery } from '../delivery.ts'
import { cancel } from '../outbox.ts'
import { assignedView } from './ownership.ts'
import { incidentKeys, incidentOf, type Step } from './record.ts'
import { numbersOf } from './reference.ts'
import { reportUnheard, tellElsewhere, toldBy } from './telling.ts'

/**
 * What becomes of the word that a case is somebody's: where it is refused they are told by another way and, where
 * there is none, whoever assigned it is.
 */
export const assignedDeliveries: Deliveries = { [assignedView]: { refused: around } }

async function around(use: Work, it: Delivery): Promise<void> {
  if (!('post' in it.does || 'note' in it.does)) return
  const { of } = it.does
  const { nth, number } = numbersOf(of)
  const to = await toldBy(use, it)
  const incident = await incidentOf(use, number)
  const step =
    nth === undefined ? undefined : await use.get<Step>(incidentKeys.step(use.community, number, nth))
  if (to === undefined || step?.by === undefined || incident?.owner?.person !== step.to?.person) return
  const word = { view: assignedView, of, key: of, number, to }
  if (await tellElsewhere(use, word)) await cancel(use, it.id)
  else await reportUnheard(use, word, step.by, 'assigned')
}
