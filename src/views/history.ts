import type { Card } from '../core/card.ts'
import type { Who } from '../core/person.ts'
import { join, type Text } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import { countHistory, historyOf } from '../features/incidents/queries.ts'
import type { Incident } from '../features/incidents/record.ts'
import { outcomeText, severityText, type Telling, typeText } from './incident-words.ts'
import { nameText, timeText } from './words.ts'

/** How far back the past counts, in milliseconds: 90 days. */
export const pastWindow = 90 * 24 * 60 * 60 * 1000
/** How many earlier cases are shown one by one. */
const shownPast = 3
/** How many of the members reported in a case are looked up. */
const mostMembers = 10

/** What is known of a member before a case. */
interface Past {
  who: Who
  count: number
  latest: Incident[]
}

/** Gets the 90 days before a case of everybody reported in it, those with most cases first. */
export async function pastOf(
  use: Work,
  it: Pick<Incident, 'happened' | 'number' | 'reported'>,
): Promise<Past[]> {
  const since = it.happened - pastWindow
  const found = await Promise.all(
    it.reported.slice(0, mostMembers).map(
      async (who): Promise<Past> => ({
        who,
        count: await countHistory(use, who.person, since, it),
        latest: await historyOf(use, who.person, shownPast, since, it),
      }),
    ),
  )
  return found.sort((a, b) => b.count - a.count)
}

/** Tells how often a member was reported: '@nightowl · 3 incidents in 90 days'; only their name for never. */
export const pastHead = ({ t }: Telling, { count, who }: Past): Text =>
  count === 0 ? nameText(who) : t('incident.past', { count, who: nameText(who) })

/** Tells what became of a member's latest three cases. */
export const pastLines = (telling: Telling, { latest }: Past): Text[] =>
  latest.map((it) =>
    telling.t('incident.pastLine', {
      ref: telling.ref(it.number),
      outcome: outcomeText(telling, it),
      day: timeText(it.happened, 'day'),
    }),
  )

/** Tells a member's past whole. */
export const pastText = (telling: Telling, past: Past): Text =>
  join([pastHead(telling, past), ...pastLines(telling, past)], '\n')

/** One page of a member's history. */
interface History {
  who: Who
  items: readonly Incident[]
  count: number
  /** How many of them are of the last 90 days. */
  recent: number
  /** How many come after this page, and the command that shows them. */
  more?: { count: number; command: string }
}

/** Shows a member's cases and what became of them, newest first. */
export function historyCard(telling: Telling, { count, items, more, recent, who }: History): Card {
  const { ref, t } = telling
  if (count === 0)
    return { text: t('incident.history.none', { who: nameText(who) }), footer: t('incident.history.note') }
  const lines = items.map((it) =>
    t('incident.history.line', {
      day: timeText(it.happened, 'day'),
      ref: ref(it.number),
      type: typeText(telling, it),
      severity: severityText(telling, it),
      outcome: outcomeText(telling, it),
    }),
  )
  return {
    title: t('incident.history.title', { count, who: nameText(who) }),
    text: t('incident.history.recent', { count: recent }),
    sections: [{ lines, ...(more && { more }) }],
    footer: t('incident.history.note'),
  }
}
