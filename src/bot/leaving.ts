import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Invocation } from '../core/chat.ts'
import type { Store } from '../core/store.ts'
import { inboxKey } from './did.ts'

/** How long what was answered may stay in the inbox, in milliseconds: after a kill meanwhile it is answered again. */
const together = 150

/**
 * Returns what takes invocations out of the inbox once they were answered: those of a moment together, since each
 * commit waits for the disk and nothing waits for this one. Resolves when that is durable.
 */
export function createLeaving(store: Store): (it: Invocation) => Promise<void> {
  let keys: string[] = []
  let leaving: Promise<void> | undefined

  async function leave(): Promise<void> {
    await wait(together)
    const gone = keys
    keys = []
    leaving = undefined
    // Nothing else can be decided on it, so that it cannot be lost to anybody.
    await store.commit({ id: `left/${randomUUID()}`, checks: [], set: [], delete: gone })
  }

  return (it) => {
    keys.push(inboxKey(it.at, it.id))
    leaving ??= leave()
    return leaving
  }
}
