import { type Locale, locales } from './person.ts'
import { commandPattern, compile, fill, type Part, type TypedNoun } from './template.ts'
import { foldWord, type Translate } from './text.ts'

/** A word people type and read: shown by `name`, understood by `name` and `also`. */
interface Word {
  name: string
  also?: string[]
  hint?: string
}

/** A file of locales: a tree whose leaves are templates. Plural forms end in `_one`, `_other`, ... */
export interface LocaleFile {
  [key: string]: string | string[] | LocaleFile
}

/** What a typed word means, or the names it comes nearest to, best first, which take a moment to be found. */
type Found = { value: string; typed: string } | { nearest(): string[] }

/** Every word of Vigie, in every language. */
export interface Words {
  /**
   * The templates of one language; a command that stands in one is a piece of its own. A key that does not exist
   * is a mistake in the code and throws.
   */
  t(locale: Locale): Translate
  /** Tells whether a template exists. */
  has(key: string): boolean
  /** The words under a branch (`values.severity`), by their canonical value, in the order of the file. */
  set(branch: string, locale: Locale): Map<string, Word>
  /** Looks a typed word up in a branch, in every language, the reader's first; accents and case do not matter. */
  find(branch: string, typed: string, locale: Locale): Found
  /**
   * Looks up the longest run of words a list begins with; `taken` says how many it was. `others` are further
   * meanings of the same words, since people use some verbs for two things.
   */
  leading(branch: string, typed: readonly string[], locale: Locale): Leading | undefined
}

/** What a list of words begins with. */
interface Leading {
  value: string
  others: string[]
  taken: number
}

/** Builds the words from one file a language. */
export function createWords(files: Record<Locale, LocaleFile>): Words {
  const translators = Object.fromEntries(
    locales.map((locale) => [locale, translator(locale, files[locale])]),
  ) as Record<Locale, Translate>
  const lexicons = new Map<string, Lexicon>()
  const lexicon = (branch: string): Lexicon =>
    lexicons.getOrInsertComputed(branch, () => createLexicon(files, branch))
  return {
    t: (locale) => translators[locale],
    has: (key) => locales.every((locale) => templateAt(files[locale], key) !== undefined),
    set: (branch, locale) => lexicon(branch).words[locale],
    find(branch, typed, locale) {
      const { meanings, words } = lexicon(branch)
      const folded = foldWord(typed)
      for (const each of preferring(locale)) {
        const [value] = meanings[each].get(folded) ?? []
        if (value !== undefined) return { value, typed }
      }
      return { nearest: () => nearestNames(folded, words, locale) }
    },
    leading(branch, typed, locale) {
      const { meanings, longest } = lexicon(branch)
      for (let taken = Math.min(longest, typed.length); taken > 0; taken--) {
        const folded = foldWord(typed.slice(0, taken).join(' '))
        for (const each of preferring(locale)) {
          const [value, ...others] = meanings[each].get(folded) ?? []
          if (value !== undefined) return { value, others, taken }
        }
      }
      return undefined
    },
  }
}

const preferring = (locale: Locale): Locale[] => [locale, ...locales.filter((other) => other !== locale)]

interface Lexicon {
  words: Record<Locale, Map<string, Word>>
  /** Folded name → canonical values, in the order of the file. */
  meanings: Record<Locale, Map<string, string[]>>
  /** The most words a name has. */
  longest: number
}

function wordIn({ also, hint, name }: LocaleFile): Word | undefined {
  if (typeof name !== 'string') return undefined
  return { name, ...(Array.isArray(also) && { also }), ...(typeof hint === 'string' && { hint }) }
}

