import type * as z from 'zod'
import { argMeta, isRequired, type Kind, type Read, type Reading } from '../core/args.ts'
import type { Command } from '../core/command.ts'
import type { Choice } from '../core/form.ts'
import { shapeOf } from '../core/naming.ts'
import { clean, type Text } from '../core/text.ts'
import type { Work } from '../core/work.ts'

/** What is wrong with one value, and what was probably meant. */
export interface Mistake {
  problem: Text
  nearest: string[]
  /** What the words can mean, where they can mean several things. */
  meant?: readonly Choice[]
}

/**
 * Typed values turned into a command's arguments, or what is missing and what is wrong, by argument; `read` are the
 * canonical strings of all that could be read.
 */
type ReadArgs = { read: Record<string, string> } & (
  | { args: z.output<Command['args']> }
  | { missing: string[]; mistakes: Record<string, Mistake> }
)

/**
 * Reads the typed values of a command: each by its kind into a canonical string, then all of them by the
 * command's schema. Defaults are read like typed words.
 */
export async function readArgs(
  command: Command,
  typed: Record<string, string>,
  kinds: Record<string, Kind>,
  at: Reading,
  use: Work,
): Promise<ReadArgs> {
  const canonical: Record<string, string> = {}
  const missing: string[] = []
  const mistakes: Record<string, Mistake> = {}
  for (const name of Object.keys(command.args.shape)) {
    const schema = shapeOf(command, name)
    const meta = argMeta(schema)
    const kind = kinds[meta.kind]
    if (kind === undefined) throw new Error(`${command.name}: no kind ${meta.kind} for ${name}`)
    const given = clean(typed[name] ?? '').trim()
    if (given === '') {
      const absent = (await kind.absent?.(at, use)) ?? defaultOf(schema)
      if (absent === undefined) {
        if (isRequired(schema)) missing.push(name)
        continue
      }
      const read = await kind.read(absent, at, use)
      if ('problem' in read) mistakes[name] = read
      else canonical[name] = read.value
      continue
    }
    const read = await readOne(command, name, given, kinds, at, use)
    if ('problem' in read) mistakes[name] = read
    else canonical[name] = read.value
  }
  if (missing.length > 0 || Object.keys(mistakes).length > 0) return { read: canonical, missing, mistakes }
  const parsed = command.args.safeParse(canonical)
  if (parsed.success) return { read: canonical, args: parsed.data }
  for (const issue of parsed.error.issues) {
    const name = String(issue.path[0] ?? '')
    mistakes[name] = { problem: sayIssue(issue, at), nearest: [] }
  }
  return { read: canonical, missing, mistakes }
}

/** Reads the words given for one argument; several where it takes several. */
export async function readOne(
  command: Command,
  name: string,
  given: string,
  kinds: Record<string, Kind>,
  at: Reading,
  use: Work,
): Promise<Read> {
  const meta = argMeta(shapeOf(command, name))
  const kind = kinds[meta.kind]
  if (kind === undefined) throw new Error(`${command.name}: no kind ${meta.kind} for ${name}`)
  return meta.many === true ? readMany(kind, given, at, use) : kind.read(given, at, use)
}

async function readMany(kind: Kind, given: string, at: Reading, use: Work) {
  if ('value' in at.words.find('values.nothing', given, at.locale)) return { value: '[]' }
  const canonical: string[] = []
  for (const one of given.split(/\s*[,;]\s*/).filter((each) => each !== '')) {
    const read = await kind.read(one, at, use)
    // Choosing for one of them would take the place of all.
    if ('problem' in read) return { problem: read.problem, nearest: read.nearest }
    canonical.push(read.value)
  }
  return { value: JSON.stringify(canonical) }
}

/** Returns the words an argument has when nothing was typed: what its schema was prefaulted with. */
function defaultOf(schema: z.ZodType): string | undefined {
  const { type, defaultValue, innerType } = schema.def as {
    type: string
    defaultValue?: unknown
    innerType?: z.ZodType
  }
  if (type === 'prefault' && typeof defaultValue === 'string') return defaultValue
  return innerType === undefined ? undefined : defaultOf(innerType)
}

/** Words a bound of the schema in the reader's language; kinds have said everything else before. */
function sayIssue(issue: z.core.$ZodIssue, { words, locale }: Reading): Text {
  const t = words.t(locale)
  if (issue.code === 'too_big') {
    const key = issue.origin === 'string' ? 'tooLong' : issue.origin === 'array' ? 'tooManyOf' : 'tooBig'
    return t(`bot.${key}`, { max: Number(issue.maximum) })
  }
  if (issue.code === 'too_small') return t('bot.tooSmall', { min: Number(issue.minimum) })
  return t('bot.invalid')
}
