import type { Account } from '../../core/person.ts'
import { key, parts, under } from '../../core/store.ts'
import type { Work } from '../../core/work.ts'
import { type Alarm, clearAlarm, setAlarm } from '../alarms.ts'
import { whole } from '../ledger.ts'
import { refreshHome } from '../outbox.ts'
import type { Renaming } from './move-digests.ts'

const day = 24 * 60 * 60 * 1000

/** What comes along in a way of its own, or stays with the community that is no more, by the first part of its key. */
const apart: ReadonlySet<string> = new Set([
  'account',
  'account-code',
  'alarm',
  'audit',
  'delivery',
  'invitation',
  'link-tries',
  'outbox',
  'person',
  'person-name',
  'person-role',
  'settings',
  'space',
])

/** What is swept away by itself, and how long what was brought along is kept, in milliseconds. */
const fleeting: Readonly<Record<string, number>> = {
  did: day,
  draft: day,
  'home-opened': 30 * day,
  'incident-undo': day,
  pressed: day,
  recent: day,
}

/**
 * Takes a community's records over into another, under the same numbers: cases and what belongs to them, reminders,
 * digests, counters, forms begun and answers given. Nothing that is there already is replaced.
 */
export async function moveRecords(use: Work, into: Work): Promise<void> {
  const { from, to } = under('c', use.community)
  const target = under('c', into.community).from
  const found = (await use.list<unknown>({ from, to, limit: whole }))
    .map(({ key: at, value }) => ({ at, value, rest: at.slice(from.length) }))
    .filter(({ rest }) => !apart.has(shelfOf(rest)))
  const taken = await into.getMany<unknown>(found.map(({ rest }) => `${target}${rest}`))
  for (const [index, { at, rest, value }] of found.entries()) {
    if (taken[index] !== undefined) continue
    const copy = `${target}${rest}`
    // Some indexes hold the key of a record.
    into.set(
      copy,
      typeof value === 'string' && value.startsWith(from) ? target + value.slice(from.length) : value,
    )
    use.delete(at)
    const kept = fleeting[shelfOf(rest)]
    if (kept !== undefined) into.expire(copy, use.now.epochMilliseconds + kept)
  }
}

const shelfOf = (rest: string): string => rest.split('/', 1)[0] ?? ''

/** Has the other community's audit tell what this one's does; here it stays as it was. */
export async function copyAudit(use: Work, into: Work): Promise<void> {
  const { from, to } = under('c', use.community, 'audit')
  const target = key('c', into.community, 'audit')
  for (const { key: at, value } of await use.list<unknown>({ from, to, limit: whole }))
    into.set(`${target}/${at.slice(from.length)}`, value)
}

/** Takes over what is to be done at a time; each is still done once. */
export async function moveAlarms(use: Work, into: Work, renamed: Renaming): Promise<void> {
  const found = await use.list<Alarm>({ ...under('c', use.community, 'alarm'), limit: whole })
  for (const { value: it } of found) {
    await clearAlarm(use, it.id)
    await setAlarm(into, { ...it, id: renamed(it.id), of: renamed(it.of) })
  }
}

/** Has the Homes of those who look at theirs show the community they belong to now. */
export async function refreshHomes(into: Work, { platform, space }: Pick<Account, 'platform' | 'space'>) {
  const range = under('c', into.community, 'home-opened', platform, space)
  for (const { key: at } of await into.list<unknown>({ ...range, limit: whole }))
    await refreshHome(into, { platform, space, id: parts(at).at(-1) ?? '' })
}
