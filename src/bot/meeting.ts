import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Directory, Invocation } from '../core/chat.ts'
import type { Clock } from '../core/clock.ts'
import type { Log } from '../core/errors.ts'
import { type Account, type Locale, localeIn, type Person, type Platform } from '../core/person.ts'
import { clean, shorten } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import { actingOn } from '../features/accounts/join.ts'
import { accountName, personId } from '../features/links.ts'
import { asPerson, keepPerson, newPerson, type PersonRecord, personRecordOf } from '../features/people.ts'
import { givenRole, grouped, rated, roleSaid } from '../features/roles.ts'
import { initialSettings, isSettled, keepSettings, type Settings, settingsOf } from '../features/settings.ts'
import { zoneNamed } from '../schedule/wall-clock.ts'

export { communityOf } from '../features/link/space.ts'

/** How long a chat may take to say who somebody is, in milliseconds: their command must not wait for it. */
const patience = 1500

/**
 * What a chat says about somebody, asked before the unit of work so that no store waits for a platform. What it
 * could not say is left out. `locale` is the one this invocation was made in; `elsewhere` is what the chats of their
 * other accounts say of those.
 */
interface Introduction {
  name?: string
  groups?: string[]
  locale?: Locale
  profile?: { zone?: string; locale?: Locale }
  elsewhere?: readonly { account: Account; groups?: string[] }[]
}

/** Makes an invocation of somebody who is here and has asked nothing. */
export const comingFrom = (by: Account, clock: Clock): Invocation => ({
  id: randomUUID(),
  by,
  here: { platform: by.platform, space: by.space, channel: by.id },
  command: '',
  input: '',
  at: clock.now().epochMilliseconds,
})

/** What somebody is introduced with. `wait` waits for so many milliseconds, unless it is broken off first. */
interface Introducing {
  log: Log
  wait?: (ms: number, enough: AbortSignal) => Promise<void>
}

/** Asks the chat who somebody is. A chat that fails or does not answer in time leaves it at what is known. */
export async function introduce(
  directory: Directory | undefined,
  it: Invocation,
  { log, wait = pause }: Introducing,
): Promise<Introduction> {
  const locale = localeIn(it.locale)
  const said = { ...(locale && { locale }) }
  if (directory === undefined) return said
  const enough = new AbortController()
  const late = wait(patience, enough.signal).then(() => undefined)
  const told = async <T>(what: string, ask: () => Promise<T>): Promise<{ value: T } | undefined> => {
    try {
      const answer = await Promise.race([ask().then((value) => ({ value })), late])
      if (answer === undefined) log.warn('a chat took too long to say who somebody is', { what, by: it.by })
      return answer
    } catch (error) {
      log.warn('a chat could not say who somebody is', { what, by: it.by, error: String(error) })
      return undefined
    }
  }
  const [profile, groups] = await Promise.all([
    told('profile', async () => directory.profile(it.by)),
    told('groups', async () => directory.groups(it.by)),
  ])
  enough.abort()
  return {
    ...said,
    ...(profile && profiled(profile.value, it.by)),
    ...(groups?.value === undefined ? {} : { groups: groups.value }),
  }
}

/** Asks the chats of somebody's other accounts which groups those are in now: a role they gave may have ended there. */
export const introduceElsewhere = (
  others: readonly Account[],
  directory: (platform: Platform) => Directory | undefined,
  it: Invocation,
  how: Introducing,
): Promise<NonNullable<Introduction['elsewhere']>> =>
  Promise.all(
    others.map(async (account) => {
      const { groups } = await introduce(directory(account.platform), { ...it, by: account }, how)
      return { account, ...(groups && { groups }) }
    }),
  )

const pause = (ms: number, enough: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    enough.addEventListener('abort', () => clearTimeout(timer))
  })

/**
 * Reads what a platform tells of somebody. A zone or language that is not known here is not told, nor is a name that
 * is only their id: it must not take the place of the one on record.
 */
function profiled(told: Awaited<ReturnType<Directory['profile']>>, { id }: Account): Introduction {
  const name = shorten(clean(told.name).trim(), 80)
  const locale = localeIn(told.locale)
  const zone = told.zone === undefined ? undefined : zoneNamed(told.zone)
  return {
    ...(name === '' || name === id ? {} : { name }),
    ...(locale || zone ? { profile: { ...(zone && { zone }), ...(locale && { locale }) } } : {}),
  }
}

/**
 * Returns the person behind an account, writing down what is new about them. The first to come settles the
 * community with its defaults.
 */
export async function meet(use: Work, through: Account, known: Introduction): Promise<Person> {
  if (!(await isSettled(use))) keepSettings(use, initialSettings(use.house.defaults))
  const community = await settingsOf(use)
  const id = await personId(use, through)
  const before = await personRecordOf(use, id)
  const record = introduced(
    before ?? newPerson(id, through, known.name ?? through.id, 'member'),
    through,
    known,
    community,
  )
  if (!isDeepStrictEqual(before, record)) await keepPerson(use, record)
  // The role on record stays, for those who ask who the managers are; but in doubt nobody acts by it.
  const untold = [{ account: through, groups: known.groups }, ...(known.elsewhere ?? [])]
    .filter(({ groups }) => groups === undefined)
    .map(({ account }) => account)
  const sure = untold.length === 0 ? record : rated(withoutGroups(record, untold), community)
  const person = asPerson(sure, community)
  return record.locale === undefined && known.locale !== undefined
    ? { ...person, locale: known.locale }
    : person
}

function introduced(
  before: PersonRecord,
  through: Account,
  { elsewhere = [], name, groups, profile }: Introduction,
  community: Settings,
): PersonRecord {
  let it: PersonRecord = {
    ...called(before, through, name),
    ...(profile && { profile: { ...before.profile, ...profile } }),
  }
  const said = groups && roleSaid(groups)
  if (said !== undefined) it = { ...it, given: said }
  const told = [...elsewhere, { account: through, groups }]
  for (const each of told)
    if (each.groups !== undefined) it = rated(grouped(it, each.account, each.groups), community)
  return it
}

/** Leaves out what accounts are in of which nobody knows whether they still are. */
function withoutGroups(it: PersonRecord, accounts: readonly Account[]): PersonRecord {
  const untold = accounts.map(accountName)
  const kept = Object.entries(it.groups ?? {}).filter(([account]) => !untold.includes(account))
  return { ...it, given: givenRole(it), groups: Object.fromEntries(kept) }
}

/** Whoever has several accounts is called on each of them as its chat says. */
function called(before: PersonRecord, through: Account, name: string | undefined): PersonRecord {
  if (before.names === undefined) return { ...before, name: name ?? before.name }
  const names = name === undefined ? before.names : { ...before.names, [accountName(through)]: name }
  return actingOn({ ...before, names }, through)
}
