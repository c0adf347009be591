import type { Card, Section } from '../core/card.ts'
import { dayOf, startOf } from '../core/dates.ts'
import type { Person } from '../core/person.ts'
import { join, pieces, type Text } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import { mine, type Planned } from '../features/reminders/queries.ts'
import type { OccurrenceState } from '../features/reminders/record.ts'
import { refOf } from '../features/reminders/rights.ts'
import { commandLine } from './command-line.ts'
import { waitingButtons } from './reminder-buttons.ts'
import { stateText, titleOf } from './reminder-words.ts'
import { type Telling, targetText, timeText } from './words.ts'

/** Of the dates from yesterday to tomorrow, no more are read. */
const limit = 100
/** How many that wait for a press have their buttons here, and how many of a day are told. */
const mostFired = 3
const mostOfADay = 6

/** Somebody's reminders from yesterday to tomorrow: those that were sent and nobody pressed, and those to come. */
interface Reminders {
  fired: Planned[]
  today: Planned[]
  tomorrow: Planned[]
}

const isFired: ReadonlySet<OccurrenceState> = new Set(['sent', 'not-confirmed'])
const isOver: ReadonlySet<OccurrenceState> = new Set(['done', 'skipped'])

/** Reads somebody's reminders around now, in their own zone. */
export async function remindersOf(use: Work, person: Person): Promise<Reminders> {
  const day = dayOf(use.now.epochMilliseconds, person.zone)
  const from = (days: number) => startOf(day.add({ days }), person.zone)
  const found = await mine(use, person, from(-1), from(2), limit)
  const fired = found.filter(({ occurrence }) => isFired.has(occurrence.state))
  const others = found.filter(({ occurrence: { state } }) => !isFired.has(state) && !isOver.has(state))
  const between = (first: number, end: number) =>
    others.filter(({ occurrence: { sendAt } }) => sendAt >= first && sendAt < end)
  return { fired, today: between(from(0), from(1)), tomorrow: between(from(1), from(2)) }
}

/** Shows those that wait for a press, each with its buttons, then those of today and of tomorrow. */
export async function reminderSections(
  use: Work,
  telling: Telling,
  { fired, today, tomorrow }: Reminders,
): Promise<Section[]> {
  const { reader, t } = telling
  const { words } = use.house
  const waiting: Section[] = []
  for (const it of fired.slice(0, mostFired))
    waiting.push({
      ...(waiting.length === 0 && { title: t('home.fired') }),
      lines: [lineText(telling, it, timeText(it.occurrence.sendAt))],
      buttons: await waitingButtons(use, telling, it.reminder, it.occurrence),
    })
  const last = waiting.at(-1)
  if (last !== undefined && fired.length > mostFired) {
    const state = words.set('values.state', reader.locale).get('sent')?.name
    last.more = {
      count: fired.length - mostFired,
      command: commandLine(words, reader.locale, 'reminder list', { state }),
    }
  }
  const command = commandLine(words, reader.locale, 'reminder mine')
  return [
    ...waiting,
    ...daySection(telling, t('home.today'), today, command),
    ...daySection(telling, t('home.tomorrow'), tomorrow, command),
  ]
}

function daySection(telling: Telling, title: Text, all: readonly Planned[], command: string): Section[] {
  if (all.length === 0) return []
  return [
    {
      title,
      lines: all
        .slice(0, mostOfADay)
        .map((it) => lineText(telling, it, timeText(it.occurrence.sendAt, 'time'))),
      ...(all.length > mostOfADay && { more: { count: all.length - mostOfADay, command } }),
    },
  ]
}

/** '12:30 LinkedIn · Job of the week · R31', for whom where that is a role, and its state where it is not 'scheduled'. */
function lineText(telling: Telling, { occurrence, reminder }: Planned, time: Text): Text {
  const { network } = reminder
  const known = occurrence.state === 'scheduled' || isFired.has(occurrence.state)
  return join([
    network === undefined ? time : [...pieces(time), ` ${network}`],
    titleOf(reminder),
    'role' in reminder.for ? targetText(telling, reminder.for) : undefined,
    refOf(reminder.number),
    known ? undefined : stateText(telling, reminder, occurrence),
  ])
}

/** The card somebody sees who has no part in the team: their own reminders, and that they can keep some. */
export const memberHead = ({ t }: Telling, count: number): Pick<Card, 'title' | 'text'> => ({
  title: t('home.title'),
  text: join(
    [count === 0 ? t('home.waits.nothing') : t('home.waits.open', { count }), t('home.member')],
    '\n',
  ),
})
