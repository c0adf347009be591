import type { Card, View } from '../core/card.ts'
import { join, type Text } from '../core/text.ts'
import { type Occurrence, occurrenceOf, type Reminder, reminderOf } from '../features/reminders/record.ts'
import { refOf } from '../features/reminders/rights.ts'
import { idIn, ownersOf, troubleView } from '../features/reminders/sending.ts'
import { nextDates } from '../features/reminders/series.ts'
import { reminderButton } from './reminder-buttons.ts'
import { problemOf, titleOf } from './reminder-words.ts'
import { destinationText, isOneOf, isTeam, type Telling, targetText, tellingOf, timeText } from './words.ts'

/** Tells an owner that a reminder could not be sent: what failed, what was kept, what to do. */
export const brokenView: View = {
  name: troubleView,
  async card(of, reader, use, t) {
    const date = await occurrenceOf(use, idIn(of))
    const it = date && (await reminderOf(use, date.reminder))
    return date && it && troubleCard(tellingOf(use, reader, t), it, date)
  },
}

function troubleCard(telling: Telling, it: Reminder, date: Occurrence): Card {
  const { t } = telling
  const ref = refOf(it)
  const failed = date.sendings.find(({ state }) => state === 'refused')
  const why = problemText(telling, it, date.why ?? failed?.why ?? it.paused?.why, failed)
  const about = mayTell(telling, it) ? [it.network, titleOf(it)] : []
  const what = join([timeText(date.sendAt), ...about])
  if (it.state === 'paused')
    return {
      tone: 'amber',
      title: t('reminder.trouble.paused', { ref }),
      text: join(
        [
          t('reminder.trouble.failed', { what, why }),
          t('reminder.trouble.kept'),
          t('reminder.trouble.mend', { ref }),
        ],
        '\n',
      ),
      buttons: [
        reminderButton(telling, 'resume', 'resume', it),
        reminderButton(telling, 'showReminder', 'show', it),
      ],
    }
  if (date.sendings.some(({ state }) => state === 'sent') && failed !== undefined)
    return {
      title: t('reminder.trouble.partly', { ref }),
      text: join([t('reminder.trouble.failed', { what, why }), t('reminder.trouble.others')], '\n'),
      buttons: [reminderButton(telling, 'showReminder', 'show', it)],
    }
  const [next] = nextDates(it, 1)
  return {
    title: t(`reminder.trouble.${it.state === 'deleted' ? 'deleted' : 'over'}`, { ref }),
    ...(next &&
      it.state !== 'deleted' && { text: t('reminder.nextLine', { next: timeText(next.at, 'both') }) }),
  }
}

/** Where somebody is told in a place since nothing else reaches them, others read it too. */
const mayTell = ({ reader }: Telling, it: Reminder): boolean =>
  isOneOf(reader, ownersOf(it)) || (isTeam(reader) && !it.personal)

/** Says why a chat takes no message, in words for whoever can mend it. */
export function problemText(
  telling: Telling,
  it: Reminder,
  why: string | undefined,
  failed?: Occurrence['sendings'][number],
): Text {
  const { t } = telling
  const to = failed?.to ?? (it.place && { place: it.place })
  const where = to === undefined ? targetText(telling, it.for) : destinationText(telling, to)
  return t(`reminder.problem.${problemOf(why) ?? 'closed'}`, { where, role: targetText(telling, it.for) })
}
