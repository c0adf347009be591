import type { Button, Card } from '../../core/card.ts'
import type { Reader } from '../../core/person.ts'
import { plain } from '../../core/plain.ts'
import { join, type Text, type Translate } from '../../core/text.ts'
import type { Work } from '../../core/work.ts'
import type { Schedule } from '../../features/digest/record.ts'
import { addressOf } from '../../features/former.ts'
import { nextOf } from '../../schedule/recurrence.ts'
import { describeRule } from '../../schedule/rule-words.ts'
import { nameText, placeText, timeText } from '../words.ts'

/** How many dates a confirmation shows. */
const datesShown = 3
/** How many schedules a list shows. */
const most = 20

/** Confirms a schedule: the rule in words, and the next three dates in the reader's zone. */
export const scheduledCard = (use: Work, it: Schedule, reader: Reader, t: Translate): Card => ({
  title: t('digest.schedule.title', {
    ref: scheduleRef(it),
    audience: t(`values.audience.${it.audience}.name`),
  }),
  text: join([
    describeRule(it.rule, t, reader.locale, { zone: reader.zone, now: use.now }),
    whereText(it, t),
  ]),
  sections: [{ title: t('digest.schedule.next'), lines: nextDates(it, use.now, datesShown) }],
  buttons: [stopButton(use, it, t)],
})

/** Lists what is scheduled, each with its next date. */
export function schedulesCard(
  all: readonly Schedule[],
  reader: Reader,
  now: Temporal.Instant,
  t: Translate,
): Card {
  if (all.length === 0)
    return { text: t('digest.schedule.none', { example: t('nouns.digest.verbs.schedule.example') }) }
  const lines = all.slice(0, most).map((it) => lineText(it, reader, now, t))
  const rest = all.length - lines.length
  return {
    title: t('digest.schedule.list'),
    sections: [{ lines: rest === 0 ? lines : [...lines, t('digest.schedule.more', { count: rest })] }],
  }
}

/** Says that a schedule is over, or who ended it before. */
export function stoppedCard(it: Schedule, t: Translate): Card {
  const values = {
    ref: scheduleRef(it),
    audience: t(`values.audience.${it.audience}.name`),
    where: whereText(it, t),
  }
  if (it.stopped === undefined) return { text: t('digest.schedule.stopped', values) }
  const { at, by } = it.stopped
  return {
    text: t('digest.schedule.stoppedBefore', {
      ...values,
      who: nameText(by),
      time: timeText(at),
    }),
  }
}

/** Writes the reference of a scheduled digest: 'D3'. */
export const scheduleRef = ({ number }: Pick<Schedule, 'number'>): string => `D${number}`

/** The button that ends a scheduled digest. */
export const stopButton = ({ community }: Work, it: Schedule, t: Translate): Button => ({
  label: plain(t('digest.buttons.stop')),
  command: 'digest stop',
  input: { ref: addressOf(community, it.number) },
})

function lineText(it: Schedule, reader: Reader, now: Temporal.Instant, t: Translate): Text {
  const [next] = nextDates(it, now, 1)
  const head = join([scheduleRef(it), t(`values.audience.${it.audience}.name`), whereText(it, t)])
  const rule = describeRule(it.rule, t, reader.locale, { zone: reader.zone, now })
  return join([head, next === undefined ? rule : t('digest.schedule.line', { rule, next })], '\n')
}

/** A digest of one's own names its reader, since lists are read by others too. */
function whereText({ to }: Schedule, t: Translate): Text {
  return 'direct' in to
    ? t('digest.schedule.to', { who: nameText(to.direct) })
    : t('digest.schedule.in', { place: placeText({ t }, to.place) })
}

const nextDates = (it: Schedule, now: Temporal.Instant, count: number): Text[] =>
  nextOf(it.rule, now, count).map(({ at }) => timeText(at, 'both'))
