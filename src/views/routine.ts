import type { Button, Card } from '../core/card.ts'
import { writeTime } from '../core/dates.ts'
import type { Reader } from '../core/person.ts'
import { plain } from '../core/plain.ts'
import { join, type Text, type Translate } from '../core/text.ts'
import type { BlockToday, RoutineDay } from '../features/routine.ts'
import { placed } from '../schedule/wall-clock.ts'
import { nameText, timeText } from './words.ts'

/** Discord shows no more choices than this, and takes labels up to 100 characters. */
const most = 25

/** Shows the day's blocks, by the reader's clock, and who ticked what; `said` is what was just done, `may` whether the reader can tick. */
export function routineCard(
  it: RoutineDay,
  reader: Reader,
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
      : t('routine.standing', { done, of: blocks.length, next: labelOf(next, reader) })
  return {
    title: t('routine.title', { day: timeText(placed(`${it.day}T12:00`, reader.zone), 'date') }),
    text: join([said, standing], '\n'),
    sections: [{ lines: blocks.map((block) => blockText(block, it, reader, t)) }],
    ...(may ? { buttons: buttonsOf(it, open, reader, t) } : {}),
  }
}

/** Names a block by its hour where the reader is: '10:45 Content of the day'. */
export const labelOf = (it: BlockToday, reader: Reader): string => `${hourOf(it, reader)} ${it.title}`

const hourOf = ({ time }: BlockToday, { locale, zone }: Reader): string => writeTime(time, locale, zone)

function blockText(it: BlockToday, { ticks }: RoutineDay, reader: Reader, t: Translate): Text {
  const ticked = ticks.get(it.id)
  if (ticked === undefined) return labelOf(it, reader)
  return t('routine.ticked', {
    block: labelOf(it, reader),
    who: nameText(ticked.by),
    time: timeText(ticked.at, 'time'),
  })
}

function buttonsOf(
  { blocks, ticks }: RoutineDay,
  open: readonly BlockToday[],
  reader: Reader,
  t: Translate,
): Button[] {
  const [next] = open
  const ticked = blocks.filter(({ id }) => ticks.has(id))
  const menu = (label: string, command: string, of: readonly BlockToday[]): Button[] =>
    of.length === 0
      ? []
      : [
          {
            label,
            command,
            input: {},
            choices: of.slice(0, most).map((it) => ({ label: labelOf(it, reader), input: { block: it.id } })),
          },
        ]
  return [
    ...(next === undefined
      ? []
      : [pressing(plain(t('routine.buttons.next', { at: hourOf(next, reader) })), next)]),
    ...menu(plain(t('routine.buttons.tick')), 'routine tick', open),
    ...menu(plain(t('routine.buttons.untick')), 'routine untick', ticked),
  ]
}

const pressing = (label: string, { id }: BlockToday): Button => ({
  label,
  command: 'routine tick',
  input: { block: id },
  style: 'primary',
})
