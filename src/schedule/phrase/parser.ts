import type { Lexicon, Meaning, WordKind } from './lexicon.ts'
import type { Token, Typed } from './token.ts'

/** What parsers read: the pieces, and what the words from each position on mean. */
export interface Input extends Typed {
  meanings(at: number): readonly Meaning[]
  /** What parsers have read before, by their position. */
  known: Map<unknown, Map<number, unknown>>
}

/** One way to read something; `next` is the first token it leaves. */
export interface Step<T> {
  value: T
  next: number
}

/** Returns every way to read something from a position on, the preferred one first; none where there is none. */
export type Parser<T> = (input: Input, at: number) => Step<T>[]

/** Prepares what was typed for parsers. */
export function createInput(typed: Typed, lexicon: Lexicon): Input {
  const meanings = new Map<number, Meaning[]>()
  return {
    ...typed,
    meanings: (at) => meanings.getOrInsertComputed(at, () => lexicon.meanings(typed.tokens, at)),
    known: new Map(),
  }
}

/** Reads something once at each position, however many sentences it may be a part of. */
export function memo<T>(it: Parser<T>): Parser<T> {
  const name = {}
  return (input, at) =>
    // Only this parser writes under its own name.
    (input.known.getOrInsertComputed(name, () => new Map()) as Map<number, Step<T>[]>).getOrInsertComputed(
      at,
      () => it(input, at),
    )
}

/** Reads one token that passes a test. */
export const token =
  <T>(read: (it: Token) => T | undefined): Parser<T> =>
  ({ tokens }, at) => {
    const it = tokens[at]
    const value = it && read(it)
    return value === undefined ? [] : [{ value, next: at + 1 }]
  }

/** Reads a symbol. */
export const symbol = (text: string): Parser<string> => token((it) => (it.text === text ? text : undefined))

/** Reads a word of a kind, and returns its value. */
export const meaning =
  (kind: WordKind, only?: string): Parser<string> =>
  (input, at) => {
    const steps: Step<string>[] = []
    for (const each of input.meanings(at))
      if (each.kind === kind && (only === undefined || each.value === only))
        steps.push({ value: each.value, next: at + each.length })
    return steps
  }

/** Reads one value of the words of a kind. */
export const word = (kind: WordKind, value: string): Parser<string> => meaning(kind, value)

/** Reads a word of the grammar itself: 'every', 'until', ... */
export const keyword = (value: string): Parser<string> => word('keyword', value)

/** Reads parts one after the other. */
export const seq =
  <T extends unknown[]>(...parts: { [K in keyof T]: Parser<T[K]> }): Parser<T> =>
  (input, at) => {
    let steps: Step<unknown[]>[] = [{ value: [], next: at }]
    for (const part of parts) {
      const longer: Step<unknown[]>[] = []
      for (const { value, next } of steps)
        for (const step of part(input, next)) longer.push({ value: [...value, step.value], next: step.next })
      if (longer.length === 0) return []
      steps = longer
    }
    // Each part added its own value, in order.
    return steps as Step<T>[]
  }

/** Reads any of several things, the first ones preferred. */
export const either =
  <T>(...choices: Parser<T>[]): Parser<T> =>
  (input, at) =>
    choices.flatMap((choice) => choice(input, at))

/** Reads something or nothing. */
export const maybe =
  <T>(it: Parser<T>): Parser<T | undefined> =>
  (input, at) => [...it(input, at), { value: undefined, next: at }]

/** Makes something else of what is read; `undefined` refuses it. */
export const map =
  <T, R>(it: Parser<T>, make: (value: T) => R | undefined): Parser<R> =>
  (input, at) =>
    it(input, at).flatMap(({ value, next }) => {
      const made = make(value)
      return made === undefined ? [] : [{ value: made, next }]
    })

/**
 * Reads one or more of something with a separator between them, as many as there are preferred. Of several ways
 * to read the same words as a list only the first is kept, or their number would double with every item.
 */
export function some<T>(it: Parser<T>, separator: Parser<unknown>, more: Parser<T> = it): Parser<T[]> {
  const listOf =
    (item: Parser<T>): Parser<T[]> =>
    (input, at) =>
      firstPerEnd(
        item(input, at).flatMap(({ value, next }) => [
          ...separator(input, next)
            .flatMap((step) => rest(input, step.next))
            .map((others) => ({ value: [value, ...others.value], next: others.next })),
          { value: [value], next },
        ]),
      )
  const rest = memo(listOf(more))
  return listOf(it)
}

const nothing: Parser<undefined> = (_input, at) => [{ value: undefined, next: at }]

/** Reads none, one or more of something. */
export const many = <T>(it: Parser<T>): Parser<T[]> =>
  either(some(it, nothing), (_input, at) => [{ value: [], next: at }])

function firstPerEnd<T>(steps: Step<T>[]): Step<T>[] {
  const seen = new Set<number>()
  return steps.filter(({ next }) => !seen.has(next) && seen.add(next))
}

/** A comma, where one is typed. */
export const gap: Parser<unknown> = maybe(symbol(','))

/** What stands between two things of a list: a comma, 'and', or both. */
export const listed: Parser<unknown> = either<unknown>(seq(gap, keyword('and')), symbol(','))
