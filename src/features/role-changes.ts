import { isDeepStrictEqual } from 'node:util'
import { type Account, roles } from '../core/person.ts'
import { read, update } from '../core/update.ts'
import type { Work } from '../core/work.ts'
import { type Following, forEachCommunity } from './communities.ts'
import { accountName, personId } from './links.ts'
import { keepPerson, peopleWith, personRecordOf } from './people.ts'
import { grouped, rated } from './roles.ts'
import { settingsOf } from './settings.ts'

/** Of so many people of each community it is looked at once what groups they are in: chats count what they are asked. */
const atOnce = 10

/** How many accounts it is remembered of when they were looked at; the oldest go first. */
const remembered = 10_000

/**
 * Returns what looks, a few at a time and those it has not looked at longest first, whether people who have a role
 * from their groups are still in them: whoever has left one is asked nothing any more that is asked of that role, and
 * need not come here first. Answers how many records that changed.
 */
export function createRoleChanges({ clock, house, log, store }: Following): () => Promise<number> {
  const looked = new Map<string, number>()

  const on = (community: string, what: string) => {
    const id = `roles/${clock.now().epochMilliseconds}/${what}`
    return { store, clock, house, community, id }
  }

  function note(name: string): void {
    looked.delete(name)
    looked.set(name, clock.now().epochMilliseconds)
    const [oldest] = looked.keys()
    if (looked.size > remembered && oldest !== undefined) looked.delete(oldest)
  }

  async function follow(community: string, through: Account): Promise<boolean> {
    const name = accountName(through)
    note(name)
    const groups = await house.directory(through.platform)?.groups(through)
    if (groups === undefined) return false
    return update(on(community, name), (use) => regroup(use, through, groups))
  }

  async function followAll(community: string): Promise<number> {
    const all = await read(on(community, 'look'), groupedAccounts)
    const at = (it: Account): number => looked.get(accountName(it)) ?? 0
    let changed = 0
    for (const each of all.toSorted((one, other) => at(one) - at(other)).slice(0, atOnce))
      try {
        if (await follow(community, each)) changed++
      } catch (error) {
        log.error('who is in which group could not be followed', error, { community, account: each })
      }
    return changed
  }

  return () =>
    forEachCommunity({ log, store }, 'who is in which group of a community could not be followed', followAll)
}

/** Returns the accounts whose groups may be what gives somebody their role. */
async function groupedAccounts(use: Work): Promise<Account[]> {
  const able = roles.filter((role) => role !== 'member')
  const people = (await Promise.all(able.map((role) => peopleWith(use, role)))).flat()
  return people.flatMap(({ accounts, groups = {} }) =>
    accounts.filter((each) => Object.hasOwn(groups, accountName(each))),
  )
}

async function regroup(use: Work, through: Account, groups: readonly string[]): Promise<boolean> {
  const before = await personRecordOf(use, await personId(use, through))
  if (before === undefined) return false
  const after = rated(grouped(before, through, groups), await settingsOf(use))
  if (isDeepStrictEqual(before, after)) return false
  await keepPerson(use, after)
  return true
}
