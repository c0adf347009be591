import type { Button, Card, Section } from '../../core/card.ts'
import { saysTime } from '../../core/look.ts'
import { safeLine } from '../../core/safe.ts'
import type { Text } from '../../core/text.ts'
import { type Look, writeText } from './inline.ts'
import { cells, pad, wrap } from './width.ts'

/** Gives a button its number on this terminal. */
type Numbering = (button: Button) => number

/** A card as lines: what it says, what can be pressed on it, and what stands under that. */
export interface Rendered {
  body: string[]
  buttons: string[]
  below: string[]
}

/** Writes a card for its reader, in the card's own order. Blocks are set apart by one empty line. */
export function render(card: Card, around: Look, number: Numbering): Rendered {
  const look = { ...around, ...(card.for && { locale: card.for.locale, zone: card.for.zone }) }
  const blocks = [
    [...titleOf(card, look), ...(card.text === undefined ? [] : paragraph(card.text, look))],
    fieldsOf(card.fields ?? [], look),
    ...(card.sections ?? []).map((section) => sectionOf(section, look, number)),
    card.image === undefined ? [] : [look.paint.dim(`[${safeLine(card.image.alt)}]`)],
    filesOf(card, look),
  ].filter((lines) => lines.length > 0)
  return {
    body: blocks.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines])),
    buttons: buttonRow(card.buttons ?? [], look, number),
    below: [
      ...(card.footer === undefined ? [] : paragraph(card.footer, look).map(look.paint.dim)),
      ...zoneOf(card, around.zone, look),
    ],
  }
}

/** Puts a card's lines together: where it has several blocks, its buttons stand apart as well. */
export const linesOf = ({ body, buttons, below }: Rendered): string[] => [
  ...body,
  ...(body.includes('') && buttons.length + below.length > 0 ? [''] : []),
  ...buttons,
  ...below,
]

const paragraph = (text: Text, look: Look) => wrap(writeText(text, look), look.width)

function titleOf({ title, tone }: Card, look: Look): string[] {
  if (title === undefined) return []
  const { paint, width } = look
  const colour = tone === 'red' ? paint.red : tone === 'amber' ? paint.amber : (text: string) => text
  return wrap(writeText(title, look).replaceAll('\n', ' '), width).map((line) => paint.bold(colour(line)))
}

/** Names in one column, values in another; a narrow terminal or a long name gives each its own line. */
function fieldsOf(fields: NonNullable<Card['fields']>, look: Look): string[] {
  const names = fields.map(({ name }) => safeLine(name))
  const column = Math.max(0, ...names.map(cells)) + 3
  const apart = column > look.width / 2
  const indent = apart ? 2 : column
  return fields.flatMap(({ value }, index) => {
    const name = look.paint.dim(pad(names[index] ?? '', column))
    const lines = wrap(writeText(value, look), look.width - indent).map((line) => ' '.repeat(indent) + line)
    if (apart) return [name.trimEnd(), ...lines]
    return lines.map((line, nth) => (nth === 0 ? name + line.slice(indent) : line))
  })
}

function sectionOf({ title, lines, more, buttons }: Section, look: Look, number: Numbering): string[] {
  return [
    ...(title === undefined
      ? []
      : wrap(writeText(title, look), look.width).map((line) => look.paint.bold(line))),
    ...lines.flatMap((line) => item(line, look)),
    ...(more === undefined ? [] : moreOf(more, look)),
    ...buttonRow(buttons ?? [], look, number),
  ]
}

/** What stands before an item's words: a number, a time, a dash. */
const marked = /^(?:\d+\.|\d\d:\d\d|[-–•]) /

/** A marked item keeps its later lines under its first word. */
function item(line: Text, look: Look): string[] {
  const written = writeText(line, look)
  const mark = marked.exec(written)?.[0].length ?? 0
  const hang = ' '.repeat(mark)
  return written
    .split('\n')
    .flatMap((each, nth) =>
      nth === 0 || mark === 0
        ? wrap(each, look.width, hang)
        : wrap(each, look.width - mark).map((rest) => hang + rest),
    )
}

const moreOf = ({ count, command, label }: NonNullable<Section['more']>, look: Look): string[] =>
  wrap(
    [
      label === undefined
        ? writeText(look.t('card.more', { count }), look)
        : writeText(look.t('card.moreOf', { count, label }), look),
      look.paint.key(safeLine(command)),
    ].join(' · '),
    look.width,
  ).map(look.paint.dim)

/** Writes buttons as `[3] Resolve  [4] Later…`, as many a line as fit; the dots say that a menu opens. */
function buttonRow(buttons: readonly Button[], look: Look, number: Numbering): string[] {
  const rows: string[] = []
  for (const button of buttons) {
    const label = safeLine(button.label) + (button.choices === undefined ? '' : '…')
    const written = `${look.paint.key(`[${number(button)}]`)} ${label}`
    const last = rows.at(-1)
    if (last !== undefined && cells(last) + 2 + cells(written) <= look.width)
      rows[rows.length - 1] = `${last}  ${written}`
    else rows.push(written)
  }
  return rows
}

const filesOf = ({ files = [] }: Card, look: Look): string[] =>
  files.map(({ name, body }) =>
    look.paint.dim(
      writeText(
        look.t('console.file', { name: safeLine(name), size: Math.ceil(body.byteLength / 1024) }),
        look,
      ),
    ),
  )

/** Names the zone where it is not the one this terminal is read in. */
function zoneOf(card: Card, own: string, look: Look): string[] {
  if (look.zone === own) return []
  const texts = [
    card.title,
    card.text,
    card.footer,
    ...(card.fields ?? []).map(({ value }) => value),
    ...(card.sections ?? []).flatMap(({ title, lines }) => [title, ...lines]),
  ]
  if (!texts.some(saysTime)) return []
  return [look.paint.dim(writeText(look.t('console.zone', { zone: look.zone }), look))]
}
