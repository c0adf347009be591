import type { Work } from '../../core/work.ts'
import { audit } from '../audit.ts'
import { post } from '../outbox.ts'
import { whoNow } from '../people.ts'
import type { Occurrence, Reminder } from './record.ts'
import { ownerToTell, subject, troubleView } from './sending.ts'

/**
 * Returns a series paused since one of its dates could not be sent to anybody, with the owner told in private;
 * where others got it, the series goes on and the owner is told all the same. Nothing is ever deleted.
 */
export async function tellTrouble(use: Work, it: Reminder, date: Occurrence): Promise<Reminder> {
  const refused = date.sendings.filter(({ state }) => state === 'refused')
  const owner = ownerToTell(it, refused)
  if (owner !== undefined)
    await post(use, {
      view: troubleView,
      of: subject.occurrence(date.id),
      to: { direct: await whoNow(use, owner) },
      key: `${date.id}+${date.round}`,
      grace: 'any',
    })
  const reached = date.sendings.some(({ state }) => state === 'sent')
  if (reached || it.state === 'deleted' || it.state === 'paused') return it
  const why = date.why ?? refused[0]?.why ?? 'closed'
  audit(use, { did: 'reminder.paused', of: subject.reminder(it.number), what: { why } })
  return { ...it, state: 'paused', paused: { at: use.now.epochMilliseconds, why } }
}
