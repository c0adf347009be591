import type { Accepted, Chat, Invocation } from '../core/chat.ts'
import type { Outcome } from '../core/command.ts'
import type { Log } from '../core/errors.ts'
import { within } from '../core/patience.ts'
import type { Platform } from '../core/person.ts'
import type { Store } from '../core/store.ts'
import { type Inbox, inboxKey, inboxRange } from './did.ts'

/** What answering after a restart takes. `started` in milliseconds: what came in before is not under way here. */
interface ReplayParts {
  store: Store
  started: number
  chats(platform: Platform): Chat | undefined
  accept(it: Invocation): Promise<Accepted>
  leave(it: Invocation): Promise<void>
  log: Log
  /** Whether what comes in anew waits until what was left is done. */
  gated: boolean
}

/** How many invocations one round looks at, and how many of them at once. */
const most = 10_000
const atOnce = 8

/** How long what comes in anew waits at most, in milliseconds: acknowledgements are due within 3 s. */
const patience = 1500

/** Something that was acknowledged before the start, and what it came to. */
interface Done {
  it: Invocation
  outcome: Outcome
}

/** Does and answers what was acknowledged before the start and not answered since. */
export function createReplay({ store, started, chats, accept, leave, log, gated }: ReplayParts) {
  const caughtUp = Promise.withResolvers<void>()
  if (!gated) caughtUp.resolve()

  const failed = (it: Invocation, error: unknown) =>
    log.error('what was asked before the restart is not answered yet', error, { invocation: it.id })

  async function run(it: Invocation): Promise<Done | undefined> {
    try {
      const accepted = await accept(it)
      if ('run' in accepted) return { it, outcome: await accepted.run() }
      return { it, outcome: 'form' in accepted ? accepted : { card: accepted.refuse } }
    } catch (error) {
      failed(it, error)
      return undefined
    }
  }

  /** Tells whether that is over with. */
  async function answer(done: Done | undefined): Promise<boolean> {
    if (done === undefined) return false
    const { it, outcome } = done
    try {
      const sent = await chats(it.by.platform)?.answer(it.reply ?? {}, outcome)
      if (sent !== undefined && 'later' in sent) return false
      if (sent !== undefined && !('sent' in sent))
        log.warn('an answer after a restart may not have arrived', { invocation: it.id, sent })
      await leave(it)
      return true
    } catch (error) {
      failed(it, error)
      return false
    }
  }

  return {
    /**
     * Does all of it, then answers it; one that fails keeps no other from being answered. Returns how many could not
     * be answered yet, to be tried again.
     */
    async replay(): Promise<number> {
      try {
        const before = { ...inboxRange, to: inboxKey(started, '') }
        // Only the bot writes there.
        const left = (await store.range({ ...before, limit: most })).map(
          ({ value }) => (value as unknown as Inbox).it,
        )
        const done = await some(left, run)
        caughtUp.resolve()
        const answered = await some(done, answer)
        return answered.filter((each) => !each).length
      } finally {
        caughtUp.resolve()
      }
    },
    /** Waits until what was left is done, so that what comes in anew finds it done; not for ever. */
    caughtUp: () => within(patience, caughtUp.promise, undefined),
  }
}

/** Does something with each, some of them at once. */
async function some<T, R>(all: readonly T[], work: (it: T) => Promise<R>): Promise<R[]> {
  const done: R[] = []
  for (let from = 0; from < all.length; from += atOnce)
    done.push(...(await Promise.all(all.slice(from, from + atOnce).map(work))))
  return done
}
