import type { Account, Person, Place, Who } from '../../core/person.ts'
import { whoIs } from '../../core/person.ts'
import type { Work } from '../../core/work.ts'
import { settingsOf } from '../settings.ts'

/** How the outbox, alarms and audit name a case. */
export const subjectOf = (number: number): string => `incident/${number}`

/** How the outbox names one step of a case. */
export const stepSubject = (number: number, nth: number): string => `incident/${number}/${nth}`

/** Returns the numbers of a subject: of the case and, where it names one, of the step. */
export function numbersOf(subject: string): { number: number; nth: number | undefined } {
  const [, number, nth] = subject.split('/')
  return { number: Number(number), nth: nth === undefined ? undefined : Number(nth) }
}

/** Writes a reference the way this community does: 'INC-212'. */
export const refOf = async (use: Work, number: number): Promise<string> =>
  `${(await settingsOf(use)).prefix}-${number}`

/** Writes somebody as records keep them, through the account they act with at a place. */
export function actorAt(by: Person, here: Place): Who {
  const isHere = (it: Account) => it.platform === here.platform && it.space === here.space
  return whoIs(by, by.accounts.find(isHere))
}
