import { under } from '../../core/store.ts'
import type { Work } from '../../core/work.ts'
import { type Escalation, escalationEntries } from '../escalations/record.ts'
import { incidentsAt, numberAt } from '../incidents/queries.ts'
import { indexOf as incidentEntries } from '../incidents/record.ts'
import { whole } from '../ledger.ts'

/** The indexes that say whose something is: in which cases a member was reported, what somebody has, what waits for them. */
const caseShelves = ['incident-member', 'incident-owner'] as const
const questionShelf = 'escalation-person'

/**
 * Changes whose accounts are whose, and files under the people they belong to from then on what was filed under those
 * who are named: records are read with whoever somebody is now, but an index is looked up by it. All in one commit; it
 * costs what there is about these people.
 */
export async function refiled(
  use: Work,
  people: readonly string[],
  change: () => Promise<void>,
): Promise<void> {
  const numbers = new Set<number>()
  const questions = new Set<string>()
  for (const person of people) {
    for (const shelf of caseShelves)
      for (const at of await emptied(use, shelf, person)) numbers.add(numberAt(at.key))
    for (const { value } of await emptied(use, questionShelf, person)) questions.add(String(value))
  }
  await change()
  for (const it of await incidentsAt(use, [...numbers]))
    for (const [at, entry] of incidentEntries(use.community, it)) use.set(at, entry)
  for (const it of await use.getMany<Escalation>([...questions]))
    for (const [at, entry] of it === undefined ? [] : escalationEntries(use.community, it)) use.set(at, entry)
}

/** Takes what is filed under somebody off a shelf. */
async function emptied(use: Work, shelf: string, person: string): Promise<{ key: string; value: unknown }[]> {
  const found = await use.list<unknown>({ ...under('c', use.community, shelf, person), limit: whole })
  for (const { key } of found) use.delete(key)
  return found
}
