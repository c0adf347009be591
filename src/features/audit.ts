import * as z from 'zod'
import { who } from '../core/person.ts'
import { key, under } from '../core/store.ts'
import type { Work } from '../core/work.ts'

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

/** Adds an entry to the community's audit, in the commit of what it tells. */
export function audit(use: Work, entry: Omit<AuditEntry, 'v' | 'at'>): void {
  const at = use.now.epochMilliseconds
  use.set(
    key('c', use.community, 'audit', at, use.id, entry.did, entry.of),
    auditEntry.parse({ v: 1, at, ...entry }),
  )
}

/** Returns the newest entries first. */
export const newestAudit = async (use: Work, limit: number): Promise<AuditEntry[]> =>
  (await use.list<AuditEntry>({ ...under('c', use.community, 'audit'), limit, reverse: true })).map(
    ({ value }) => value,
  )
