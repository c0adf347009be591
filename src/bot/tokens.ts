/** One word of a typed line. `raw` is as typed, `word` without its quotes; `gap` is what stood before it. */
export interface Token {
  raw: string
  word: string
  quoted: boolean
  /** What stands before the colon of `name:value`, where the word has that shape. */
  name?: string
  gap: ' ' | '\n'
}

const closing: Record<string, string> = { '"': '"', '“': '”', '«': '»', '„': '“' }
const quote = /["“«„]/
/**
 * A name begins with a letter and holds letters, digits, hyphens and apostrophes; '://' makes an address, no name.
 * French puts a space before the colon, and then one behind it.
 */
const named = /^(\p{L}[\p{L}\p{M}\p{N}'’-]*)(?::(?!\/\/)|\s:(?=\s|["“«„]))/u

/**
 * Takes a line apart into words. Straight, English and French quotes hold spaces, at the start of a word or
 * right after its `name:`; a quote that is never closed is an ordinary character.
 */
export function tokens(line: string): Token[] {
  const out: Token[] = []
  let at = 0
  while (at < line.length) {
    const gap = matchAt(/\s+/uy, line, at)
    at += gap.length
    if (at >= line.length) break
    const token = tokenAt(line, at)
    out.push({ ...token, gap: gap.includes('\n') ? '\n' : ' ' })
    at += token.raw.length
  }
  return out
}

/** Returns what a sticky pattern matches at a position, '' where it does not. */
function matchAt(pattern: RegExp, line: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(line)?.[0] ?? ''
}

function tokenAt(line: string, at: number): Omit<Token, 'gap'> {
  const [colon = '', name] = named.exec(line.slice(at, at + 80)) ?? []
  const start = at + colon.length
  const value = valueAt(line, start, name !== undefined)
  return {
    raw: line.slice(at, value.end),
    word: value.word,
    quoted: value.quoted,
    ...(name === undefined ? {} : { name }),
  }
}

/** Reads up to the next space outside quotes; the values of a list may be quoted each: `a,"two words",b`. */
function valueAt(line: string, start: number, list: boolean): { word: string; quoted: boolean; end: number } {
  let word = ''
  let quoted = false
  let at = start
  while (at < line.length) {
    const spoken = quotedAt(line, at)
    if (spoken !== undefined) {
      word += spoken.inside
      quoted = true
      at = spoken.end
    } else {
      const plain = matchAt(/[^\s,]*,?/uy, line, at)
      word += plain
      at += plain.length
      if (!plain.endsWith(',')) return { word, quoted, end: at }
      if (!list) continue
    }
    if (line[at] === ',' && list) {
      word += ','
      at++
    } else if (line[at] === undefined || /\s/u.test(line[at] ?? '')) return { word, quoted, end: at }
  }
  return { word, quoted, end: at }
}

function quotedAt(line: string, at: number): { inside: string; end: number } | undefined {
  const open = line[at]
  const close = open !== undefined && quote.test(open) ? closing[open] : undefined
  if (close === undefined) return undefined
  const end = line.indexOf(close, at + 1)
  const after = line[end + 1]
  if (end < 0 || (after !== undefined && !/[\s,]/u.test(after))) return undefined
  return { inside: line.slice(at + 1, end).trim(), end: end + 1 }
}

/** Puts bare words together again as they were typed; a single quoted run loses its quotes. */
export function spoken(words: readonly Token[]): string {
  const [only] = words
  if (words.length === 1 && only !== undefined) return only.word
  return words.map((token, index) => (index === 0 ? '' : token.gap) + token.raw).join('')
}
