import { createHash } from 'node:crypto'
import * as z from 'zod'
import { type Place, type Platform, platforms } from '../core/person.ts'
import { foldWord } from '../core/text.ts'
import { counts, type Numbered } from './numbering.ts'

/**
 * The numbers of a community that was joined to this one: `last` is how far it had come, and what it called `n` is
 * called `n + added` since, so that its old references are still understood.
 */
export const former = z.object({
  platform: z.enum(platforms),
  space: z.string(),
  /** Its name before it was joined. */
  community: z.string(),
  /** What its references to incidents began with. */
  prefix: z.string(),
  last: counts,
  added: counts,
})
export type Former = z.infer<typeof former>

/** Stands between a number and the community that counted it, in what buttons carry. */
const separator = '~'

const homes = new Map<string, string>()

/** Names the community that counted something, in six characters. */
const homeOf = (community: string): string =>
  homes.getOrInsertComputed(community, () => createHash('sha256').update(community).digest('hex').slice(0, 6))

/**
 * Writes a number as buttons carry it: with the community that counts, so that it names the same thing after that one
 * was joined to another and everything in it has a new number.
 */
export const addressOf = (community: string, number: number): string =>
  `${number}${separator}${homeOf(community)}`

/** Writes the name of an occurrence, which begins with the number of its reminder, as buttons carry it. */
export const occurrenceAddress = (community: string, id: string): string =>
  `${id}${separator}${homeOf(community)}`

/** What an address is made of: a number, what follows it in the name of an occurrence, and who counted. */
const shape = /^(\d{1,9})(-\d{1,9}-\d{8}T\d{4})?~([0-9a-f]{6})$/

/** Tells whether words are what a button carries, of whichever community. */
export const isAddress = (words: string): boolean => shape.test(words)

/**
 * Returns the number that what a button carries has now; `undefined` for words of any other shape and for a number of
 * a community that is not known here.
 */
export function numberAt(
  words: string,
  of: Numbered,
  community: string,
  formers: readonly Former[] = [],
): number | undefined {
  const [, digits, rest, home] = shape.exec(words) ?? []
  if (digits === undefined || home === undefined || rest !== undefined) return undefined
  return numberNow(Number(digits), home, of, community, formers)
}

/** Returns the name that an occurrence has now, by what a button carries of it; `undefined` as for numbers. */
export function occurrenceAt(
  words: string,
  community: string,
  formers: readonly Former[] = [],
): string | undefined {
  const [, digits, rest, home] = shape.exec(words) ?? []
  if (digits === undefined || home === undefined || rest === undefined) return undefined
  const number = numberNow(Number(digits), home, 'reminder', community, formers)
  return number === undefined ? undefined : `${number}${rest}`
}

function numberNow(
  number: number,
  home: string,
  of: Numbered,
  community: string,
  formers: readonly Former[],
): number | undefined {
  if (home === homeOf(community)) return number
  const from = formers.find((it) => homeOf(it.community) === home)
  return from === undefined ? undefined : number + from.added[of]
}

/** Returns the community that something was counted by first, and its number there; `undefined` where that is this one. */
export function formerOf(
  number: number,
  of: Numbered,
  formers: readonly Former[] = [],
): { from: Former; number: number } | undefined {
  const from = formers.find(({ added, last }) => number > added[of] && number <= added[of] + last[of])
  return from === undefined ? undefined : { from, number: number - from.added[of] }
}

/** How something is called by its number and the letters of its community: 'INC-12'. */
export type Called = (number: number, prefix: string) => string

/**
 * Returns what something was called before its community was joined, and on which chat; `undefined` for what is called
 * as ever.
 */
export function calledBefore(
  number: number,
  of: Numbered,
  { formers, prefix }: Pick<Numbers, 'formers' | 'prefix'>,
  called: Called,
): { was: string; on: Platform } | undefined {
  const before = formerOf(number, of, formers)
  if (before === undefined) return undefined
  const was = called(before.number, before.from.prefix)
  return was === called(number, prefix) ? undefined : { was, on: before.from.platform }
}

/** Returns the communities that a workspace or server had of its own before it was joined: one at most. */
export const formersAt = (
  { platform, space }: Pick<Place, 'platform' | 'space'>,
  formers: readonly Former[] = [],
): Former[] => formers.filter((it) => it.platform === platform && it.space === space)

/** A reference as people type it: a number, and the letters before it where there are any. */
export interface Typed {
  number: number
  prefix?: string
}

/** What references are read by: where they were typed, and what they began with, now and before. */
interface Numbers {
  here: Pick<Place, 'platform' | 'space'>
  /** What references begin with now. */
  prefix: string
  formers?: readonly Former[] | undefined
}

/**
 * Returns every number that a typed reference can mean, whether there is anything under it or not. Where a community
 * was joined, people go on typing what things were called there; what a prefix of before begins with is meant that way
 * wherever it is typed, and any other reference is one of today's.
 */
export function numbersMeant(
  { number, prefix: typed }: Typed,
  of: Numbered,
  { here, prefix, formers = [] }: Numbers,
): number[] {
  const isOf = (one: string) => typed === undefined || foldWord(typed) === foldWord(one)
  const local = formersAt(here, formers).filter((it) => isOf(it.prefix))
  const elsewhere = isOf(prefix) ? [] : formers.filter((it) => isOf(it.prefix))
  const before = (local.length > 0 ? local : elsewhere).filter(({ last }) => number <= last[of])
  const now = isOf(prefix) ? [number] : []
  return [...new Set([...before.map(({ added }) => number + added[of]), ...now])]
}
