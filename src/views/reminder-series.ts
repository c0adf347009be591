import { asForm, type Button, type Card, type Section } from '../core/card.ts'
import { plain } from '../core/plain.ts'
import { join, type Text } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import { calledBefore } from '../features/former.ts'
import { recordsOf } from '../features/reminders/queries.ts'
import type { Occurrence, Reminder } from '../features/reminders/record.ts'
import { refOf } from '../features/reminders/rights.ts'
import { nextDates } from '../features/reminders/series.ts'
import { restoreWithin } from '../features/reminders/undo.ts'
import { settingsOf } from '../features/settings.ts'
import { isOnce } from '../schedule/recurrence.ts'
import { reminderButton, undoButton } from './reminder-buttons.ts'
import { problemText } from './reminder-trouble.ts'
import { didText, ruleText, stateText } from './reminder-words.ts'
import { formerlyText, nameText, placeText, type Telling, targetText, timeText } from './words.ts'

/** How many dates to come are shown before something is saved, and after. */
const shownDates = 3
/** How many past dates of a series are shown. */
const shownPast = 5

/** Tells a series in a few lines: what, when, for whom, and its next three dates. */
export function summaryText(telling: Telling, it: Reminder): Text {
  const { t } = telling
  const next = nextDates(it, shownDates).map(({ at }) => timeText(at, 'both'))
  return join(
    [
      it.what,
      join([
        ruleText(telling, it),
        it.network,
        it.campaign === undefined ? undefined : t('reminder.campaign', { campaign: it.campaign }),
        t('reminder.forWhom', { who: targetText(telling, it.for) }),
        it.place === undefined ? undefined : placeText(telling, it.place),
        it.link === undefined ? undefined : [{ link: it.link, text: it.link }],
      ]),
      next.length === 0 || (isOnce(it.rule) && it.rule.zone === telling.reader.zone)
        ? undefined
        : t(next.length === 1 ? 'reminder.nextLine' : 'reminder.nextDates', { next: join(next) }),
    ],
    '\n',
  )
}

/** Answers a change of a series: what was done, and what it is now. */
export const changedCard = (
  telling: Telling,
  it: Reminder,
  did: Text,
  buttons: Button[] = seriesButtons(telling, it),
): Card => ({ title: did, text: summaryText(telling, it), buttons })

/** Shows all of a series. */
export async function seriesCard(
  use: Work,
  telling: Telling,
  it: Reminder,
  mayChange: boolean,
): Promise<Card> {
  const { t } = telling
  const past = await pastSection(use, telling, it)
  const footer = formerlyText(t, calledBefore(it.number, 'reminder', await settingsOf(use), refOf))
  return {
    title: join([refOf(it), it.what]),
    fields: fieldsOf(telling, it).map(([name, value]) => ({
      name: plain(t(`reminder.fields.${name}`)),
      value,
    })),
    sections: past === undefined ? [] : [past],
    buttons: mayChange ? [...editButtons(telling, it), ...seriesButtons(telling, it)] : [],
    ...(footer !== undefined && { footer }),
  }
}

function fieldsOf(telling: Telling, it: Reminder): [name: string, value: Text][] {
  const { t } = telling
  const next = nextDates(it, shownDates).map(({ at }) => timeText(at, 'both'))
  const optional: [string, Text | undefined][] = [
    ['when', ruleText(telling, it)],
    ['next', it.state === 'deleted' || next.length === 0 ? undefined : join(next)],
    ['for', targetText(telling, it.for)],
    ['place', it.place && placeText(telling, it.place)],
    ['network', it.network],
    ['campaign', it.campaign],
    ['link', it.link === undefined ? undefined : [{ link: it.link, text: it.link }]],
    ['late', it.late === 'once' ? undefined : t(`values.late.${it.late}.name`)],
    ['state', seriesState(telling, it)],
    ['made', t('reminder.madeBy', { who: nameText(it.by), time: timeText(it.made) })],
  ]
  return optional.filter((field): field is [string, Text] => field[1] !== undefined)
}

/** Says how a series stands where that is not simply active: since when, by whom, and why. */
function seriesState(telling: Telling, it: Reminder): Text | undefined {
  const { t } = telling
  if (it.deleted !== undefined)
    return t('reminder.deletedAt', { who: nameText(it.deleted.by), time: timeText(it.deleted.at) })
  if (it.state === 'ended') return t('reminder.ended')
  if (it.paused === undefined) return undefined
  const time = timeText(it.paused.at)
  if (it.paused.by !== undefined) return t('reminder.pausedBy', { who: nameText(it.paused.by), time })
  return t('reminder.pausedSince', { time, why: problemText(telling, it, it.paused.why) })
}

async function pastSection(use: Work, telling: Telling, it: Reminder): Promise<Section | undefined> {
  const past = await recordsOf(use, it.number, shownPast)
  if (past.length === 0) return undefined
  return { title: telling.t('reminder.latest'), lines: past.map((date) => pastText(telling, it, date)) }
}

const pastText = (telling: Telling, it: Reminder, date: Occurrence): Text =>
  join([timeText(date.at), didText(telling, it, date) ?? stateText(telling, it, date), date.link])

function editButtons(telling: Telling, it: Reminder): Button[] {
  if (it.deleted !== undefined) return []
  const edit = reminderButton(telling, 'edit', 'edit', it)
  return [{ ...edit, input: { ...edit.input, ...asForm } }]
}

/** What can be done about a series: nothing about one that is over but to bring it back for a while. */
function seriesButtons(telling: Telling, it: Reminder): Button[] {
  const { now } = telling
  if (it.deleted !== undefined) return now - it.deleted.at > restoreWithin ? [] : [undoButton(telling, it)]
  const running =
    it.state === 'paused'
      ? [reminderButton(telling, 'resume', 'resume', it)]
      : it.state === 'active'
        ? [reminderButton(telling, 'pause', 'pause', it), reminderButton(telling, 'skipNext', 'skip', it)]
        : []
  return [...running, { ...reminderButton(telling, 'delete', 'delete', it), style: 'danger' }]
}
