import { type Account, platforms } from '../../core/person.ts'
import { key, parts, under } from '../../core/store.ts'
import type { Json } from '../../core/text.ts'
import type { Work } from '../../core/work.ts'
import type { Alarm } from '../alarms.ts'
import { type AuditEntry, addAudit, auditEntries } from '../audit/entries.ts'
import { type Delivery, isRefresh, type Stop } from '../delivery.ts'
import { stopsOf } from '../delivery-keys.ts'
import { keepLastDigest, lastDigest } from '../digest/record.ts'
import { whole } from '../ledger.ts'
import { refreshHome } from '../outbox.ts'
import { areBusy, carryStop, moveMessages } from './messages.ts'
import { carry, carryAlarms, type Passage, shelved } from './passage.ts'

const day = 24 * 60 * 60 * 1000

/** Which shelves say what hangs where, by the kind they number. */
const threads = { 'incident-thread': 'incident', 'reminder-message': 'reminder' } as const

/** Brings over what hangs in which thread, at most so many; answers how many that was. */
export async function carryThreads(passage: Passage, limit: number): Promise<number> {
  const { from, number } = passage
  let carried = 0
  for (const [shelf, of] of Object.entries(threads)) {
    const range = under('c', from.community, shelf)
    const found = await from.list<number>({ ...range, limit: limit - carried })
    carry(passage, found, [[shelf], [shelf]], (before) => number(of, before))
    carried += found.length
    if (carried === limit) break
  }
  return carried
}

/**
 * Has the other community's audit tell what this one's does, at most so many entries from behind `after`; here it stays
 * as it was, so that its chain can still be verified. What one work did in both stays two entries. Answers the last
 * one's name, `undefined` behind the end.
 */
export async function copyAudit(
  passage: Passage,
  after: string | undefined,
  limit: number,
): Promise<string | undefined> {
  const { from, into, name: renamed } = passage
  const found = await auditEntries(from, limit, after === undefined ? {} : { after })
  for (const { name, value } of found) {
    const [, id = ''] = parts(name)
    addAudit(into, `${from.community}/${id}`, audited(passage, value, renamed(value.of)))
  }
  return found.length < limit ? undefined : found.at(-1)?.name
}

/** What is told of a case names another one by its number. */
function audited({ number }: Passage, it: AuditEntry, of: string): AuditEntry {
  const other = it.what?.number
  const isCase = typeof other === 'number' && it.of.startsWith('incident/')
  return { ...it, of, ...(isCase && { what: { ...it.what, number: number('incident', other) } }) }
}

/** What comes along in a way of its own, or stays with the community that is no more, by the first part of its key. */
const apart: ReadonlySet<string> = new Set([
  ...Object.keys(threads),
  'account',
  'account-code',
  'alarm',
  'audit',
  'counter',
  'delivery',
  'digest',
  'digest-active',
  'digest-last',
  'escalation',
  'escalation-answered',
  'escalation-due',
  'escalation-open',
  'escalation-person',
  'incident',
  'incident-evidence',
  'incident-logged',
  'incident-member',
  'incident-open',
  'incident-owner',
  'incident-quoted',
  'incident-resolved',
  'incident-step',
  'incident-thread-of',
  'incident-undo',
  'invitation',
  'link-tries',
  'occurrence',
  'occurrence-at',
  'occurrence-in',
  'occurrence-of',
  'outbox',
  'person',
  'person-name',
  'person-role',
  'reminder',
  'reminder-next',
  'reminder-paused',
  'settings',
  'space',
])

/** What is swept away by itself, and how long what was brought along is kept, in milliseconds. */
const fleeting: Readonly<Record<string, number>> = {
  did: day,
  draft: day,
  'home-opened': 30 * day,
  pressed: day,
  recent: day,
}

/**
 * Brings over whatever else a community keeps, at most so many of one shelf: names that were used, ticks, forms begun
 * and answers given. Nothing that is there already is replaced. Answers whether there was any.
 */
export async function carryRest(passage: Passage, limit: number): Promise<boolean> {
  const shelf = await nextShelf(passage.from)
  if (shelf === undefined) return false
  await carryShelf(passage, shelf, limit)
  return true
}

const shelfOf = (rest: string): string => rest.split('/', 1)[0] ?? ''

/** Finds a shelf that comes along, one seek each. */
async function nextShelf(from: Work): Promise<string | undefined> {
  const { from: start, to } = under('c', from.community)
  for (let at = start; ; ) {
    const [entry] = await from.list({ from: at, to, limit: 1 })
    if (entry === undefined) return undefined
    const shelf = shelfOf(entry.key.slice(start.length))
    if (!apart.has(shelf)) return shelf
    at = `${start}${shelf}0`
  }
}

/** Brings over one shelf, as far as the other has nothing of the same name. */
export async function carryShelf({ from, into }: Passage, shelf: string, limit: number): Promise<void> {
  const start = under('c', from.community).from
  const target = under('c', into.community).from
  // A shelf may be a record by itself.
  const own = await from.get<Json>(`${start}${shelf}`)
  const others = await from.list<Json>({ ...under('c', from.community, shelf), limit })
  const found = own === undefined ? others : [{ key: `${start}${shelf}`, value: own }, ...others]
  const taken = await into.getMany<Json>(found.map(({ key }) => target + key.slice(start.length)))
  for (const [index, { key, value }] of found.entries()) {
    from.delete(key)
    if (taken[index] !== undefined) continue
    const copy = target + key.slice(start.length)
    into.set(copy, value)
    const kept = fleeting[shelf]
    if (kept !== undefined) into.expire(copy, into.now.epochMilliseconds + kept)
  }
}

/** Brings over what is left to be sent or done once everything else is; answers whether that was all of it. */
export async function carryLeft(passage: Passage): Promise<boolean> {
  const { from, into, number } = passage
  const left = (await shelved<Delivery>(from, 'delivery')).map(({ value }) => value)
  const messages = {
    all: left.filter(({ does }) => !isRefresh(does)),
    refreshes: left.filter(({ does }) => isRefresh(does)),
  }
  if (areBusy(messages)) return false
  const alarms = await shelved<Alarm>(from, 'alarm')
  const last = await lastDigest(from)
  const known = await lastDigest(into)
  await moveMessages(passage, messages, () => false)
  await carryAlarms(
    passage,
    alarms.map(({ value }) => value),
  )
  if (last !== undefined && (known === undefined || known.at < last.at))
    keepLastDigest(into, { ...last, number: number('digest', last.number) })
  from.delete(key('c', from.community, 'digest-last'))
  for (const { key: at, value } of await from.list<Stop>({ ...stopsOf(from.community), limit: whole })) {
    await carryStop(passage, value.name)
    from.delete(at)
  }
  return true
}

/** Has the Homes of those who look at theirs show the community they belong to now; of one space, or of all. */
export async function refreshHomes(into: Work, space?: Pick<Account, 'platform' | 'space'>): Promise<void> {
  for (const platform of space === undefined ? platforms : [space.platform]) {
    const range = under(
      'c',
      into.community,
      'home-opened',
      platform,
      ...(space === undefined ? [] : [space.space]),
    )
    for (const { key: at } of await into.list<unknown>({ ...range, limit: whole })) {
      const [of = '', id = ''] = parts(at).slice(-2)
      await refreshHome(into, { platform, space: of, id })
    }
  }
}