function createLexicon(files: Record<Locale, LocaleFile>, branch: string): Lexicon {
  const words = {} as Lexicon['words']
  const meanings = {} as Lexicon['meanings']
  let longest = 1
  for (const locale of locales) {
    const node = branchAt(files[locale], branch)
    if (node === undefined) throw new Error(`no branch ${branch} in the locale ${locale}`)
    words[locale] = new Map()
    meanings[locale] = new Map()
    for (const [value, leaf] of Object.entries(node)) {
      const word = typeof leaf === 'string' || Array.isArray(leaf) ? undefined : wordIn(leaf)
      if (word === undefined) continue
      words[locale].set(value, word)
      for (const name of [word.name, ...(word.also ?? []), value]) {
        const folded = foldWord(name)
        const known = meanings[locale].getOrInsertComputed(folded, () => [])
        if (!known.includes(value)) known.push(value)
        longest = Math.max(longest, folded.split(' ').length)
      }
    }
  }
  return { words, meanings, longest }
}

function nearestNames(folded: string, words: Lexicon['words'], locale: Locale): string[] {
  const scored = [...words[locale].entries()].map(([value, word], order) => {
    const names = locales.flatMap((each) => {
      const other = words[each].get(value)
      return other === undefined ? [] : [other.name, ...(other.also ?? [])]
    })
    return { name: word.name, order, far: Math.min(...names.map((name) => distance(folded, foldWord(name)))) }
  })
  return scored
    .sort((a, b) => a.far - b.far || a.order - b.order)
    .slice(0, 3)
    .map(({ name }) => name)
}

/**
 * How many single-character edits (insertion, deletion, substitution, transposition of neighbours) lie between
 * two words: the optimal string alignment distance. Only the first 40 characters count.
 */
export function distance(one: string, other: string): number {
  const a = [...one.slice(0, 40)]
  const b = [...other.slice(0, 40)]
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1)
      row.push(least)
    }
    before = last
    last = row
  }
  return last[b.length] ?? 0
}

function branchAt(file: LocaleFile, path: string): LocaleFile | undefined {
  let at: LocaleFile | undefined = file
  for (const part of path.split('.')) {
    const next: LocaleFile[string] | undefined = at?.[part]
    at = next !== undefined && typeof next !== 'string' && !Array.isArray(next) ? next : undefined
  }
  return at
}

function templateAt(file: LocaleFile, key: string): string | undefined {
  const dot = key.lastIndexOf('.')
  const branch = dot < 0 ? file : branchAt(file, key.slice(0, dot))
  const leaf = branch?.[key.slice(dot + 1)]
  return typeof leaf === 'string' ? leaf : undefined
}

/** Returns the nouns and verbs a file names, as they are shown: templates name commands by nothing else. */
function typedNouns(file: LocaleFile): TypedNoun[] {
  const named = (branch: string) =>
    Object.entries(branchAt(file, branch) ?? {}).flatMap(([value, leaf]) =>
      typeof leaf === 'object' && !Array.isArray(leaf) && typeof leaf.name === 'string'
        ? [{ value, name: leaf.name }]
        : [],
    )
  return named('nouns').map(({ value, name }) => ({
    name,
    verbs: named(`nouns.${value}.verbs`).map((verb) => verb.name),
  }))
}

function translator(locale: Locale, file: LocaleFile): Translate {
  const plurals = new Intl.PluralRules(locale)
  const numbers = new Intl.NumberFormat(locale)
  const commands = commandPattern(typedNouns(file))
  const compiled = new Map<string, readonly Part[] | undefined>()
  const template = (key: string): readonly Part[] | undefined =>
    compiled.getOrInsertComputed(key, () => {
      const found = templateAt(file, key)
      if (found === undefined) return undefined
      const isCommand = key.endsWith('.example') && found.startsWith('/')
      return compile(locale === 'fr' ? frenchSpaces(found) : found, commands, isCommand)
    })
  return (key, values = {}) => {
    const { count } = values
    const chosen =
      (typeof count === 'number' ? template(`${key}_${plurals.select(count)}`) : undefined) ??
      template(key) ??
      template(`${key}_other`)
    if (chosen === undefined) throw new Error(`no text ${key} in the locale ${locale}`)
    return fill(key, chosen, values, numbers)
  }
}

/** French puts a non-breaking space before high punctuation and inside guillemets. */
export const frenchSpaces = (text: string): string =>
  text.replace(/ ([:;?!»])/g, '\u00a0$1').replace(/« /g, '«\u00a0')
