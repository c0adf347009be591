import { UserError } from '../../core/errors.ts'
import type { Who } from '../../core/person.ts'
import { key, under } from '../../core/store.ts'
import type { Work } from '../../core/work.ts'
import { clearAlarm } from '../alarms.ts'
import { audit } from '../audit/entries.ts'
import { touch } from '../outbox.ts'
import { type Acted, record } from './acts.ts'
import { sendAgain } from './fire.ts'
import { touchDates } from './manage.ts'
import {
  dropOccurrence,
  type Occurrence,
  occurrenceOf,
  parseOccurrenceId,
  type Reminder,
  reminderOf,
} from './record.ts'
import { refOf } from './rights.ts'
import { subject } from './sending.ts'
import { startingAt } from './series.ts'
import { patience, settle, settleDate } from './standing.ts'

/** How long a deleted reminder, or a date that was skipped, can be brought back, in milliseconds. */
export const restoreWithin = 10 * 60_000

/** Brings a deleted reminder back as it was; what fell due meanwhile is late. */
export async function restore(use: Work, it: Reminder, by: Who): Promise<Reminder> {
  const { deleted, ...rest } = it
  if (deleted === undefined || use.now.epochMilliseconds - deleted.at > restoreWithin)
    throw new UserError('reminder.undoOver', { ref: refOf(it) })
  audit(use, { by, did: 'reminder.restored', of: subject.reminder(it.number) })
  await touchDates(use, it)
  return settle(use, { ...rest, state: deleted.was })
}

/**
 * Undoes Done, Later or Skip. A date that was dealt with ahead of time goes back into its series; one whose
 * time has passed since is sent now; a sent one waits for a press again, from now on. A skip can be undone for ten
 * minutes.
 */
export async function undoAct(use: Work, it: Reminder, date: Occurrence, by: Who): Promise<Acted> {
  if (date.before === undefined) return { it, date, did: false }
  const now = use.now.epochMilliseconds
  if (date.state === 'skipped' && now - date.since > restoreWithin)
    throw new UserError('reminder.undoSkipOver', { ref: refOf(it) })
  const { before, by: _by, link: _link, ...rest } = date
  const { state, sendAt } = before
  const back: Occurrence = { ...rest, ...before }
  record(use, date, 'reminder.undone', by)
  if (state === 'scheduled' && sendAt > now && date.sendings.length === 0)
    return { it: await putBack(use, it, back), date: back, did: true }
  if (state === 'scheduled' || (state === 'later' && sendAt <= now)) {
    await sendAgain(use, it, { ...back, sendAt: now })
    const [series, sent] = [await reminderOf(use, it.number), await occurrenceOf(use, date.id)]
    return { it: series ?? it, date: sent ?? back, did: true }
  }
  const wake = state === 'later' ? sendAt : state === 'sent' ? now + patience : undefined
  await settleDate(use, back, wake)
  await touch(use, subject.reminder(it.number))
  return { it, date: back, did: true }
}

/** Puts a date back into its series, from which it was taken ahead of time. */
async function putBack(use: Work, it: Reminder, date: Occurrence): Promise<Reminder> {
  if (date.revision !== it.revision) throw new UserError('reminder.undoEdited', { ref: refOf(it) })
  await dropOccurrence(use, date.id)
  await clearAlarm(use, subject.occurrence(date.id))
  const skipped = it.rule.skipped.filter((local) => local !== date.local)
  const series: Reminder = { ...it, state: it.state === 'ended' ? 'active' : it.state }
  if (it.next !== undefined && it.next.at < date.at)
    return settle(use, { ...series, rule: { ...it.rule, skipped } })
  // Between this date and the one that was next lie only dates that have a record, too.
  const between = await localsBetween(use, it, date.at + 1, it.next?.at)
  return settle(
    use,
    startingAt({ ...series, rule: { ...it.rule, skipped: [...skipped, ...between] } }, date.at),
  )
}

async function localsBetween(
  use: Work,
  it: Reminder,
  from: number,
  to: number | undefined,
): Promise<string[]> {
  const all = under('c', use.community, 'occurrence-of', it.number)
  const of = (at: number) => key('c', use.community, 'occurrence-of', it.number, at)
  const limit = Number.MAX_SAFE_INTEGER
  const found = await use.list<string>({ from: of(from), to: to === undefined ? all.to : of(to), limit })
  return found.flatMap(({ value }) => {
    const named = parseOccurrenceId(value)
    return named?.revision === it.revision ? [named.local] : []
  })
}
