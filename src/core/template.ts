import { plain } from './plain.ts'
import type { Inline, Text, Values } from './text.ts'
import { pieces } from './text.ts'

type Leaf = string | { value: string }

/** A part of a template: words, a value to be filled in, or a command people type, which may hold both. */
export type Part = Leaf | { command: readonly Leaf[] }

/** A noun people type and its verbs, in one language. */
export interface TypedNoun {
  name: string
  verbs: readonly string[]
}

/**
 * Returns what finds the commands that stand in the templates of one language: a noun after a '/', a verb of it,
 * a reference, values such as `level:3` or `when:"tomorrow 9am"`. A noun, or all of a command, that is filled in
 * after the '/' is one too.
 */
export function commandPattern(nouns: readonly TypedNoun[]): RegExp {
  const names = longestFirst(nouns, ({ name }) => name).map(({ name, verbs }) => {
    const known = longestFirst(verbs, (verb) => verb).map((verb) => RegExp.escape(verb))
    return known.length === 0 ? RegExp.escape(name) : `${RegExp.escape(name)}(?: (?:${known.join('|')}))?`
  })
  const name = [...names, '\\{noun\\}', '\\{command\\}'].join('|')
  const value = /(?:"[^"]*"|\{\w+\}|[^\s"{}.,;]+(?:[.,;][^\s"{}.,;]+)*)/u.source
  const values = `(?: (?:\\{ref\\}|\\p{L}[\\p{L}'’-]*:${value}))*`
  return new RegExp(`(?<![^\\s(«“"])/(?:${name})(?![\\p{L}\\p{N}{-])${values}`, 'gu')
}

const longestFirst = <T>(all: readonly T[], text: (it: T) => string): T[] =>
  all.toSorted((a, b) => text(b).length - text(a).length)

/** Takes a template apart, once; `whole`: all of it is a command. */
export function compile(template: string, commands: RegExp | undefined, whole: boolean): readonly Part[] {
  if (whole) return [{ command: leaves(template) }]
  const out: Part[] = []
  let at = 0
  for (const found of commands === undefined ? [] : template.matchAll(commands)) {
    out.push(...leaves(template.slice(at, found.index)), { command: leaves(found[0]) })
    at = found.index + found[0].length
  }
  return [...out, ...leaves(template.slice(at))]
}

const leaves = (template: string): Leaf[] =>
  template.split(/(\{\w+\})/).flatMap((part): Leaf[] => {
    if (part === '') return []
    return part.startsWith('{') && part.endsWith('}') ? [{ value: part.slice(1, -1) }] : [part]
  })

/**
 * Fills a template in. Values are never looked into: what stands in them is what somebody wrote. A value that is
 * missing is a mistake in the code; `key` tells where.
 */
export function fill(
  key: string,
  template: readonly Part[],
  values: Values,
  numbers: Intl.NumberFormat,
): Text {
  const given = (name: string): Text => {
    const value = values[name]
    if (value === undefined) throw new Error(`the text ${key} needs a value for {${name}}`)
    return typeof value === 'number' ? numbers.format(value) : value
  }
  const out: Inline[] = []
  for (const part of template) {
    if (typeof part === 'string') out.push(part)
    else if ('value' in part) out.push(...pieces(given(part.value)))
    else
      out.push({
        command: part.command
          .map((leaf) => (typeof leaf === 'string' ? leaf : plain(given(leaf.value))))
          .join(''),
      })
  }
  return out.every((piece) => typeof piece === 'string') ? out.join('') : out
}
