import type { Invocation } from '../core/chat.ts'
import type { Log } from '../core/errors.ts'
import type { Store } from '../core/store.ts'
import type { Work } from '../core/work.ts'
import { communityOf } from '../features/link/space.ts'
import { keepInbox, keepNow } from './did.ts'

/** What keeps an invocation from its acknowledgement until it was answered. */
export interface Keeping {
  /** Makes it durable by itself, waiting for no other work of the community. */
  now(): Promise<void>
  /** The same ahead of the work, never throwing: where the store takes nothing, what is run next says so. */
  ahead(): Promise<void>
  /** Has what a work did stand beside that it is still to be told: a kill in between loses neither. */
  with(use: Work): void
  /** Lets go of it; a restart answers it no more. */
  answered(): Promise<void>
}

interface KeepingParts {
  store: Store
  leave(it: Invocation): Promise<void>
  log: Log
}

/** Keeps an invocation, where it has an address for an answer; `isKept` says that it is durable already. */
export function keepingOf(it: Invocation, { store, leave, log }: KeepingParts, isKept = false): Keeping {
  let isDurable = isKept
  let mayBeThere = isKept

  async function now(): Promise<void> {
    if (isDurable || it.reply === undefined) return
    mayBeThere = true
    await keepNow(store, { community: await communityOf(store, it.by), it })
    isDurable = true
  }

  return {
    now,
    async ahead() {
      try {
        await now()
      } catch (error) {
        log.error('what came in could not be kept before it is done', error, { invocation: it.id })
      }
    },
    with(use) {
      if (isDurable || it.reply === undefined || !use.hasWritten()) return
      mayBeThere = true
      keepInbox(use, it)
    },
    async answered() {
      if (mayBeThere) await leave(it)
    },
  }
}
