import type { Section } from '../core/card.ts'
import { plain } from '../core/plain.ts'
import { join, shorten, type Text } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import { incidentRanges, incidentsAt, numberAt } from '../features/incidents/queries.ts'
import type { Incident, IncidentEntry } from '../features/incidents/record.ts'
import { commandLine } from './command-line.ts'
import { severityText, statusText, type Telling, typeText } from './incident-words.ts'
import { timeText } from './words.ts'

/** How many of somebody's cases are shown, and up to where they are counted. */
const shown = 5
const counted = 200
/** How much of what happened is told, in characters. */
const longestWhat = 80

/** Shows the open cases somebody has, most urgent first, but for those that are `told` already. */
export async function ownedSections(
  use: Work,
  telling: Telling,
  person: { id: string },
  told: ReadonlySet<number>,
): Promise<Section[]> {
  const { reader, t } = telling
  const entries = await use.list<IncidentEntry>({ ...incidentRanges.owner(use, person.id), limit: counted })
  const numbers = entries.map((entry) => numberAt(entry.key)).filter((number) => !told.has(number))
  const cases = await incidentsAt(use, numbers.slice(0, shown))
  if (cases.length === 0) return []
  const command = commandLine(use.house.words, reader.locale, 'incident list')
  return [
    {
      title: t('home.owned'),
      lines: cases.map((it) => lineText(telling, it)),
      ...(numbers.length > shown && { more: { count: numbers.length - shown, command } }),
      buttons: cases.map(({ number }) => ({
        label: plain(t('buttons.open', { ref: telling.ref(number) })),
        command: 'incident show',
        input: { ref: telling.address(number) },
      })),
    },
  ]
}

function lineText(telling: Telling, it: Incident): Text {
  const { now, ref, t } = telling
  const by = it.due?.at ?? it.until
  const head = join([
    ref(it.number),
    typeText(telling, it),
    severityText(telling, it),
    statusText(telling, it),
    by === undefined ? undefined : t(`incident.list.${by < now ? 'late' : 'by'}`, { time: timeText(by) }),
  ])
  return join([head, shorten(it.what.replaceAll('\n', ' '), longestWhat)], '\n')
}
