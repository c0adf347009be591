import type { Field, Form } from './form.ts'
import { fromJson } from './peek.ts'
import type { Platform } from './person.ts'
import { plain } from './plain.ts'
import { join, type Text, type Translate } from './text.ts'
import type { Words } from './words.ts'

/** Names a form: by a title of its own where its command has one, else by the command as it is typed. */
export function titleOf({ command, title }: Form, words: Words, t: Translate): string {
  const [noun = '', ...verb] = command.split(' ')
  const key = `form.titles.${noun}.${verb.join(' ')}`
  return words.has(key) ? plain(t(key)) : title.charAt(0).toUpperCase() + title.slice(1)
}

/** One field and what stands in it: as it was typed, as it was read, and how people read that. */
export interface Asked {
  field: Field
  typed: string
  read?: string
  shown?: string
  /** The space its form is shown in. */
  space: string
  /** Whether people of another chat may be meant, who are on no list of this one. */
  linked: boolean
  t: Translate
}

/** Takes a field of a form with what stands in it; spaces alone are nothing. */
export function askedOf(field: Field, form: Form, { space, t }: Pick<Asked, 'space' | 't'>): Asked {
  const typed = form.values[field.name] ?? ''
  const read = form.read?.[field.name]
  const shown = form.shown?.[field.name]
  return {
    field,
    typed: typed.trim() === '' ? '' : typed,
    ...(read !== undefined && read !== '' && { read }),
    ...(shown !== undefined && { shown }),
    space,
    linked: form.linked === true,
    t,
  }
}

/**
 * Tells whether something stands in a field that could not be read, and is shown as it was typed. A word that is none
 * of the choices is told in what is wrong with it, and the choices are more use than it is.
 */
export function isUnread({ field, read, typed }: Asked): boolean {
  const isOneOf = (field.choices ?? []).length > 0 && field.many !== true
  return read === undefined && typed !== '' && !isOneOf
}

/** A text that may be longer than this gets several lines, in characters. */
const oneLine = 300

/** Returns how many characters a text input takes that may have `longest`, and whether it has several lines. */
export function textRoom(
  { kind, max }: Field,
  value: string,
  longest: number,
): { most: number; isLong: boolean } {
  const most = Math.min(Math.max(max ?? longest, 1), longest)
  return {
    // What stands in it may be longer than what may be typed.
    most: value.length > most ? longest : most,
    isLong: (kind === 'text' && (max ?? 0) > oneLine) || value.includes('\n') || value.length > oneLine,
  }
}

/** Tells whether a field came with a button, names what people have no words for, and is best left alone. */
export const isSilent = ({ field, read }: Asked): boolean =>
  field.kind === 'reminder-date' && read !== undefined && !isDay(read)

/** Tells whether a canonical string is a day, as '2026-11-22'. */
export const isDay = (read: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(read) && new Date(`${read}T00:00Z`).toJSON()?.slice(0, 10) === read

/** Returns the canonical strings of a list, none where it is no list. */
export function listIn(read: string | undefined): string[] {
  const found = fromJson(read)
  return Array.isArray(found) ? found.filter((it) => typeof it === 'string') : []
}

/** Says what is wrong with what does not show in a form, each with its name. */
export const elsewhere = ({ errors, fields }: Form, shown: ReadonlySet<string>): Text[] =>
  Object.entries(errors)
    .filter(([name]) => !shown.has(name))
    .map(([name, said]) => join([fields.find((it) => it.name === name)?.label ?? name, said]))

/**
 * Returns what a field says where it is picked rather than typed: what it says for those who type it is beside the
 * point there. Where one chat can do other things than the rest, that is of its own.
 */
export function hintOf(
  { field, t }: Pick<Asked, 'field' | 't'>,
  { command }: Pick<Form, 'command'>,
  { chat, words }: { chat: Platform; words: Words },
): string | undefined {
  const asked = `${command.split(' ').join('.')}.${field.name}`
  const own = [`${chat}.form.hints.${asked}`, `form.hints.${asked}`].find(words.has)
  return own === undefined ? undefined : plain(t(own))
}
