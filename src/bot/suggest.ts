import { separator } from '../args/numbered.ts'
import { argMeta, type Kind, type Reading } from '../core/args.ts'
import type { Invocation } from '../core/chat.ts'
import type { Command } from '../core/command.ts'
import type { Choice } from '../core/form.ts'
import { nameOfNoun, nounOf, shapeOf, verbOf } from '../core/naming.ts'
import { foldWord } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import { isAddress } from '../features/former.ts'
import { type Token, tokens } from './tokens.ts'
import { argNamed, bareArgs, typableArgs } from './values.ts'

/** The most that any chat shows at once (Discord: 25 choices). */
const most = 25

interface Suggesting {
  commands: readonly Command[]
  kinds: Record<string, Kind>
  it: Invocation
  field: string
  typed: string
  at: Reading
  use: Work
}

/**
 * Suggests values for one field of a command, or, with no field, how a typed line can go on: choices are then
 * whole words that replace the last one.
 */
export async function suggestFor({
  commands,
  kinds,
  it,
  field,
  typed,
  at,
  use,
}: Suggesting): Promise<Choice[]> {
  const allowed = commands.filter((each) => at.by.may(each.may))
  if (field === '') return suggestLine(allowed, kinds, typed, at, use)
  const command = allowed.find((each) => each.name === it.command)
  return command === undefined ? [] : suggestValue(command, field, typed, kinds, at, use)
}

async function suggestValue(
  command: Command,
  name: string,
  typed: string,
  kinds: Record<string, Kind>,
  at: Reading,
  use: Work,
): Promise<Choice[]> {
  const meta = argMeta(shapeOf(command, name))
  const kind = kinds[meta.among ?? meta.kind]
  const choices = (await kind?.suggest?.(typed, at, use)) ?? kind?.choices?.(at) ?? []
  return beginning(choices, typed)
}

const beginning = (choices: Choice[], typed: string): Choice[] => {
  const folded = foldWord(typed.replace(/^@/, ''))
  const rank = (label: string) => (foldWord(label).startsWith(folded) ? 0 : 1)
  return choices
    .filter(({ label, value }) => foldWord(label).includes(folded) || foldWord(value).includes(folded))
    .sort((a, b) => rank(a.label) - rank(b.label))
    .slice(0, most)
}

async function suggestLine(
  commands: readonly Command[],
  kinds: Record<string, Kind>,
  line: string,
  at: Reading,
  use: Work,
): Promise<Choice[]> {
  const { words, locale } = at
  const typed = line.replace(/^\//, '').split(/\s+/)
  const last = typed.at(-1) ?? ''
  const before = typed.slice(0, -1)
  const noun = before.length === 0 ? undefined : words.leading('nouns', before, locale)
  if (noun === undefined) {
    const nouns = [...new Set(commands.map(nounOf))].map((each) => nameOfNoun(words, locale, each))
    return beginning(nouns.map(same), last)
  }
  // What one can be helped with is what one can type.
  if (noun.value === 'help') return suggestLine(commands, kinds, typed.slice(noun.taken).join(' '), at, use)
  const own = commands.filter((each) => nounOf(each) === noun.value)
  const verbs = words.set(`nouns.${noun.value}.verbs`, locale)
  const verb = words.leading(`nouns.${noun.value}.verbs`, before.slice(noun.taken), locale)
  if (verb === undefined) {
    const known = own.map((each) => verbs.get(verbOf(each))?.name ?? verbOf(each))
    return beginning(known.map(same), last)
  }
  const command = own.find((each) => verbOf(each) === verb.value)
  if (command === undefined) return []
  const said = tokens(before.slice(noun.taken + verb.taken).join(' '))
  return suggestWord(command, kinds, said, last, at, use)
}

const same = (name: string): Choice => ({ value: name, label: name })

/** Suggests what the last word behind a verb may become: a value behind its `name:`, the next bare value, a name. */
async function suggestWord(
  command: Command,
  kinds: Record<string, Kind>,
  said: readonly Token[],
  last: string,
  at: Reading,
  use: Work,
): Promise<Choice[]> {
  const [, typed = '', value] = /^([^:]*):(.*)$/s.exec(last) ?? []
  if (value !== undefined) {
    const arg = argNamed(command, typed, at.words)
    const choices = arg === undefined ? [] : await suggestValue(command, arg, value, kinds, at, use)
    return choices.map((each) => ({ ...each, value: `${typed}:${asTyped(each)}` }))
  }
  const given = new Set(said.flatMap(({ name }) => argNamed(command, name ?? '', at.words) ?? []))
  const open = bareArgs(command).filter((name) => !given.has(name))
  const next = open[Math.min(said.filter(({ name }) => name === undefined).length, open.length - 1)]
  const bare = next === undefined ? [] : await suggestValue(command, next, last, kinds, at, use)
  const names = typableArgs(command, at)
    .filter((name) => !given.has(name))
    .map((name) => same(`${at.words.set('args', at.locale).get(name)?.name ?? name}:`))
  return [...bare.map((each) => ({ ...each, value: asTyped(each) })), ...beginning(names, last)].slice(
    0,
    most,
  )
}

/**
 * Writes a choice the way it is typed: its label, but a reference without what the label tells of it, or with some of
 * that where the reference alone could mean something else.
 */
function asTyped({ label, value }: Choice): string {
  const isReference = /^\S*\d$/.test(value) && label.startsWith(`${value} `)
  const word = isReference ? value : isAddress(value) ? beginningOf(label) : label
  return /\s/.test(word) ? `"${word}"` : word
}

const beginningOf = (label: string): string =>
  label
    .split(separator, 2)
    .join(separator)
    .replace(/["“”«»]/g, '')
