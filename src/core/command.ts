import * as z from 'zod'
import type { Reading } from './args.ts'
import type { Card } from './card.ts'
import type { MessageRef } from './chat.ts'
import type { Form } from './form.ts'
import type { Capability, Person, Place, Quote, Reader } from './person.ts'
import type { Translate } from './text.ts'
import type { Words } from './words.ts'
import type { Work } from './work.ts'

/**
 * What a command answers: a card, a form, a question (Yes, or what `yes` calls it, runs the command again with
 * `token` as `confirmed`), or that the card that was pressed is brought up to date. A `secret` card is kept nowhere:
 * who asks again gets another.
 */
export type Outcome =
  | { card: Card; secret?: true }
  | { form: Form }
  | { ask: Card; token: string; yes?: string }
  | { shown: true }

/** Where a command is offered besides being typed: on a message, on a member, anywhere as a shortcut. */
const origins = ['message', 'member', 'anywhere'] as const
export type Origin = (typeof origins)[number]

/** What a command runs with. `confirmed` is the token of the question that was answered with Yes. */
export interface Context<A> {
  id: string
  args: A
  by: Person
  here: Place
  reader: Reader
  use: Work
  now: Temporal.Instant
  about?: Quote
  pressed?: MessageRef
  confirmed?: string
  t: Translate
  words: Words
}

/**
 * A command, described once: the typed grammar, the forms, the menus, the completion, the help and the tables
 * all come from this. Words come from the locales, under the command's name.
 */
export interface Command<S extends z.ZodObject = z.ZodObject> {
  /** Noun and verb, as the code and the English locale name them: `incident log`. */
  name: string
  may: Capability
  args: S
  /** What its noun does alone, without a verb. */
  alone?: true
  /** Whether words after the noun that begin with no verb are meant for this command. */
  takes?(typed: string, at: Reading): boolean
  /**
   * The arguments that bare words fill, in order: the last takes all that is left, each other one word, where
   * its kind can read it. Left out, all bare words fill the first argument of kind text.
   */
  bare?: readonly (keyof z.input<S> & string)[]
  /** Rewrites what was typed before it is read: a time phrase at the end of the words becomes an argument. */
  prepare?(values: Record<string, string>, at: Reading): Record<string, string>
  /** Who sees the answer; `asker` where it is left out. */
  answers?: 'asker' | 'place'
  /** The fields of its form, most important first: Discord shows the first five. */
  form?: readonly (keyof z.input<S> & string)[]
  /** Where else it is offered: on a message, on a member, as a shortcut. */
  from?: readonly Origin[]
  /**
   * How a message fills its form, as typed words by argument; chosen on a message it then always opens its form.
   * Values that were typed win. Left out, it runs at once with the message as `about`.
   */
  fromMessage?(quote: Quote, at: Reading, use: Work): Promise<Record<string, string>>
  /**
   * What its form opens filled with: how things stand, as typed words that its kinds read back to the same values,
   * `''` where there is nothing, `undefined` where it is not known yet what it will change. `read` are the canonical strings of what was given. What was given wins. An argument
   * that is left as it was shown counts as not given, one that is emptied as taken away.
   */
  present?(read: Record<string, string>, at: Reading, use: Work): Promise<Record<string, string> | undefined>
  run(context: Context<z.output<S>>): Promise<Outcome>
}

/**
 * Describes a command; its arguments' types flow into `run`. A list of commands does not know them any more: the
 * bot hands `run` what that command's own schema made.
 */
export const command = <S extends z.ZodObject>(it: Command<S>): Command => it as unknown as Command

/** The arguments of a command that takes none. */
export const none = z.object({})
