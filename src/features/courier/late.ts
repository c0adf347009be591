import type { Card } from '../../core/card.ts'
import type { Reader } from '../../core/person.ts'
import { concat, type Text, type Translate } from '../../core/text.ts'
import type { Work } from '../../core/work.ts'
import type { Delivery } from '../delivery.ts'
import type { Titles } from './options.ts'

/**
 * Draws the one card that stands for many late posts, a line each, with the time it was meant for. `empty`
 * names those that have nothing to show any more; where that is all of them there is no card.
 */
export async function lateCard(
  titles: Titles,
  deliveries: readonly Delivery[],
  reader: Reader,
  use: Work,
  t: Translate,
): Promise<{ card: Card | undefined; empty: string[] }> {
  const lines: Text[] = []
  const empty: string[] = []
  for (const it of deliveries) {
    const title = 'post' in it.does ? await titles[it.does.post]?.(it.does.of, reader, use, t) : undefined
    if (title === undefined) empty.push(it.id)
    else lines.push(concat([{ time: it.due, as: 'short' }], ' · ', title))
  }
  if (lines.length === 0) return { card: undefined, empty }
  const card: Card = {
    title: t('delivery.late.title', { count: lines.length }),
    text: t('delivery.late.text'),
    sections: [{ lines }],
  }
  return { card, empty }
}
