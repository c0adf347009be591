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
  buttons?: readonly string[]
  notifies?: readonly string[]
}

/** One line of a story: what somebody does, what several do at the same moment, or what is to be seen then. */
export type Step = Act | { together: readonly Act[] } | Sight

/** The records a story leaves, by key: what each must hold at least, `undefined` where there must be none. */
export type Leaves = Record<string, unknown>

/** Something people do with Vigie, and what comes of it. Times are those of Paris. */
export interface Scenario {
  title: string
  /** When it begins; Thursday 11 March 2027, 10:00 where it is left out. */
  at?: string
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

type More = Pick<Sight, 'buttons' | 'notifies'>
type Press = Omit<Extract<Act, { does: 'presses' }>, 'does' | 'who' | 'label'>

/** Somebody of the story, and what they can do and see. */
const person = (who: string) => ({
  name: who,
  /** Types a command in a channel. */
  types: (command: string, given: Given = {}, where = '#team'): Act => ({
    does: 'types',
    ...{ who, command, given, where },
  }),
  /** Presses a button they have before them. */
  presses: (label: string, more: Press = {}): Act => ({ does: 'presses', who, label, ...more }),
  /** Fills in the form they have before them, and sends it. */
  fills: (given: Given): Act => ({ does: 'fills', who, given }),
  /** Writes a message of their own. */
  writes: (words: string, where = '#general'): Act => ({ does: 'writes', who, words, where }),
  /** Picks a command from the menu of a message, which is known by its words. */
  picks: (command: string, on: string): Act => ({ does: 'picks', who, command, on }),
  /** Is answered, so that nobody else sees it. */
  reads: (en: string, fr: string, more: More = {}): Sight => ({
    sees: 'privately',
    where: `@${who}`,
    says: { en, fr },
    ...more,
  }),
  /** Has a command's form before them; `wrong` is what stands there against what was sent. */
  isAsked: (command: string, wrong?: Record<Locale, string>): Sight => ({
    sees: 'form',
    where: `@${who}`,
    says: wrong === undefined ? command : { en: `${command}: ${wrong.en}`, fr: `${command}: ${wrong.fr}` },
  }),
  /** Gets a direct message. */
  gets: (en: string, fr: string, more: More = {}): Sight => ({
    sees: 'posted',
    where: `@${who}`,
    says: { en, fr },
    ...more,
  }),
  /** Has a direct message that says something else now. */
  finds: (en: string, fr: string): Sight => ({ sees: 'edited', where: `@${who}`, says: { en, fr } }),
})

/** A channel of the story, or a thread in it, and what can be seen there. */
const place = (where: string) => ({
  name: where,
  /** A new message, which calls nobody unless it is said whom. */
  shows: (en: string, fr: string, more: More = {}): Sight => ({
    sees: 'posted',
    where,
    says: { en, fr },
    notifies: [],
    ...more,
  }),
  /** A message that was there and says something else now. */
  changes: (en: string, fr: string): Sight => ({ sees: 'edited', where, says: { en, fr } }),
  thread: (of: string) => place(`${where}/${of}`),
})

/** The manager, who set Vigie up; the community manager; two moderators; and two members of the community. */
export const head = person('head_comm')
export const day = person('cm_day')
export const est = person('mod_est')
export const west = person('mod_west')
export const nightowl = person('nightowl')
export const otter = person('otter')

/** Where the team works: cases and questions have a channel each. Everybody is in #general. */
export const moderation = place('#moderation')
export const escalation = place('#escalation')
export const team = place('#team')
export const general = place('#general')

/** The clock goes on to a time of Thursday, or of another day that is named: '12:30', '2027-03-12T08:00'. */
export const until = (time: string): Act => ({
  does: 'waits',
  until: time.includes('T') ? time : `2027-03-11T${time}`,
})

/** Several people act before either has an answer. */
export const together = (...acts: readonly Act[]): Step => ({ together: acts })

/** Nobody is shown anything. */
export const nothing: Sight = { sees: 'nothing', where: '', says: '' }
