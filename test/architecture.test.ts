import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import en from '../config/locales/en.json' with { type: 'json' }
import fr from '../config/locales/fr.json' with { type: 'json' }

const root = fileURLToPath(new URL('..', import.meta.url))

interface Source {
  path: string
  text: string
  /** The text without its comments. */
  code: string
  imports: string[]
}

const withoutComments = (text: string) =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/.*$/gm, '$1')

function read(folder: string): Source[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && file.name.endsWith('.ts'))
    .map((file) => {
      const path = relative(root, join(file.parentPath, file.name))
      const text = readFileSync(join(root, path), 'utf8')
      const code = withoutComments(text)
      const found = code.matchAll(/(?:\bimport\s*\(?\s*|(?<!\.)\bfrom\s+)'([^'\s]+)'/g)
      return { path, text, code, imports: [...found].map(([, name = '']) => name) }
    })
}

const sources = ['src', 'commands', 'config'].flatMap(read)

/** The rooms of the house, and which others each may look into; the first that a path begins with is its room. */
const rooms: [room: string, sees: string[]][] = [
  ['src/core/', []],
  ['src/schedule/', ['src/core/']],
  ['src/store/', ['src/core/']],
  ['src/features/', ['src/core/', 'src/schedule/']],
  ['src/args/', ['src/core/', 'src/schedule/', 'src/features/']],
  ['src/views/', ['src/core/', 'src/schedule/', 'src/features/', 'src/args/']],
  ['commands/', ['src/core/', 'src/schedule/', 'src/features/', 'src/args/', 'src/views/']],
  ['src/bot', ['src/core/', 'src/schedule/', 'src/features/', 'src/args/', 'src/views/', 'commands/']],
  ['src/registry.ts', ['src/core/', 'src/features/', 'src/views/']],
  ['src/adapters/console/', ['src/core/']],
  ['src/adapters/slack/', ['src/core/']],
  ['src/adapters/discord/', ['src/core/']],
  ['config/', ['src/core/', 'src/schedule/', 'src/features/']],
  ['src/start/', ['']],
  ['src/demo/', ['']],
  ['src/main.ts', ['src/start/', 'src/core/', 'package.json']],
]

/** The rooms each library lives in. */
const libraries: Record<string, string[]> = {
  zod: ['src/core/', 'src/features/', 'src/args/', 'src/bot', 'src/schedule/', 'commands/', 'config/'],
  keyv: ['src/store/'],
  'node-cron': ['src/schedule/'],
  yaml: ['config/'],
  '@slack/bolt': ['src/adapters/slack/'],
  'discord.js': ['src/adapters/discord/'],
}

const bare = new Set(builtinModules.filter((name) => !name.startsWith('node:')))
const roomOf = (path: string) => rooms.find(([room]) => path.startsWith(room))
const isLocal = (name: string) => name.startsWith('.')
const target = (from: string, name: string) => join(dirname(from), name)
const where = (check: (source: Source) => boolean) => sources.filter(check).map(({ path }) => path)

