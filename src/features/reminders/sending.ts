import type { Account, Who } from '../../core/person.ts'
import type { Work } from '../../core/work.ts'
import { type Target as Destination, laneOf } from '../delivery.ts'
import { cancel, post } from '../outbox.ts'
import { reached, whoAre, whoNow } from '../people.ts'
import { settingsOf } from '../settings.ts'
import { whoAnywhere } from '../whereabouts.ts'
import type { Occurrence, Reminder, Sending } from './record.ts'

/** The names of the cards of an occurrence: as it fires, and when nobody pressed. */
export const reminderView = 'reminder'
export const nudgeView = 'reminder-nudge'

/** The card that tells an owner that their reminder could not be sent. */
export const troubleView = 'reminder-trouble'

/** The subjects cards are drawn from and brought up to date by. */
export const subject = {
  reminder: (number: number) => `reminder/${number}`,
  occurrence: (id: string) => `occurrence/${id}`,
}

/** Returns the id in a subject: the number of a reminder, the name of an occurrence. */
export const idIn = (of: string): string => of.slice(of.indexOf('/') + 1)

/**
 * Stages the messages of an occurrence for the time it is to be sent, and returns it with them. Where nobody
 * can be meant there is no message.
 */
export async function stage(use: Work, it: Reminder, date: Occurrence): Promise<Occurrence> {
  const { notify, to } = await destinations(use, it)
  const sendings: Sending[] = []
  for (const each of to) {
    const delivery = await post(use, {
      view: reminderView,
      of: subject.occurrence(date.id),
      to: each,
      due: date.sendAt,
      key: `${date.id}+${date.round}`,
      policy: it.late,
      // What Later moved stands for itself: a newer date of the series does not replace it.
      series: date.round === 0 && date.sendAt === date.at ? subject.reminder(it.number) : date.id,
      ...(notify.length > 0 ? { notify } : {}),
    })
    sendings.push({ delivery, to: each, state: 'pending' })
  }
  return { ...date, sendings }
}

/** Stages the one nudge of an occurrence, wherever it was sent; `due` in milliseconds. */
export async function stageNudge(use: Work, it: Reminder, date: Occurrence, due: number): Promise<void> {
  const { notify } = await destinations(use, it)
  for (const { state, to } of date.sendings) {
    if (state !== 'sent') continue
    await post(use, {
      view: nudgeView,
      of: subject.occurrence(date.id),
      to,
      due,
      key: `${date.id}+${date.round}`,
      policy: 'once',
      series: subject.occurrence(date.id),
      ...('place' in to && notify.length > 0 ? { notify } : {}),
    })
  }
}

/** Withdraws whatever of an occurrence has not been sent yet, as far as anybody knows. */
export async function withdraw(use: Work, date: Occurrence): Promise<Occurrence> {
  const sendings: Sending[] = []
  for (const each of date.sendings) {
    const waits = each.state === 'pending' || each.state === 'refused' || each.why === 'unsure'
    if (!waits) sendings.push(each)
    else if (await cancel(use, each.delivery)) sendings.push({ ...each, state: 'sent' })
  }
  return { ...date, sendings }
}

/**
 * Where a reminder goes: its place; without one, the person it is for; and for a role the team's channel or,
 * where none is set, everybody who has it. `notify` names whom a message in a channel asks.
 */
export async function destinations(
  use: Work,
  it: Reminder,
): Promise<{ to: Destination[]; notify: Account[] }> {
  const meant = await whoAre(use, it.for)
  const place = it.place ?? ('role' in it.for ? (await settingsOf(use)).places.team : undefined)
  if (place !== undefined) return { to: [{ place }], notify: (await reached(use, meant, place)).here }
  const to: Destination[] = []
  for (const each of meant) to.push({ direct: await whoNow(use, each) })
  return { to, notify: [] }
}

/** A way to tell an owner something; `notify` are the accounts a place asks. */
export interface Way {
  to: Destination
  notify: Account[]
}

/**
 * Returns the ways to tell that a reminder does not arrive, the best first: in private to whoever it is for or else
 * made it, on any of their accounts, then where it was made, then in the team's place; none that just failed.
 */
export async function waysToTell(use: Work, it: Reminder, failed: readonly Sending[]): Promise<Way[]> {
  const owners = ownersOf(it)
  const ways: Way[] = []
  for (const owner of owners)
    for (const direct of await whoAnywhere(use, owner)) ways.push({ to: { direct }, notify: [] })
  for (const place of [it.from, (await settingsOf(use)).places.team])
    if (place !== undefined) ways.push({ to: { place }, notify: (await reached(use, owners, place)).here })
  const closed = new Set(failed.map(({ to }) => laneOf(to)))
  return ways.filter(({ to }) => !closed.has(laneOf(to)))
}

/** Returns whoever a reminder is for alone, and whoever made it, each once. */
export const ownersOf = ({ by, for: whom }: Reminder): Who[] =>
  'who' in whom && whom.who.person !== by.person ? [whom.who, by] : [by]
