import { commands } from '../../commands/index.ts'
import en from '../../config/locales/en.json' with { type: 'json' }
import fr from '../../config/locales/fr.json' with { type: 'json' }
import { argMeta } from '../../src/core/args.ts'
import type { Command } from '../../src/core/command.ts'
import { nameOfCommand, shapeOf } from '../../src/core/naming.ts'
import type { Locale } from '../../src/core/person.ts'
import type { LocaleFile } from '../../src/core/words.ts'
import { words } from '../test-house.ts'
import type { Given, Said } from './scenarios/scenario.ts'

/** Returns what is said in one language. */
export const said = (it: Said, locale: Locale): string => (typeof it === 'string' ? it : it[locale])

/** Returns a command by the name the code has for it. */
export function commandCalled(name: string): Command {
  const found = commands.find((each) => each.name === name)
  if (found === undefined) throw new Error(`there is no command ${name}`)
  return found
}

/** One value that is given: by the code's name of its argument, with what reads it, as somebody writes it. */
export interface Value {
  name: string
  kind: string
  many: boolean
  written: string
}

/** Returns what a command or its form is given, as somebody writes it in their language: 'high' is 'élevée' in French. */
export const valuesOf = (command: Command, given: Given, locale: Locale): Value[] =>
  Object.entries(given).map(([name, value]) => {
    const { kind, many = false } = argMeta(shapeOf(command, name))
    const set = kind.startsWith('word:')
      ? words.set(`values.${kind.slice('word:'.length)}`, locale)
      : undefined
    const written = said(value, locale)
      .split(many ? ',' : /$^/)
      .map((each) => set?.get(each)?.name ?? each)
      .join(',')
    return { name, kind, many, written }
  })

/** Writes a command as it is typed in one piece: 'incident log what:"Spam wave" type:spam'. */
export const lineOf = (command: Command, given: Given, locale: Locale): string =>
  [nameOfCommand(words, locale, command), written(valuesOf(command, given, locale), locale)].join(' ').trim()

/** Writes values as they are typed after a command: 'what:"Spam wave" type:spam'. */
export const written = (values: readonly Value[], locale: Locale): string =>
  values
    .map(({ name, written }) => `${words.set('args', locale).get(name)?.name ?? name}:${quoted(written)}`)
    .join(' ')

/** Puts quotes around words that have none of them inside. */
function quoted(text: string): string {
  if (/^[^\s"“”«»„]+$/.test(text)) return text
  const pair = ['""', '“”', '«»'].find(
    ([open = '', close = '']) => !text.includes(open) && !text.includes(close),
  )
  if (pair === undefined) throw new Error(`nothing can be put around ${text}`)
  return `${pair[0]}${text}${pair[1]}`
}

/** Returns the command that is called so where it is typed, in any language: '/incident enregistrer'. */
export function commandTyped(typed: string): string | undefined {
  const name = typed.replace(/^\//, '').trim()
  const isCalled = (each: Command) =>
    nameOfCommand(words, 'en', each) === name || nameOfCommand(words, 'fr', each) === name
  return commands.find(isCalled)?.name
}

const leaves = (file: LocaleFile, path = ''): [key: string, template: string][] =>
  Object.entries(file).flatMap(([name, it]) =>
    typeof it === 'string' ? [[path + name, it]] : Array.isArray(it) ? [] : leaves(it, `${path}${name}.`),
  )

const english = leaves(en as LocaleFile).filter(([, template]) => template.length <= 60)
const french = new Map(leaves(fr as LocaleFile))
const hole = /\{(\w+)\}/g

/** Reads a text as a template says it: what stands in its holes; `undefined` where it says something else. */
function heldIn(template: string, text: string): Record<string, string> | undefined {
  const names = [...template.matchAll(hole)].map(([, name = '']) => name)
  const pattern = template.split(hole).map((part, index) => (index % 2 === 1 ? '(.+)' : RegExp.escape(part)))
  const found = new RegExp(`^${pattern.join('')}$`, 'u').exec(text)
  return found === null
    ? undefined
    : Object.fromEntries(names.map((name, index) => [name, found[index + 1] ?? '']))
}

/** Returns how a button is called in a language, by its English label: several, where English has one word for them. */
export function labelsIn(locale: Locale, label: string): string[] {
  if (locale === 'en') return [label]
  const found = english.flatMap(([key, template]) => {
    const held = /^\p{L}/u.test(template) ? heldIn(template, label) : undefined
    const other = french.get(key)
    return held === undefined || other === undefined
      ? []
      : [other.replace(hole, (_, name) => held[name] ?? '')]
  })
  if (found.length === 0) throw new Error(`nothing in the locales is called '${label}'`)
  return [...new Set(found)]
}
