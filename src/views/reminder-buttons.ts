import type { Button } from '../core/card.ts'
import { writeTime, writeWhen } from '../core/dates.ts'
import { plain } from '../core/plain.ts'
import type { Work } from '../core/work.ts'
import type { Occurrence, Reminder } from '../features/reminders/record.ts'
import { settingsOf } from '../features/settings.ts'
import { nextWorkingMorning } from '../schedule/working-time.ts'
import type { Telling } from './words.ts'

const minute = 60_000

/** The menu of Later: how far ahead, and how that is typed. */
const distances = [
  { name: 'quarter', ms: 15 * minute },
  { name: 'hour', ms: 60 * minute },
] as const

/** Makes a button that does something to a reminder or, where a date is given, to that date of it. */
export function reminderButton(
  { address, occurrence, t }: Telling,
  label: string,
  verb: string,
  it: Reminder,
  date?: Pick<Occurrence, 'id'>,
): Button {
  const input = { ref: address(it.number), ...(date && { date: occurrence(date.id) }) }
  return { label: plain(t(`buttons.${label}`)), command: `reminder ${verb}`, input }
}

/** Done or Posted, Later and Skip: what can be done about a date that waits. */
export async function waitingButtons(
  use: Work,
  telling: Telling,
  it: Reminder,
  date: Occurrence,
): Promise<Button[]> {
  const done = reminderButton(telling, it.network === undefined ? 'didIt' : 'posted', 'done', it, date)
  return [
    { ...done, style: 'primary' },
    await laterButton(use, telling, it, date),
    reminderButton(telling, 'skip', 'skip', it, date),
  ]
}

/**
 * Later, each choice with the time it means. A choice names that time and, for a press after it is over, the
 * distance it stands for.
 */
async function laterButton(use: Work, telling: Telling, it: Reminder, date: Occurrence): Promise<Button> {
  const { now, reader, t } = telling
  const choices = distances.map(({ ms, name }) => ({
    label: plain(t(`reminder.laters.${name}`, { time: writeTime(now + ms, reader.locale, reader.zone) })),
    input: { until: `${now + ms}/${ms}` },
  }))
  const morning = nextWorkingMorning(now, await settingsOf(use))
  if (morning !== undefined)
    choices.push({
      label: plain(
        t('reminder.laters.morning', {
          time: writeWhen(morning, 'short', reader.locale, reader.zone, now),
        }),
      ),
      input: { until: `${morning}/morning` },
    })
  choices.push({ label: plain(t('buttons.choose')), input: {} as { until: string } })
  return { ...reminderButton(telling, 'later', 'snooze', it, date), choices }
}

/** Undo of what was done to one date. */
export const undoButton = (telling: Telling, it: Reminder, date?: Occurrence): Button =>
  reminderButton(telling, 'undo', 'undo', it, date)
