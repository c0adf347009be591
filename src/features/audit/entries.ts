import * as z from 'zod'
import { who } from '../../core/person.ts'
import { key, type Store, under } from '../../core/store.ts'
import type { Work } from '../../core/work.ts'

/** Who did what to what, and when; `by` is left out for what Vigie did by itself. Only ever added. */
const auditEntry = z.object({
  v: z.literal(1),
  at: z.number(),
  by: who.optional(),
  did: z.string(),
  of: z.string(),
  what: z.record(z.string(), z.json()).optional(),
})
export type AuditEntry = z.infer<typeof auditEntry>

/**
 * An entry and its name, which is unique in its community: when it happened, in which work, what was done, to what.
 * It begins with the time, so that names sort by it.
 */
export interface NamedEntry {
  name: string
  value: AuditEntry
}

/** What was done by whoever took an entry out; of what, is the name of that entry. */
const erased = 'audit.erased'

/**
 * Where entries wait to be sealed, first those of one community, then those of the next, so that a sealer finds them by
 * a seek each, however late they were written under however old a time. They are written there only: a pointer beside
 * every entry would be one row more in each commit, and this is none.
 */
export const openEntries = (community: string) => under('audit-open', community)

/** Where entries lie once they are sealed. */
export const sealedEntries = (community: string) => {
  const start = `${key('c', community, 'audit')}/`
  return { from: start, to: `${start}~` }
}

/** Returns the name of an entry by its key. */
export const nameIn = (at: string, { from }: { from: string }): string => at.slice(from.length)

/** Returns the name of the entry that was taken out, as a key writes it, where a name is of the entry that tells so. */
export function erasedBy(name: string): string | undefined {
  const [, , did, of] = name.split('/')
  return did === erased ? of : undefined
}

/** Adds an entry to the community's audit, in the commit of what it tells. */
export const audit = (use: Work, entry: Omit<AuditEntry, 'v' | 'at'>): void =>
  addAudit(use, use.id, { v: 1, at: use.now.epochMilliseconds, ...entry })

/** Adds an entry as it was written elsewhere, in a work that is told apart by its id. */
export function addAudit(use: Work, id: string, entry: AuditEntry): void {
  const { at, did, of } = entry
  use.set(openEntries(use.community).from + key(at, id, did, of), auditEntry.parse(entry))
}

/**
 * Takes an entry out, since what it says must be kept no longer, and adds one that tells so; answers whether it was
 * there. Its name, which holds ids and no words, stays in its seal, and so does its digest.
 */
export async function eraseAudit(use: Work, name: string, by: AuditEntry['by']): Promise<boolean> {
  if (erasedBy(name) !== undefined) throw new Error(`what was erased stays on record: ${name}`)
  const places = [openEntries(use.community), sealedEntries(use.community)].map(({ from }) => from + name)
  const found = await use.getMany(places)
  const there = places.filter((_, index) => found[index] !== undefined)
  if (there.length === 0) return false
  for (const at of there) use.delete(at)
  audit(use, { by, did: erased, of: name })
  return true
}

/** Returns at most so many entries, sealed or not, in order of time: from behind a name, or the newest first. */
export async function auditEntries(
  use: Work,
  limit: number,
  { after, reverse = false }: { after?: string; reverse?: boolean } = {},
): Promise<NamedEntry[]> {
  const found = new Map<string, AuditEntry>()
  // Open ones first: what is sealed in between is found twice then, and never not at all.
  for (const range of [openEntries(use.community), sealedEntries(use.community)]) {
    const from = after === undefined ? range.from : `${range.from}${after}!`
    for (const { key: at, value } of await use.list<AuditEntry>({ from, to: range.to, limit, reverse }))
      found.set(nameIn(at, range), value)
  }
  const sign = reverse ? -1 : 1
  return [...found]
    .map(([name, value]) => ({ name, value }))
    .sort((a, b) => (a.name < b.name ? -sign : sign))
    .slice(0, limit)
}

/** Returns the newest entries first. */
export const newestAudit = async (use: Work, limit: number): Promise<AuditEntry[]> =>
  (await auditEntries(use, limit, { reverse: true })).map(({ value }) => value)

/** Returns a store that says so whenever entries were committed through it. */
export const noticing = (store: Store, notice: () => void): Store => ({
  ...store,
  async commit(change) {
    const committed = await store.commit(change)
    if ('done' in committed && change.set.some(([at]) => at.startsWith('audit-open/'))) notice()
    return committed
  },
})
