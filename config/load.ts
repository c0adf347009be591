import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { parseDocument } from 'yaml'
import type * as z from 'zod'
import type { Block } from '../src/core/house.ts'
import { type Locale, locales } from '../src/core/person.ts'
import { clean, foldWord, shorten, type Text, type Translate, type Values } from '../src/core/text.ts'
import { distance } from '../src/core/words.ts'
import { RoutineError, readRoutine, shippedRoutine } from './routine.ts'
import { type Config, listSettings, type Setting, schema } from './schema.ts'

/** The file that is read where none is named and it is there, relative to the working directory. */
const usualFile = 'config/vigie.yaml'

/** One thing that is wrong: `key` is a template of the locales under `config`. */
interface Mistake {
  key: string
  values: Values
}

/** The configuration is wrong; all that is wrong with it, each with where, what and how to mend it. */
export class ConfigError extends Error {
  override name = 'ConfigError'
  readonly mistakes: readonly Mistake[]
  constructor(mistakes: readonly Mistake[]) {
    super(mistakes.map(({ key, values }) => `${key} ${JSON.stringify(values)}`).join('; '))
    this.mistakes = mistakes
  }
  /** Says all of it, one mistake a line. */
  say = (t: Translate): Text[] => [
    t('config.wrong', { count: this.mistakes.length }),
    ...this.mistakes.map(({ key, values }) => t(`config.${key}`, values)),
  ]
}

/** The configuration, and the routine it names. */
export interface Loaded {
  config: Config
  routine: Record<Locale, readonly Block[]>
}

/** What the configuration is made from. `file` is a path that was asked for; `folder` is where paths begin. */
interface Sources {
  env: Record<string, string | undefined>
  file?: string
  folder: string
}

/** What is written somewhere, not yet checked. */
type Tree = Record<string, unknown>

/**
 * Reads the configuration: the environment goes before the file, the file before the defaults. Raises one
 * `ConfigError` that lists everything that is wrong.
 */
export function loadConfig({ env, file, folder }: Sources): Loaded {
  const mistakes: Mistake[] = []
  const usual = resolve(folder, usualFile)
  const path = file !== undefined ? resolve(folder, file) : existsSync(usual) ? usual : undefined
  const tree = path === undefined ? {} : withPaths(readYaml(path, mistakes), dirname(path))
  const given = listSettings().filter((setting) => (env[setting.env] ?? '') !== '')
  for (const setting of given) put(tree, setting.path, env[setting.env])
  const whole = withPaths(tree, folder)
  const read = schema.safeParse(whole)
  for (const issue of read.error?.issues ?? []) mistakes.push(...mistakesOf(issue, whole, given))
  const routine = readRoutines(whole, mistakes)
  if (!read.success || mistakes.length > 0) throw new ConfigError(mistakes)
  return { config: read.data, routine }
}

function readYaml(path: string, mistakes: Mistake[]): Tree {
  const file = basename(path)
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    mistakes.push({ key: 'unreadable', values: { file: path, why: codeOf(error) } })
    return {}
  }
  const document = parseDocument(text, { prettyErrors: true })
  for (const { message, linePos } of document.errors)
    mistakes.push({
      key: 'syntax',
      values: {
        file,
        line: linePos?.[0].line ?? 1,
        why: message.split('\n')[0]?.replace(/ at line.*$/, '') ?? '',
      },
    })
  const tree: unknown = document.errors.length > 0 ? {} : document.toJS()
  if (isTree(tree)) return tree
  if (tree !== null && tree !== undefined) mistakes.push({ key: 'shape', values: { file } })
  return {}
}

const isTree = (it: unknown): it is Tree => typeof it === 'object' && it !== null && !Array.isArray(it)

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)

/** Makes the paths of routine files absolute: each begins where it was written. */
function withPaths(tree: Tree, base: string): Tree {
  if (!isTree(tree.routine)) return tree
  const routine = Object.fromEntries(
    Object.entries(tree.routine).map(([name, path]) => [
      name,
      typeof path === 'string' && path !== '' ? resolve(base, path) : path,
    ]),
  )
  return { ...tree, routine }
}

function put(tree: Tree, [first = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) tree[first] = value
  else {
    const inside = tree[first]
    const next: Tree = isTree(inside) ? inside : {}
    tree[first] = next
    put(next, rest, value)
  }
}

function mistakesOf(issue: z.core.$ZodIssue, whole: Tree, given: readonly Setting[]): Mistake[] {
  const path = issue.path.join('.')
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((name) => unknownSetting([...issue.path, name].join('.')))
  const setting = listSettings().find((each) => each.path.join('.') === path)
  const where =
    given.find((each) => each.path.join('.') === path)?.env ??
    (issue.message.endsWith('Missing') ? setting?.env : undefined) ??
    path
  const value = issue.path.reduce<unknown>((at, part) => (isTree(at) ? at[String(part)] : undefined), whole)
  const written = typeof value === 'string' ? value : JSON.stringify(value)
  const values = { where, given: setting?.secret === true ? '…' : shown(written) }
  if (issue.code === 'invalid_value')
    return [{ key: 'choice', values: { ...values, choices: issue.values.join(', ') } }]
  if (issue.code === 'invalid_type' && issue.expected === 'object') return [{ key: 'group', values }]
  if (issue.message === 'zone')
    return [
      {
        key: 'zone',
        values: { ...values, nearest: nearest(String(value), Intl.supportedValuesOf('timeZone')) },
      },
    ]
  return [{ key: issue.message, values }]
}

/** Names the setting that was meant, or all there are where none comes near. */
function unknownSetting(name: string): Mistake {
  const known = listSettings().map(({ path }) => path.join('.'))
  const likely = nearest(name, known)
  return far(name, likely) <= name.length / 2
    ? { key: 'unknown', values: { where: shown(name), nearest: likely } }
    : { key: 'stray', values: { where: shown(name), known: known.join(', ') } }
}

/** A value in a message: what it was, of a length one can read. */
const shown = (value: string | undefined): string => shorten(clean(value ?? ''), 60)

const nearest = (typed: string, known: readonly string[]): string =>
  known.toSorted((a, b) => far(typed, a) - far(typed, b))[0] ?? ''

const far = (typed: string, name: string): number => {
  const folded = foldWord(typed)
  return Math.min(distance(folded, foldWord(name)), distance(folded, foldWord(name.split('/').at(-1) ?? '')))
}

/** Reads each routine by itself, so that the mistakes of both are listed. */
function readRoutines(whole: Tree, mistakes: Mistake[]): Loaded['routine'] {
  const named = isTree(whole.routine) ? whole.routine : {}
  const read = (locale: Locale): readonly Block[] => {
    const path = named[locale]
    const file = typeof path === 'string' && path !== '' ? path : shippedRoutine(locale)
    try {
      return readRoutine(file)
    } catch (error) {
      if (error instanceof RoutineError)
        for (const what of error.message.split('\n')) mistakes.push({ key: 'routine', values: { what } })
      else mistakes.push({ key: 'unreadable', values: { file, why: codeOf(error) } })
      return []
    }
  }
  return Object.fromEntries(locales.map((locale) => [locale, read(locale)])) as Loaded['routine']
}
