import { argMeta, isRequired, isUnderstood, type Kind, type Reading } from '../core/args.ts'
import type { Command } from '../core/command.ts'
import { exampleOf, labelOf, shapeOf } from '../core/naming.ts'
import { locales } from '../core/person.ts'
import { type Values as Filling, foldWord, type Text } from '../core/text.ts'
import { distance, type Words } from '../core/words.ts'
import type { Work } from '../core/work.ts'
import { spoken, type Token } from './tokens.ts'

/** What values are taken from typed words with. */
interface Taking {
  command: Command
  kinds: Record<string, Kind>
  at: Reading
  use: Work
}

/** Typed values by argument, or what is wrong with the words. */
type Values = { values: Record<string, string> } | { problem: Text }

/** A named value, and the bare words right behind it, which may still belong to it. */
interface Named {
  name: string
  said: string
  behind: Token[]
}

/** How many words behind a name are tried as part of its value: time phrases are no longer. */
const longestValue = 12

/**
 * Takes the values out of the words behind a verb: `name:value` anywhere, bare words into the arguments that
 * take them. A value that its kind cannot read alone goes on as long as it can be read (`when:tomorrow 9am`);
 * words that nothing else takes go on with the text before them (`what:Gift links in #general`).
 */
export async function takeValues(typed: readonly Token[], on: Taking): Promise<Values> {
  const found = namedIn(typed, on)
  if ('problem' in found) return found
  const { head, named } = found
  const values: Record<string, string> = {}
  for (const it of named) {
    const { said, taken } = await goesOn(it, on)
    it.behind = it.behind.slice(taken)
    const before = values[it.name]
    if (before !== undefined && !isMany(on.command, it.name)) {
      return { problem: say(on, 'bot.twice', { name: it.name }) }
    }
    values[it.name] = before === undefined ? said : `${before}, ${said}`
  }
  const bare = takeFlags([...head, ...named.flatMap(({ behind }) => behind)], values, on)
  const left = await takeBare(bare, values, on)
  if (left.length > 0) {
    const text = named.find(
      ({ behind, name }) => kindOf(on, name) === 'text' && left.every((it) => behind.includes(it)),
    )
    if (text === undefined)
      return {
        problem: say(on, 'bot.tooMany', {
          typed: spoken(left).slice(0, 60),
          example: exampleOf(on.at.words, on.at.locale, on.command.name),
        }),
      }
    values[text.name] = `${values[text.name]}${left[0]?.gap}${spoken(left)}`
  }
  return { values: on.command.prepare?.(values, on.at) ?? values }
}

function namedIn(typed: readonly Token[], on: Taking): { head: Token[]; named: Named[] } | { problem: Text } {
  const head: Token[] = []
  const named: Named[] = []
  for (let index = 0; index < typed.length; index++) {
    const token = typed[index]
    if (token === undefined) break
    const next = typed[index + 1]
    // 'Reminder:' at the end of a word is prose, unless it is a name with its value after a space.
    const spaced = token.name !== undefined && token.word === '' && !token.quoted
    const name = token.name === undefined ? undefined : argNamed(on.command, token.name, on.at.words)
    if (name !== undefined && !(spaced && next === undefined)) {
      named.push({ name, said: (spaced ? next?.word : token.word) ?? '', behind: [] })
      if (spaced) index++
    } else if (token.name === undefined || spaced) (named.at(-1)?.behind ?? head).push(token)
    else return { problem: unknownName(on, token.name) }
  }
  return { head, named }
}

async function goesOn(it: Named, on: Taking): Promise<{ said: string; taken: number }> {
  if (isMany(on.command, it.name)) return listGoesOn(it, on)
  const taken = await lacking(it.said, it.behind, it.name, on)
  return { said: joined(it.said, it.behind.slice(0, taken)), taken }
}

/** A list goes on behind a comma, and behind a value that cannot be read alone. */
async function listGoesOn(
  { name, said, behind }: Named,
  on: Taking,
): Promise<{ said: string; taken: number }> {
  let list = said
  let taken = 0
  while (taken < behind.length) {
    const left = behind.slice(taken)
    const [next] = left
    const isOpen = next !== undefined && (list.endsWith(',') || next.raw.startsWith(','))
    const more = isOpen ? 1 : await lacking(list.slice(list.lastIndexOf(',') + 1), left, name, on)
    if (more === 0) break
    list = isOpen ? `${list}${next.word}` : joined(list, left.slice(0, more))
    taken += more
  }
  return { said: list, taken }
}

const joined = (said: string, words: readonly Token[]): string =>
  words.length === 0 ? said : `${said} ${spoken(words)}`

/**
 * How many of the words behind a value belong to it: none where it can be read alone, or not at all. A word of a
 * set may have several words ('passed on'), of which the most are meant.
 */
async function lacking(said: string, behind: readonly Token[], name: string, on: Taking): Promise<number> {
  const isWhole = !kindOf(on, name).startsWith('word:') && (await reads(said, name, on))
  if (behind.length === 0 || isWhole) return 0
  for (let taken = Math.min(behind.length, longestValue); taken > 0; taken--)
    if (await reads(joined(said, behind.slice(0, taken)).replace(/,$/, ''), name, on)) return taken
  return 0
}

/** Takes the bare words that name a yes-or-no argument for a yes, where no text could hold them; returns the others. */
function takeFlags(bare: Token[], values: Record<string, string>, on: Taking): Token[] {
  if (bareArgs(on.command).some((name) => kindOf(on, name) === 'text')) return bare
  return bare.filter(({ quoted, word }) => {
    const name = quoted ? undefined : argNamed(on.command, word, on.at.words)
    if (name === undefined || kindOf(on, name) !== 'word:flag' || values[name] !== undefined) return true
    values[name] = 'yes'
    return false
  })
}

