import type * as z from 'zod'
import type { Acquaintance, GroupThere } from './chat.ts'
import type { Choice } from './form.ts'
import type { Person, Place, Reader } from './person.ts'
import type { Text } from './text.ts'
import type { Words } from './words.ts'
import type { Work } from './work.ts'

/** What the chats of a community know that goes on like what is typed, met by Vigie or not. */
export interface Around {
  people: readonly Acquaintance[]
  groups: readonly GroupThere[]
  /** Channels that whoever types sees, or everybody there does. */
  places: readonly Place[]
}

/** What words are read with: the reader's zone and language, the place they were typed in, and the vocabulary. */
export interface Reading extends Reader {
  now: Temporal.Instant
  by: Person
  here: Place
  words: Words
  /** Looked up before a value is suggested, for kinds that ask for it. */
  around?: Around
}

/**
 * The canonical string a zod schema turns into a value, or what is wrong and what was probably meant. `meant` is for
 * words that were understood and yet do not say which of several things they mean: each choice is read without a doubt.
 */
export type Read = { value: string } | { problem: Text; nearest: string[]; meant?: readonly Choice[] }

/** A kind of argument: how words become a canonical string, and what to suggest while typing. */
export interface Kind {
  name: string
  read(words: string, at: Reading, use: Work): Promise<Read>
  /** How people read a canonical string that says nothing to them: 'INC-12 · Spam wave' for '12'. */
  show?(canonical: string, at: Reading, use: Work): Promise<string | undefined>
  /** What it is when nothing was typed: the case whose own thread this is, say. */
  absent?(at: Reading, use: Work): Promise<string | undefined>
  suggest?(typed: string, at: Reading, use: Work): Promise<Choice[]>
  /** What the chats are asked for while it is typed. */
  asks?: keyof Around
  /** How a canonical string stands in a form, where it may mean something else by the time that is handed in. */
  written?(canonical: string, at: Reading, use: Work): Promise<Written>
  /** Whether 'none' takes away what was there before. */
  none?: true
  /** All there is to choose from, where that is a short list known beforehand. */
  choices?(at: Reading): Choice[]
}

/** What is read to the same thing whatever happens meanwhile: `carried` where nobody sees it, `typed` for people. */
export interface Written {
  carried: string
  typed: string
}

/** Tells whether words were understood, if only as one of several things. */
export const isUnderstood = (read: Read): boolean => 'value' in read || read.meant !== undefined

/** What an argument's schema says besides its type, under `.meta()`. */
export interface ArgMeta {
  kind: string
  /** Several values, separated by commas. */
  many?: boolean
  /** The kind whose suggestions are offered, where anything may be written all the same. */
  among?: string
}

/** Returns the kind written on an argument's schema, through `optional`, `prefault` and the like. */
export function argMeta(schema: z.ZodType): ArgMeta {
  for (let at: z.ZodType | undefined = schema; at !== undefined; at = inner(at)) {
    const meta = at.meta() as ArgMeta | undefined
    if (meta?.kind !== undefined) return meta
  }
  return { kind: 'text' }
}

const inner = (schema: z.ZodType): z.ZodType | undefined =>
  (schema.def as { innerType?: z.ZodType }).innerType

/** Tells whether an argument must be given. */
export const isRequired = (schema: z.ZodType): boolean => !schema.safeParse(undefined).success
