import type { Button, Card, View } from '../core/card.ts'
import type { Reader } from '../core/person.ts'
import { plain } from '../core/plain.ts'
import { join, type Text, type Translate } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import { type Occurrence, occurrenceOf, type Reminder, reminderOf } from '../features/reminders/record.ts'
import { refOf } from '../features/reminders/rights.ts'
import { idIn, nudgeView, reminderView } from '../features/reminders/sending.ts'
import { nextDates } from '../features/reminders/series.ts'
import { punctual } from '../features/reminders/standing.ts'
import { isOnce } from '../schedule/recurrence.ts'
import { reminderButton, undoButton, waitingButtons } from './reminder-buttons.ts'
import { aboutText, didText, nextText, ruleText, titleOf } from './reminder-words.ts'
import { nameText, type Telling, targetText, tellingOf, timeText } from './words.ts'

/** A date of a series as it fires, and what became of it. */
export const firedView: View = {
  name: reminderView,
  card: (of, reader, use, t) => drawn(of, reader, use, t, firedCard),
}

/** The nudge where nobody pressed; afterwards it shows what became of the date, like the card it is about. */
export const unpressedView: View = {
  name: nudgeView,
  card: (of, reader, use, t) => drawn(of, reader, use, t, nudgeCard),
}

type Draw = (use: Work, telling: Telling, it: Reminder, date: Occurrence) => Promise<Card>

async function drawn(
  of: string,
  reader: Reader,
  use: Work,
  t: Translate,
  draw: Draw,
): Promise<Card | undefined> {
  const date = await occurrenceOf(use, idIn(of))
  const it = date && (await reminderOf(use, date.reminder))
  return date && it && draw(use, tellingOf(use, reader, t), it, date)
}

/** The line that stands for the card of a date among others that are late. */
export async function reminderTitle(of: string, _reader: Reader, use: Work): Promise<Text | undefined> {
  const date = await occurrenceOf(use, idIn(of))
  const it = date && (await reminderOf(use, date.reminder))
  return it && aboutText(it)
}

/** Shows a date of a series: what is to be done now, or what became of it. */
export async function firedCard(use: Work, telling: Telling, it: Reminder, date: Occurrence): Promise<Card> {
  const settled = settledCard(telling, it, date)
  if (settled !== undefined) return settled
  const [first, second] = headText(telling, it, date)
  return {
    title: first,
    text: join([second, it.what, ...detailTexts(telling, it, date)], '\n'),
    buttons: await waitingButtons(use, telling, it, date),
  }
}

async function nudgeCard(use: Work, telling: Telling, it: Reminder, date: Occurrence): Promise<Card> {
  const settled = settledCard(telling, it, date)
  if (settled !== undefined) return settled
  const key = date.state === 'not-confirmed' ? 'notConfirmed' : 'notConfirmedYet'
  return {
    title: join([timeText(date.sendAt), it.network, telling.t(`reminder.${key}`)]),
    text: join([titleOf(it), refOf(it)]),
    buttons: await waitingButtons(use, telling, it, date),
  }
}

/** Shows what became of a date: what somebody did about it, or that its series was paused; `undefined` while it waits. */
function settledCard(telling: Telling, it: Reminder, date: Occurrence): Card | undefined {
  const { t } = telling
  if (it.deleted !== undefined)
    return {
      tone: 'quiet',
      text: join([t('reminder.deletedBy', { who: nameText(it.deleted.by) }), aboutText(it)]),
    }
  // One that was never shown goes out yet: its chat refused it, or nobody was there to take it.
  if (date.state === 'paused' && date.sent !== undefined)
    return {
      text: join([t('reminder.notSentPaused'), aboutText(it)]),
      buttons: it.state === 'paused' ? [reminderButton(telling, 'resume', 'resume', it)] : [],
    }
  const did = didText(telling, it, date)
  if (did === undefined) return undefined
  const { link } = date
  const [next] = nextDates(it, 1)
  return {
    text: join(
      [
        join([did, aboutText(it)]),
        link === undefined ? undefined : t('reminder.postLink', { link: [{ link, text: link }] }),
        next && t('reminder.nextLine', { next: timeText(next.at, 'both') }),
      ],
      '\n',
    ),
    buttons: settledButtons(telling, it, date),
  }
}

function settledButtons(telling: Telling, it: Reminder, date: Occurrence): Button[] {
  const link = it.network === undefined ? 'addLink' : 'addPostLink'
  return [
    ...(date.state === 'done' && date.link === undefined
      ? [reminderButton(telling, link, 'link', it, date)]
      : []),
    ...(date.before === undefined ? [] : [undoButton(telling, it, date)]),
  ]
}

/** The first line, and a second where the first says that it is late. */
function headText(telling: Telling, it: Reminder, date: Occurrence): [first: Text, second: Text | undefined] {
  const { now, t } = telling
  const time = timeText(date.sendAt)
  const sent = date.sent ?? now
  const doing = join([
    it.network,
    t(
      date.state === 'not-confirmed'
        ? 'reminder.notConfirmed'
        : it.network === undefined
          ? 'reminder.toDo'
          : 'reminder.toPost',
    ),
    isAddressed(date) ? targetText(telling, it.for) : undefined,
  ])
  if (sent - date.sendAt <= punctual) return [join([time, doing]), undefined]
  return [join([time, t(`reminder.late.${date.late ?? 'unexplained'}`, { sent: timeText(sent) })]), doing]
}

/** In a channel a card says whom it asks; in private it asks whoever reads it. */
const isAddressed = ({ sendings }: Occurrence): boolean => sendings.some(({ to }) => 'place' in to)

/** 'Campaign Hiring · text and picture: link', then 'Every Thursday at 12:30 · next: Thursday 18 March · R31'. */
function detailTexts(telling: Telling, it: Reminder, date: Occurrence): Text[] {
  const { t } = telling
  const { campaign, link } = it
  const materials = [
    campaign === undefined ? undefined : t('reminder.campaign', { campaign }),
    link === undefined
      ? undefined
      : t('reminder.materials', { link: [{ link, text: plain(t('reminder.link')) }] }),
  ]
  if (isOnce(it.rule)) return [join([...materials, refOf(it)])]
  const [next] = nextDates(it, 1)
  const series = [
    ruleText(telling, it),
    next && t('reminder.next', { next: nextText(telling, next.at, date) }),
    refOf(it),
  ]
  return [join(materials), join(series)]
}
