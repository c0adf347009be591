import type { Rule } from '../rule.ts'
import { clock } from './clock.ts'
import { lexiconOf } from './lexicon.ts'
import { createInput, type Input, keyword } from './parser.ts'
import { isTrouble, type Trouble } from './problem.ts'
import { firstMeaning, type PhraseContext } from './reading.ts'
import { type ReadRule, ruleIn } from './ruling.ts'
import { type Sentence, sentence } from './sentence.ts'
import { takeApart } from './token.ts'

/** A phrase of time among other words; `rest` are the others. */
interface FoundPhrase {
  rest: string
  phrase: string
  read: ReadRule | Trouble
}

/** How much of a text is looked at, at either end, in characters and in words. */
const window = 240
const mostWords = 24

/**
 * Finds the rule at the end, else at the beginning, of some words: 'Publier la lettre demain à 9h'. It is the
 * longest phrase there, has an hour or a distance from now, and leaves something over.
 */
export function findRule(
  typed: string,
  at: PhraseContext,
): { rule: Rule; zone?: string; rest: string; phrase: string } | undefined {
  const found = findPhrase(typed, at)
  return found === undefined || isTrouble(found.read)
    ? undefined
    : { ...found.read, rest: found.rest, phrase: found.phrase }
}

/** Finds the phrase as `findRule` does, also one that cannot be: 'Publier la lettre demain à 25h'. */
export function findPhrase(typed: string, at: PhraseContext): FoundPhrase | undefined {
  const text = trimmed(typed)
  const last = atEnd(text, at)
  if (last === 'all' || (last !== undefined && !isTrouble(last.read)))
    return last === 'all' ? undefined : last
  const first = atStart(text, at)
  return first !== undefined && !isTrouble(first.read) ? first : (last ?? first)
}

function atEnd(text: string, at: PhraseContext): FoundPhrase | 'all' | undefined {
  const end = trimmed(text, /[\s.,;:!]/u)
  const part = end.length > window ? end.slice(-window).replace(/^\S*/u, '') : end
  const offset = end.length - part.length
  const starts = [...part.matchAll(/\S+/gu)].map(({ index }) => offset + index)
  const input = createInput(takeApart(part), lexiconOf(at.words, at.locale))
  for (let word = Math.max(0, starts.length - mostWords); word < starts.length; word++) {
    const from = firstToken(input, word)
    if (isUnknown(input, from)) continue
    const said = sentence(input, from)
      .filter(({ next }) => next === input.tokens.length)
      .map(({ value }) => value)
    const read = meaningOf(said, at)
    if (read === undefined) continue
    const start = starts[word] ?? 0
    const rest = trimmed(text.slice(0, start))
    if (rest === '') {
      if (noZone(read)) continue
      return 'all'
    }
    return endsOpen(input, word, rest) ? undefined : { rest, phrase: end.slice(start), read }
  }
  return undefined
}

function atStart(text: string, at: PhraseContext): FoundPhrase | undefined {
  const part = text.length > window ? text.slice(0, window).replace(/\S*$/u, '') : text
  const words = [...part.matchAll(/\S+/gu)]
  const input = createInput(takeApart(part), lexiconOf(at.words, at.locale))
  const steps = sentence(input, 0)
  for (const next of [...new Set(steps.map((step) => step.next))].sort((a, b) => b - a)) {
    const word = wordAfter(input, next)
    const start = word === undefined ? undefined : words[word]?.index
    if (word === undefined || start === undefined) continue
    const read = meaningOf(
      steps.filter((step) => step.next === next).map(({ value }) => value),
      at,
    )
    if (read === undefined || noZone(read)) continue
    const rest = trimmed(text.slice(start))
    if (rest === '' || startsOpen(input, word)) return undefined
    return { rest, phrase: trimmed(text.slice(0, start)), read }
  }
  return undefined
}

/** What looks like a zone may be any two words with a stroke between them: 'Instagram/Facebook'. */
const noZone = (read: ReadRule | Trouble): boolean => isTrouble(read) && read.problem === 'zone'

/** What some readings mean where they are surely a time; a lone hour that there is not is no time at all. */
function meaningOf(said: readonly Sentence[], at: PhraseContext): ReadRule | Trouble | undefined {
  const sure = said.filter(isSure)
  const read = firstMeaning(sure, (each) => ruleIn(each, at))
  if (read === undefined || !isTrouble(read)) return read
  return sure.every((each) => each.says === 'once' && each.day === undefined) ? undefined : read
}

/** 'Top 10', 'Poll 2027' and 'Look at 9' name no time: there must be an hour, written as one or beside a day. */
function isSure(said: Sentence): boolean {
  switch (said.says) {
    case 'once': {
      if (said.clock === undefined) return false
      const { loose, at } = said.clock
      return said.day !== undefined || loose === undefined || (loose === 'word' && at === true)
    }
    case 'repeat':
      return said.clocks.length > 0
    case 'cron':
      return !said.bare
    case 'ahead':
      return true
    default:
      return false
  }
}

const separators = new Set([',', ':', ';', '-', '.'])

/** The word that begins after a token, once a separator is passed; `undefined` in the middle of a word. */
function wordAfter({ tokens }: Input, next: number): number | undefined {
  let at = next
  while (separators.has(tokens[at]?.text ?? '')) at++
  const word = tokens[at]?.word
  return word === tokens[at - 1]?.word ? undefined : word
}

const firstToken = ({ tokens }: Input, word: number): number => {
  const found = tokens.findIndex((each) => each.word >= word)
  return found < 0 ? tokens.length : found
}

/** No phrase begins with a word that says nothing of time; most words of a text are such. */
const isUnknown = (input: Input, at: number): boolean =>
  input.tokens[at]?.kind === 'word' && input.meanings(at).length === 0

const begins = (input: Input, word: number, name: string): boolean =>
  keyword(name)(input, firstToken(input, word)).length > 0

/** The words before a phrase belong to it where they say 'of', 'except', 'every third', or an hour before. */
function endsOpen(input: Input, word: number, before: string): boolean {
  let end = firstToken(input, word)
  while (separators.has(input.tokens[end - 1]?.text ?? '')) end--
  const last = firstToken(input, input.tokens[end - 1]?.word ?? 0)
  // The last word, and an elided piece of it: 'Compte rendu de', 'Point d''.
  const open = [last, ...(input.tokens[end - 1]?.text.endsWith("'") ? [end - 1] : [])]
  const says = (name: string) => open.some((at) => keyword(name)(input, at).some(({ next }) => next === end))
  if (clock(input, last).some(({ next }) => next === end) || says('qualifier')) return true
  // An accent makes a noun of what is an article without it: 'thé' is no 'the'.
  if (says('dangling') && !accented.test(before.slice(-longestArticle))) return true
  return words(Math.max(0, word - 5), word).some((each) => begins(input, each, 'every'))
}

/** As long as the article or preposition at the end of a text can be; 'à' is the one that has an accent. */
const longestArticle = 4
const accented = /(?:^|[^\p{L}])(?!à$)\p{L}*[\u00c0-\u024f]\p{L}*$/u

const words = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)

const startsOpen = (input: Input, word: number): boolean => begins(input, word, 'qualifier')

const edges = /[\s,;:–—-]/u

/** Takes spaces and separators off both ends; a loop, since a pattern would be slow on a long run of them. */
function trimmed(text: string, edge = edges): string {
  let from = 0
  let to = text.length
  while (from < to && edge.test(text.charAt(from))) from++
  while (to > from && edge.test(text.charAt(to - 1))) to--
  return text.slice(from, to)
}
