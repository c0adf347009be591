import type { Part } from '../../../features/digest/parts.ts'
import { aheadParts } from './ahead.ts'
import { caseParts } from './cases.ts'
import { contentParts } from './content.ts'
import { measureParts } from './measures.ts'
import type { PartWriter } from './part.ts'

/** How every part of the routine is told to the team. */
export const partWriters: Record<Part, PartWriter> = {
  ...caseParts,
  ...contentParts,
  ...measureParts,
  ...aheadParts,
}
