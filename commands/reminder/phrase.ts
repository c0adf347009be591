import type { Reading } from '../../src/core/args.ts'
import { findPhrase, type PhraseContext, readRule, readZone } from '../../src/schedule/phrases.ts'

const standing = ({ locale, now, words, zone }: Reading): PhraseContext => ({ locale, now, words, zone })

/** Tells whether some words hold a phrase of time. */
export const tellsWhen = (typed: string, at: Reading): boolean =>
  findPhrase(typed, standing(at)) !== undefined

/**
 * Takes the phrase of time out of the words of a reminder, where no other time was typed, and says which it was
 * under `phrase`. A zone that was typed apart is made part of the time.
 */
export function withPhrase(values: Record<string, string>, at: Reading): Record<string, string> {
  return withZone(values.when === undefined ? split(values, at) : values, at)
}

function split(values: Record<string, string>, at: Reading): Record<string, string> {
  const { what } = values
  if (what === undefined) return values
  const found = findPhrase(what, standing(at))
  return found === undefined
    ? values
    : { ...values, what: found.rest, when: found.phrase, phrase: found.phrase }
}

function withZone(values: Record<string, string>, at: Reading): Record<string, string> {
  const { when, zone } = values
  if (when === undefined || zone === undefined) return values
  const read = readZone(zone, standing(at))
  // A zone there is not is refused as such, beside its own name.
  return 'problem' in read ? values : { ...values, when: `${when} ${read.zone}` }
}

/** The same for a change: words that are nothing but a time are the new time. */
export function withChange(values: Record<string, string>, at: Reading): Record<string, string> {
  const { what, ...rest } = values
  if (what === undefined || values.when !== undefined) return withZone(values, at)
  if (!('problem' in readRule(what, standing(at)))) return withZone({ ...rest, when: what }, at)
  const { phrase: _phrase, ...changed } = split(values, at)
  return withZone(changed, at)
}
