import type { Section } from '../../core/card.ts'
import { markdownWithin } from './fit.ts'
import { type Pen, typed, write } from './inline.ts'
import { textPiece } from './markdown.ts'

/** The most that saying that there is more takes, in characters. */
const longest = 200

/** Says how many are not shown, and the command that shows them: '+3 more · `/incident list`'. */
export function moreLine(
  { command = '', count, label }: Partial<NonNullable<Section['more']>> & { count: number },
  pen: Pen,
): string {
  const said = label === undefined ? pen.t('card.more', { count }) : pen.t('card.moreOf', { count, label })
  const shownBy = command === '' ? [] : [...textPiece(' · '), ...textPiece(typed(command, pen), 'code')]
  return markdownWithin([...write(said, pen), ...shownBy], longest)
}
