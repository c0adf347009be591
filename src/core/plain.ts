import { instant } from './clock.ts'
import { pieces, type Text, type TimeStyle } from './text.ts'

/**
 * Writes a text without any formatting, for labels, notifications and logs; `when` writes the times in it,
 * which have no words without a reader.
 */
export const plain = (
  text: Text,
  when: (ms: number, as: TimeStyle) => string = (ms) => instant(ms).toString(),
): string =>
  pieces(text)
    .map((piece) => {
      if (typeof piece === 'string') return piece
      if ('bold' in piece) return plain(piece.bold, when)
      if ('link' in piece) return piece.text
      if ('code' in piece) return piece.code
      if ('account' in piece) return `@${piece.name}`
      if ('place' in piece) return placeName(piece.name)
      if ('command' in piece) return piece.command
      return when(piece.time, piece.as)
    })
    .join('')

/** Writes the name of a place as people mention it: '#help', '@anna' for a direct conversation; words stay words. */
export const placeName = (name: string): string => (/^[#@]|\s/.test(name) ? name : `#${name}`)
