import type { Receiver } from '@slack/bolt'
import type { Requests } from '../../core/requests.ts'

/** How events come in from Slack: what the App is built on, and what the health check asks. */
export interface Line {
  readonly receiver: Receiver
  /** What takes events in over HTTP; none where they come in otherwise. */
  readonly requests?: Requests
  /** Begins to take events in; throws a UserError when Slack refuses the tokens. One out of reach is waited for. */
  start(): Promise<void>
  /** Lets what came in be acknowledged, 3 s at most, and ends whatever state it is in. */
  stop(): Promise<void>
  /** Tells whether events come in just now: the last pong is a few seconds old at most, or requests are taken. */
  fresh(): boolean
}
