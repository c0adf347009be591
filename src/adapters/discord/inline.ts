import type { Command } from '../../core/command.ts'
import { dayOf, writeWhen } from '../../core/dates.ts'
import type { Account, Locale, Place } from '../../core/person.ts'
import { placeName } from '../../core/plain.ts'
import { clean, type Inline, pieces, type Text, type TimeStyle, type Translate } from '../../core/text.ts'
import type { Words } from '../../core/words.ts'
import { linkPieces } from './link.ts'
import { fold, type Piece, textPiece } from './markdown.ts'
import { slashLine } from './slash-line.ts'

/**
 * How things are written in a server: `space` is its id, `now` in milliseconds; `locale` and `zone` hold where a
 * card does not say whom it is for. `direct`: in a direct conversation, where presses do not say which server they
 * belong to, so that each button carries it.
 */
export interface Look {
  space: string
  /** All there are, so that a text names them the way they are typed here. */
  commands: readonly Command[]
  words: Words
  now: number
  locale: Locale
  zone: string
  direct?: boolean
}

/** A look for one card: its reader's language and zone, and the ids of those it may mention for real. */
export interface Pen extends Look {
  t: Translate
  mentions: ReadonlySet<string>
}

type Style = 'bold' | undefined

/** The most of one string that is looked at: more is never shown. */
const longest = 4000

/** Makes any string fit to show: no control or direction-changing characters, lines broken by \n only. */
export const safe = (text: string): string =>
  clean(text.slice(0, longest).replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n'))

/** The same for what stands inside a line: names, labels, titles. */
export const safeLine = (text: string): string =>
  safe(text)
    .split('\n')
    .map((line) => line.trim())
    .join(' ')

/** Writes a text as pieces. */
export const write = (text: Text, pen: Pen, style?: Style): Piece[] =>
  fold(pieces(text).flatMap((piece) => writePiece(piece, pen, style)))

function writePiece(piece: Inline, pen: Pen, style: Style): Piece[] {
  if (typeof piece === 'string') return textPiece(safe(piece), style)
  if ('bold' in piece) return write(piece.bold, pen, 'bold')
  if ('link' in piece) return linkPieces(safeLine(piece.link).trim(), safeLine(piece.text), style)
  if ('code' in piece) return textPiece(safe(piece.code), 'code')
  if ('account' in piece) return accountPiece(piece.account, piece.name, pen, style)
  if ('place' in piece) return placePiece(piece.place, piece.name, pen, style)
  if ('command' in piece) return textPiece(typed(piece.command, pen), 'code')
  return timePiece(piece.time, piece.as, pen, style)
}

const mark = (written: string, style: Style): Piece[] => [{ mark: written, ...(style && { style }) }]

/** Writes a command as it is typed here: '/incident list'. */
export const typed = (command: string, on: Pick<Look, 'commands' | 'words' | 'locale'>): string =>
  slashLine(`/${safeLine(command).trim().replace(/^\//, '')}`, on)

const handle = (name: string): string => `@${safeLine(name).replace(/^@/, '')}`

const snowflake = /^\d{17,20}$/

/** Tells whether an account can be mentioned in this server. */
export const isHere = ({ platform, space, id }: Account, look: Look): boolean =>
  platform === 'discord' && space === look.space && snowflake.test(id)

const accountPiece = (account: Account, name: string, pen: Pen, style: Style): Piece[] =>
  isHere(account, pen) && pen.mentions.has(account.id)
    ? mark(`<@${account.id}>`, style)
    : textPiece(handle(name), style)

/** A channel is named by Discord, as each reader knows it; a direct conversation has no name but somebody's. */
function placePiece(
  { channel, platform, space, thread = channel }: Place,
  name: string,
  pen: Pen,
  style: Style,
): Piece[] {
  const known =
    platform === 'discord' && space === pen.space && snowflake.test(thread) && !/^\s*@/.test(safe(name))
  return known ? mark(`<#${thread}>`, style) : textPiece(placeName(safeLine(name)), style)
}

/** Discord's own words for times, which it writes in each reader's zone and language. */
const formats: Record<Exclude<TimeStyle, 'short'>, string> = {
  date: 'D',
  day: 'd',
  time: 't',
  both: 'F',
  ago: 'R',
}

function timePiece(time: number, as: TimeStyle, pen: Pen, style: Style): Piece[] {
  if (!(time >= 0 && time < farthest)) return textPiece(inWords(time, as, pen), style)
  return mark(`<t:${Math.floor(time / 1000)}:${formatOf(time, as, pen)}>`, style)
}

/** The year 3000 and, for words, where dates end: no time that anybody means is beyond. */
const farthest = 32_503_680_000_000
const end = 8.6e15

function formatOf(time: number, as: TimeStyle, { now, zone }: Pen): string {
  if (as !== 'short') return formats[as]
  return dayOf(Math.floor(time), zone).equals(dayOf(now, zone)) ? 't' : 'f'
}

/** Writes a time in words, in the reader's language and zone; nothing where it is no time. */
const inWords = (time: number, as: TimeStyle, { locale, now, zone }: Pen): string =>
  Math.abs(time) < end ? safeLine(writeWhen(Math.floor(time), as, locale, zone, now)) : ''

/** Tells whether pieces show nothing. */
export const isBlank = (written: readonly Piece[]): boolean =>
  written.every((piece) => 'text' in piece && piece.text.trim() === '')
