import type { Locale } from '../../../core/person.ts'
import type { Text } from '../../../core/text.ts'
import type { Planned } from '../../../features/reminders/queries.ts'
import type { Telling } from '../telling.ts'
import type { PartText, PartWriter } from './part.ts'

/** How many days without content are named. */
const gapsNamed = 4

const ahead = (texts: Text[]): PartText[] => [{ flows: 'ahead', texts, least: 1, rank: 9, firm: true }]

/** 'TOMORROW 2 posts ready' */
const tomorrow: PartWriter = ({ facts, t }) => {
  const planned = facts.content.tomorrow
  return ahead(planned.length === 0 ? [] : [t('digest.ahead', { what: readyText(planned, t) })])
}

/** Counts posts, and those of them whose text is there. */
export function readyText(planned: readonly Planned[], t: Telling['t']): Text {
  const count = planned.length
  const ready = planned.filter(({ reminder }) => reminder.link !== undefined).length
  if (count === 0) return t('digest.postsNone')
  if (ready === count) return t('digest.postsReady', { count })
  return ready === 0 ? t('digest.postsPlanned', { count }) : t('digest.postsSomeReady', { count, ready })
}

/** 'gaps: Tue 16, Mon 22' */
const gaps: PartWriter = ({ facts, locale, t }) => {
  const days = facts.content.gaps
  const named = days.slice(0, gapsNamed).map((each) => writeGap(each, locale))
  const rest = days.length - named.length
  if (rest > 0) named.push(`+${rest}`)
  return ahead(days.length === 0 ? [] : [t('digest.gaps', { days: named.join(', ') })])
}

/** The parts that look ahead. */
export const aheadParts = { tomorrow, gaps }

/** Writes a day, 'YYYY-MM-DD', as 'Tue 16'. */
const writeGap = (day: string, locale: Locale): string =>
  Temporal.PlainDate.from(day)
    .toLocaleString(locale === 'fr' ? 'fr-FR' : 'en-GB', { weekday: 'short', day: 'numeric' })
    .replaceAll(',', '')
