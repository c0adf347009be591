import type { Card } from './card.ts'
import type { Outcome } from './command.ts'
import type { Choice, Form } from './form.ts'
import type { Account, Place, Platform, Quote, Visibility } from './person.ts'
import type { Text } from './text.ts'

/** A message that was sent. */
export interface MessageRef {
  place: Place
  id: string
}

/**
 * What a person did, on any chat. `input` is the typed words, or the values by argument name when the chat
 * took them apart itself (options, forms, buttons); with typed words `command` may be empty: the words begin
 * with noun and verb. `typed`: it was typed as a command all the same, though the chat took it apart. `reply` is
 * the adapter's own address for an answer after a restart: where it is given, the invocation is made durable before
 * `accept` returns.
 */
export interface Invocation {
  id: string
  by: Account
  here: Place
  locale?: string
  command: string
  input: string | Record<string, string>
  typed?: true
  at: number
  draft?: string
  about?: Quote
  pressed?: MessageRef
  reply?: Record<string, string>
}

/**
 * Known within 1 s of arrival; only then does the adapter open, defer or refuse. What `run` did is durable when it
 * resolves; `keep`, which never throws, makes an invocation with a `reply` durable before that, for whoever
 * acknowledges ahead of the work. `answered` is called once the answer was sent; until then a restart answers again -
 * with the same words, since nothing is done twice.
 */
export type Accepted = { keep?(): Promise<void>; answered?(): Promise<void> } & (
  | { refuse: Card }
  | { form: Form }
  | { answers: 'asker' | 'place'; run(): Promise<Outcome> }
)

/** What the chats are handed: the same for every one of them. */
export interface Bot {
  /**
   * Takes what somebody asks. `durable` is called as soon as it is sure to be answered, even after a kill, before it
   * is known what it comes to: for a chat that must be told at once and hears everything else later. It takes a
   * `reply` to answer by.
   */
  accept(it: Invocation, durable?: () => void): Promise<Accepted>
  suggest(it: Invocation, field: string, typed: string): Promise<Choice[]>
  home(who: Account): Promise<Card>
  /**
   * Vigie was brought to a chat by somebody, who is shown how to begin in a private message, or where they take none,
   * in `instead`. Once in a community's life: whoever was shown it before, nobody is again.
   */
  joined?(by: Account, instead?: Place): Promise<void>
  /** Tells whether nobody has met Vigie in a space yet: it may have been brought there while it did not run. */
  isNew?(at: Pick<Account, 'platform' | 'space'>): Promise<boolean>
}

/** Why a chat refused, for good until somebody mends it; `say` is for the owner, without secrets. */
export interface Problem {
  code: 'gone' | 'forbidden' | 'archived' | 'closed' | 'auth' | 'invalid'
  scope: 'place' | 'space'
  say: Text
}

/**
 * What became of a post or an edit. `later`: not before this many milliseconds from now; nothing was sent.
 * `unknown`: it may or may not be there.
 */
export type Sent = { sent: MessageRef } | { later: number } | { refused: Problem } | { unknown: string }

/** What looking for a post came to; `unknown`: it cannot be looked for there. */
export type Found = MessageRef | 'absent' | 'unknown' | { later: number }

/** A chat platform. Only `start` and `stop` throw: whatever happens to a message is a value. */
export interface Chat {
  readonly platform: Platform
  /** Whoever first comes to manage is shown how to begin in a private message; a terminal says so itself. */
  readonly firstRun?: true
  start(bot: Bot): Promise<void>
  stop(): Promise<void>
  /** Tells whether events come in just now; left out where nothing lies between. */
  fresh?(): boolean
  /**
   * `key` is the delivery's id. Where the platform remembers keys, the same one twice shows once; where it does
   * not, `find` is asked before anything is sent again.
   */
  send(to: Place, card: Card, key: string): Promise<Sent>
  edit(ref: MessageRef, card: Card): Promise<Sent>
  /** Looks whether a post with this key is there; `since` in milliseconds. `later`: not before this many milliseconds. */
  find(to: Place, key: string, since: number): Promise<Found>
  /** The thread under a message, opened where needed; `undefined` where the chat has none. */
  thread(ref: MessageRef): Promise<Place | undefined>
  /** Answers an invocation that was accepted before a restart. */
  answer(reply: Record<string, string>, outcome: Outcome): Promise<Sent>
  home?(who: Account, card: Card): Promise<Sent>
  directory: Directory
}

/** Somebody a chat knows, met by Vigie or not; `also` are other names they are found by. */
export interface Acquaintance {
  account: Account
  name: string
  also?: readonly string[]
}

/** A group of a space, to which a role can be given: its id as `groups` tells it, and how it is called. */
export interface GroupThere extends Pick<Account, 'platform' | 'space'> {
  id: string
  name: string
}

/** Who and what is there, on one platform. */
export interface Directory {
  /** The direct conversation with somebody; `undefined` when they cannot be written to. */
  direct(who: Account): Promise<Place | undefined>
  /** How somebody is called, and as the platform knows them their language ('fr-FR') and zone (IANA name). */
  profile(who: Account): Promise<{ name: string; locale?: string; zone?: string }>
  /**
   * The platform's groups somebody is in: `admin` (the platform's administrators), `group:<id>`, `channel:<id>`
   * (private ones); `role:<role>` says a role outright. `undefined` when that cannot be told just now.
   */
  groups(who: Account): Promise<string[] | undefined>
  /**
   * How far a place sees, how it is called ('help'), what keeps posts from it, and what Vigie is not allowed there, as
   * the platform names its permissions: also those without which posts still go out.
   */
  place(at: Place): Promise<{ sees: Visibility; name?: string; problems: Problem[]; lacks?: Text[] }>
  /**
   * Finds people of a space by the beginning of one of their names, or by their id; `undefined` where that cannot be
   * told now. Left out where whatever is typed is somebody's name.
   */
  people?(space: string, typed: string): Promise<readonly Acquaintance[] | undefined>
  /**
   * Lists the channels of a space, each as it is called, that everybody there sees or one of some people does;
   * `undefined` where that cannot be told now. Left out where whatever is typed is a channel's name.
   */
  places?(space: string, people: readonly Account[]): Promise<readonly Place[] | undefined>
  /** Lists the groups of a space; `undefined` where that cannot be told now. */
  allGroups?(space: string): Promise<readonly GroupThere[] | undefined>
}
