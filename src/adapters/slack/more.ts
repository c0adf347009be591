import type { Section } from '../../core/card.ts'
import { type Pen, textPiece, typed, write } from './inline.ts'
import { type Item, itemOf } from './rich.ts'

/** Says how many are not shown, and the command that shows them. */
export function moreItem(
  { command = '', count, label }: Partial<NonNullable<Section['more']>> & { count: number },
  pen: Pen,
): Item {
  const said = label === undefined ? pen.t('card.more', { count }) : pen.t('card.moreOf', { count, label })
  const shownBy =
    command === '' ? [] : [...textPiece(' · '), ...textPiece(typed(command, pen), { code: true })]
  return itemOf([...write(said, pen), ...shownBy], undefined, { text: 160, cost: 300 })
}
