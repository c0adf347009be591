import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse, YAMLParseError } from 'yaml'
import * as z from 'zod'
import { audiences, type Block } from '../src/core/house.ts'
import { type Locale, locales } from '../src/core/person.ts'
import { frenchSpaces } from '../src/core/words.ts'
import { parts } from '../src/features/digest/parts.ts'

/** A file of the routine is not as it should be; the message names the file and every block and field that is wrong. */
export class RoutineError extends Error {
  override name = 'RoutineError'
}

const clock = /^([01]\d|2[0-3]):[0-5]\d$/

/** One hour of the routine, as a file says it. */
const block = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,31}$/, 'must be lower-case letters, digits and hyphens')
    .describe('What ticks are kept under'),
  at: z
    .string()
    .regex(clock, "must be an hour in quotes, such as '08:30'")
    .describe('When, by the wall clock'),
  title: z.string().trim().min(1).max(80).describe('What is done then'),
  audience: z.array(z.enum(audiences)).min(1).describe('Whom it is for'),
  shows: z.array(z.enum(parts)).default([]).describe('What the digest shows of it'),
})

const routine = z
  .array(block)
  .min(1)
  .max(48)
  .superRefine((blocks, context) => {
    const known = new Set<string>()
    for (const [index, { id }] of blocks.entries()) {
      if (known.has(id))
        context.addIssue({ code: 'custom', path: [index, 'id'], message: 'is there twice', input: id })
      known.add(id)
    }
  })

/** Reads the routine in every language; `file` names the file of one, the shipped one where it is left out. */
export const loadRoutine = (file: (locale: Locale) => string = shippedRoutine): Record<Locale, Block[]> =>
  Object.fromEntries(
    locales.map((locale) => [locale, readRoutine(file(locale)).map((it) => spaced(it, locale))]),
  ) as Record<Locale, Block[]>

/** Nobody types the spaces that French wants before a question mark. */
const spaced = (it: Block, locale: Locale): Block =>
  locale === 'fr' ? { ...it, title: frenchSpaces(it.title) } : it

/** Where the routine is that Vigie comes with. */
export const shippedRoutine = (locale: Locale): string =>
  fileURLToPath(new URL(`routine.${locale}.yaml`, import.meta.url))

/** Reads one file of the routine, its blocks by their hour. */
export const readRoutine = (path: string): Block[] => parseRoutine(readFileSync(path, 'utf8'), basename(path))

/** Reads the text of such a file; `file` is what an error calls it. */
export function parseRoutine(text: string, file: string): Block[] {
  const raw = parsed(text, file)
  const found = routine.safeParse(raw)
  if (!found.success)
    throw new RoutineError(found.error.issues.map((issue) => `${file}: ${say(issue, raw)}`).join('\n'))
  return found.data.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

function parsed(text: string, file: string): unknown {
  try {
    return parse(text)
  } catch (error) {
    if (error instanceof YAMLParseError) throw new RoutineError(`${file}: ${error.message}`, { cause: error })
    throw error
  }
}

function say({ path, message }: z.core.$ZodIssue, raw: unknown): string {
  const [index, ...field] = path
  if (typeof index !== 'number') return `must be a list of blocks: ${message}`
  const named: unknown = Array.isArray(raw) ? raw[index]?.id : undefined
  const which = typeof named === 'string' ? `block ${index + 1} (${named})` : `block ${index + 1}`
  return [which, field.join('.'), message].filter((each) => each !== '').join(': ')
}
