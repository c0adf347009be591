import type { Card, Section } from '../core/card.ts'
import { dayOf } from '../core/dates.ts'
import { join, pieces, type Text } from '../core/text.ts'
import type { Planned } from '../features/reminders/queries.ts'
import { refOf } from '../features/reminders/rights.ts'
import { stateText, titleOf } from './reminder-words.ts'
import { type Telling, targetText, timeText } from './words.ts'

/** How many reminders a list shows at once. */
export const listPage = 15

/** Shows a page of what is planned, by day; `rest` of it is shown by `more`, a command as it is typed. */
export function listCard(
  telling: Telling,
  shown: readonly Planned[],
  { title, rest, more }: { title: Text; rest: number; more: string },
): Card {
  const { reader } = telling
  const days = Map.groupBy(shown, ({ occurrence }) => dayOf(occurrence.sendAt, reader.zone).toString())
  const sections = [...days.values()].map((day): Section => {
    const [first] = day
    return {
      ...(first && { title: timeText(first.occurrence.sendAt, 'date') }),
      lines: day.map((each) => lineText(telling, each)),
    }
  })
  const last = sections.at(-1)
  if (last !== undefined && rest > 0) last.more = { count: rest, command: more }
  return { title, sections }
}

/** '12:30 LinkedIn · Job of the week · @cm_day · R31', and its state where that is not 'scheduled'. */
function lineText(telling: Telling, { occurrence, reminder }: Planned): Text {
  const time = timeText(occurrence.sendAt, 'time')
  const where: Text = reminder.network === undefined ? time : [...pieces(time), ` ${reminder.network}`]
  return join([
    where,
    titleOf(reminder),
    targetText(telling, reminder.for),
    refOf(reminder),
    occurrence.state === 'scheduled' ? undefined : stateText(telling, reminder, occurrence),
  ])
}
