import { mentionOf, type Sign } from '../../core/mention.ts'
import { plainSpaces } from '../../core/text.ts'
import { type Marked, marked } from './markup.ts'

/**
 * Turns what was typed behind the root command into a line that Vigie's grammar reads: mentions of people,
 * channels and groups as `<@slack/space/id|name>`, `<#…>` and `<&…>`, addresses bare, quotes of one pair of one
 * kind, every space a plain one. Line breaks stay: the grammar takes them for spaces, and keeps them in texts.
 */
export const typedLine = (text: string, space: string): string =>
  paired(plainSpaces(marked(text).map(written(space)).join(''))).trim()

const written =
  (space: string) =>
  (piece: Marked): string => {
    if ('words' in piece) return piece.words
    if ('user' in piece) return mention('@', space, piece.user, piece.name)
    if ('channel' in piece) return mention('#', space, piece.channel, piece.name)
    if ('group' in piece) return mention('&', space, piece.group, piece.name)
    return address(piece.link)
  }

/** A name that would end the word it stands in is left out. */
const mention = (sign: Sign, space: string, id: string, name: string): string =>
  mentionOf(sign, { platform: 'slack', space, id }, /[\s"“”«»„]/u.test(name) ? '' : name)

/** Slack makes links of addresses people type; what an address says of itself is never looked at. */
const address = (link: string): string => link.replace(/^(?:mailto|tel):/i, '')

/** How the grammar closes what it opens. */
const closing: Record<string, string> = { '"': '"', '“': '”', '„': '“' }
const double = /["“”„]/

/**
 * Phones choose a quote's shape by what stands before it, and take the colon of `what:"…"` for the end of a word:
 * what opens with one shape and closes with another is made a pair.
 */
function paired(text: string): string {
  const out = text.split('')
  const ends = (at: number) => out[at + 1] === undefined || /[\s,]/u.test(out[at + 1] ?? '')
  for (let at = 0; at < out.length; at++) {
    const open = out[at] ?? ''
    if (!double.test(open) || (at > 0 && !/[\s:,]/u.test(out[at - 1] ?? ''))) continue
    const own = out.indexOf(closing[open] ?? '', at + 1)
    const isPair = own > 0 && ends(own)
    const end = isPair ? own : out.findIndex((it, index) => index > at && double.test(it) && ends(index))
    if (end < 0 || (!isPair && out[end] === closing[open])) continue
    if (!isPair) {
      out[at] = '“'
      out[end] = '”'
    }
    at = end
  }
  return out.join('')
}
