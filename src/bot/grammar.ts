import { argMeta, isRequired, isUnderstood, type Kind, type Reading } from '../core/args.ts'
import type { Command } from '../core/command.ts'
import { commandText, exampleOf, nameOfNoun, nounOf, shapeOf, verbOf } from '../core/naming.ts'
import { locales } from '../core/person.ts'
import { clean, foldWord, join, type Text } from '../core/text.ts'
import { distance } from '../core/words.ts'
import type { Work } from '../core/work.ts'
import { spoken, type Token, tokens } from './tokens.ts'
import { takeValues } from './values.ts'

/** The longest line that is read, in characters; chats allow far less. */
const longestLine = 20_000

/** The command for a line without any words: a chat's one root command is typed alone. */
const whenEmpty = 'help menu'

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
  if (first === undefined || (others.length === 0 && first.raw === '/')) {
    const menu = commands.find(({ name }) => name === whenEmpty)
    return menu === undefined ? { problem: unknownNoun('', commands, at) } : { command: menu, values: {} }
  }
  const typed = [
    { ...first, raw: first.raw.replace(/^\//, ''), word: first.word.replace(/^\//, '') },
    ...others,
  ]
  const found = await findCommand(typed, commands, kinds, at, use)
  if ('problem' in found) return found
  const { command } = found
  const taken = await takeValues(found.rest, { command, kinds, at, use })
  return 'problem' in taken ? taken : { command, values: taken.values }
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
    const instead = command && (await misread(command, after, own, kinds, at, use))
    if (instead !== undefined) return { command: instead, rest }
    if (command !== undefined) return { command, rest: after }
  }
  const bare = rest.filter((token) => token.name === undefined)
  if (bare.length === 0) {
    const alone = own.find((each) => each.alone)
    if (alone !== undefined) return { command: alone, rest }
  }
  const takes = own.find((each) => each.takes?.(spoken(bare), at))
  if (takes !== undefined) return { command: takes, rest }
  return { problem: unknownVerb(noun.value, bare[0]?.word ?? '', own, at) }
}

/** Names the verb that comes nearest; where none does, the first of its noun, which people want most. */
function unknownVerb(noun: string, typed: string, own: readonly Command[], { words, locale }: Reading): Text {
  const folded = foldWord(typed)
  const far = (each: Command) =>
    Math.min(
      ...locales
        .flatMap((spoken) => words.set(`nouns.${noun}.verbs`, spoken).get(verbOf(each)) ?? [])
        .flatMap(({ name, also = [] }) => [name, ...also])
        .map((name) => distance(folded, foldWord(name))),
    )
  const near = own.filter((each) => far(each) <= folded.length / 2).sort((a, b) => far(a) - far(b))
  const name = (near[0] ?? own[0])?.name ?? noun
  return words.t(locale)('bot.unknownVerb', {
    noun: nameOfNoun(words, locale, noun),
    typed,
    nearest: commandText(words, locale, { name }),
    example: exampleOf(words, locale, name),
  })
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
    if (isUnderstood(read) || (await kind.absent(at, use)) !== undefined) return command
  }
  return meant.find((command) => command.bare === undefined) ?? meant[0]
}

/**
 * The command the words are really for, where they only begin like a verb: in 'modifier la bannière demain à 9h'
 * nothing says which reminder is to be changed, but all of it is one to be made.
 */
async function misread(
  command: Command,
  after: Token[],
  own: readonly Command[],
  kinds: Record<string, Kind>,
  at: Reading,
  use: Work,
): Promise<Command | undefined> {
  const bare = after.filter((token) => token.name === undefined)
  const [first = ''] = command.bare ?? []
  const [word] = bare
  if (word === undefined || first === '' || command.takes !== undefined) return undefined
  const schema = shapeOf(command, first)
  const kind = kinds[argMeta(schema).kind]
  if (!isRequired(schema) || kind === undefined || kind.name === 'text') return undefined
  if (isUnderstood(await kind.read(word.word, at, use))) return undefined
  if ((await kind.absent?.(at, use)) !== undefined) return undefined
  return own.find((each) => each.takes?.(spoken(bare), at) && !each.takes(word.word, at))
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
      nearest: join(
        elsewhere.map((each) => commandText(words, locale, each)),
        ', ',
      ),
      example: exampleOf(words, locale, verb.name),
    })
  const found = words.find('nouns', typed, locale)
  const [nearest = ''] = 'nearest' in found ? found.nearest() : []
  const noun = words.find('nouns', nearest, locale)
  const like = commands.find((each) => 'value' in noun && nounOf(each) === noun.value)
  return t('bot.unknownNoun', {
    typed: typed.slice(0, 40),
    nearest: [{ command: `/${nearest}` }],
    example: exampleOf(words, locale, like?.name ?? ''),
  })
}
