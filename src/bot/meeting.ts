import type { Directory, Invocation } from '../core/chat.ts'
import { type Account, type Locale, locales, type Person } from '../core/person.ts'
import { key, type Store } from '../core/store.ts'
import { clean, shorten } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import {
  asPerson,
  keepPerson,
  newPerson,
  personId,
  personRecordOf,
  roleFromGroups,
} from '../features/people.ts'
import { initialSettings, isSettled, keepSettings, settingsOf } from '../features/settings.ts'

/** Returns the community a workspace or server belongs to: its own until it is linked to another. */
export async function communityOf(store: Store, it: Pick<Account, 'platform' | 'space'>): Promise<string> {
  const [link] = await store.getMany([key('space', it.platform, it.space)])
  return typeof link?.value === 'string' ? link.value : `${it.platform}-${it.space}`
}

/** What a chat says about somebody, asked before the unit of work so that no store waits for a platform. */
export interface Introduction {
  name: string
  groups: string[]
  locale?: Locale
}

/** Asks the chat who somebody is. */
export async function introduce(directory: Directory | undefined, it: Invocation): Promise<Introduction> {
  const locale = locales.find((each) => it.locale?.toLowerCase().startsWith(each))
  if (directory === undefined) return { name: it.by.id, groups: [], ...(locale && { locale }) }
  const [profile, groups] = await Promise.all([directory.profile(it.by), directory.groups(it.by)])
  return { name: shorten(clean(profile.name), 80), groups, ...(locale && { locale }) }
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
  const role = roleFromGroups(known.groups, community.roles) ?? before?.role ?? 'member'
  const record = { ...(before ?? newPerson(id, through, known.name, role)), name: known.name, role }
  if (before === undefined || before.role !== role || before.name !== known.name)
    await keepPerson(use, record)
  const person = asPerson(record, community)
  return record.locale === undefined && known.locale !== undefined
    ? { ...person, locale: known.locale }
    : person
}
