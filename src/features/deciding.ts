import { UserError } from '../core/errors.ts'
import type { Person, Who } from '../core/person.ts'
import type { Work } from '../core/work.ts'
import { audit } from './audit/entries.ts'
import { deliveryHooks } from './deliveries.ts'
import { type Delivery, isRefresh, viewOf } from './delivery.ts'
import { scheduleNamed } from './digest/record.ts'
import { digestViewName } from './digest/schedule.ts'
import { escalationOf, isOpen } from './escalations/record.ts'
import { partsOf } from './escalations/tell.ts'
import { type InDoubt, occurrenceIn, rightsTo, sharing } from './in-doubt.ts'
import { incidentOf } from './incidents/record.ts'
import { numbersOf } from './incidents/reference.ts'
import { deliveryOf } from './ledger.ts'
import { again, cancel, confirm } from './outbox.ts'
import { occurrenceOf, reminderOf } from './reminders/record.ts'

/**
 * What came of a decision: it counts as sent (`there`), goes out now (`sending`), or is not sent since what it is about
 * is over (`over`); `before`: nothing was in doubt any more.
 */
export interface Decided {
  became: 'there' | 'sending' | 'over' | 'before'
  about: InDoubt
}

/** Somebody who decides about what is in doubt. */
interface Decider {
  by: Person
  who: Who
}

/** Counts a message in doubt as sent, with all that shared its card: somebody saw it there. */
export async function countAsSent(use: Work, id: string, decider: Decider): Promise<Decided> {
  const about = await doubtful(use, id, decider)
  if (!('all' in about)) return about
  for (const it of about.all) {
    await confirm(use, it.id, decider.who)
    await deliveryHooks[viewOf(it.does)]?.sent?.(use, it)
    note(use, 'message.arrived', it, decider)
  }
  return { became: 'there', about: about.all }
}

/** Sends a message in doubt now, with all that shared its card, unless what it is about is over. */
export async function sendNow(use: Work, id: string, decider: Decider): Promise<Decided> {
  const about = await doubtful(use, id, decider)
  if (!('all' in about)) return about
  let became: Decided['became'] = 'over'
  for (const it of about.all)
    if (await isOver(use, it)) {
      await cancel(use, it.id)
      note(use, 'message.dropped', it, decider)
    } else {
      became = 'sending'
      await again(use, it.id, decider.who)
      await deliveryHooks[viewOf(it.does)]?.again?.(use, it)
      note(use, 'message.sent', it, decider)
    }
  return { became, about: about.all }
}

/** Returns what is to be decided on, or what it came to before; refuses what is not on record, or not theirs to know of. */
async function doubtful(use: Work, id: string, { by }: Decider): Promise<{ all: InDoubt } | Decided> {
  const it = await deliveryOf(use, id)
  const rights = it && (await rightsTo(use, it, by))
  if (it === undefined || rights?.knows !== true) throw new UserError('message.unknown')
  if (!rights.decides) throw new UserError('message.notYours')
  return it.state === 'unsure' ? { all: await sharing(use, it) } : { became: 'before', about: [it] }
}

const note = (use: Work, did: string, { does, id }: Delivery, { who }: Decider): void =>
  audit(use, { by: who, did, of: isRefresh(does) ? id : does.of, what: { delivery: id } })

/** Tells whether there is no use any more in telling what a message was to tell. */
async function isOver(use: Work, it: Delivery): Promise<boolean> {
  const { does, due } = it
  if (isRefresh(does)) return true
  const date = occurrenceIn(it)
  if (date !== undefined) return isDateOver(use, date)
  switch (viewOf(does)) {
    case 'incident': {
      const incident = await incidentOf(use, numbersOf(does.of).number)
      return incident === undefined || incident.withdrawn !== undefined
    }
    case 'escalation': {
      const { nth, number } = partsOf(does.of)
      const question = await escalationOf(use, number, nth)
      return question === undefined || !isOpen(question)
    }
    case digestViewName: {
      const schedule = await scheduleNamed(use, does.of)
      // A later one was there, and told all of it.
      return schedule === undefined || schedule.stopped !== undefined || (schedule.previous ?? 0) > due
    }
    default:
      return false
  }
}

async function isDateOver(use: Work, id: string): Promise<boolean> {
  const date = await occurrenceOf(use, id)
  const it = date && (await reminderOf(use, date.reminder))
  if (date === undefined || it === undefined || it.state === 'deleted') return true
  return date.state === 'done' || date.state === 'skipped' || date.state === 'later'
}
