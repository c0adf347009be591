import type { Card } from '../src/core/card.ts'
import type { Outcome } from '../src/core/command.ts'
import { writeWhen } from '../src/core/dates.ts'
import type { Form } from '../src/core/form.ts'
import type { Locale } from '../src/core/person.ts'
import { plain } from '../src/core/plain.ts'
import type { Text } from '../src/core/text.ts'

/** Writes what a card says, one line an item, so that tests can compare whole answers. */
export function textOf(card: Card, now: number): string {
  const { locale, zone } = card.for ?? { locale: 'en' as Locale, zone: 'UTC' }
  const say = (text: Text): string => plain(text, (ms, as) => writeWhen(ms, as, locale, zone, now))
  const lines: string[] = []
  for (const part of [card.title, card.text]) if (part !== undefined) lines.push(say(part))
  for (const { name, value } of card.fields ?? []) lines.push(`${name}: ${say(value)}`)
  for (const section of card.sections ?? []) {
    if (section.title !== undefined) lines.push(say(section.title))
    lines.push(...section.lines.map(say))
    if (section.more !== undefined) lines.push(`+${section.more.count} · ${section.more.command}`)
    if (section.buttons?.length) lines.push(section.buttons.map(({ label }) => `[${label}]`).join(' '))
  }
  if (card.buttons?.length) lines.push(card.buttons.map(({ label }) => `[${label}]`).join(' '))
  if (card.footer !== undefined) lines.push(say(card.footer))
  return lines.join('\n')
}

/** Writes what an outcome says: a card, a question, or which fields a form still needs. */
export function saidBy(outcome: Outcome | { refuse: Card }, now: number): string {
  if ('refuse' in outcome) return textOf(outcome.refuse, now)
  if ('card' in outcome) return textOf(outcome.card, now)
  if ('ask' in outcome) return textOf(outcome.ask, now)
  if ('form' in outcome) return formText(outcome.form)
  return ''
}

const formText = ({ title, fields, values, errors }: Form): string =>
  [
    `form ${title}`,
    ...fields
      .filter(({ name, required }) => (required && values[name] === undefined) || errors[name] !== undefined)
      .map(({ name, label }) => `${label}: ${errors[name] ?? '?'}`),
  ].join('\n')
