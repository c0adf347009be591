import type { Locale } from '../core/person.ts'

/** Something somebody types, at a wall-clock time of the story, in a channel or a case's thread where one is named. */
export interface Typed extends Record<Locale, string> {
  at: string
  by: string
  in?: string
}

/** A heading of the story, by its name in the locales under `demo`; the clock goes on to its time first. */
export interface Scene {
  at: string
  scene: string
}

/** So many incidents that were nothing much, so that what follows has the numbers of a grown community. */
interface Small {
  at: string
  small: number
}

export type Step = Typed | Scene | Small
