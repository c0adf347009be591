import { nameOfCommand } from '../core/naming.ts'
import type { Locale } from '../core/person.ts'
import type { Words } from '../core/words.ts'

/**
 * Writes a command the way the reader types it, with its values: '/incident list severity:high page:2'. Bare
 * words stand first; values with spaces get quotes.
 */
export function commandLine(
  words: Words,
  locale: Locale,
  name: string,
  values: Record<string, string | undefined> = {},
  bare: readonly string[] = [],
): string {
  const names = words.set('args', locale)
  const given = Object.entries(values).flatMap(([arg, value]) =>
    value === undefined ? [] : [`${names.get(arg)?.name ?? arg}:${quoted(value)}`],
  )
  return [`/${nameOfCommand(words, locale, { name })}`, ...bare.map(quoted), ...given].join(' ')
}

const quoted = (value: string): string => (/\s/.test(value) ? `"${value}"` : value)
