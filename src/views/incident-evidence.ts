import { plain } from '../core/plain.ts'
import { join, shorten, type Text } from '../core/text.ts'
import type { Evidence } from '../features/incidents/record.ts'
import type { Telling } from './incident-words.ts'
import { nameText, timeText } from './words.ts'

/** How many pieces are told apart; of more only their number is told. */
export const mostTold = 50

type EvidenceKind = 'screenshot' | 'file' | 'link' | 'text' | 'quote'

const picture = /\.(png|jpe?g|gif|webp|heic|avif)(\?.*)?$/i

/** Tells whether a piece is a picture somebody provided: a screenshot, as far as anybody can tell. */
export const isPicture = ({ file = '', quote }: Evidence): boolean =>
  quote === undefined && picture.test(file)

const kindOf = (it: Evidence): EvidenceKind => {
  if (it.quote !== undefined) return 'quote'
  if (it.file !== undefined) return isPicture(it) ? 'screenshot' : 'file'
  return it.link === undefined ? 'text' : 'link'
}

/**
 * Announces evidence without quoting it: '4 screenshots provided by @otter'. `count` is how many pieces there
 * are in all; a copy made by Vigie is nobody's word, so that only the others name who provided them.
 */
export function evidenceText({ t }: Telling, kept: readonly Evidence[], count: number): Text {
  if (count > kept.length) return t('incident.evidence.many', { count })
  const groups = Map.groupBy(kept, (it) => {
    const kind = kindOf(it)
    return kind === 'quote' ? kind : `${kind} ${it.by.person}`
  })
  return join(
    [...groups.values()].map(([first, ...others]) =>
      first === undefined
        ? ''
        : t(`incident.evidence.${kindOf(first)}`, { count: others.length + 1, who: nameText(first.by) }),
    ),
    ', ',
  )
}

/** How much of a text that was kept one line shows, in characters. */
const longestQuote = 500

/** Shows one piece of evidence whole enough to judge it, for the team. */
export function keptText({ t }: Telling, { at, by, file, link, quote, text }: Evidence): Text {
  if (quote !== undefined) {
    const said = t('incident.keptQuote', {
      time: timeText(quote.at),
      who: nameText(quote.author),
      text: shorten(quote.text, longestQuote),
    })
    const files = quote.files.map(({ name, url }): Text => [{ link: url, text: name }])
    return join([said, [{ link: quote.permalink, text: plain(t('incident.keptCopy')) }], ...files])
  }
  const what = join([
    text === undefined ? undefined : shorten(text, longestQuote),
    link === undefined ? undefined : [{ link, text: link }],
    file,
  ])
  return t('incident.keptOther', { time: timeText(at), who: nameText(by), what })
}
