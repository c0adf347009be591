import type { Who } from '../../core/person.ts'
import { key, under } from '../../core/store.ts'
import type { Work } from '../../core/work.ts'
import { audit } from '../audit.ts'
import { whole } from '../ledger.ts'
import { keepPerson, personRecordOf } from '../people.ts'
import { keepSettings, settingsOf } from '../settings.ts'
import { keepUsed, withdraw } from './invitation.ts'
import type { Plan } from './plan.ts'
import { keepJoined, type Space, seenFrom } from './space.ts'

/** How long answers and forms that were brought along are kept, in milliseconds. */
const remembered = 24 * 60 * 60 * 1000

/**
 * What is brought along as it is, by the first part of its key: answers given and forms begun, so that whoever sends
 * or presses something twice meets them again, who looks at their Home, the day's ticks and the audit.
 */
const passing = ['did', 'draft', 'pressed', 'recent', 'home-opened']
const lasting = ['routine', 'audit']

/**
 * Makes the community of the work one with the one that invited it, in one commit: everybody and what is set comes
 * along, and whoever comes from the space belongs there from now on. There is nothing numbered to bring along.
 */
export async function join(
  use: Work,
  typed: string,
  plan: Plan,
  { by, space }: { by: Who; space: Space },
): Promise<void> {
  const { invitation, people, settings } = plan
  const into = seenFrom(use, invitation.community)
  const at = use.now.epochMilliseconds
  const { places } = await settingsOf(use)
  await withdraw(use)
  keepUsed(use, typed, invitation, { at, by, platform: space.platform, space: space.space })
  keepSettings(into, settings)
  for (const it of people) if ((await personRecordOf(into, it.id)) === undefined) await keepPerson(into, it)
  for (const shelf of passing)
    for (const copy of await bring(use, into, shelf)) into.expire(copy, at + remembered)
  for (const shelf of lasting) await bring(use, into, shelf)
  keepJoined(into, {
    v: 1,
    ...space,
    was: use.community,
    by,
    invited: invitation.by,
    at,
    places,
  })
  const what = { platform: space.platform, space: space.space, people: people.length }
  audit(use, { by, did: 'settings.joined', of: 'settings', what: { community: into.community } })
  audit(into, { by, did: 'settings.joined', of: 'settings', what })
}

/** Copies what lies on a shelf, where there is nothing yet; answers the keys of the copies. */
async function bring(use: Work, into: Work, shelf: string): Promise<string[]> {
  const range = under('c', use.community, shelf)
  const found = await use.list<unknown>({ ...range, limit: whole })
  const copies = found.map(({ key: at, value }) => ({
    at: `${key('c', into.community, shelf)}/${at.slice(range.from.length)}`,
    value,
  }))
  const taken = await into.getMany<unknown>(copies.map(({ at }) => at))
  const missing = copies.filter((_, index) => taken[index] === undefined)
  for (const { at, value } of missing) into.set(at, value)
  return missing.map(({ at }) => at)
}
