import type { types } from '@slack/bolt'
import type { Choice } from '../../core/form.ts'
import { lineOf, safeLine } from '../../core/safe.ts'
import { limits } from './limits.ts'

/** Writes text that Slack shows as it is, cut to a length in UTF-16 units; `instead` where nothing would show. */
export const plainText = (text: string, max: number, instead = '…'): types.PlainTextElement => ({
  type: 'plain_text',
  text: lineOf(text, max, instead),
  emoji: false,
})

/** One choice as Slack shows it; `value` is what it gives back. */
interface Option extends types.PlainTextOption {
  value: string
}

/** Writes one choice; `undefined` where its value is none that Slack would give back. */
export function optionOf({ hint, label, value }: Choice): Option | undefined {
  if (value === '' || value.length > limits.optionValue) return undefined
  const said = safeLine(hint ?? '').trim()
  return {
    text: plainText(label, limits.option, value.slice(0, limits.option)),
    value,
    ...(said !== '' && { description: plainText(said, limits.option) }),
  }
}

/** Writes choices, each value once, as many as Slack shows. */
export function optionsOf(choices: readonly Choice[]): Option[] {
  const seen = new Set<string>()
  return choices
    .flatMap((choice) => optionOf(choice) ?? [])
    .filter(({ value }) => !seen.has(value) && seen.add(value))
    .slice(0, limits.options)
}

/** What may be taken as it is typed: anything, what has a number in it (a reference), or nothing but suggestions. */
export type Openness = 'open' | 'number' | 'listed'

/** Tells whether what is typed may be taken as it is, by the action id of the field. */
export const isOpen = (action: string, typed: string): boolean =>
  action.endsWith('/open') || (action.endsWith('/number') && /\d/.test(typed))

/**
 * Answers a field that suggests. Where what is typed may be taken as it is, that comes first, unless it is one of
 * the suggestions; commas would make it several.
 */
export function suggested(
  choices: readonly Choice[],
  { open, typed }: { typed: string; open: boolean },
): { options: Option[] } {
  const own = safeLine(typed).replace(/[,;]/g, ' ').replace(/\s+/g, ' ').trim()
  const isKnown = choices.some((it) => [it.value, it.label].some((said) => folded(said) === folded(own)))
  const first: Choice[] = open && own !== '' && !isKnown ? [{ value: own, label: own }] : []
  return { options: optionsOf([...first, ...choices]) }
}

const folded = (said: string): string => said.replace(/^[@#]/, '').toLowerCase()
