import type { MessageRef } from './chat.ts'
import type { Account, Place, Quote, Reader } from './person.ts'
import type { Text } from './text.ts'

/** One choice of a list. `value` is what the command gets, `label` and `hint` are in the reader's language. */
export interface Choice {
  value: string
  label: string
  hint?: string
}

/**
 * One field of a form, as an adapter draws it; `kind` picks the native control (time, account, place, ...), `max` is
 * the most characters a text may have.
 */
export interface Field {
  name: string
  kind: string
  label: string
  help?: string
  required: boolean
  many?: boolean
  choices?: Choice[]
  max?: number
}

/**
 * Asks for what a command still needs. Values and errors are by field name: `values` as they were typed, `read` the
 * canonical strings of those that could be read and of what stands where nothing was typed, for native controls;
 * `shown` is how people read a canonical string that says nothing to them ('INC-12 · Spam wave' for '12').
 */
export interface Form {
  /** Whom it was made for. */
  for?: Reader
  draft: string
  command: string
  title: string
  /** Stands above the fields: which message is kept as a copy, say. */
  intro?: Text
  fields: Field[]
  values: Record<string, string>
  errors: Record<string, Text>
  read?: Record<string, string>
  shown?: Record<string, string>
  /** Several chats are one community: people of the others may be meant too, whom a chat's own lists do not hold. */
  linked?: true
}

/** Kept in the store: a form, a question or a refused submission survives a restart. */
export interface Draft {
  v: 1
  id: string
  command: string
  values: Record<string, string>
  /** What its form was filled with beforehand, as typed words: how things stood when it opened. */
  shown?: Record<string, string>
  about?: Quote
  by: Account
  here: Place
  pressed?: MessageRef
  confirmed?: string
  expires: number
}
