import { patience } from '../activity.ts'
import type { Fields } from '../checks.ts'

/** What Slack sends an app: a command, an interaction or an event. */
export interface Sent {
  kind: 'slash_commands' | 'interactive' | 'events_api'
  /** What it is called where something is wrong with it: 'the command /vigie', 'the press of Resolve'. */
  what: string
  payload: Fields
  /** Whether the acknowledgement may hold an answer. */
  answers: boolean
  /** Which repetition it is, and what Slack says of why. */
  retry?: number
  reason?: string
  /** What Slack does with the acknowledgement; not done with a late one, which nobody sees. */
  after?: (body: Fields, ack: Ack) => void
}

/** How the app acknowledged: after how long, and with what. `status` is there over HTTP. */
export interface Ack {
  ms: number
  body: Fields
  late: boolean
  status?: number
  sent: Sent
}

/** Slack tells a person that the app did not answer after this many milliseconds. */
export const ackTime = 3000

/** A wait for one acknowledgement: late after 3 s, given up after 5. */
export interface Wait {
  sent: Sent
  done: Promise<Ack>
  /** Takes the acknowledgement; false where there was one already. */
  take(body: Fields, status?: number): boolean
  fail(why: string): void
}

/** Begins to wait; `late` is called when Slack would give up. */
export function waitFor(sent: Sent, late: () => void): Wait {
  const start = performance.now()
  const { promise, resolve, reject } = Promise.withResolvers<Ack>()
  let over = false
  let isLate = false
  const fail = (why: string): void => {
    end()
    reject(new Error(`Slack stand-in: ${sent.what}: ${why}`))
  }
  const tooLate = setTimeout(() => {
    isLate = true
    late()
  }, ackTime)
  const never = setTimeout(() => fail('no acknowledgement within 5 s'), patience)
  const end = (): void => {
    over = true
    clearTimeout(tooLate)
    clearTimeout(never)
  }
  return {
    sent,
    done: promise,
    fail: (why) => {
      if (!over) fail(why)
    },
    take(body, status) {
      if (over) return false
      end()
      const ms = performance.now() - start
      const ack: Ack = {
        ms,
        body,
        late: isLate || ms > ackTime,
        sent,
        ...(status === undefined ? {} : { status }),
      }
      if (!ack.late && (status === undefined || status === 200)) sent.after?.(body, ack)
      resolve(ack)
      return true
    },
  }
}
