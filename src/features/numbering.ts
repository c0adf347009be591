import * as z from 'zod'
import { key } from '../core/store.ts'
import type { Work } from '../core/work.ts'

/** What is numbered, each on its own, per community; a number is never used again. */
export const numbered = ['incident', 'reminder', 'digest'] as const
export type Numbered = (typeof numbered)[number]

/** How many of each. */
export const counts = z.record(z.enum(numbered), z.number().int().nonnegative())
export type Counts = z.infer<typeof counts>

const counterKey = (community: string, of: Numbered) => key('c', community, 'counter', of)

/** Takes the next number. */
export const takeNumber = async (use: Work, of: Numbered): Promise<number> =>
  (await takeNumbers(use, of, 1)) + 1

/** Takes the next so many numbers at once, for what has one each already; returns the last that was taken before. */
export async function takeNumbers(use: Work, of: Numbered, count: number): Promise<number> {
  const last = await lastNumber(use, of)
  if (count > 0) use.set(counterKey(use.community, of), last + count)
  return last
}

/** Returns the last number taken, and sees to it that it stays the last until the commit. */
export function finalNumber(use: Work, of: Numbered): Promise<number> {
  use.hold(counterKey(use.community, of))
  return lastNumber(use, of)
}

/** Returns the last number taken, 0 where there is none yet. */
export const lastNumber = async (use: Work, of: Numbered): Promise<number> =>
  (await use.get<number>(counterKey(use.community, of))) ?? 0
