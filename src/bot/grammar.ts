import { argMeta, isRequired, type Kind, type Reading } from '../core/args.ts'
import type { Command } from '../core/command.ts'
import { exampleOf, nameOfCommand, nameOfNoun, nounOf, shapeOf, verbOf } from '../core/naming.ts'
import { locales } from '../core/person.ts'
import { clean, foldWord, type Text } from '../core/text.ts'
import { distance, type Words } from '../core/words.ts'
import type { Work } from '../core/work.ts'
import { spoken, type Token, tokens } from './tokens.ts'

/** The longest line that is read, in characters; chats allow far less. */
export const longestLine = 20_000

/** A typed line, understood as far as which command with which typed values; or what is wrong with it. */
export type Parsed =
  | { command: Command; values: Record<string, string> }
  | { problem: Text; command?: Command }

/** Reads a typed line: `/noun verb words... name:value name:"two words"`, in every language. */
export async function parse(
  line: string,
  commands: readonly Command[],
  kinds: Record<string, Kind>,
  at: Reading,
  use: Work,
): Promise<Parsed> {
  const t = at.words.t(at.locale)
  if (line.length > longestLine)
    return { problem: t('bot.long', { length: line.length, longest: longestLine }) }
  const [first, ...others] = tokens(clean(line).trim())
  if (first === undefined) return { problem: t('bot.empty') }
  const typed = [
    { ...first, raw: first.raw.replace(/^\//, ''), word: first.word.replace(/^\//, '') },
    ...others,
  ]
  const found = await findCommand(typed, commands, kinds, at, use)
  if ('problem' in found) return found
  return valuesOf(found.command, found.rest, kinds, at, use)
}

type FoundCommand = { command: Command; rest: Token[] } | { problem: Text }

async function findCommand(
  typed: Token[],
  commands: readonly Command[],
  kinds: Record<string, Kind>,
  at: Reading,
  use: Work,
): Promise<FoundCommand> {
  const { words, locale } = at
  const t = words.t(locale)
  const said = typed.map((token) => token.raw)
  const noun = words.leading('nouns', said.slice(0, 4), locale)
  if (noun === undefined) return { problem: unknownNoun(said[0] ?? '', commands, at) }
  const rest = typed.slice(noun.taken)
  const own = commands.filter((each) => nounOf(each) === noun.value)
  const verb = words.leading(
    `nouns.${noun.value}.verbs`,
    rest.slice(0, 5).map((token) => token.raw),
    locale,
  )
  if (verb !== undefined) {
    const after = rest.slice(verb.taken)
    const meant = [verb.value, ...verb.others].flatMap(
      (value) => own.find((each) => each.name === `${noun.value} ${value}`) ?? [],
    )
    const command = await suited(meant, after, kinds, at, use)
    if (command !== undefined) return { command, rest: after }
  }
  const bare = rest.filter((token) => token.name === undefined)
  if (bare.length === 0) {
    const alone = own.find((each) => each.alone)
    if (alone !== undefined) return { command: alone, rest }
  }
  const takes = own.find((each) => each.takes?.(spoken(bare), at))
  if (takes !== undefined) return { command: takes, rest }
  const nounName = nameOfNoun(words, locale, noun.value)
  const missed = words.find(`nouns.${noun.value}.verbs`, bare[0]?.word ?? '', locale)
  const [near] = 'nearest' in missed ? missed.nearest : []
  const nearest = near === undefined ? undefined : words.find(`nouns.${noun.value}.verbs`, near, locale)
  return {
    problem: t('bot.unknownVerb', {
      noun: nounName,
      typed: bare[0]?.word ?? '',
      nearest: `/${nounName} ${near ?? ''}`,
      example: exampleOf(
        words,
        locale,
        `${noun.value} ${nearest && 'value' in nearest ? nearest.value : ''}`,
      ),
    }),
  }
}

/**
 * Of the commands a verb can mean, the one whose first argument the next word is, or the place they are typed
 * in: 'noter 12 ...' adds to a case, 'noter Vague de spam' writes one down.
 */
async function suited(
  meant: Command[],
  after: Token[],
  kinds: Record<string, Kind>,
  at: Reading,
  use: Work,
): Promise<Command | undefined> {
  if (meant.length < 2) return meant[0]
  const word = after.find((token) => token.name === undefined)?.word ?? ''
  for (const command of meant) {
    const [first] = command.bare ?? []
    const kind = first === undefined ? undefined : kinds[argMeta(shapeOf(command, first)).kind]
    if (kind?.absent === undefined) continue
    const read = await kind.read(word, at, use)
    if ('value' in read || (await kind.absent(at, use)) !== undefined) return command
  }
  return meant.find((command) => command.bare === undefined) ?? meant[0]
}

function unknownNoun(typed: string, commands: readonly Command[], { words, locale }: Reading): Text {
  const t = words.t(locale)
  const elsewhere = commands.filter((each) => {
    const found = words.find(`nouns.${nounOf(each)}.verbs`, typed, locale)
    return 'value' in found && found.value === verbOf(each)
  })
  const [verb] = elsewhere
  if (verb !== undefined)
    return t('bot.nounMissing', {
      typed,
      nearest: elsewhere.map((each) => `/${nameOfCommand(words, locale, each)}`).join(', '),
      example: exampleOf(words, locale, verb.name),
    })
  const found = words.find('nouns', typed, locale)
  const [nearest = ''] = 'nearest' in found ? found.nearest : []
  const noun = words.find('nouns', nearest, locale)
  const like = commands.find((each) => 'value' in noun && nounOf(each) === noun.value)
  return t('bot.unknownNoun', {
    typed: typed.slice(0, 40),
    nearest: `/${nearest}`,
    example: exampleOf(words, locale, like?.name ?? ''),
  })
}

async function valuesOf(
  command: Command,
  typed: Token[],
  kinds: Record<string, Kind>,
  at: Reading,
  use: Work,
): Promise<Parsed> {
  const values: Record<string, string> = {}
  const bare: Token[] = []
  for (let index = 0; index < typed.length; index++) {
    const token = typed[index]
    if (token === undefined) break
    // 'Reminder:' at the end of a word is prose; so is a name that would have nothing after it.
    const next = typed[index + 1]
    const spaced = token.name !== undefined && token.word === '' && !token.quoted
    if (token.name === undefined || (spaced && next === undefined)) {
      bare.push(token)
      continue
    }
    const name = argNamed(command, token.name, at.words)
    if (name === undefined) {
      if (spaced) bare.push(token)
      else return { problem: unknownName(command, token.name, at), command }
      continue
    }
    const said = spaced ? next?.word : token.word
    if (spaced) index++
    const before = values[name]
    if (before !== undefined && !isMany(command, name))
      return { problem: at.words.t(at.locale)('bot.twice', { name: token.name }), command }
    values[name] = before === undefined ? (said ?? '') : `${before}, ${said}`
  }
  const problem = await takeBare(command, bare, values, kinds, at, use)
  if (problem !== undefined) return { problem, command }
  return { command, values: command.prepare?.(values, at) ?? values }
}

async function takeBare(
  command: Command,
  bare: Token[],
  values: Record<string, string>,
  kinds: Record<string, Kind>,
  at: Reading,
  use: Work,
): Promise<Text | undefined> {
  const order = bareArgs(command).filter((name) => values[name] === undefined)
  let left = bare
  for (const [index, name] of order.entries()) {
    if (left.length === 0) return undefined
    const schema = shapeOf(command, name)
    const { kind } = argMeta(schema)
    const last = index === order.length - 1
    if (last || kind === 'text') {
      values[name] = spoken(left)
      return undefined
    }
    const word = left[0]?.word ?? ''
    const read = await kinds[kind]?.read(word, at, use)
    const fits = read !== undefined && 'value' in read
    // What must be given and is nowhere else to be had is what was meant, so that it is told what is wrong with it.
    if (fits || (isRequired(schema) && (await kinds[kind]?.absent?.(at, use)) === undefined)) {
      values[name] = word
      left = left.slice(1)
    }
  }
  if (left.length === 0) return undefined
  return at.words.t(at.locale)('bot.tooMany', {
    typed: spoken(left).slice(0, 60),
    example: exampleOf(at.words, at.locale, command.name),
  })
}

/** The arguments that bare words fill, in order. */
const bareArgs = (command: Command): readonly string[] =>
  command.bare ??
  Object.keys(command.args.shape)
    .filter((name) => argMeta(shapeOf(command, name)).kind === 'text')
    .slice(0, 1)

const isMany = (command: Command, name: string): boolean => argMeta(shapeOf(command, name)).many === true

function argNames(command: Command, words: Words): [typed: string, name: string][] {
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

const argNamed = (command: Command, typed: string, words: Words): string | undefined =>
  argNames(command, words).find(([known]) => known === foldWord(typed))?.[1]

function unknownName(command: Command, typed: string, { words, locale }: Reading): Text {
  const folded = foldWord(typed)
  const [nearest] = argNames(command, words)
    .map(([known, name]) => ({ name, far: distance(folded, known) }))
    .sort((a, b) => a.far - b.far)
  return words.t(locale)('bot.unknownName', {
    typed,
    nearest: nearest === undefined ? '' : (words.set('args', locale).get(nearest.name)?.name ?? nearest.name),
    example: exampleOf(words, locale, command.name),
  })
}
