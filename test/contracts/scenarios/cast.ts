import type { Locale } from '../../../src/core/person.ts'
import type { Act, Given, Sight, Step } from './scenario.ts'

/** When every scenario begins, and where its people are. */
export const begins = '2027-03-11T10:00'
export const zone = 'Europe/Paris'

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
    says: command,
    ...(wrong && { wrong }),
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

/** All of them: members have no role, the team's is the manager's to give. */
export const people = {
  manager: [head.name],
  team: [day.name, est.name, west.name],
  members: [nightowl.name, otter.name],
}
export const everybody = [...people.manager, ...people.team, ...people.members]

/** Where the team works: cases and questions have a channel each. Everybody is in #general. */
export const moderation = place('#moderation')
export const escalation = place('#escalation')
export const team = place('#team')
export const general = place('#general')

/** The names of the channels; those of the team are closed to members. */
export const channels = { team: ['moderation', 'escalation', 'team'], open: ['general'] }

/** The clock goes on to a time of Thursday, or of another day that is named: '12:30', '2027-03-12T08:00'. */
export const until = (time: string): Act => ({
  does: 'waits',
  until: time.includes('T') ? time : begins.replace(/T.*$/, `T${time}`),
})

/** Several people act before either has an answer. */
export const together = (...acts: readonly Act[]): Step => ({ together: acts })

/** Nobody is shown anything. */
export const nothing: Sight = { sees: 'nothing', where: '', says: '' }
