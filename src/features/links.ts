import type { Account } from '../core/person.ts'
import { key } from '../core/store.ts'
import type { Work } from '../core/work.ts'

/**
 * Which person an account belongs to, by the account's name; an account that is not there is a person of its own. One
 * record holds all of a community: those who are on two chats are few, and every reading needs them.
 */
type Links = Readonly<Record<string, string>>

const linked = 'account/links'
const linksKey = (community: string) => `${key('c', community)}/${linked}`

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
 * stay as they were written, and no other place has to know of links. They do not change before what was decided by
 * them is written.
 */
export function knowingLinks(use: Work): Work {
  /** The beginning of the keys of the community whose links are at hand. */
  let shelf: string | undefined
  let links: Links | undefined
  // A community without links, as most are, is read as it is: that must cost nothing.
  const isPlain = (at: string): boolean =>
    !at.startsWith('c/') || (shelf !== undefined && links === undefined && at.startsWith(shelf))

  async function linksFor(at: string): Promise<Links | undefined> {
    if (!at.startsWith('c/')) return undefined
    if (shelf === undefined || !at.startsWith(shelf)) {
      const of = at.slice(0, at.indexOf('/', 2) + 1)
      use.hold(`${of}${linked}`)
      links = await use.get<Links>(`${of}${linked}`)
      shelf = of
    }
    return links
  }

  return Object.create(use, {
    get: {
      value: <T>(at: string) => (isPlain(at) ? use.get<T>(at) : get<T>(at)),
    },
    getMany: {
      value: <T>(keys: string[]) => (keys.every(isPlain) ? use.getMany<T>(keys) : getMany<T>(keys)),
    },
    list: {
      value: <T>(range: Range) => (isPlain(range.from) ? use.list<T>(range) : list<T>(range)),
    },
    set: {
      value(at: string, it: unknown) {
        if (at.endsWith(`/${linked}`)) shelf = undefined
        use.set(at, it)
      },
    },
  })

  async function get<T>(at: string): Promise<T | undefined> {
    const known = await linksFor(at)
    return knowing(known, await use.get<T>(at))
  }

  async function getMany<T>(keys: string[]): Promise<(T | undefined)[]> {
    const known: (Links | undefined)[] = []
    for (const each of keys) known.push(isPlain(each) ? undefined : await linksFor(each))
    const found = await use.getMany<T>(keys)
    return found.map((each, index) => knowing(known[index], each))
  }

  async function list<T>(range: Range): Promise<{ key: string; value: T }[]> {
    const known = await linksFor(range.from)
    const found = await use.list<T>(range)
    return found.map((each) => ({ ...each, value: knowing(known, each.value) }))
  }
}

type Range = Parameters<Work['list']>[0]

/** Puts the person an account belongs to now beside it, wherever somebody is named. */
function knowing<T>(links: Links | undefined, it: T): T {
  if (links === undefined || typeof it !== 'object' || it === null) return it
  if (Array.isArray(it)) {
    const made = it.map((each) => knowing(links, each))
    return made.some((each, index) => each !== it[index]) ? (made as T) : it
  }
  if (isWho(it)) {
    const person = personIn(links, it.account) ?? it.person
    return person === it.person ? it : { ...it, person }
  }
  const before = Object.entries(it)
  const after = before.map(([name, each]): [string, unknown] => [name, knowing(links, each)])
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
