import type { Accepted, Sent } from './chat.ts'
import type { Log } from './errors.ts'
import { rest } from './patience.ts'

/** How often an answer that a chat wants later is tried, and the longest pause that is waited for, in milliseconds. */
const tries = 4
const longestPause = 60_000

/** Tells people what came of what they did, and sees what has begun to its end. */
export function createTelling(log: Log) {
  const stopping = new AbortController()
  const begun = new Set<Promise<void>>()

  /** Sends an answer; `false` where it has to wait for the next start. */
  async function isTold(id: string, send: () => Promise<Sent>): Promise<boolean> {
    for (let turn = 1; ; turn++) {
      const sent = await send()
      if (!('later' in sent)) {
        if (!('sent' in sent)) log.warn('an answer may not have arrived', { invocation: id, sent })
        return true
      }
      if (turn === tries || sent.later > longestPause) return false
      await rest(sent.later, stopping.signal)
      if (stopping.signal.aborted) return false
    }
  }

  return {
    /**
     * Tells somebody what came of an invocation, by its id. What could not be told stays in the inbox, and is answered
     * after the next start.
     */
    async tell(id: string, accepted: Accepted, send: () => Promise<Sent>): Promise<void> {
      if (await isTold(id, send)) await accepted.answered?.()
      else log.warn('an answer waits for the next start', { invocation: id })
    },
    /** Remembers work that has begun until it is over; it must not reject. */
    async follow(work: Promise<void>): Promise<void> {
      begun.add(work)
      await work
      begun.delete(work)
    },
    /** Waits until what has begun is over. What a chat wants later stays in the inbox, for the next start. */
    async stop(): Promise<void> {
      stopping.abort()
      while (begun.size > 0) await Promise.all(begun)
    },
  }
}
