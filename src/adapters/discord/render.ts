import {
  type APIAllowedMentions,
  type APIMessageTopLevelComponent,
  ComponentType,
  MessageFlags,
} from 'discord.js'
import type { Card } from '../../core/card.ts'
import { cut, shares } from '../../core/fit.ts'
import { penOf } from '../../core/look.ts'
import { createCount } from '../../core/press.ts'
import { safeLine } from '../../core/safe.ts'
import { rowsOf } from './buttons.ts'
import { fieldLines, fieldsWithin } from './fields.ts'
import { markdownWithin } from './fit.ts'
import { isBlank, isHere, type Look, type Pen, write } from './inline.ts'
import { layout, textDisplay } from './layout.ts'
import { limits } from './limits.ts'
import { markdown } from './markdown.ts'
import { type Block, costOfSections, prepare, sectionBlocks } from './sections.ts'
import { lengthOf, linesWithin, stacked } from './stack.ts'

/** A message as Discord takes it: components alone, or content with what can be pressed under it. */
export interface Payload {
  content?: string | null
  embeds?: []
  components: APIMessageTopLevelComponent[]
  flags: number
  allowed_mentions: APIAllowedMentions
}

/**
 * Writes a card as a message. What is text alone, perhaps with buttons - a short answer, a note in a thread -, is
 * content, which people can quote and find; all else is made of components, in a frame that has the card's colour.
 * An edit always is made of components, for Discord lets a message become so, and never again anything else: a card
 * may lose its title while it hangs there. Only a post and its edits mention for real, and only whom the card
 * notifies. Whether an answer is for one person's eyes is not said here: that is settled when it is deferred.
 */
export function renderMessage(card: Card, look: Look, how: 'post' | 'edit' | 'private'): Payload {
  const asked = how === 'private' ? [] : (card.notify ?? []).filter((each) => isHere(each, look))
  const ids = [...new Set(asked.map(({ id }) => id))].slice(0, limits.mentions)
  const pen = penOf(look, card.for, ids)
  const allowed_mentions = { parse: [], users: ids, replied_user: false }
  const content = how === 'edit' ? undefined : contentOf(card, pen)
  if (content !== undefined) return { ...content, flags: MessageFlags.SuppressEmbeds, allowed_mentions }
  return {
    ...(how === 'edit' && ({ content: null, embeds: [] } as const)),
    components: componentsOf(card, pen),
    flags: MessageFlags.IsComponentsV2,
    allowed_mentions,
  }
}

/** A card as content; `undefined` where it is more than text and buttons, or has no room. */
function contentOf(card: Card, pen: Pen): Pick<Payload, 'content' | 'components'> | undefined {
  if (!isTextAlone(card)) return undefined
  const text = write(card.text ?? '', pen)
  const rows = rowsOf(card.buttons ?? [], pen, createCount())
  if (isBlank(text) && rows.length > 0) return undefined
  const written = isBlank(text) ? markdown(write(pen.t('card.empty'), pen)) : markdown(text)
  const content = stacked([unnamed([written], pen), written])
  return content.length > limits.content || rows.length > limits.rows
    ? undefined
    : { content, components: rows }
}

const isTextAlone = ({ fields = [], files = [], footer, image, sections = [], title, tone }: Card): boolean =>
  fields.length + files.length + sections.length === 0 &&
  [footer, image, title].every((part) => part === undefined) &&
  colourOf(tone) === undefined

const colours: Partial<Record<NonNullable<Card['tone']>, number>> = { red: 0xd83c3e, amber: 0xe67e22 }
const colourOf = (tone: Card['tone'] = 'info'): number | undefined => colours[tone]

/** A part of a card: the characters it would like, and its lines with what it is given. */
interface Part {
  want: number
  lines(room: number): string[]
}

const nothing: Part = { want: 0, lines: () => [] }