/** Fills the arguments that take bare words; returns the words that are left. */
async function takeBare(bare: Token[], values: Record<string, string>, on: Taking): Promise<Token[]> {
  const order = bareArgs(on.command).filter((name) => values[name] === undefined)
  let left = bare
  for (const [index, name] of order.entries()) {
    const [first] = left
    if (first === undefined) return []
    const schema = shapeOf(on.command, name)
    const { kind } = argMeta(schema)
    if (kind === 'text') {
      values[name] = spoken(left)
      return []
    }
    if (await isNextMeant(order.slice(index), left, on)) continue
    const fits = await reads(first.word, name, on)
    const several = kind.startsWith('word:') ? await longest(left, name, on) : undefined
    if (index === order.length - 1) {
      // Words that were typed behind a named text may follow: the last argument takes what it can read.
      const taken = (await longest(left, name, on)) ?? (fits ? 1 : left.length)
      values[name] = taken === 1 ? first.word : spoken(left.slice(0, taken))
      return left.slice(taken)
    }
    // What must be given and is nowhere else to be had is what was meant, so that it is told what is wrong with it.
    const isMeant = isRequired(schema) && (await on.kinds[kind]?.absent?.(on.at, on.use)) === undefined
    if (several !== undefined || fits || isMeant) {
      values[name] = spoken(left.slice(0, several ?? 1))
      left = left.slice(several ?? 1)
    }
  }
  return left
}

/** In a case's thread its reference can be left out: a single word is then what must be given behind it. */
async function isNextMeant(order: readonly string[], words: readonly Token[], on: Taking): Promise<boolean> {
  const [name = '', next] = order
  const [first] = words
  if (first === undefined || next === undefined || !isRequired(shapeOf(on.command, next))) return false
  const known = await on.kinds[kindOf(on, name)]?.absent?.(on.at, on.use)
  return known !== undefined && words.length === 1 && (await reads(first.word, next, on))
}

async function reads(words: string, name: string, on: Taking): Promise<boolean> {
  const read = await on.kinds[kindOf(on, name)]?.read(words, on.at, on.use)
  return read !== undefined && isUnderstood(read)
}

/** How many of the first words an argument can read together, at least two; `undefined` where it cannot. */
async function longest(words: readonly Token[], name: string, on: Taking): Promise<number | undefined> {
  const most = Math.min(words.length, longestValue)
  for (let count = words.length; count > 1; count = count > most ? most : count - 1)
    if (await reads(spoken(words.slice(0, count)), name, on)) return count
  return undefined
}

const kindOf = ({ command }: Taking, name: string): string => argMeta(shapeOf(command, name)).kind

const say = ({ at: { words, locale } }: Taking, key: string, values: Filling): Text =>
  words.t(locale)(key, values)

/** Returns the arguments that bare words fill, in order. */
export const bareArgs = (command: Command): readonly string[] =>
  command.bare ??
  Object.keys(command.args.shape)
    .filter((name) => argMeta(shapeOf(command, name)).kind === 'text')
    .slice(0, 1)

/** Returns the arguments that people type; others only come with buttons. */
export const typableArgs = (command: Command, at: Pick<Reading, 'locale' | 'words'>): string[] =>
  Object.keys(command.args.shape).filter((name) => labelOf(command, name, 'label', at) !== undefined)

const isMany = (command: Command, name: string): boolean => argMeta(shapeOf(command, name)).many === true

/** The names of each command's arguments, folded once: every word with a colon is looked up among them. */
const namesByWords = new WeakMap<Words, WeakMap<Command, [typed: string, name: string][]>>()

const argNames = (command: Command, words: Words): [typed: string, name: string][] =>
  namesByWords
    .getOrInsertComputed(words, () => new WeakMap())
    .getOrInsertComputed(command, () => foldedNames(command, words))

function foldedNames(command: Command, words: Words): [typed: string, name: string][] {
  return Object.keys(command.args.shape).flatMap((name) =>
    locales.flatMap((locale) => {
      const word = words.set('args', locale).get(name)
      return [word?.name ?? name, ...(word?.also ?? []), name].map((typed): [string, string] => [
        foldWord(typed),
        name,
      ])
    }),
  )
}

/** Returns the argument a typed name stands for, in any language. */
export const argNamed = (command: Command, typed: string, words: Words): string | undefined => {
  const folded = foldWord(typed)
  return argNames(command, words).find(([known]) => known === folded)?.[1]
}

/** Names the argument that was meant; where none comes near, all there are. */
function unknownName({ at, command }: Taking, typed: string): Text {
  const { locale, words } = at
  const shown = (name: string) => words.set('args', locale).get(name)?.name ?? name
  const names = typableArgs(command, at)
  const folded = foldWord(typed)
  const far = (name: string) =>
    Math.min(
      ...argNames(command, words)
        .filter(([, each]) => each === name)
        .map(([known]) => distance(folded, known)),
    )
  const [near] = names.filter((each) => far(each) <= folded.length / 2).sort((a, b) => far(a) - far(b))
  const values = { typed, example: exampleOf(words, locale, command.name) }
  return near === undefined
    ? words.t(locale)('bot.unknownNameOf', {
        ...values,
        names: names.map((each) => `${shown(each)}:`).join(', '),
      })
    : words.t(locale)('bot.unknownName', { ...values, nearest: shown(near) })
}
