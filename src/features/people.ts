import * as z from 'zod'
import {
  type Account,
  account,
  type Capability,
  locales,
  type Person,
  type Place,
  type Role,
  roleMay,
  roles,
  type Who,
} from '../core/person.ts'
import { key, under } from '../core/store.ts'
import { foldWord } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import { accountName, isSameAccount, personId } from './links.ts'
import { type Settings, settingsOf } from './settings.ts'
import type { Target } from './target.ts'

/**
 * Somebody Vigie has met or was told about. `role` is the one that counts: the higher of what was `given` by hand
 * and what the `groups` of their accounts give. `zone` and `locale` are what they set themselves, `profile` is what
 * their chat says of them; what neither says is the community's. The first of several `accounts` is the one they
 * last acted through, and `name` is how they are called there.
 */
const personRecord = z.object({
  v: z.literal(1),
  id: z.string(),
  name: z.string(),
  role: z.enum(roles),
  given: z.enum(roles).exactOptional(),
  groups: z.record(z.string(), z.array(z.string())).exactOptional(),
  supervised: z.boolean(),
  accounts: z.array(account),
  zone: z.string().optional(),
  locale: z.enum(locales).optional(),
  /** How each of several accounts is called. */
  names: z.record(z.string(), z.string()).exactOptional(),
  profile: z
    .object({ zone: z.string().exactOptional(), locale: z.enum(locales).exactOptional() })
    .exactOptional(),
})
export type PersonRecord = z.infer<typeof personRecord>

/** How many of a team one query reads; a larger team is still found by name. */
const teamLimit = 500

const personKey = (community: string, id: string) => key('c', community, 'person', id)
const nameKey = (community: string, name: string, id: string) =>
  key('c', community, 'person-name', foldWord(name), id)
const roleKey = (community: string, role: Role, id: string) => key('c', community, 'person-role', role, id)

/** Returns what is known of a person, `undefined` for somebody never met. */
export const personRecordOf = (use: Work, id: string): Promise<PersonRecord | undefined> =>
  use.get<PersonRecord>(personKey(use.community, id))

/** Writes a person with their index entries. */
export async function keepPerson(use: Work, it: PersonRecord): Promise<void> {
  const before = await personRecordOf(use, it.id)
  const entries = entriesOf(use, it)
  for (const at of before === undefined ? [] : entriesOf(use, before))
    if (!entries.includes(at)) use.delete(at)
  use.set(personKey(use.community, it.id), personRecord.parse(it))
  for (const at of entries) use.set(at, it.id)
}

/** Forgets a person who is part of another now. */
export function dropPerson(use: Work, it: PersonRecord): void {
  for (const at of [...entriesOf(use, it), personKey(use.community, it.id)]) use.delete(at)
}

/** Somebody is found by how each of their accounts is called. */
const entriesOf = (use: Work, { id, name, names = {}, role }: PersonRecord): string[] => [
  ...new Set([name, ...Object.values(names)].map((each) => nameKey(use.community, each, id))),
  roleKey(use.community, role, id),
]

/** Returns how somebody is called on one of their accounts. */
export const nameOn = ({ name, names = {} }: PersonRecord, through: Account): string =>
  names[accountName(through)] ?? name

/** What a person met for the first time begins with; the role is given by hand. */
export const newPerson = (id: string, through: Account, name: string, role: Role): PersonRecord => ({
  v: 1,
  id,
  name,
  role,
  given: role,
  supervised: false,
  accounts: [through],
})

/** Makes the person an invocation comes from out of their record. */
export function asPerson(it: PersonRecord, community: Settings): Person {
  return {
    id: it.id,
    name: it.name,
    role: it.role,
    supervised: it.supervised,
    accounts: it.accounts,
    locale: it.locale ?? it.profile?.locale ?? community.locale,
    zone: it.zone ?? it.profile?.zone ?? community.zone,
    sees: it.role === 'member' ? 'community' : 'team',
    may: (capability: Capability) => roleMay(it.role, capability),
  }
}

