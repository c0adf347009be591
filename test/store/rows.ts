import { key } from '../../src/core/store.ts'

/** How many writers a process has, each with one commit on its way. */
export const writers = 8

/** A number in a text as long as a record's; many lie on several pages of the file. */
export const textOf = (number: number): string => `${number}`.padEnd(600, '.')

/** The keys one commit makes: the record, and its entries in three indexes. */
export const recordKeys = (number: number): string[] => [
  key('record', number),
  key('by-time', 1_800_000_000_000 - number, number),
  key('by-member', `member-${number % 7}`, number),
  key('by-status', 'open', number),
]

/** The keys each commit of a writer writes over, so that all of them always hold one and the same number. */
export const writerKeys = (writer: number): string[] =>
  ['first', 'middle', 'last'].map((place) => key(place, `writer-${writer}`))

/** The key a commit makes and the writer's next one deletes. */
export const passingKey = (writer: number, number: number): string =>
  key('passing', `writer-${writer}`, number)
