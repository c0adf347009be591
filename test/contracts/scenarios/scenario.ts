import type { Locale } from '../../../src/core/person.ts'

/** A text as people write and read it: the same in both languages, or one for each. */
export type Said = string | Record<Locale, string>

/** What a command or a form is given, by the names the code has for its arguments. */
export type Given = Record<string, Said>

/** What not every chat has: a scenario that needs it is played on those that do. */
export type Ability = 'menus on messages' | 'a greeting'

/**
 * What somebody does, in terms that mean the same on every chat. `label` is a button's English label, `of` what the
 * message it hangs on begins with, the newest of theirs where it is left out; `choice` is taken from a menu.
 */
export type Act =
  | { does: 'types'; who: string; command: string; given: Given; where: string }
  | { does: 'presses'; who: string; label: string; of?: string; choice?: Said }
  | { does: 'fills'; who: string; given: Given }
  | { does: 'writes'; who: string; words: string; where: string }
  | { does: 'picks'; who: string; command: string; on: string }
  | { does: 'waits'; until: string }

/** How something is shown: to one person only, as a post, as a change to one, or as a form to fill in. */
export type Shown = 'privately' | 'posted' | 'edited' | 'form'

/**
 * What is then to be seen. `where` is '@name', '#name', or '#name/INC-1' for a card's thread; `says` is how its first
 * line begins; `buttons` are all there are, in English, `notifies` everybody whom a post in a channel calls.
 */
export interface Sight {
  sees: Shown | 'nothing'
  where: string
  says: Said
  /** What stands in a form against what was sent. */
  wrong?: Said
  buttons?: readonly string[]
  notifies?: readonly string[]
}

/** One line of a story: what somebody does, what several do at the same moment, or what is to be seen then. */
export type Step = Act | { together: readonly Act[] } | Sight

/** The records a story leaves, by key: what each must hold at least, `undefined` where there must be none. */
export type Leaves = Record<string, unknown>

/** Something people do with Vigie from Thursday 11 March 2027, 10:00 in Paris on, and what comes of it. */
export interface Scenario {
  title: string
  needs?: Ability
  /** Two who do something at the same moment: either may be the first. */
  either?: readonly [string, string]
  story: readonly Step[]
  leaves: Leaves
}

/** Scenarios about one thing. */
export interface Chapter {
  about: string
  scenarios: readonly Scenario[]
}
