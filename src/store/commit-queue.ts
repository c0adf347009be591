import type { Committed } from '../core/store.ts'
import type { TextChange } from './adapter.ts'

/** Gathers the commits of one turn of the event loop, so that they share one transaction. */
interface CommitQueue {
  add(change: TextChange): Promise<Committed>
  /** Settles when everything added before has been answered. */
  drain(): Promise<void>
}

/** How changes are applied, and what to do when that fails. */
interface Applying {
  /** Applies the changes in one transaction, each checked on its own; throws when none of them was applied. */
  apply(changes: TextChange[]): Committed[]
  /** The milliseconds after which to try again, for the so-many-th time; `undefined` gives up. */
  again(error: unknown, attempt: number): number | undefined
}

interface Waiting {
  change: TextChange
  done(committed: Committed): void
  failed(error: unknown): void
}

/** The most changes in one transaction, so that a lock is never held for long. */
const most = 500

/** Returns an empty queue. */
export function createCommitQueue({ apply, again }: Applying): CommitQueue {
  const waiting: Waiting[] = []
  let awake = false
  let attempt = 0
  /** So many at the front failed together: they go one by one, so that only the culprit fails. */
  let alone = 0

  const wake = (delay = 0) => {
    awake = true
    if (delay > 0) setTimeout(flush, delay)
    else setImmediate(flush)
  }

  function flush() {
    awake = false
    const batch = waiting.slice(0, alone > 0 ? 1 : most)
    let delay: number | undefined
    try {
      const answers = apply(batch.map(({ change }) => change))
      settle(batch.length)
      for (const [index, { done, failed }] of batch.entries()) {
        const answer = answers[index]
        if (answer === undefined) failed(new Error('a commit was not answered'))
        else done(answer)
      }
    } catch (error) {
      delay = again(error, ++attempt)
      if (delay !== undefined) return wake(delay)
      if (batch.length > 1) alone = batch.length
      else {
        settle(1)
        batch[0]?.failed(error)
      }
    }
    if (waiting.length > 0) wake()
  }

  function settle(count: number) {
    waiting.splice(0, count)
    attempt = 0
    alone = Math.max(0, alone - count)
  }

  const add = (change: TextChange) =>
    new Promise<Committed>((done, failed) => {
      waiting.push({ change, done, failed })
      if (!awake) wake()
    })

  return {
    add,
    async drain() {
      if (waiting.length > 0) await add({ id: 'drain', checks: [], set: [], delete: [] })
    },
  }
}
