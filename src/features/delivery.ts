import { hash } from 'node:crypto'
import type { MessageRef, Problem } from '../core/chat.ts'
import type { Account, Place, Who } from '../core/person.ts'
import { key } from '../core/store.ts'
import type { Text } from '../core/text.ts'

/**
 * What becomes of a delivery: `scheduled → sending → sent`, or one of the others, each with its reason.
 * `retry`: tried, to be tried again. `paused`: refused by the chat, until somebody mends it. `held`: on hold by
 * somebody's wish. `unsure`: nobody knows whether it is there; a person decides. `missed`: too late to be sent.
 */
export const states = [
  'scheduled',
  'sending',
  'retry',
  'sent',
  'missed',
  'paused',
  'held',
  'unsure',
  'cancelled',
] as const
export type State = (typeof states)[number]

/** Where a message goes: to a place, or to somebody's direct conversation. */
export type Target = { place: Place } | { direct: Who }

/** Under which message a line goes: that one, or the card of a subject that hangs at a target. */
export type Under = MessageRef | { subject: string; to: Target }

/** What a delivery does. `post`, `note` and `view` name a view; `shown` is the delivery that posted the card. */
export type Does =
  | { post: string; of: string; to: Target }
  | { note: string; of: string; under: Under }
  | { edit: MessageRef; view: string; of: string; shown: string }
  | { home: Account }

/** Why a delivery is in its state: a problem's code or one of ours, and what the chat itself said. */
export interface Why {
  code:
    | Problem['code']
    | 'broken'
    | 'doubt'
    | 'held'
    | 'late'
    | 'nothing'
    | 'superseded'
    | 'tries'
    | 'unanswered'
    | 'withdrawn'
  say?: Text
}

/** What somebody said of a message that was unsure: that it is there, or that it is to be sent now. */
export interface Decision {
  by: Who
  at: number
  there: boolean
}

/** Something to be sent, once. Times are milliseconds since the epoch. */
export interface Delivery {
  v: 1
  id: string
  community: string
  does: Does
  lane: string
  due: number
  /** Its turn among those due in its lane at the same millisecond. */
  order: number
  state: State
  /** Since when it has been in this state. */
  at: number
  why?: Why
  /** The number of the lane's holder who took it last. */
  fence: number
  /** How often its outcome was not what it should be. */
  tries: number
  /** It went out more than a minute after it was due. */
  late: boolean
  /** What happens when it is late: it goes out all the same, only the last of its series does, or none does. */
  policy: 'all' | 'once' | 'skip'
  /** What the policy 'once' chooses among. */
  series?: string
  /** How late it may still go out, in milliseconds; the setting where it is left out. */
  grace?: number | 'any'
  /** What happens when nobody can tell whether it is there: it is sent again, or a person is asked. */
  repeat: 'repeat' | 'ask'
  /** Whom the message asks. */
  notify?: Account[]
  /** Since when it may be on display without our knowing. */
  doubt?: number
  decided?: Decision
  /** The card of late deliveries it went out in, if it did. */
  bundle?: string
  /** Its subject changed while it was being sent. */
  stale?: true
  /** It was withdrawn while it was being sent. */
  withdrawn?: true
  ref?: MessageRef
  /** When its card was last brought up to date. */
  edited?: number
  /** The message is there no more. */
  gone?: true
}

/** Who sends what is due at a place, one process at a time. Times are milliseconds since the epoch. */
export interface Lane {
  v: 1
  /** Empty while nobody holds it. */
  owner: string
  /** Grows with every change of hands: what a former holder still writes is recognised by it. */
  fence: number
  until: number
  notBefore: number
  /** When it is looked at again, 0 where it has not asked for that. */
  wake: number
  /** How often another process had news for it while it was held. */
  rung: number
  /** By whose clock that was, while that is ahead: something was due then that the holder does not see yet. */
  ahead?: number
  /** How often in a row it was refused. */
  stops: number
}

/** A place, or a whole space, that refuses. `probe` is when Vigie looks next whether that was mended. */
export interface Stop {
  v: 1
  community: string
  /** The lane, or platform and space. */
  name: string
  problem: Problem
  since: number
  probe: number
  at: Target
}

/** Returns the short hash that names a delivery; the parts are what makes it the only one of its kind. */
export const deliveryId = (community: string, ...parts: (string | number)[]): string =>
  hash('sha256', key(community, ...parts)).slice(0, 24)

/** Returns the name of the view that draws a delivery and whose hooks hear of it. */
export const viewOf = (does: Does): string =>
  'post' in does ? does.post : 'note' in does ? does.note : 'edit' in does ? does.view : 'home'

/** Tells what brings something up to date from what says something new: the former is never late. */
export const isRefresh = (does: Does): does is Extract<Does, { edit: MessageRef } | { home: Account }> =>
  'edit' in does || 'home' in does

/** The lane of a target: a channel with its threads, or a direct conversation. */
export const laneOf = (to: Target): string =>
  'place' in to
    ? key(to.place.platform, to.place.space, to.place.channel)
    : key(to.direct.account.platform, to.direct.account.space, `@${to.direct.account.id}`)

/** Where a delivery goes, as far as that is known before it is sent. */
export function targetOf(does: Does): Target {
  if ('post' in does) return does.to
  if ('home' in does) return { direct: { person: '', account: does.home, name: '' } }
  if ('edit' in does) return { place: does.edit.place }
  return 'place' in does.under ? { place: does.under.place } : does.under.to
}

/** The space a lane belongs to, named like a lane. */
export const spaceOf = (lane: string): string => lane.split('/', 2).join('/')

/** Tells whether a delivery waits in its lane. */
export const isOpen = (state: State): boolean =>
  state === 'scheduled' || state === 'retry' || state === 'sending'

/** Tells whether nothing more happens to a delivery. */
export const isFinal = (state: State): boolean =>
  state === 'sent' || state === 'missed' || state === 'cancelled'
