import type { Command } from '../../core/command.ts'
import { nameOfNoun, nounOf, verbOf } from '../../core/naming.ts'
import { type Locale, locales } from '../../core/person.ts'
import type { Words } from '../../core/words.ts'

/** The language names are registered in; the others stand beside them. */
export const [registered] = locales
type Other = Exclude<Locale, typeof registered>

/** How Discord calls the other languages. */
const others = { fr: 'fr' } as const satisfies Record<Other, string>

/** How long a name may be for Discord, in characters. */
export const longestName = 32

/**
 * Writes a name the way Discord takes the names of commands and options: lower case, letters and digits with hyphens
 * between them. Discord's documents allow the apostrophe, but not every version of its rule has.
 */
export const slug = (name: string): string =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, longestName)

/** Says the same in every language but the one that names are registered in, as Discord calls these. */
export const inOthers = <T>(say: (locale: Locale) => T): Record<(typeof others)[Other], T> =>
  Object.fromEntries(
    (Object.keys(others) as Other[]).map((locale) => [others[locale], say(locale)]),
  ) as Record<(typeof others)[Other], T>

/** Returns a noun's name on Discord. */
export const slashNoun = (words: Words, locale: Locale, noun: string): string =>
  slug(nameOfNoun(words, locale, noun))

/** Returns a verb's name on Discord. */
export const slashVerb = (words: Words, locale: Locale, command: Command): string =>
  slug(words.set(`nouns.${nounOf(command)}.verbs`, locale).get(verbOf(command))?.name ?? verbOf(command))

/** Returns an argument's name on Discord. */
export const slashArg = (words: Words, locale: Locale, name: string): string =>
  slug(words.set('args', locale).get(name)?.name ?? name)

/** Answers the root command of other chats where it is typed alone: Discord has no root command. */
const ofRoot = 'help menu'

/** One noun and the commands it has on Discord, in order; one that stands alone needs no verb. */
export interface Noun {
  noun: string
  commands: readonly Command[]
}

/** Lists the nouns in the order of their first command. */
export function nounsOf(commands: readonly Command[]): Noun[] {
  const own = Map.groupBy(
    commands.filter(({ name }) => name !== ofRoot),
    nounOf,
  )
  return [...own].map(([noun, all]) => ({ noun, commands: all }))
}
