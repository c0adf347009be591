import type { Reading } from '../../src/core/args.ts'
import { findPhrase, readInstant } from '../../src/schedule/phrases.ts'

/**
 * Returns what takes a time phrase out of the text of a command, at either end of it or all of it, and makes it
 * the argument with that name, unless that was given by itself.
 */
export const withPhrase =
  (argument: string) =>
  (values: Record<string, string>, at: Reading): Record<string, string> => {
    const { text, ...rest } = values
    if (text === undefined || values[argument] !== undefined) return values
    if (!('problem' in readInstant(text, at))) return { ...rest, [argument]: text }
    const found = findPhrase(text, at)
    return found === undefined ? values : { ...rest, text: found.rest, [argument]: found.phrase }
  }
