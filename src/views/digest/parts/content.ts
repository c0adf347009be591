import { join, type Text } from '../../../core/text.ts'
import type { Planned } from '../../../features/reminders/queries.ts'
import { isInDoubt } from '../../../features/reminders/standing.ts'
import { titleOf } from '../../reminder-words.ts'
import { inLine } from '../layout.ts'
import { isTheirs } from '../selection.ts'
import { forWhom, hour, moreBy, type Telling, typed } from '../telling.ts'
import type { PartText, PartWriter, Seen } from './part.ts'

/** Titles and networks are cut so that a line of content fits a phone. */
const longestTitle = 28
const longestNetwork = 12

const theirs = (telling: Telling, all: readonly Planned[]): Planned[] =>
  all.filter((it) => isTheirs(it, telling.reader))

/** '12:30 LinkedIn · Job of the week · you · ready' */
const today: PartWriter = (telling, seen) => [
  {
    heading: telling.back ? 'content' : 'today',
    texts: theirs(telling, telling.facts.content.today).map((it) => plannedText(telling, it, seen)),
    least: 4,
    rank: 4,
    more: moreBy(telling, 'reminder list', { days: '1' }),
  },
]

function plannedText(telling: Telling, it: Planned, seen: Seen): Text {
  const { network, for: whom } = it.reminder
  const time = hour(telling, it.occurrence.sendAt)
  const where = join([time, inLine(network ?? '', longestNetwork)], ' ')
  const above = seen.decisions.findIndex(
    (each) => each.kind === 'content' && each.planned.occurrence.id === it.occurrence.id,
  )
  const state = above < 0 ? stateText(telling, it) : telling.t('digest.see', { nth: String(above + 1) })
  return join([where, inLine(titleOf(it.reminder), longestTitle), forWhom(telling, whom), state])
}

/** Says how a date stands. What has a link to its text can go out; of anything else nobody knows. */
function stateText(telling: Telling, { occurrence, reminder }: Planned): Text {
  const { state, since } = occurrence
  const { t } = telling
  const time = hour(telling, since)
  if (state === 'sent') return t('digest.state.sent', { time })
  if (state === 'done')
    return t(`digest.state.${reminder.network === undefined ? 'done' : 'posted'}`, { time })
  if ((state === 'scheduled' || state === 'later') && reminder.link !== undefined)
    return t('digest.state.ready')
  if (isInDoubt(occurrence)) return t('reminder.inDoubt')
  return t(`values.state.${state === 'later' ? 'scheduled' : state}.name`)
}

const unconfirmed: PartWriter = (telling) => [
  lost(telling, 'unconfirmed', theirs(telling, telling.facts.content.unconfirmed)),
]

const missed: PartWriter = (telling) => [
  lost(telling, 'missed', theirs(telling, telling.facts.content.missed)),
]

/** How the state is called by which a list chooses. */
const states = { unconfirmed: 'not-confirmed', missed: 'missed' } as const

/** 'Not confirmed: yesterday 18:00, X, Wednesday poll (@cm_junior)' */
function lost(telling: Telling, key: 'unconfirmed' | 'missed', all: readonly Planned[]): PartText {
  const { t } = telling
  return {
    heading: 'today',
    texts: all.map(({ occurrence, reminder }) =>
      t(isInDoubt(occurrence) ? 'digest.inDoubt' : `digest.${key}`, {
        what: join(
          [
            hour(telling, occurrence.sendAt),
            inLine(reminder.network ?? '', longestNetwork),
            inLine(titleOf(reminder), longestTitle),
          ],
          ', ',
        ),
        who: forWhom(telling, reminder.for),
      }),
    ),
    least: 1,
    rank: 2,
    more: (count) =>
      t(`digest.${key}More`, {
        count,
        command: typed(telling, 'reminder list', { state: ['state', states[key]] }),
      }),
  }
}

/** The parts that tell content and tasks. */
export const contentParts = { today, unconfirmed, missed }
