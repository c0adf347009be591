import type { types } from '@slack/bolt'
import type { Card } from '../../core/card.ts'
import { cut, shares } from '../../core/fit.ts'
import { penOf } from '../../core/look.ts'
import { type Count, createCount } from '../../core/press.ts'
import { safe, safeLine } from '../../core/safe.ts'
import { pieces, type Text } from '../../core/text.ts'
import { actionBlocks, costOfButtons } from './buttons.ts'
import { fieldBlocks, fieldItems } from './fields.ts'
import { costOf } from './fit.ts'
import { isHere, type Look, type Pen, type Piece, textPiece, write } from './inline.ts'
import { limits, type Surface, surfaces } from './limits.ts'
import { notificationOf } from './notification.ts'
import { costOfItems, itemOf, richBlocks } from './rich.ts'
import { costOfSections, prepare, sectionBlocks } from './sections.ts'

/** A message as Slack takes it: blocks, and what notifications say of them. */
export interface Message {
  text: string
  blocks: types.KnownBlock[]
}

/** Writes a card as a message. Only a post mentions for real, and only whom the card notifies. */
export function renderMessage(card: Card, look: Look, how: 'post' | 'private'): Message {
  const asked = how === 'post' ? (card.notify ?? []).filter((each) => isHere(each, look)) : []
  const pen = penOf(look, card.for, asked.map(({ id }) => id).slice(0, mostAsked))
  return { text: notificationOf(card, look.zone, pen), blocks: blocksOf(card, pen, surfaces.message) }
}

/** Writes a card as blocks of a modal or of Home. */
export const renderView = (card: Card, look: Look): types.KnownBlock[] =>
  blocksOf(card, penOf(look, card.for), surfaces.view)

/** The most people one message mentions. */
const mostAsked = 25

/** A part of a card: the characters of JSON it would like, and its blocks with what it is given. */
interface Part {
  want: number
  blocks(room: Surface): types.KnownBlock[]
}

function blocksOf(card: Card, pen: Pen, surface: Surface): types.KnownBlock[] {
  const count = createCount()
  const before = [titlePart(card, pen), textPart(card.text, pen), fieldsPart(card.fields ?? [], pen)]
  const sections = sectionsPart(card, surface, pen, count)
  const after = [
    textPart(alternatives(card), pen),
    buttonsPart(card, surface, count),
    footerPart(card.footer, pen),
  ]
  const reserved = pen.mentions.size * 40 + 200
  const rooms = shares(
    [...before, ...after, sections].map(({ want }) => want),
    surface.cost - reserved,
  )
  const draw = (part: Part, index: number) => part.blocks({ blocks: surface.blocks, cost: rooms[index] ?? 0 })
  const [title = [], text = [], fields = []] = before.map(draw)
  const tail = after.flatMap((part, index) => draw(part, before.length + index))
  const taken = [title, text, fields, tail].flat().length + 1
  const middle = sections.blocks({ blocks: surface.blocks - taken, cost: rooms.at(-1) ?? 0 })
  const body = [...text, ...fields, ...middle, ...tail]
  const blocks = [...title, ...unnamed([...title, ...body], pen), ...body]
  return blocks.length > 0 ? blocks : richBlocks([itemOf(write(pen.t('card.empty'), pen))])
}

const marks: Partial<Record<NonNullable<Card['tone']>, string>> = { red: '🔴 ', amber: '🟠 ' }

/** A title of words alone is a header; one with times or names is bold, since a header cannot hold them. */
function titlePart({ title = '', tone = 'info' }: Card, pen: Pen): Part {
  const mark = marks[tone] ?? ''
  const [first = '', ...rest] = pieces(title)
  if (typeof first === 'string' && rest.every((piece) => typeof piece === 'string')) {
    const words = safe([first, ...rest].join('')).trim()
    if (words === '') return nothing
    const header = `${mark}${words}`
    if (header.length <= limits.header && !header.includes('\n'))
      return fixed([{ type: 'header', text: { type: 'plain_text', text: header, emoji: false } }])
  }
  const bold = write(title, pen, { bold: true }).map(inLine)
  return isBlank(bold)
    ? nothing
    : fixed(
        richBlocks([
          itemOf([...textPiece(mark, { bold: true }), ...bold], undefined, { text: 300, cost: 1200 }),
        ]),
      )
}

function textPart(text: Text | undefined, pen: Pen): Part {
  const written = write(text ?? '', pen)
  if (isBlank(written)) return nothing
  const whole = itemOf(written)
  const want = costOfItems([whole])
  return {
    want,
    blocks: ({ cost }) =>
      richBlocks([
        cost >= want ? whole : itemOf(written, undefined, { cost: cost - costOfItems([itemOf([])]) }),
      ]),
  }
}

function fieldsPart(fields: NonNullable<Card['fields']>, pen: Pen): Part {
  const items = fields
    .slice(0, 100)
    .map((field) => fieldItems(field, pen))
    .filter(({ length }) => length > 0)
  return {
    want: costOfItems(items.flat()),
    blocks: ({ cost }) => (items.length === 0 ? [] : fieldBlocks(items, cost, pen)),
  }
}

function sectionsPart({ sections = [] }: Card, surface: Surface, pen: Pen, count: Count): Part {
  const prepared = prepare(sections, surface, pen)
  return { want: costOfSections(prepared), blocks: (room) => sectionBlocks(prepared, room, pen, count) }
}

const buttonsPart = ({ buttons = [] }: Card, surface: Surface, count: Count): Part => ({
  want: costOfButtons(buttons, surface),
  blocks: (room) => actionBlocks(buttons, room, count),
})

/** Small print where it has words alone; what names people or times is written as rich text. */
function footerPart(footer: Text | undefined, pen: Pen): Part {
  const all = pieces(footer ?? '')
  if (!all.every((piece) => typeof piece === 'string')) return textPart(footer, pen)
  const words = safe(all.join('')).trim()
  if (words === '') return nothing
  const text: types.PlainTextElement = { type: 'plain_text', text: cut(words, 800), emoji: false }
  return fixed([{ type: 'context', elements: [text] }])
}

/** A line for what Slack shows only after an upload: what a picture shows, how a file is called. */
function alternatives({ files = [], image }: Card): Text {
  const names = [...(image === undefined ? [] : [image.alt]), ...files.map(({ name }) => name)]
  return names
    .map((name) => safeLine(name).trim())
    .filter((name) => name !== '')
    .map((name) => `[${cut(name, 200)}]`)
    .join('\n')
}

/** A line that mentions whom the card notifies where none of its texts did. */
function unnamed(blocks: readonly types.KnownBlock[], { mentions }: Pen): types.RichTextBlock[] {
  const written = JSON.stringify(blocks)
  const missing = [...mentions].filter((id) => !written.includes(`"user_id":"${id}"`))
  const named = missing.flatMap((user_id, index): Piece[] => [
    ...textPiece(index === 0 ? '' : ' '),
    { type: 'user', user_id },
  ])
  return richBlocks([itemOf(named)])
}

const nothing: Part = { want: 0, blocks: () => [] }

/** A part that is small however long it was. */
const fixed = (blocks: types.KnownBlock[]): Part => ({ want: costOf(blocks), blocks: () => blocks })

const inLine = (piece: Piece): Piece =>
  piece.type === 'text' ? { ...piece, text: piece.text.replace(/\s*\n\s*/g, ' ') } : piece

const isBlank = (written: readonly Piece[]): boolean =>
  written.every((piece) => piece.type === 'text' && piece.text.trim() === '')
