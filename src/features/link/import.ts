import * as z from 'zod'
import { platforms, who } from '../../core/person.ts'
import { key, under } from '../../core/store.ts'
import type { Work } from '../../core/work.ts'
import { counts, type Numbered } from '../numbering.ts'
import { settingsOf } from '../settings.ts'

/**
 * What is brought over, in this order: what hangs in which thread, so that it is known what is meant there; scheduled
 * digests, which are not to tell of a community that is half gone; open cases and running reminders; then everything
 * that is over, the audit, and whatever else is left.
 */
export const stages = [
  'threads',
  'digests',
  'open',
  'running',
  'cases',
  'reminders',
  'dates',
  'audit',
  'rest',
] as const
export type Stage = (typeof stages)[number]

/**
 * The records of a community that was joined to this one, on their way here. `was` is its name, `last` how far it had
 * numbered each kind and `added` what is added to its numbers here; `brought` is how many of each are here by now.
 * Within a stage it goes on behind `after`. `left` counts what was passed over since it was being sent. Times in
 * milliseconds.
 */
const bringing = z.object({
  v: z.literal(1),
  was: z.string(),
  platform: z.enum(platforms),
  space: z.string(),
  prefix: z.string(),
  by: who,
  at: z.number(),
  last: counts,
  added: counts,
  brought: counts,
  stage: z.enum(stages),
  after: z.string().exactOptional(),
  left: z.number().int().nonnegative(),
  /** How many cards were brought up to date for their new number. */
  touched: z.number().int().nonnegative(),
  done: z.number().exactOptional(),
})
export type Import = z.infer<typeof bringing>

/** How long what was brought along is kept, in milliseconds: what was answered, and forms, are kept for a day. */
const kept = 24 * 60 * 60 * 1000
/** How many communities are looked at that were joined to one. */
const most = 100

const importKey = (community: string, was: string) => key('c', community, 'import', was)

/** The name of the message that tells that everything is brought over. */
export const importView = 'link.import'

/** How the outbox and alarms name an import. */
export const importSubject = (was: string): string => `import/${was}`

/** Returns the import a subject names, over or not. */
export const importNamed = (use: Work, of: string): Promise<Import | undefined> =>
  use.get<Import>(importKey(use.community, of.slice(of.indexOf('/') + 1)))

/** Writes how far an import is. */
export const keepImport = (use: Work, it: Import): void =>
  use.set(importKey(use.community, it.was), bringing.parse(it))

/** Returns what is being brought over to the community of the work; it costs nothing where nobody was ever joined. */
export async function importing(use: Work): Promise<Import[]> {
  if ((await settingsOf(use)).formers === undefined) return []
  const found = await use.list<Import>({ ...under('c', use.community, 'import'), limit: most })
  return found.map(({ value }) => value).filter(({ done }) => done === undefined)
}

/** Tells whether what has this number, and is not here, is still to be brought over. */
export const isComing = async (use: Work, of: Numbered, number: number): Promise<boolean> =>
  (await importing(use)).some(({ added, last }) => number > added[of] && number <= added[of] + last[of])

/**
 * Brings one thing over at once, since somebody asks for it before it had its turn: the answer that was given, a form
 * that was begun. `path` is its key within a community. What is here already stays.
 */
export async function bringAlong(use: Work, ...path: string[]): Promise<void> {
  for (const { was } of await importing(use)) {
    const [before, after] = [key('c', was, ...path), key('c', use.community, ...path)]
    const [value, taken] = await use.getMany<unknown>([before, after])
    if (value === undefined || taken !== undefined) continue
    use.delete(before)
    use.set(after, value)
    use.expire(after, use.now.epochMilliseconds + kept)
  }
}
