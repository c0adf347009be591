import type { Who } from '../../core/person.ts'
import type { Work } from '../../core/work.ts'
import type { Deliveries } from '../courier/options.ts'
import type { Delivery } from '../delivery.ts'
import { cancel } from '../outbox.ts'
import { keepAct } from './act.ts'
import { assignedView } from './ownership.ts'
import { incidentOf, stepOf } from './record.ts'
import { numbersOf, stepSubject } from './reference.ts'
import { tellElsewhere, toldBy, type Word, wasTold } from './telling.ts'

/** The card that tells somebody that a word of theirs about a case reached nobody. */
export const unheardView = 'incident-unheard'

/**
 * Writes on a case that somebody cannot be reached with a word about it, and tells whoever wrote that; once. `what`
 * names the word: `incident.unheard.<what>`.
 */
export async function reportUnheard(use: Work, it: Word, by: Who, what: string): Promise<void> {
  const before = await incidentOf(use, it.number)
  if (before === undefined || before.withdrawn !== undefined) return
  const reportAt = (step: number) => reportOf(`${stepSubject(it.number, step)}/unheard/${it.key}`, by)
  if (await wasTold(use, reportAt(before.steps))) return
  const act = { did: 'unheard', to: it.to, values: { what } }
  const { steps } = await keepAct(use, { before, after: before }, act, { final: true })
  await tellElsewhere(use, reportAt(steps))
}

/** There is one for each word, whatever the number of its step. */
const reportOf = (of: string, to: Who): Word => ({
  ...{ view: unheardView, of, to },
  number: numbersOf(of).number,
  key: `unheard/${of.split('/').slice(4).join('/')}`,
})

/**
 * What becomes of the word that a case is somebody's: where it is refused they are told by another way and, where
 * there is none, whoever assigned it is; that word goes other ways too.
 */
export const unheardDeliveries: Deliveries = {
  [assignedView]: { refused: aroundAssigned },
  [unheardView]: { refused: aroundUnheard },
}

async function aroundAssigned(use: Work, it: Delivery): Promise<void> {
  if (!('post' in it.does || 'note' in it.does)) return
  const { of } = it.does
  const { nth, number } = numbersOf(of)
  const to = await toldBy(use, it)
  const incident = await incidentOf(use, number)
  const step = await stepOf(use, number, nth)
  if (to === undefined || step?.by === undefined || incident?.owner?.person !== step.to?.person) return
  const word = { view: assignedView, of, key: of, number, to }
  if (await tellElsewhere(use, word)) await cancel(use, it.id)
  else await reportUnheard(use, word, step.by, 'assigned')
}

async function aroundUnheard(use: Work, it: Delivery): Promise<void> {
  if (!('post' in it.does || 'note' in it.does)) return
  const to = await toldBy(use, it)
  if (to !== undefined && (await tellElsewhere(use, reportOf(it.does.of, to)))) await cancel(use, it.id)
}
