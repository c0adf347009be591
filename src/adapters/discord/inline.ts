import type { Command } from '../../core/command.ts'
import { dayOf } from '../../core/dates.ts'
import { type Look as EveryLook, type Pen as EveryPen, hasTimestamp, timeInWords } from '../../core/look.ts'
import type { Account, Place } from '../../core/person.ts'
import { placeName } from '../../core/plain.ts'
import { handle, safe, safeLine } from '../../core/safe.ts'
import { type Inline, pieces, type Text, type TimeStyle } from '../../core/text.ts'
import { linkPieces } from './link.ts'
import { fold, type Piece, textPiece } from './markdown.ts'
import { slashLine } from './slash-line.ts'

/**
 * How things are written in a server. `direct`: in a direct conversation, where presses do not say which server they
 * belong to, so that each button carries it.
 */
export interface Look extends EveryLook {
  /** All there are, so that a text names them the way they are typed here. */
  commands: readonly Command[]
  direct?: boolean
}

/** A look for one card. */
export type Pen = EveryPen<Look>

type Style = 'bold' | undefined

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
  if (!hasTimestamp(time)) return textPiece(timeInWords(time, as, pen), style)
  return mark(`<t:${Math.floor(time / 1000)}:${formatOf(time, as, pen)}>`, style)
}

function formatOf(time: number, as: TimeStyle, { now, zone }: Pen): string {
  if (as !== 'short') return formats[as]
  return dayOf(Math.floor(time), zone).equals(dayOf(now, zone)) ? 't' : 'f'
}

/** Tells whether pieces show nothing. */
export const isBlank = (written: readonly Piece[]): boolean =>
  written.every((piece) => 'text' in piece && piece.text.trim() === '')
