import type { Card } from '../../core/card.ts'
import { cut } from '../../core/fit.ts'
import { saysTime } from '../../core/look.ts'
import { join, type Text } from '../../core/text.ts'
import { inWords, type Pen } from './inline.ts'
import { limits } from './limits.ts'

/**
 * Writes what a notification and a screen reader say of a card: its summary or its first lines, in words alone.
 * `own` is the zone that needs no naming. Never empty.
 */
export function notificationOf(card: Card, own: string, pen: Pen): string {
  const said = firstSaid(card, pen)
  const words = said === undefined ? inWords(pen.t('card.empty'), pen) : inWords(said, pen).trim()
  const zoned = said !== undefined && pen.zone !== own && saysTime(said)
  return escaped(zoned ? `${words}\n${inWords(pen.t('slack.zone', { zone: pen.zone }), pen)}` : words)
}

function firstSaid(card: Card, pen: Pen): Text | undefined {
  const { buttons = [], fields = [], footer, image, sections = [], summary, text, title } = card
  const lines = sections.flatMap((section) => [
    ...(section.title === undefined ? [] : [section.title]),
    ...section.lines.slice(0, 3),
  ])
  const candidates: (Text | undefined)[] = [
    summary,
    join([title, text], '\n'),
    ...fields.map(({ name, value }) => join([name, value], ' ')),
    join(lines.slice(0, 3), '\n'),
    footer,
    image?.alt,
    ...[...buttons, ...sections.flatMap((section) => section.buttons ?? [])].map(({ label }) => label),
  ]
  return candidates.find((each) => each !== undefined && inWords(each, pen).trim() !== '')
}

/** Escapes the three characters that Slack reads in a message's text, and keeps within its limit. */
function escaped(words: string): string {
  let max: number = limits.notification
  let out = escapeMarks(cut(words, max))
  while (out.length > limits.notification) {
    max = Math.floor(max * 0.8)
    out = escapeMarks(cut(words, max))
  }
  return out
}

const escapeMarks = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
