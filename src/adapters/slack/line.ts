import type { Receiver } from '@slack/bolt'

/** How events come in from Slack: what the App is built on, and what the health check asks. */
export interface Line {
  readonly receiver: Receiver
  /** Opens the port, where health is told before anything comes in; throws a UserError when it is taken. */
  open(): Promise<void>
  /** Opens what is not open yet; throws a UserError when Slack refuses the tokens. One out of reach is waited for. */
  start(): Promise<void>
  /** Lets what came in be acknowledged, 3 s at most, and ends whatever state it is in. */
  stop(): Promise<void>
  /** Tells whether events come in just now: the last pong is a few seconds old at most, or the port is open. */
  fresh(): boolean
  /** The port events or health checks come in at; `undefined` while there is none. */
  port(): number | undefined
}
