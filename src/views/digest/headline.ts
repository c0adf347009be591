import { concat, join, type Text } from '../../core/text.ts'
import type { Reason } from '../../features/digest/headline.ts'
import { unownedSince } from '../../features/incidents/ownership.ts'
import type { Incident } from '../../features/incidents/record.ts'
import { isInDoubt } from '../../features/reminders/standing.ts'
import { severityText, typeText } from '../incident-words.ts'
import { titleOf } from '../reminder-words.ts'
import { capital, chatText, sentence, timeText } from '../words.ts'
import { inLine, within } from './layout.ts'
import type { Decision } from './selection.ts'
import { atHour, awaitedText, handle, hour, ref, type Telling } from './telling.ts'

/** How much of what somebody wrote about a case the reason repeats. */
const longestWhat = 110
/** What EXAMPLES' quiet morning takes, which is one sentence on one line. */
const headWidth = 66

/** The first line: how things stand, and when. */
export const titleText = (telling: Telling): Text =>
  telling.t('digest.title', {
    tone: telling.t(`digest.tone.${telling.headline.tone}`),
    time: timeText(telling.facts.at, 'both'),
  })

/** The lines under it: why, how many things wait for this reader, and the first by when. */
export function standing(telling: Telling, decisions: readonly Decision[]): Text {
  const { headline } = telling
  const why =
    headline.tone === 'quiet' ? telling.t('digest.quiet.nothingUrgent') : reasonText(telling, headline.reason)
  const waits = waitingText(telling, decisions, headline.tone === 'quiet')
  return headline.tone === 'quiet'
    ? within(join([why, waits], ' '), telling, { width: headWidth })
    : join([within(why, telling), within(waits, telling)], '\n')
}

/** Says in one sentence why the morning is not quiet. */
export function reasonText(telling: Telling, it: Reason): Text {
  const { t } = telling
  switch (it.why) {
    case 'critical':
      return others(
        telling,
        whatText(telling, it.case, sentence(inLine(it.case.what, longestWhat))),
        'criticalMore',
        it.more,
      )
    case 'late': {
      const said = t('digest.reason.late', {
        ref: ref(telling, it.question.number),
        who: awaitedText(telling, it.question),
        time: hour(telling, it.question.due),
        level: it.question.level,
      })
      return others(telling, said, 'lateMore', it.more)
    }
    case 'broken':
      return t(it.chat.lost ? 'digest.reason.lost' : 'digest.reason.broken', {
        chat: capital(chatText(telling, it.chat.platform), telling.locale),
        time: hour(telling, it.chat.since),
      })
    case 'unowned': {
      const said = t('digest.reason.unowned', {
        ref: ref(telling, it.case.number),
        type: typeText(telling, it.case),
        severity: severityText(telling, it.case),
        time: hour(telling, unownedSince(it.case)),
      })
      return others(telling, said, 'unownedMore', it.more)
    }
    case 'content': {
      const missed = it.missed.filter(({ occurrence }) => !isInDoubt(occurrence))
      const doubts = it.missed.length - missed.length
      return t('digest.reason.content', {
        what: join(
          [
            missed.length > 0 && t('digest.missedCount', { count: missed.length }),
            doubts > 0 && t('digest.inDoubtCount', { count: doubts }),
            it.unconfirmed.length > 0 && t('digest.unconfirmedCount', { count: it.unconfirmed.length }),
          ].filter((each) => each !== false),
          ', ',
        ),
      })
    }
  }
}

/** Tells a case: 'Press: a journalist has picked up the double charges.' */
export const whatText = (telling: Telling, it: Incident, what: Text): Text =>
  telling.t('digest.reason.case', { type: capital(typeText(telling, it), telling.locale), what })

const others = ({ t }: Telling, said: Text, key: string, count: number): Text =>
  count === 0 ? said : concat(said, ' ', t(`digest.reason.${key}`, { count }))

/** Says how many things wait and the first by when; on a quiet morning a single one is told at once. */
function waitingText(telling: Telling, decisions: readonly Decision[], quiet: boolean): Text {
  const { reader, t } = telling
  const whom = reader.person === undefined ? 'all' : 'you'
  const [first] = decisions
  const count = decisions.length
  if (first === undefined) return quiet ? '' : t(`digest.waits.${whom}.nothing`)
  if (quiet && count === 1) return t(`digest.waits.${whom}.one`, { what: briefly(telling, first) })
  if (first.by === undefined) return t(`digest.waits.${whom}.open`, { count })
  return first.by <= telling.facts.at
    ? t(`digest.waits.${whom}.late`, { count, time: hour(telling, first.by) })
    : t(`digest.waits.${whom}.by`, { count, time: atHour(telling, first.by) })
}

/** Tells one thing that waits in a few words: 'INC-204, the fix, at 10:00'. */
function briefly(telling: Telling, it: Decision): Text {
  const { t } = telling
  const parts: Text[] = []
  if (it.kind === 'content') parts.push(inLine(titleOf(it.planned.reminder), 40))
  else if (it.kind === 'case') {
    parts.push(ref(telling, it.case.number))
    parts.push(it.case.due === undefined ? typeText(telling, it.case) : inLine(it.case.due.what, 40))
  } else {
    parts.push(ref(telling, it.question.number))
    parts.push(t('digest.questionOf', { who: handle(it.question.by) }))
  }
  if (it.by !== undefined) parts.push(atHour(telling, it.by))
  return join(parts, ', ')
}
