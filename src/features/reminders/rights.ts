import { UserError } from '../../core/errors.ts'
import type { Person } from '../../core/person.ts'
import type { Work } from '../../core/work.ts'
import { isFor } from '../target.ts'
import { type Reminder, reminderOf } from './record.ts'

/** Writes the number of a reminder as people type and read it. */
export const refOf = (it: Reminder | number): string => `R${typeof it === 'number' ? it : it.number}`

/** Returns a reminder, deleted ones too; refuses a number that was never given. */
export async function theReminder(use: Work, number: number): Promise<Reminder> {
  const it = await reminderOf(use, number)
  if (it === undefined) throw new UserError('reminder.unknown', { ref: refOf(number) })
  return it
}

/** Tells whether a reminder was made by somebody or is for them alone. */
export const isOwn = (it: Reminder, person: Person): boolean =>
  it.by.person === person.id || ('who' in it.for && it.for.who.person === person.id)

/** Tells whether somebody may read a reminder: members only what is theirs, the team whatever is the team's. */
export const mayRead = (it: Reminder, person: Person): boolean =>
  isOwn(it, person) || isFor(it.for, person) || (person.sees === 'team' && !it.personal)

/** Refuses whoever may not read a reminder, in the words for a number that was never given. */
export function assertMayRead(it: Reminder, person: Person): void {
  if (!mayRead(it, person)) throw new UserError('reminder.unknown', { ref: refOf(it) })
}

/** Refuses whoever may not press Done, Later or Skip: it is neither for them nor theirs nor the team's. */
export function assertMayAct(it: Reminder, person: Person): void {
  if (!isFor(it.for, person)) assertMayChange(it, person)
}

/** Tells whether somebody may change a series: its owner, its maker and whoever plans for the team may. */
export const mayChange = (it: Reminder, person: Person): boolean =>
  isOwn(it, person) || (mayRead(it, person) && person.may('reminder.team'))

/** Refuses whoever may not change a series, saying who may. */
export function assertMayChange(it: Reminder, person: Person): void {
  assertMayRead(it, person)
  if (mayChange(it, person)) return
  const owner = 'who' in it.for ? it.for.who : it.by
  throw new UserError('reminder.notYours', {
    ref: refOf(it),
    owner: [{ account: owner.account, name: owner.name }],
  })
}
