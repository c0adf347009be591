import { hash } from 'node:crypto'
import * as z from 'zod'
import { key, under } from '../../core/store.ts'
import type { Json } from '../../core/text.ts'

const digest = z.string().regex(/^[0-9a-f]{64}$/)

/**
 * One link of a community's chain: the entries that were sealed together, by name, each with its digest. `before` is
 * the head of the seal before it, `at` when it was made, in milliseconds. `more`: entries from before there were seals
 * are still to be taken in, behind the last of these.
 */
const seal = z.strictObject({
  v: z.literal(1),
  before: digest,
  at: z.number(),
  entries: z.array(z.tuple([z.string(), digest])),
  more: z.literal(true).exactOptional(),
  head: digest,
})
export type Seal = z.infer<typeof seal>

/** The end of a chain: the number of its last seal, that seal's head and time. */
const end = z.strictObject({ v: z.literal(1), number: z.int().positive(), head: digest, at: z.number() })
export type ChainEnd = z.infer<typeof end>

/** Returns as much of a head as people note and compare by eye. */
export const shortHead = (head: string): string => head.slice(0, 12)

/** What the first seal has before it. */
export const beginning = '0'.repeat(64)

/** The range of a community's seals, which are numbered from 1 without a gap. */
export const seals = (community: string) => under('audit-seal', community)

/** Where a seal is kept. */
export const sealKey = (community: string, number: number): string => key('audit-seal', community, number)

/** Where the end of a chain is kept. */
export const endKey = (community: string): string => key('audit-head', community)

/** Reads a stored seal, `undefined` where that is none. */
export const sealIn = (value: Json | undefined): Seal | undefined => seal.safeParse(value).data

/** Reads the stored end of a chain, `undefined` where that is none. */
export const endIn = (value: Json | undefined): ChainEnd | undefined => end.safeParse(value).data

/**
 * Writes a value as bytes are made of it before they are hashed: JSON without spaces, the members of an object sorted by
 * their names' UTF-16 code units, numbers and strings as JSON.stringify writes them (RFC 8785).
 */
export function canonical(it: Json): string {
  if (Array.isArray(it)) return `[${it.map(canonical).join(',')}]`
  if (it === null || typeof it !== 'object') return JSON.stringify(it)
  const members = Object.keys(it).sort()
  return `{${members.map((name) => `${JSON.stringify(name)}:${canonical(it[name] ?? null)}`).join(',')}}`
}

/** Returns the SHA-256 of a value's canonical form in UTF-8, as 64 hexadecimal digits. */
export const digestOf = (it: Json): string => hash('sha256', canonical(it), 'hex')

/**
 * Returns a seal's head, which stands for all of the chain up to it: the digest of
 * `[before, number, community, at, [[name, digest], ...], more]`, in which `more` is true or false. It is made of
 * digests, not of entries, so that it can be verified after one of them was taken out.
 */
export const headOf = (community: string, number: number, it: Omit<Seal, 'v' | 'head'>): string =>
  digestOf([it.before, number, community, it.at, it.entries, it.more === true])
