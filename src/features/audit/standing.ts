import type { Work } from '../../core/work.ts'
import { endIn, endKey } from './chain.ts'
import { openEntries } from './entries.ts'

/** How far the audit of a community is sealed. */
export interface Standing {
  /** When it was sealed last, in milliseconds, and the head since then. */
  at?: number
  head?: string
  /** What was written more than a minute ago is not sealed yet, and nothing was since. */
  isBehind: boolean
}

/** How long sealing may take before somebody should know, in milliseconds. */
const patience = 60_000

/** Returns how far the audit is sealed; `undefined` where there is nothing to seal. */
export async function auditStanding(use: Work): Promise<Standing | undefined> {
  const end = endIn(await use.get(endKey(use.community)))
  const range = openEntries(use.community)
  const [oldest] = await use.list<{ at: number }>({ ...range, limit: 1 })
  if (end === undefined && oldest === undefined) return undefined
  const late = use.now.epochMilliseconds - patience
  // What is brought over from elsewhere is old when it comes, and is being sealed all the same.
  const isBehind = oldest !== undefined && oldest.value.at < late && (end?.at ?? 0) < late
  return { ...(end && { at: end.at, head: end.head }), isBehind }
}
