import { createHash } from 'node:crypto'
import * as z from 'zod'
import { platforms } from '../core/person.ts'
import type { Numbered } from './numbering.ts'

const counts = z.object({
  incident: z.number().int().nonnegative(),
  reminder: z.number().int().nonnegative(),
  digest: z.number().int().nonnegative(),
})

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

/**
 * Returns the number that what a button carries has now; `undefined` for words of any other shape and for a number of a community that
 * is not known here.
 */
export function numberAt(
  words: string,
  of: Numbered,
  community: string,
  formers: readonly Former[] = [],
): number | undefined {
  const [, digits, home] = /^(\d{1,9})~([0-9a-f]{6})$/.exec(words) ?? []
  if (digits === undefined || home === undefined) return undefined
  const number = Number(digits)
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