function componentsOf(card: Card, pen: Pen): APIMessageTopLevelComponent[] {
  const head = [titlePart(card, pen), textPart(card, pen), fieldsPart(card, pen)]
  const tail = [alternativesPart(card), footerPart(card, pen)]
  const room = limits.text - lengthOf([named([...pen.mentions])])
  const sections = prepare(card.sections ?? [], room, pen)
  const parts = [...head, ...tail]
  const given = shares([...parts.map(({ want }) => want), costOfSections(sections)], room)
  const [title = [], text = [], fields = [], alternatives = [], footer = []] = parts.map((part, index) =>
    part.lines(given[index] ?? 0),
  )
  const body = [...text, ...fields]
  const blocks = sectionBlocks(sections, given.at(-1) ?? 0, pen)
  const said = [...title, ...body, ...blocks.flatMap(({ lines }) => lines), ...alternatives, ...footer]
  const shown = [
    block([...title, unnamed(said, pen), ...body]),
    ...blocks,
    block(alternatives),
    { ...block([]), buttons: card.buttons ?? [] },
    block(footer),
  ]
  const written = layout(shown, pen)
  if (written.length === 0) return [textDisplay(markdown(write(pen.t('card.empty'), pen)))]
  if (isTextAlone(card)) return written
  const accent_color = colourOf(card.tone)
  return [
    {
      type: ComponentType.Container,
      ...(accent_color !== undefined && { accent_color }),
      components: written,
    },
  ]
}

const block = (lines: string[]): Block => ({ titled: false, lines, buttons: [] })

/** A title is one line, the largest of a phone's that leaves it room. */
function titlePart({ title = '' }: Card, pen: Pen): Part {
  const pieces = write(title, pen).map((piece) =>
    'text' in piece ? { ...piece, text: piece.text.replace(/\s*\n\s*/g, ' ') } : piece,
  )
  return isBlank(pieces) ? nothing : fixed([`### ${markdownWithin(pieces, 300).trim()}`])
}

function textPart({ text = '' }: Card, pen: Pen): Part {
  const pieces = write(text, pen)
  if (isBlank(pieces)) return nothing
  return {
    want: markdown(pieces).length + 1,
    lines: (room) => [markdownWithin(pieces, room - 1)],
  }
}

function fieldsPart({ fields = [] }: Card, pen: Pen): Part {
  const lines = fields
    .slice(0, 100)
    .map((field) => fieldLines(field, pen))
    .filter(({ length }) => length > 0)
  return { want: lengthOf(lines.flat()), lines: (room) => fieldsWithin(lines, room, pen) }
}

/** A line for what is not sent along: what a picture shows, how a file is called. */
function alternativesPart({ files = [], image }: Card): Part {
  const names = [...(image === undefined ? [] : [image.alt]), ...files.map(({ name }) => name)]
  return fixed(
    names
      .slice(0, 10)
      .map((name) => safeLine(name).trim())
      .filter((name) => name !== '')
      .map((name) => markdownWithin([{ text: `[${cut(name, 100)}]` }], 150)),
  )
}

/** Small print. */
function footerPart({ footer = '' }: Card, pen: Pen): Part {
  const pieces = write(footer, pen)
  if (isBlank(pieces)) return nothing
  const lines = markdownWithin(pieces, 600).split('\n')
  return fixed(lines.filter((line) => line.trim() !== '').map((line) => `-# ${line.trim()}`))
}

/** A part that is small however long it was: the lines of it that have room. */
const fixed = (lines: string[]): Part => ({
  want: lengthOf(lines),
  lines: (room) => linesWithin(lines, room),
})

const named = (ids: readonly string[]): string => ids.map((id) => `<@${id}>`).join(' ')

/** A line that mentions whom the card notifies where none of its texts did. */
const unnamed = (lines: readonly string[], { mentions }: Pen): string => {
  const written = lines.join('\n')
  return named([...mentions].filter((id) => !written.includes(`<@${id}>`)))
}
