import type { Directory } from './chat.ts'
import type { Locale, Place, Platform, Visibility } from './person.ts'
import type { Words } from './words.ts'
import type { Work } from './work.ts'

/** The three selections of the digest. */
export const audiences = ['cm', 'moderator', 'manager'] as const
export type Audience = (typeof audiences)[number]

/** One hour of the routine: what is done then, by whom, and which live data the digest shows there. */
export interface Block {
  id: string
  /** Wall-clock time, 'HH:MM'. */
  at: string
  title: string
  audience: Audience[]
  shows: string[]
}

/**
 * What is known besides the records and does not change while Vigie runs: configuration, words, and the
 * chats' directories.
 */
export interface House {
  version: string
  /** The store in a word or two, without secrets. */
  store: string
  /** Whether the clock is a simulated one. */
  simulated: boolean
  /** When it was started, in milliseconds. */
  started: number
  /** What a new community begins with. */
  defaults: { zone: string; locale: Locale }
  routine: Record<Locale, readonly Block[]>
  words: Words
  directory(platform: Platform): Directory | undefined
  /** Tells whether a chat wants whoever first comes to manage shown how to begin; none does where it is left out. */
  greets?(platform: Platform): boolean
  /** Tells how far a place sees, as its chat said not long ago; `undefined` where that cannot be told. */
  sees?(at: Place): Promise<Visibility | undefined>
  /** Returns since when a chat is out of reach, in milliseconds; `undefined` where it is not. */
  lost?(platform: Platform): number | undefined
  /** Makes a work read records as they are to be understood now, where that is not simply as they were written. */
  reads?(use: Work): Work
}
