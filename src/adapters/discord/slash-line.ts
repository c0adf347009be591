import { argMeta } from '../../core/args.ts'
import type { Command } from '../../core/command.ts'
import { shapeOf, verbOf } from '../../core/naming.ts'
import { type Locale, locales } from '../../core/person.ts'
import { foldWord } from '../../core/text.ts'
import type { Words } from '../../core/words.ts'
import { nounsOf, slashArg, slashNoun, slashVerb } from './names.ts'

/** What a line is rewritten with; `locale` is the reader's. */
interface SlashOn {
  commands: readonly Command[]
  words: Words
  locale: Locale
}

/**
 * Writes a command as it is typed on Discord: '/point du matin' becomes '/point-du-matin maintenant', and
 * '/incident note 212 Called back' '/incident note ref:212 text:Called back'. What is no command stays as it is.
 */
export function slashLine(line: string, { commands, locale, words }: SlashOn): string {
  const said = line.replace(/^\//, '').match(/\S+:"[^"]*"|"[^"]*"|\S+/g) ?? []
  const noun = words.leading('nouns', said, locale)
  const own = noun && nounsOf(commands).find((it) => it.noun === noun.value)?.commands
  if (noun === undefined || own === undefined) return line
  const behind = said.slice(noun.taken)
  const verb = words.leading(`nouns.${noun.value}.verbs`, behind, locale)
  const [only, ...others] = own
  const named = verb && own.find((each) => verbOf(each) === verb.value)
  const command = named ?? (others.length === 0 ? only : own.find((each) => each.alone === true))
  if (command === undefined) return line
  const rest = behind.slice(verb?.taken ?? 0)
  return [
    `/${slashNoun(words, locale, noun.value)}`,
    ...(others.length === 0 ? [] : [slashVerb(words, locale, command)]),
    ...optionsIn(rest, command, words, locale),
  ].join(' ')
}

/** Bare words fill the arguments that take them: one each, the last, or a text, all that is left. */
function optionsIn(said: readonly string[], command: Command, words: Words, locale: Locale): string[] {
  const bare: string[] = []
  const named: [name: string, value: string][] = []
  for (const word of said) {
    const [, name = '', value = ''] = /^([^\s:"]+):(.+)$/su.exec(word) ?? []
    const arg =
      name === '' ? undefined : Object.keys(command.args.shape).find((each) => isCalled(each, name, words))
    const last = named.at(-1)
    if (arg !== undefined) named.push([arg, unquoted(value)])
    else if (last === undefined) bare.push(unquoted(word))
    else last[1] += ` ${unquoted(word)}`
  }
  const takers = bareArgs(command).filter((each) => !named.some(([name]) => name === each))
  const filled: [name: string, value: string][] = []
  for (const [index, name] of takers.entries()) {
    if (bare.length === 0) break
    const all = index === takers.length - 1 || argMeta(shapeOf(command, name)).kind === 'text'
    filled.push([name, bare.splice(0, all ? bare.length : 1).join(' ')])
  }
  return [
    ...[...filled, ...named].map(([name, value]) => `${slashArg(words, locale, name)}:${value}`),
    ...bare,
  ]
}

const unquoted = (word: string): string => word.replace(/^"(.*)"$/s, '$1')

const isCalled = (arg: string, typed: string, words: Words): boolean =>
  locales.some((locale) => {
    const { also = [], name = arg } = words.set('args', locale).get(arg) ?? {}
    return [name, ...also, arg].some((each) => foldWord(each) === foldWord(typed))
  })

const bareArgs = (command: Command): readonly string[] =>
  command.bare ??
  Object.keys(command.args.shape)
    .filter((name) => argMeta(shapeOf(command, name)).kind === 'text')
    .slice(0, 1)
