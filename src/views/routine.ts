import type { Button, Card } from '../core/card.ts'
import type { Block } from '../core/house.ts'
import { plain } from '../core/plain.ts'
import { join, type Text, type Translate } from '../core/text.ts'
import type { RoutineDay } from '../features/routine.ts'
import { nameText, timeText } from './words.ts'

/** Discord shows no more choices than this, and takes labels up to 100 characters. */
const most = 25

/** Shows the day's blocks and who ticked what; `said` is what was just done, `may` whether the reader can tick. */
export function routineCard(
  it: RoutineDay,
  t: Translate,
  { may, said }: { may: boolean; said?: Text },
): Card {
  const { blocks, ticks } = it
  const open = blocks.filter(({ id }) => !ticks.has(id))
  const [next] = open
  const done = blocks.length - open.length
  const standing =
    next === undefined
      ? t('routine.allTicked', { count: blocks.length })
      : t('routine.standing', { done, of: blocks.length, next: labelOf(next) })
  return {
    title: t('routine.title', { day: timeText(noonOf(it.day), 'date') }),
    text: join([said, standing], '\n'),
    sections: [{ lines: blocks.map((block) => blockText(block, it, t)) }],
    ...(may ? { buttons: buttonsOf(it, open, t) } : {}),
  }
}

/** A day's noon in UTC is that day wherever most people are. */
const noonOf = (day: string): number =>
  Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: 'UTC', plainTime: '12:00' }).epochMilliseconds

/** Names a block: '10:45 Content of the day'. */
export const labelOf = ({ at, title }: Block): string => `${at} ${title}`

function blockText(it: Block, { ticks }: RoutineDay, t: Translate): Text {
  const ticked = ticks.get(it.id)
  if (ticked === undefined) return labelOf(it)
  return t('routine.ticked', {
    block: labelOf(it),
    who: nameText(ticked.by),
    time: timeText(ticked.at, 'time'),
  })
}

function buttonsOf({ blocks, ticks }: RoutineDay, open: readonly Block[], t: Translate): Button[] {
  const [next] = open
  const ticked = blocks.filter(({ id }) => ticks.has(id))
  return [
    ...(next === undefined ? [] : [pressing(plain(t('routine.buttons.next', { at: next.at })), next)]),
    ...menu(plain(t('routine.buttons.tick')), 'routine tick', open),
    ...menu(plain(t('routine.buttons.untick')), 'routine untick', ticked),
  ]
}

const pressing = (label: string, { id }: Block): Button => ({
  label,
  command: 'routine tick',
  input: { block: id },
  style: 'primary',
})

const menu = (label: string, command: string, blocks: readonly Block[]): Button[] =>
  blocks.length === 0
    ? []
    : [
        {
          label,
          command,
          input: {},
          choices: blocks.slice(0, most).map((it) => ({ label: labelOf(it), input: { block: it.id } })),
        },
      ]
