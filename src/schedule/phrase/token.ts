/** A piece of what was typed, folded: no case, no accents. `word` numbers the typed words it is a part of. */
export interface Token {
  kind: 'number' | 'word' | 'iso' | 'slashed' | 'zone' | 'symbol'
  text: string
  word: number
}

/** What was typed, in pieces; `words` are its words as separated by spaces, folded too. */
export interface Typed {
  tokens: readonly Token[]
  words: readonly string[]
}

/** Takes what was typed apart into words at spaces of any kind, and each word into its pieces. */
export function takeApart(typed: string): Typed {
  const words = (typed.match(/\S+/gu) ?? []).map(foldPhrase)
  return { words, tokens: words.flatMap(piecesOf) }
}

/** Folds a word: no case, no accents, straight apostrophes, plain hyphens, 'a.m.' as 'am', nothing invisible. */
const foldPhrase = (word: string): string =>
  word
    .replace(/[’ʼ‘`´]/g, "'")
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\p{Cf}\s]/gu, '')
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/\b([ap])\.m\b\.?/g, '$1m')

const piece =
  /(?<iso>\d{4}-\d{1,2}-\d{1,2}(?!\d))t?|(?<slashed>\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?!\d)|\d{1,2}\/\d{1,2}(?![\d/]))|(?<zone>[a-z]+(?:\/[a-z0-9_+-]+)+)|(?<number>\d+)|(?<word>\p{L}+'?)\.?|(?<symbol>[^()[\]])/gu

function piecesOf(word: string, index: number): Token[] {
  const out: Token[] = []
  for (const { groups = {} } of word.matchAll(piece))
    for (const kind of kinds) {
      const text = groups[kind]
      if (text !== undefined) out.push({ kind, text, word: index })
    }
  // The full stop of a sentence says nothing about the time.
  return out.at(-1)?.text === '.' && out.length > 1 ? out.slice(0, -1) : out
}

const kinds = ['iso', 'slashed', 'zone', 'number', 'word', 'symbol'] as const
