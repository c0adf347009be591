import type { Card } from '../core/card.ts'
import { join, shorten, type Text } from '../core/text.ts'
import type { Incident } from '../features/incidents/record.ts'
import { outcomeText, severityText, statusText, type Telling, typeText } from './incident-words.ts'
import { nameText, timeText } from './words.ts'

/** How much of what happened a line of a list shows, in characters. */
const longestWhat = 100

/** One page of a list of cases, and the command that shows the next. */
interface IncidentPage {
  items: readonly Incident[]
  total: number
  /** False where there are older ones than a list looks through. */
  whole: boolean
  more?: { count: number; command: string }
}

/** Shows one page of cases; `filtered`: not simply all the open ones. */
export function listCard(telling: Telling, page: IncidentPage, filtered: boolean): Card {
  const { items, more, total, whole } = page
  const { t } = telling
  if (items.length === 0) return { text: t(filtered ? 'incident.list.noMatch' : 'incident.list.none') }
  const title = filtered ? 'incident.list.found' : 'incident.list.title'
  return {
    title: t(whole ? title : 'incident.list.foundMost', { count: total }),
    sections: [{ lines: items.map((it) => lineText(telling, it)), ...(more && { more }) }],
  }
}

/** Tells a case in two lines: how it stands, who has it and by when; then what happened. */
function lineText(telling: Telling, it: Incident): Text {
  const { ref, t } = telling
  const values = { ref: ref(it.number), type: typeText(telling, it), severity: severityText(telling, it) }
  const what = shorten(it.what.replaceAll('\n', ' '), longestWhat)
  if (it.resolved !== undefined)
    return join(
      [
        t('incident.list.resolvedLine', {
          ...values,
          reason: outcomeText(telling, it),
          time: timeText(it.resolved.at),
        }),
        what,
      ],
      '\n',
    )
  const head = t('incident.list.line', { ...values, status: statusText(telling, it) })
  const owner = it.owner === undefined ? t('incident.list.noOwner') : nameText(it.owner)
  return join([join([head, owner, deadlineText(telling, it)]), what], '\n')
}

function deadlineText({ now, t }: Telling, { due, until }: Incident): Text | undefined {
  const at = due?.at ?? until
  if (at === undefined) return undefined
  return t(at < now ? 'incident.list.late' : 'incident.list.by', { time: timeText(at) })
}
