import { key } from '../core/store.ts'
import type { Work } from '../core/work.ts'

/** What is numbered, each on its own, per community; a number is never used again. */
export type Numbered = 'incident' | 'reminder' | 'digest'

const counterKey = (community: string, of: Numbered) => key('c', community, 'counter', of)

/** Takes the next number. */
export async function takeNumber(use: Work, of: Numbered): Promise<number> {
  const number = (await lastNumber(use, of)) + 1
  use.set(counterKey(use.community, of), number)
  return number
}

/** Returns the last number taken, and sees to it that it stays the last until the commit. */
export function finalNumber(use: Work, of: Numbered): Promise<number> {
  use.hold(counterKey(use.community, of))
  return lastNumber(use, of)
}

/** Returns the last number taken, 0 where there is none yet. */
export const lastNumber = async (use: Work, of: Numbered): Promise<number> =>
  (await use.get<number>(counterKey(use.community, of))) ?? 0
