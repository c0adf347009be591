import type { Text } from '../../../core/text.ts'
import type { Decision } from '../selection.ts'
import type { Telling } from '../telling.ts'

/** What stands above already: nothing is told twice, at most pointed at. */
export interface Seen {
  /** The numbers of the cases that were told. */
  cases: Set<number>
  /** Those that are listed, in that order. */
  decisions: readonly Decision[]
}

/**
 * What one part of the digest says. With `flows` its texts are short statements, put on common lines with
 * those of the parts of the same name beside it; otherwise each is a line.
 */
export interface PartText {
  /** A key under `digest.headings`; without one it goes on under the heading before. */
  heading?: string
  flows?: string
  texts: Text[]
  /** How many of its lines are kept as long as others can give; one that is `firm` never gives. */
  least: number
  rank: number
  firm?: boolean
  more?: (count: number) => Text
}

/** Says what a part has to say to a reader: nothing, one thing, or a list with a line that sums it up. */
export type PartWriter = (telling: Telling, seen: Seen) => PartText[]
