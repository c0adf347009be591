import type { Fields } from '../checks.ts'

/** Somebody of the workspace; `locale` and `tz` as in a Slack profile. */
export interface User {
  id: string
  name: string
  locale: string
  tz: string
  admin: boolean
  owner: boolean
  deleted: boolean
  bot: boolean
}

/** A channel, or a direct conversation. */
export interface Channel {
  id: string
  name: string
  kind: 'public' | 'private' | 'im' | 'mpim'
  /** Ids of users, the bot's own among them where it was invited. */
  members: Set<string>
  archived: boolean
  messages: Message[]
}

/** A user group: '@mods'. */
export interface Group {
  id: string
  handle: string
  users: string[]
}

/**
 * A message as Slack keeps it; an ephemeral one names the only person who sees it. An edit makes another one, so
 * whoever has looked at a message still has what they saw.
 */
export interface Message {
  channel: string
  ts: string
  thread_ts?: string
  user: string
  bot_id?: string
  text: string
  blocks?: Fields[]
  metadata?: Fields
  files?: Fields[]
  edited?: { user: string; ts: string }
  ephemeral?: { to: string }
}

/** A view as Slack keeps it, with what somebody has filled in and what they were told is wrong. */
export interface View {
  id: string
  user: string
  hash: string
  view: Fields & { type: string; blocks: Fields[] }
  /** By block, then by action: as in `view.state.values`. */
  values: Record<string, Record<string, Fields>>
  errors: Record<string, string>
  root: string
  previous: string | null
}

/** What the app did at Slack's. `answer` is 'ok' or the error. */
export interface Call {
  method: string
  args: Fields
  at: number
  answer?: string
}

/** What Slack cannot do for a method: an error's code, and what goes with it. */
export interface Refusal {
  error: string
  more?: Fields
  /** Why the app should have known better, where it should. */
  violation?: string
}

/** The parts of an app's manifest that decide what Slack sends it. */
export interface Manifest {
  features?: {
    slash_commands?: { command: string; should_escape?: boolean | undefined }[]
    shortcuts?: { name: string; type: string; callback_id: string }[]
  }
  oauth_config?: { scopes?: { bot?: string[] } }
  settings?: { event_subscriptions?: { request_url?: string; bot_events?: string[] } }
}
