import type { Fields } from '../checks.ts'

/** Somebody; `locale` as in Discord's settings, `tz` as on their machine. */
export interface User {
  id: string
  name: string
  locale: string
  tz: string
  bot: boolean
  /** Whether they are in the server. */
  member: boolean
  nick?: string
  /** Ids of roles. */
  roles: string[]
  /** Whether they take direct messages from the server's people and bots. */
  dms: boolean
}

/** A role of the server; the one with the server's id is everybody's. */
export interface Role {
  id: string
  name: string
  permissions: bigint
  mentionable: boolean
}

/** What a channel allows or denies a role (type 0) or a person (type 1). */
export interface Overwrite {
  type: 0 | 1
  allow: bigint
  deny: bigint
}

/** Kinds of channels, as Discord numbers them. */
export const kinds = { text: 0, direct: 1, thread: 11 } as const

/** A channel, a thread, or a direct conversation. */
export interface Channel {
  id: string
  name: string
  type: (typeof kinds)[keyof typeof kinds]
  overwrites: Map<string, Overwrite>
  messages: Message[]
  /** Of a thread: the channel it hangs in. */
  parent?: string
  archived: boolean
  locked: boolean
  /** Of a thread: after so many minutes it is archived. */
  lasts?: number
  /** Of a direct conversation: the other one. */
  recipient?: string
}

/** The interaction behind a message: its id and kind, who did it, and the command's name. */
export interface Cause {
  id: string
  type: number
  user: string
  name?: string
}

/**
 * A message as Discord keeps it; an ephemeral one names the only person who sees it. An edit makes another one, so
 * whoever has looked at a message still has what they saw.
 */
export interface Message {
  id: string
  channel: string
  author: string
  content: string
  embeds: Fields[]
  components: Fields[]
  attachments: Fields[]
  flags: number
  /** Ids of the people and roles it mentions where it was allowed to, and whether it mentions everyone. */
  mentions: { users: string[]; roles: string[]; everyone: boolean }
  at: number
  edited?: number
  nonce?: string | number
  reference?: Fields
  /** The interaction it answers. */
  cause?: Cause
  /** The thread that hangs on it. */
  thread?: string
  ephemeral?: { to: string }
  /** A deferred answer that is still to come: 'Vigie is thinking…'. */
  pending?: boolean
}

/** A form as somebody has it open, with what they have filled in: by custom id. */
export interface Modal {
  user: string
  custom_id: string
  title: string
  components: Fields[]
  values: Record<string, unknown>
  /** Where it was opened, and on which message. */
  channel: string
  source?: Message
}

/** What the bot did at Discord's. `answer` is 'ok', an error code, or the fault. */
export interface Call {
  method: string
  /** The route: 'POST /channels/:channel/messages'. */
  route: string
  /** The path without /api/v10. */
  path: string
  body: unknown
  at: number
  status?: number
  answer?: string
}