describe('the house', () => {
  test('was found', () => {
    expect(sources.length).toBeGreaterThan(80)
    expect(sources.reduce((sum, { imports }) => sum + imports.length, 0)).toBeGreaterThan(300)
    for (const [room] of rooms.filter(([name]) => !/slack|discord/.test(name)))
      expect(
        sources.some(({ path }) => path.startsWith(room)),
        room,
      ).toBe(true)
  })

  test('has a room for every file, and imports go in one direction only', () => {
    const wrong = sources.flatMap(({ path, imports }) => {
      const room = roomOf(path)
      if (room === undefined) return [`${path} is in no room`]
      const [own, sees] = room
      return imports
        .filter(isLocal)
        .map((name) => target(path, name))
        .filter((to) => !to.startsWith(own) && !sees.some((other) => to.startsWith(other)))
        .map((to) => `${path} imports ${to}`)
    })
    expect(wrong).toEqual([])
  })

  test('keeps each library in its room', () => {
    const wrong = sources.flatMap(({ path, imports }) =>
      imports
        .filter((name) => !isLocal(name) && !name.startsWith('node:'))
        .map((name) => name.match(/^(@[^/]+\/)?[^/]+/)?.[0] ?? name)
        .filter((name) => libraries[name]?.some((room) => path.startsWith(room)) !== true)
        .map((name) => `${path} imports ${name}`),
    )
    expect(wrong).toEqual([])
  })

  test('names its own files by their extension and Node by its prefix', () => {
    const wrong = sources.flatMap(({ path, imports }) =>
      imports
        .filter((name) => (isLocal(name) ? !/\.(ts|json)$/.test(name) : bare.has(name)))
        .map((name) => `${path} imports ${name}`),
    )
    expect(wrong).toEqual([])
  })

  test('asks what time it is in one place', () => {
    const clock = /\bDate\.now\b|\bnew Date\(\s*\)|\bTemporal\.Now\b|\bDate\(\)/
    expect(where(({ code }) => clock.test(code))).toEqual(['src/core/clock.ts'])
  })

  test('looks at its environment, arguments and signals in one place', () => {
    const outside = /\bprocess\.(env|argv|on|once|exit|exitCode|stdin|stdout|stderr)\b|from 'node:process'/
    expect(where(({ code }) => outside.test(code))).toEqual(['src/main.ts'])
  })

  test('exports by name, and has no class but errors', () => {
    expect(where(({ code }) => /\bexport\s+default\b|\bas\s+default\b/.test(code))).toEqual([])
    expect(where(({ code }) => /^\s*(export\s+)?enum\b/m.test(code))).toEqual([])
    const classes = sources.flatMap(({ code }) => [...code.matchAll(/\bclass (\w+)(?: extends (\w+))?/g)])
    expect(classes.filter(([, , parent = '']) => !parent.endsWith('Error')).map(([all]) => all)).toEqual([])
    expect(classes.length).toBeGreaterThan(2)
  })

  test('has no file that cannot be read in ten minutes', () => {
    expect(where(({ text }) => text.split('\n').length > 300)).toEqual([])
  })

  test('names its files by words with hyphens', () => {
    expect(where(({ path }) => !/^[a-z0-9/-]+\.ts$/.test(path))).toEqual([])
  })
})

type Tree = { [name: string]: string | string[] | Tree }

/** The dotted names of all templates; lists of further spellings belong to their word. */
const leaves = (tree: Tree, above = ''): string[] =>
  Object.entries(tree).flatMap(([name, it]) => {
    const path = above === '' ? name : `${above}.${name}`
    if (typeof it === 'string') return [path]
    return Array.isArray(it) ? [] : leaves(it, path)
  })

const keys = leaves(en)
const singular = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, '')
const templates = new Set(keys.flatMap((key) => [key, singular(key)]))

/** Branches whose words are looked up by what people type, so that no code names them one by one. */
const vocabularies = /^(values|nouns|args|time|console\.own|flags\.names)\./

const literals = new Set(
  sources.flatMap(({ code }) => [...code.matchAll(/'([\w.-]+)'/g)].map(([, key = '']) => key)),
)
const patterns = sources.flatMap(({ code }) =>
  [...code.matchAll(/`([\w.-]*\$\{[^`]*)`/g)].map(([, made = '']) => made),
)
/** Keys put together from pieces, as expressions: what is put in may be anything. */
const shapes = [...new Set(patterns)]
  .map((made) => made.split(/\$\{(?:[^{}]|\{[^{}]*\})*\}/))
  .filter((pieces) => pieces.every((piece) => /^[\w.-]*$/.test(piece)) && pieces.join('').includes('.'))
  .map((pieces) => new RegExp(`^${pieces.map((piece) => piece.replaceAll('.', '\\.')).join('[\\w.-]+')}$`))

describe('the words', () => {
  test('are the same in both languages', () => {
    expect(keys.length).toBeGreaterThan(300)
    expect(leaves(fr).toSorted()).toEqual(keys.toSorted())
  })

  test('that the code asks for are there', () => {
    const asked = sources.flatMap(({ path, code }) =>
      [...code.matchAll(/(?:\bt\(|\bUserError\(|\bscreen\.say\()\s*'([^']+)'/g)].map(([, key = '']) => ({
        path,
        key,
      })),
    )
    expect(asked.length).toBeGreaterThan(100)
    expect(asked.filter(({ key }) => !templates.has(key))).toEqual([])
  })

  test('that are there are asked for', () => {
    const unused = [...new Set(keys.map(singular))].filter(
      (key) => !vocabularies.test(key) && !literals.has(key) && !shapes.some((shape) => shape.test(key)),
    )
    expect(unused).toEqual([])
  })
})
