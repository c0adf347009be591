import type { types } from '@slack/bolt'
import { dayOf } from '../../core/dates.ts'
import { type Look as EveryLook, type Pen as EveryPen, hasTimestamp, timeInWords } from '../../core/look.ts'
import type { Account, Place } from '../../core/person.ts'
import { placeName } from '../../core/plain.ts'
import { handle, safe, safeLine } from '../../core/safe.ts'
import { type Inline, pieces, type Text, type TimeStyle } from '../../core/text.ts'
import { linkPiece } from './link.ts'

/** How things are written in a workspace; `command` is the root command: '/vigie'. */
export interface Look extends EveryLook {
  command: string
}

/** A look for one card. */
export type Pen = EveryPen<Look>

/** A piece of rich text as Slack takes it. Nothing in a piece of type `text` is ever parsed. */
export type Piece = types.RichTextElement
type Style = NonNullable<types.RichTextText['style']>

/** Writes a text as pieces of rich text. */
export function write(text: Text, pen: Pen, style: Style = {}): Piece[] {
  return fold(pieces(text).flatMap((piece) => writePiece(piece, pen, style))).map(amidWords)
}

/** Slack begins the words of a date with a capital: a space without width goes before those amid a line. */
function amidWords(piece: Piece, index: number, all: readonly Piece[]): Piece {
  const before = all[index - 1]
  if (piece.type !== 'date' || before === undefined || /^(\u200b|\{time\})/.test(piece.format)) return piece
  const beginsLine = before.type === 'text' && before.text.endsWith('\n')
  return beginsLine ? piece : { ...piece, format: `\u200b${piece.format}` }
}

function writePiece(piece: Inline, pen: Pen, style: Style): Piece[] {
  if (typeof piece === 'string') return textPiece(safe(piece), style)
  if ('bold' in piece) return write(piece.bold, pen, { ...style, bold: true })
  if ('link' in piece) return linkPiece(safeLine(piece.link).trim(), safeLine(piece.text), style)
  if ('code' in piece) return textPiece(safe(piece.code), { ...style, code: true })
  if ('account' in piece) return accountPiece(piece.account, piece.name, pen, style)
  if ('place' in piece) return placePiece(piece.place, piece.name, pen, style)
  if ('command' in piece) return textPiece(typed(piece.command, pen), { ...style, code: true })
  return timePiece(piece.time, piece.as, pen, style)
}

/** Makes a piece of literal text, or none where there is none. */
export const textPiece = (text: string, style: Style = {}): Piece[] =>
  text === '' ? [] : [{ type: 'text', text, ...styled(style) }]

const styled = (style: Style) => (Object.keys(style).length === 0 ? {} : { style })

/** Writes a command as it is typed here: '/vigie incident list'. */
export const typed = (command: string, { command: root }: Look): string =>
  `${root} ${safeLine(command).replace(/^\s*\//, '')}`.trim()

/** Tells whether an account can be mentioned in this workspace. */
export const isHere = ({ platform, space, id }: Account, look: Look): boolean =>
  platform === 'slack' && space === look.space && /^[UW][A-Z0-9]+$/.test(id)

function accountPiece(account: Account, name: string, pen: Pen, style: Style): Piece[] {
  return isHere(account, pen) && pen.mentions.has(account.id)
    ? [{ type: 'user', user_id: account.id, ...styled(style) }]
    : textPiece(handle(name), style)
}

function placePiece({ channel, platform, space }: Place, name: string, pen: Pen, style: Style): Piece[] {
  const known = platform === 'slack' && space === pen.space && /^[CG][A-Z0-9]+$/.test(channel)
  return known
    ? [{ type: 'channel', channel_id: channel, ...styled(style) }]
    : textPiece(placeName(safeLine(name)), style)
}

/** Slack's own words for times, which it writes in each reader's zone and language. */
const formats: Record<Exclude<TimeStyle, 'short'>, string> = {
  date: '{day_divider_pretty}',
  day: '{date_pretty}',
  time: '{time}',
  both: '{day_divider_pretty}, {time}',
  ago: '{ago}',
}

function timePiece(time: number, as: TimeStyle, pen: Pen, style: Style): Piece[] {
  const fallback = timeInWords(time, as, pen)
  // Slack tells no times before 1970, and how long until something is not among its formats.
  const told = hasTimestamp(time) && (as !== 'ago' || time <= pen.now)
  if (!told) return textPiece(fallback, style)
  const timestamp = Math.floor(time / 1000)
  return [{ type: 'date', timestamp, format: formatOf(time, as, pen), fallback, ...styled(style) }]
}

function formatOf(time: number, as: TimeStyle, { now, zone }: Pen): string {
  if (as !== 'short') return formats[as]
  return dayOf(Math.floor(time), zone).equals(dayOf(now, zone)) ? formats.time : '{date_pretty}, {time}'
}

/** Writes a text in words alone, for where Slack takes no rich text: headers, labels, notifications. */
export const inWords = (text: Text, pen: Pen): string =>
  pieces(text)
    .map((piece) => {
      if (typeof piece === 'string') return safe(piece)
      if ('bold' in piece) return inWords(piece.bold, pen)
      if ('link' in piece) return safeLine(piece.text === '' ? piece.link : piece.text)
      if ('code' in piece) return safe(piece.code)
      if ('account' in piece) return handle(piece.name)
      if ('place' in piece) return placeName(safeLine(piece.name))
      if ('command' in piece) return typed(piece.command, pen)
      return timeInWords(piece.time, piece.as, pen)
    })
    .join('')

/** Joins neighbours of literal text that look the same. */
export function fold(all: readonly Piece[]): Piece[] {
  const out: Piece[] = []
  for (const piece of all) {
    const last = out.at(-1)
    if (piece.type === 'text' && last?.type === 'text' && sameStyle(piece.style, last.style))
      out[out.length - 1] = { ...last, text: last.text + piece.text }
    else out.push(piece)
  }
  return out
}

const sameStyle = (one: Style = {}, other: Style = {}): boolean =>
  one.bold === other.bold && one.code === other.code
