import type { Read, Reading, Written } from '../core/args.ts'
import type { Choice } from '../core/form.ts'
import { plain } from '../core/plain.ts'
import { foldWord, join, shorten } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import {
  addressOf,
  type Called,
  calledBefore,
  formerOf,
  formersAt,
  isAddress,
  numberAt,
  numbersMeant,
  type Typed,
} from '../features/former.ts'
import { isComing } from '../features/link/import.ts'
import type { Numbered } from '../features/numbering.ts'
import { settingsOf } from '../features/settings.ts'

/** Stands between a reference and what it is about. */
export const separator = ' · '
/** How long a suggestion is at most, in characters: Discord allows 100. */
const longestLabel = 100

/** How one kind of what is numbered is told. */
export interface Numbering {
  of: Numbered
  called: Called
  /** Tells whether a number stands for anything to whoever asks; `over` where it was taken back or has ended. */
  stands(number: number, at: Reading, use: Work): Promise<'there' | 'over' | undefined>
  /** Tells in a line what it is about. */
  about(number: number, at: Reading, use: Work): Promise<string | undefined>
}

/** A number that words can mean; `coming`: what another community had under it is not brought over yet. */
interface Meant {
  number: number
  stands: 'there' | 'over' | 'coming'
}

/**
 * Reads what a button carries or, where they are one, a reference as people type it; `undefined` where nothing has
 * that number, for the kind to say so.
 */
export async function readNumbered(
  it: Numbering,
  words: string,
  typed: Typed | undefined,
  at: Reading,
  use: Work,
): Promise<Read | undefined> {
  const numbers = isAddress(words)
    ? await carriedIn(it, words, use)
    : typed === undefined
      ? []
      : await meantBy(it, words, typed, at, use)
  if (numbers === undefined) return { problem: at.words.t(at.locale)('reference.elsewhere'), nearest: [] }
  const found: Meant[] = []
  for (const number of numbers) {
    const stands = await it.stands(number, at, use)
    if (stands !== undefined) found.push({ number, stands })
    else if (await isComing(use, it.of, number)) found.push({ number, stands: 'coming' })
  }
  const standing = found.filter(({ stands }) => stands !== 'over')
  const meant = standing.length > 0 ? standing : found
  const [only] = meant
  if (only === undefined) return undefined
  if (meant.length > 1) return several(it, words, meant, at, use)
  return only.stands === 'coming' ? coming(it, only.number, at, use) : { value: String(only.number) }
}

/** A number of this community is what it was; only for another's is it looked up which one was joined. */
async function carriedIn({ of }: Numbering, words: string, use: Work): Promise<number[] | undefined> {
  const number =
    numberAt(words, of, use.community) ?? numberAt(words, of, use.community, (await settingsOf(use)).formers)
  return number === undefined ? undefined : [number]
}

async function meantBy(
  { of }: Numbering,
  words: string,
  typed: Typed,
  { here }: Reading,
  use: Work,
): Promise<number[]> {
  const { formers, prefix } = await settingsOf(use)
  const all = numbersMeant(typed, of, { here, prefix, formers })
  // Words behind a reference come from a suggestion, and those are made of the numbers of today.
  return words.includes(separator) && all.includes(typed.number) ? [typed.number] : all
}

/** Asks which of several things is meant, each with what it was called before and what it is about. */
async function several(
  it: Numbering,
  words: string,
  meant: readonly Meant[],
  at: Reading,
  use: Work,
): Promise<Read> {
  const t = at.words.t(at.locale)
  const { formers, prefix } = await settingsOf(use)
  const named: string[] = []
  const choices: Choice[] = []
  for (const { number, stands } of meant) {
    const label = it.called(number, prefix)
    const was = await wasText(it, number, at, use)
    const about = stands === 'coming' ? plain(t('reference.comingSoon')) : await it.about(number, at, use)
    const hint = told(was, about)
    named.push(was === undefined ? label : `${label} (${was})`)
    choices.push({ value: addressOf(use.community, number), label, ...(hint !== '' && { hint }) })
  }
  const [linked] = meant.flatMap(({ number }) => formerOf(number, it.of, formers)?.from.platform ?? [])
  const problem = t('reference.several', {
    typed: shorten(words, 60),
    chat: t(`chats.${linked ?? at.here.platform}`),
    list: join(named, plain(t('reference.or'))),
  })
  return { problem, nearest: [], meant: choices }
}

/** Tells that something is on its way, and offers to try again. */
async function coming(it: Numbering, number: number, at: Reading, use: Work): Promise<Read> {
  const t = at.words.t(at.locale)
  const { prefix } = await settingsOf(use)
  const was = await wasText(it, number, at, use)
  const ref = it.called(number, prefix)
  return {
    problem: t('reference.coming', { ref: was === undefined ? ref : `${ref} (${was})` }),
    nearest: [],
    meant: [{ value: addressOf(use.community, number), label: plain(t('reference.again')) }],
  }
}

async function wasText(
  { called, of }: Numbering,
  number: number,
  { locale, words }: Reading,
  use: Work,
): Promise<string | undefined> {
  const t = words.t(locale)
  const before = calledBefore(number, of, await settingsOf(use), called)
  return before && plain(t('reference.was', { was: before.was, chat: t(`chats.${before.on}`) }))
}

const told = (...parts: (string | undefined)[]): string =>
  parts.filter((each) => each !== undefined).join(separator)

/** Writes something in one line: 'INC-212 · harassment · @nightowl · writes to @otter again'. */
export async function labelOf(it: Numbering, number: number, at: Reading, use: Work): Promise<string> {
  const { prefix } = await settingsOf(use)
  return shorten(told(it.called(number, prefix), await it.about(number, at, use)), longestLabel)
}

/**
 * Suggests something to whoever types. Where a number can mean what it meant before a community was joined, the value
 * carries which one it is; the label tells what it was called before to whoever types that.
 */
export async function suggestionOf(
  it: Numbering,
  number: number,
  typed: string,
  at: Reading,
  use: Work,
): Promise<Choice> {
  const { formers, prefix } = await settingsOf(use)
  const ref = it.called(number, prefix)
  const wanted = foldWord(typed).replace(/^#\s*/, '')
  const before = calledBefore(number, it.of, { formers, prefix }, it.called)
  const isFormer = before !== undefined && /\d/.test(wanted) && foldWord(before.was).includes(wanted)
  const was = isFormer ? await wasText(it, number, at, use) : undefined
  return {
    value: formersAt(at.here, formers).length > 0 ? addressOf(use.community, number) : ref,
    label: shorten(told(ref, was, await it.about(number, at, use)), longestLabel),
  }
}

/** Writes a number for a form: as buttons carry it and, where a reference alone could mean another, with its words. */
export async function writtenNumber(
  it: Numbering,
  canonical: string,
  at: Reading,
  use: Work,
): Promise<Written> {
  const number = Number(canonical)
  const { formers, prefix } = await settingsOf(use)
  const isPlain = formersAt(at.here, formers).length === 0
  return {
    carried: addressOf(use.community, number),
    typed: isPlain ? it.called(number, prefix) : await labelOf(it, number, at, use),
  }
}
