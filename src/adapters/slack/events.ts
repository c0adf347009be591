import type { App, ReceiverEvent } from '@slack/bolt'
import type { Clock } from '../../core/clock.ts'
import type { Log } from '../../core/errors.ts'
import { within } from '../../core/patience.ts'
import { createSeldom } from './seldom.ts'

/** How long Slack waits for an acknowledgement, in milliseconds. */
export const ackTime = 3000

/** Hands what came in to the App. */
interface Events {
  init(app: App): void
  /** Never rejects; answers whether the App took it. */
  take(event: ReceiverEvent): Promise<boolean>
  /** Waits until all that came in is acknowledged, as long as Slack would. */
  acknowledged(): Promise<void>
}

/**
 * Returns the way from a line to the App. An acknowledgement is sent once and never rejects: when the socket has
 * closed meanwhile it is lost and logged, and what was begun goes on, since it is durable and is answered by
 * other means.
 */
export function createEvents({ log, clock }: { log: Log; clock: Clock }): Events {
  const seldom = createSeldom(clock)
  const waiting = new Set<Promise<void>>()
  let app: App | undefined

  return {
    init(it) {
      app = it
    },
    async take(event) {
      const answered = Promise.withResolvers<void>()
      const pending = within(ackTime, answered.promise, undefined).finally(() => waiting.delete(pending))
      waiting.add(pending)
      let sent: Promise<void> | undefined
      const ack = (body?: unknown): Promise<void> => {
        sent ??= event
          .ack(body)
          .catch((error: unknown) => {
            const why = error instanceof Error ? error.message : String(error)
            if (seldom('lost')) log.warn('an acknowledgement did not reach Slack', { why })
          })
          .finally(answered.resolve)
        return sent
      }
      try {
        if (app === undefined) throw new Error('the line was started before its App was made')
        await app.processEvent({ ...event, ack })
        return true
      } catch (error) {
        log.error('what came in from Slack could not be handled', error)
        return false
      } finally {
        if (sent === undefined) answered.resolve()
      }
    },
    async acknowledged() {
      await Promise.all(waiting)
    },
  }
}