/** Finds people by the whole of their name, accents and case aside. */
export async function peopleNamed(use: Work, name: string): Promise<PersonRecord[]> {
  const range = under('c', use.community, 'person-name', foldWord(name))
  return recordsOf(
    use,
    (await use.list<string>({ ...range, limit: 10 })).map(({ value }) => value),
  )
}

/** Finds people whose name begins with what was typed, for completion. */
export async function peopleLike(use: Work, typed: string, limit: number): Promise<PersonRecord[]> {
  const start = key('c', use.community, 'person-name', foldWord(typed))
  return recordsOf(
    use,
    (await use.list<string>({ from: start, to: `${start}~`, limit })).map(({ value }) => value),
  )
}

/** Lists everybody who has a role, by id. */
export async function peopleWith(use: Work, role: Role): Promise<PersonRecord[]> {
  const range = under('c', use.community, 'person-role', role)
  return recordsOf(
    use,
    (await use.list<string>({ ...range, limit: teamLimit })).map(({ value }) => value),
  )
}

/** Lists everybody known, those with the fewest rights first. */
export const everybody = async (use: Work): Promise<PersonRecord[]> =>
  (await Promise.all(roles.map((role) => peopleWith(use, role)))).flat()

async function recordsOf(use: Work, ids: string[]): Promise<PersonRecord[]> {
  const found = await use.getMany<PersonRecord>(ids.map((id) => personKey(use.community, id)))
  return found.filter((it): it is PersonRecord => it !== undefined)
}

/** Writes a person the way records keep them. */
export function whoOf(it: PersonRecord): Who {
  const [first] = it.accounts
  if (first === undefined) throw new Error(`person ${it.id} has no account`)
  return { person: it.id, account: first, name: it.name }
}

/** Returns the other accounts of whoever has this one. */
export async function otherAccounts(use: Work, it: Account): Promise<readonly Account[]> {
  const known = await personRecordOf(use, await personId(use, it))
  return (known?.accounts ?? []).filter((each) => !isSameAccount(each, it))
}

/**
 * Returns somebody by the account they last acted through, where they have several: that is where they are written to.
 */
export async function whoNow(use: Work, it: Who): Promise<Who> {
  const record = await personRecordOf(use, it.person)
  if (record === undefined || !record.accounts.some((each) => isSameAccount(each, it.account))) return it
  return record.accounts.length > 1 ? whoOf(record) : it
}

/** Parts people into the accounts a place can ask, and those it cannot, who are written to directly. */
export async function reached(
  use: Work,
  people: readonly Who[],
  place: Place | undefined,
): Promise<{ here: Account[]; elsewhere: Who[] }> {
  const here: Account[] = []
  const elsewhere: Who[] = []
  for (const each of people) {
    const accounts = (await personRecordOf(use, each.person))?.accounts ?? [each.account]
    const found = accounts.find(
      ({ platform, space }) => platform === place?.platform && space === place.space,
    )
    if (found === undefined) elsewhere.push(each)
    else here.push(found)
  }
  return { here, elsewhere }
}

/** Writes somebody who is only known by an account and a name. */
export const strangerOf = async (use: Work, through: Account, name: string): Promise<Who> => ({
  person: await personId(use, through),
  account: through,
  name,
})

/** Returns everybody a target means, now. */
export const whoAre = async (use: Work, it: Target): Promise<Who[]> =>
  'who' in it ? [it.who] : (await peopleWith(use, it.role)).map(whoOf)

/** The role and language of somebody who reads, from their record or, unmet, the community's. */
export async function readerOf(use: Work, id: string): Promise<Person> {
  const community = await settingsOf(use)
  const record = (await personRecordOf(use, id)) ?? {
    v: 1 as const,
    id,
    name: id,
    role: 'member' as const,
    supervised: false,
    accounts: [],
  }
  return asPerson(record, community)
}
