import type { Account } from '../core/person.ts'
import { key, parts } from '../core/store.ts'
import type { Work } from '../core/work.ts'

/**
 * Which person an account belongs to, by the account's name; an account that is not there is a person of its own. One
 * record holds all of a community: those who are on two chats are few, and every reading needs them.
 */
type Links = Readonly<Record<string, string>>

const linksKey = (community: string) => key('c', community, 'account', 'links')

/** Names an account: what stands for it in keys and records, and the person it is by itself. */
export const accountName = ({ id, platform, space }: Account): string => `${platform}:${space}:${id}`

/** Tells whether two accounts are the same one. */
export const isSameAccount = (one: Account, other: Account): boolean =>
  accountName(one) === accountName(other)

/** Returns the id of the person behind an account: that account's own until it was linked to another. */
export async function personId(use: Work, it: Account): Promise<string> {
  const links = await use.get<Links>(linksKey(use.community))
  return personIn(links, it) ?? accountName(it)
}

/** Has accounts belong to a person from now on. */
export async function keepLinks(use: Work, accounts: readonly Account[], person: string): Promise<void> {
  const before = await use.get<Links>(linksKey(use.community))
  const fresh = accounts.map((it): [string, string] => [accountName(it), person])
  use.set(linksKey(use.community), { ...before, ...Object.fromEntries(fresh) })
}

/**
 * Returns the same work, in which everybody a record names is who they are now: whoever acted through an account that
 * was linked to another since is the person both belong to, and again their own once the two are separated. Records
 * stay as they were written, and no other place has to know of links.
 */
export const knowingLinks = (use: Work): Work =>
  Object.create(use, {
    get: {
      value: async <T>(at: string) => known(await linksFor(use, at), await use.get<T>(at)),
    },
    getMany: {
      async value<T>(keys: string[]) {
        const communities = new Map<string, Links | undefined>()
        for (const each of keys) {
          const of = communityIn(each)
          if (of !== undefined && !communities.has(of)) communities.set(of, await linksFor(use, each))
        }
        const found = await use.getMany<T>(keys)
        return found.map((each, index) => known(communities.get(communityIn(keys[index] ?? '') ?? ''), each))
      },
    },
    list: {
      async value<T>(range: Parameters<Work['list']>[0]) {
        const links = await linksFor(use, range.from)
        const found = await use.list<T>(range)
        return links === undefined
          ? found
          : found.map((each) => ({ ...each, value: known(links, each.value) }))
      },
    },
  })

/** Returns the community a key belongs to, as it is written there. */
const communityIn = (at: string): string | undefined => {
  const [shelf, community] = at.split('/', 2)
  return shelf === 'c' ? community : undefined
}

/** Returns the links of the community a key belongs to; they do not change before what was decided by them is written. */
async function linksFor(use: Work, at: string): Promise<Links | undefined> {
  const community = communityIn(at)
  if (community === undefined) return undefined
  const links = linksKey(parts(community)[0] ?? '')
  use.hold(links)
  return use.get<Links>(links)
}

/** Puts the person an account belongs to now beside it, wherever somebody is named. */
function known<T>(links: Links | undefined, it: T): T {
  if (links === undefined || typeof it !== 'object' || it === null) return it
  if (Array.isArray(it)) {
    const made = it.map((each) => known(links, each))
    return made.some((each, index) => each !== it[index]) ? (made as T) : it
  }
  if (isWho(it)) {
    const person = personIn(links, it.account) ?? it.person
    return person === it.person ? it : { ...it, person }
  }
  const before = Object.entries(it)
  const after = before.map(([name, each]): [string, unknown] => [name, known(links, each)])
  return after.some(([, each], index) => each !== before[index]?.[1]) ? (Object.fromEntries(after) as T) : it
}

const personIn = (links: Links | undefined, it: Account): string | undefined => {
  const name = accountName(it)
  return links !== undefined && Object.hasOwn(links, name) ? links[name] : undefined
}

const isWho = (it: object): it is { person: string; account: Account } =>
  'person' in it &&
  typeof it.person === 'string' &&
  'account' in it &&
  typeof it.account === 'object' &&
  it.account !== null &&
  'platform' in it.account
