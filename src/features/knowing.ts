import type { Account, Place } from '../core/person.ts'
import { altered, type Work } from '../core/work.ts'
import { type Links, linksAt, personIn } from './links.ts'
import { calledNow, namesAt, type PlaceNames } from './place-names.ts'

/** What may have changed since records were written: who people are, and how places are called. */
interface Known {
  links: Links | undefined
  names: PlaceNames | undefined
}

/**
 * Returns the same work, in which everybody and every place a record names is who and what they are now: whoever acted
 * through an account that was linked to another since is the person both belong to, and again their own once the two
 * are separated; a channel that was renamed is called as it is now. Records stay as they were written, and no other
 * place has to know of either. Links do not change before what was decided by them is written.
 */
export function knowing(use: Work): Work {
  /** The community of which it is at hand what is known, as keys name it. */
  let whose: string | undefined
  let known: Known | undefined
  // A community of which nothing is known, as most are, is read as it is: that must cost nothing.
  const isPlain = (at: string): boolean => {
    const of = communityIn(at)
    return of === undefined || (of === whose && known === undefined)
  }

  async function knownFor(at: string): Promise<Known | undefined> {
    const of = communityIn(at)
    if (of === undefined) return undefined
    if (of !== whose) {
      const heldAt = `c/${of}/${linksAt}`
      use.hold(heldAt)
      const found = await use.getMany<unknown>([heldAt, `c/${of}/${namesAt}`])
      // What lies under the two keys is written by nobody else.
      const [links, names] = found as [Known['links'], Known['names']]
      known = links === undefined && names === undefined ? undefined : { links, names }
      whose = of
    }
    return known
  }

  return altered(use, {
    get: (at) => (isPlain(at) ? use.get(at) : get(at)),
    getMany: (keys) => (keys.every(isPlain) ? use.getMany(keys) : getMany(keys)),
    list: (range) => (isPlain(range.from) ? use.list(range) : list(range)),
    set(at, it) {
      if (at.endsWith(`/${linksAt}`) || at.endsWith(`/${namesAt}`)) whose = undefined
      use.set(at, it)
    },
  })

  async function get<T>(at: string): Promise<T | undefined> {
    const now = await knownFor(at)
    return asKnown(now, await use.get<T>(at))
  }

  async function getMany<T>(keys: string[]): Promise<(T | undefined)[]> {
    const now: (Known | undefined)[] = []
    for (const each of keys) now.push(isPlain(each) ? undefined : await knownFor(each))
    const found = await use.getMany<T>(keys)
    return found.map((each, index) => asKnown(now[index], each))
  }

  async function list<T>(range: Range): Promise<{ key: string; value: T }[]> {
    const now = await knownFor(range.from)
    const found = await use.list<T>(range)
    return found.map((each) => ({ ...each, value: asKnown(now, each.value) }))
  }
}

/** Returns the community a key belongs to, as it names it; `undefined` where it belongs to none. */
const communityIn = (at: string): string | undefined => /^(?:c|stopped)\/([^/]+)\//.exec(at)?.[1]

type Range = Parameters<Work['list']>[0]

/** Puts the person an account belongs to now beside it, and how it is called beside a place, wherever one is named. */
function asKnown<T>(known: Known | undefined, it: T): T {
  if (known === undefined || typeof it !== 'object' || it === null) return it
  if (Array.isArray(it)) {
    const made = it.map((each) => asKnown(known, each))
    return made.some((each, index) => each !== it[index]) ? (made as T) : it
  }
  if (isPlace(it)) return calledNow(known.names, it) as T
  if (isWho(it)) {
    const person = personIn(known.links, it.account) ?? it.person
    return person === it.person ? it : { ...it, person }
  }
  const before = Object.entries(it)
  const after = before.map(([name, each]): [string, unknown] => [name, asKnown(known, each)])
  return after.some(([, each], index) => each !== before[index]?.[1]) ? (Object.fromEntries(after) as T) : it
}

const isPlace = (it: object): it is Place =>
  'channel' in it &&
  typeof it.channel === 'string' &&
  'space' in it &&
  typeof it.space === 'string' &&
  'platform' in it

const isWho = (it: object): it is { person: string; account: Account } =>
  'person' in it &&
  typeof it.person === 'string' &&
  'account' in it &&
  typeof it.account === 'object' &&
  it.account !== null &&
  'platform' in it.account
