import { parseArgs } from 'node:util'
import { type Named, readNamed } from '../adapters/console/receive.ts'
import { type Locale, locales } from '../core/person.ts'
import { plain } from '../core/plain.ts'
import { clean, shorten, type Values } from '../core/text.ts'
import type { Words } from '../core/words.ts'
import { nearestZones } from '../schedule/phrase/zone.ts'
import { zoneNamed } from '../schedule/wall-clock.ts'

/** A wall-clock time typed for the clock; in the community's zone where none was named. */
interface StartingTime {
  local: Temporal.PlainDateTime
  zone?: string
}

/** What the program was started with. */
export interface Flags {
  as?: Named
  lang?: Locale
  store?: string
  clock?: StartingTime
  config?: string
  backup?: string
  /** Whether the audit is verified, and the head that was noted, where there is one. */
  verify?: { noted?: string }
  demo: boolean
  help: boolean
  version: boolean
}

/** What is wrong with a flag: a template of the locales under `flags`, and what fills it. */
interface WrongFlag {
  key: string
  values: Values
}

/** The flags, and those that stand alone: what may follow one of these follows '='. */
const flagNames = [
  'as',
  'lang',
  'store',
  'clock',
  'config',
  'backup',
  'verify',
  'demo',
  'help',
  'version',
] as const
type FlagName = (typeof flagNames)[number]
const alone: readonly FlagName[] = ['demo', 'help', 'version', 'verify']

/**
 * Reads what stands behind the program's name; flags and roles are known in every language, and what is wrong is
 * named in the given one.
 */
export function readFlags(args: readonly string[], words: Words, locale: Locale = 'en'): Flags | WrongFlag {
  const flags: Flags = { demo: false, help: false, version: false }
  for (const token of tokensOf(args, words)) {
    if (token.kind === 'positional') return { key: 'stray', values: { typed: shown(token.value) } }
    if (token.kind === 'option-terminator') continue
    const found = words.find('flags.names', token.name, locale)
    if ('nearest' in found)
      return { key: 'unknown', values: { typed: shown(token.rawName), nearest: `--${found.nearest()[0]}` } }
    const wrong = take(found.value as FlagName, token.value, flags, words, locale)
    if (wrong !== undefined) return wrong
  }
  return flags
}

/** Returns the language that was asked for, whatever else is wrong, so that this can be said in it. */
export function languageIn(args: readonly string[], words: Words): Locale | undefined {
  for (const token of tokensOf(args, words))
    if (token.kind === 'option' && token.value !== undefined) {
      const found = words.find('flags.names', token.name, 'en')
      if ('value' in found && found.value === 'lang') return languageNamed(token.value, words)
    }
  return undefined
}

function tokensOf(args: readonly string[], words: Words) {
  const options = Object.fromEntries(
    spellings(words).map(([typed, name]) => [
      typed,
      { type: alone.includes(name) ? ('boolean' as const) : ('string' as const) },
    ]),
  )
  return parseArgs({ args: [...args], options, strict: false, tokens: true }).tokens
}

/** Writes what `--help` says, one flag a line. */
export function helpOnFlags(words: Words, locale: Locale): string {
  const t = words.t(locale)
  const known = words.set('flags.names', locale)
  const rows = flagNames.map((name): [string, string] => [
    `--${known.get(name)?.name ?? name}`,
    plain(t(`flags.names.${name}.does`)),
  ])
  const column = Math.max(...rows.map(([name]) => name.length)) + 2
  const lines = rows.map(([name, does]) => `  ${name.padEnd(column)}${does}`)
  return [plain(t('flags.title')), plain(t('flags.about')), '', ...lines, ''].join('\n')
}

function take(
  name: FlagName,
  value: string | undefined,
  flags: Flags,
  words: Words,
  locale: Locale,
): WrongFlag | undefined {
  const flag = words.set('flags.names', locale).get(name)?.name ?? name
  if (name === 'demo' || name === 'help' || name === 'version') {
    if (value !== undefined) return { key: 'noValue', values: { flag } }
    flags[name] = true
    return undefined
  }
  if (name === 'verify') {
    if (value !== undefined && !/^[0-9a-f]{12,64}$/i.test(value))
      return { key: 'badHead', values: { typed: shown(value) } }
    flags.verify = value === undefined ? {} : { noted: value.toLowerCase() }
    return undefined
  }
  if (value === undefined || value.trim() === '') return { key: 'valueMissing', values: { flag } }
  const typed = shown(value)
  switch (name) {
    case 'as': {
      const named = readNamed(value, words)
      if ('badName' in named) return { key: 'badName', values: { typed } }
      if ('badRole' in named) return { key: 'badRole', values: { typed: shown(named.badRole) } }
      flags.as = named
      return undefined
    }
    case 'lang': {
      const language = languageNamed(value, words)
      if (language === undefined) return { key: 'badLanguage', values: { typed } }
      flags.lang = language
      return undefined
    }
    case 'clock': {
      const time = readStart(value, words)
      if ('key' in time) return time
      flags.clock = time
      return undefined
    }
    default:
      flags[name] = value
      return undefined
  }
}

/** Reads `2027-03-26T07:00[Europe/Paris]`, the zone being optional; offsets are no zones. */
function readStart(typed: string, words: Words): StartingTime | WrongFlag {
  const [, local = '', zone] = /^([^[\]]+)(?:\[([^[\]]*)\])?$/.exec(typed.trim()) ?? []
  const time = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?)?$/.test(local) ? plainTime(local) : undefined
  if (time === undefined) return { key: 'badTime', values: { typed: shown(typed) } }
  if (zone === undefined) return { local: time }
  const named = zoneNamed(zone)
  if (named !== undefined) return { local: time, zone: named }
  const [nearest = 'Europe/Paris'] = nearestZones(zone, words, 'en', 1)
  return { key: 'badZone', values: { typed: shown(zone), nearest } }
}

function plainTime(local: string): Temporal.PlainDateTime | undefined {
  try {
    return Temporal.PlainDateTime.from(local, { overflow: 'reject' })
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function languageNamed(typed: string, words: Words): Locale | undefined {
  const found = words.find('values.language', typed, 'en')
  return 'value' in found ? locales.find((each) => each === found.value) : undefined
}

const spellings = (words: Words): [typed: string, name: FlagName][] =>
  locales.flatMap((locale) =>
    flagNames.flatMap((name): [string, FlagName][] => {
      const word = words.set('flags.names', locale).get(name)
      return [name, ...(word === undefined ? [] : [word.name, ...(word.also ?? [])])].map((typed) => [
        typed,
        name,
      ])
    }),
  )

const shown = (typed: string): string => shorten(clean(typed), 60)
