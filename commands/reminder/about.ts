import type { Card } from '../../src/core/card.ts'
import type { Context, Outcome } from '../../src/core/command.ts'
import type { Who } from '../../src/core/person.ts'
import { actorAt } from '../../src/features/incidents/reference.ts'
import { shownOf } from '../../src/features/outbox.ts'
import type { Acted } from '../../src/features/reminders/acts.ts'
import { occurrenceOf, type Reminder } from '../../src/features/reminders/record.ts'
import { theReminder } from '../../src/features/reminders/rights.ts'
import { subject } from '../../src/features/reminders/sending.ts'
import { firedCard } from '../../src/views/reminder.ts'
import { changedCard } from '../../src/views/reminder-series.ts'
import { type Telling, tellingOf } from '../../src/views/words.ts'

/** What a command about a reminder works with. */
interface About {
  it: Reminder
  by: Who
  telling: Telling
}

/** Gets the reminder a command is about, who acts, and how to tell it; refuses where there is no such reminder. */
export async function about<A>({ by, here, reader, t, use }: Context<A>, number: number): Promise<About> {
  return { it: await theReminder(use, number), by: actorAt(by, here), telling: tellingOf(use, reader, t) }
}

/**
 * Answers an act on one date. A card of that date which was pressed is brought up to date by itself; everywhere
 * else, and where somebody was faster, the answer shows how the date stands now.
 */
export async function answerDate<A>(
  { pressed, t, use }: Context<A>,
  telling: Telling,
  { date, did, it }: Acted,
): Promise<Outcome> {
  if (did && pressed !== undefined) {
    const shown = await shownOf(use, subject.occurrence(date.id))
    if (shown.some(({ id, place }) => id === pressed.id && place.channel === pressed.place.channel))
      return { shown: true }
  }
  // A date that was put back into its series has nothing of its own to show.
  if ((await occurrenceOf(use, date.id)) === undefined)
    return { card: changedCard(telling, it, t('reminder.putBack')) }
  const card: Card = await firedCard(use, telling, it, date)
  return { card: did ? card : { ...card, title: t('reminder.nothingChanged') } }
}
