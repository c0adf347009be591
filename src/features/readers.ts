import { within } from '../core/patience.ts'
import type { Account, Person, Place, Reader, Role, Who } from '../core/person.ts'
import type { Work } from '../core/work.ts'
import type { Delivery } from './delivery.ts'
import { deliveryOf } from './ledger.ts'
import { isSameAccount, personId } from './links.ts'
import { asPerson, newPerson, personRecordOf, readerOf } from './people.ts'
import { grouped, rated } from './roles.ts'
import { settingsOf, teamPlaces } from './settings.ts'
import { seesMore } from './sight.ts'

/** How long a chat may take to say who somebody is, in milliseconds. */
const patience = 1000

/** Returns who reads where a delivery goes: the person of a direct conversation, else the place's public. */
export async function readerAt(use: Work, { does }: Delivery): Promise<Reader> {
  if ('home' in does) return directReader(use, does.home)
  if ('edit' in does) {
    const posted = await deliveryOf(use, does.shown)
    return posted === undefined ? placeReader(use, does.edit.place) : readerAt(use, posted)
  }
  if ('note' in does && 'place' in does.under) return placeReader(use, does.under.place)
  const to = 'post' in does ? does.to : 'to' in does.under ? does.under.to : undefined
  if (to === undefined) throw new Error('a delivery that goes nowhere')
  return 'direct' in to ? directReader(use, to.direct.account) : placeReader(use, to.place)
}

/** What is on its way to somebody goes out while their chat cannot tell who they are; it was theirs when it began. */
const directReader = async (use: Work, through: Account): Promise<Person> =>
  (await readerNow(use, through)) ?? readerOf(use, await personId(use, through))

/**
 * Returns who somebody is by the groups their chat tells of them now: who has left one may not come here to be met
 * without it. `undefined` for somebody never met, and while the chat cannot tell.
 */
export async function readerNow(use: Work, through: Account): Promise<Person | undefined> {
  const groups = await groupsNow(use, through)
  const record = await personRecordOf(use, await personId(use, through))
  if (groups === undefined || record === undefined) return undefined
  const community = await settingsOf(use)
  let known = grouped(record, through, groups)
  for (const other of record.accounts) {
    const there = isSameAccount(other, through) ? undefined : await groupsNow(use, other)
    if (there !== undefined) known = grouped(known, other, there)
  }
  return asPerson(rated(known, community), community)
}

/**
 * Returns the role somebody has: the one on record or, of somebody never met, the one that the groups their chat tells
 * of them give; `undefined` while it cannot tell.
 */
export async function roleNow(use: Work, { account, name, person }: Who): Promise<Role | undefined> {
  const record = await personRecordOf(use, person)
  if (record !== undefined) return record.role
  const groups = await within(patience, groupsNow(use, account), undefined)
  if (groups === undefined) return undefined
  const unmet = newPerson(person, account, name, 'member')
  return rated(grouped(unmet, account, groups), await settingsOf(use)).role
}

const groupsNow = async (use: Work, it: Account): Promise<string[] | undefined> =>
  use.house.directory(it.platform)?.groups(it)

/**
 * A place reads in the community's language and zone. Those a community has named are its team's, as open as they were
 * then: whoever named them was told who reads there. One that more people see by now is theirs, and any other one sees
 * what everybody in the community may see.
 */
async function placeReader(use: Work, at: Place): Promise<Reader> {
  const set = await settingsOf(use)
  const { locale, zone } = set
  const named = teamPlaces(set).filter(({ place }) => isAt(place, at))
  const sees = await use.house.sees?.(at)
  const isTeams = named.some((each) => sees === undefined || !seesMore(sees, each.sees))
  if (isTeams) return { locale, zone, sees: 'team' }
  return { locale, zone, sees: sees !== undefined && seesMore(sees, 'community') ? sees : 'community' }
}

const isAt = (named: Place, at: Place): boolean =>
  named.platform === at.platform && named.space === at.space && named.channel === at.channel
