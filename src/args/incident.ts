import * as z from 'zod'
import type { Kind, Read, Reading } from '../core/args.ts'
import { plain } from '../core/plain.ts'
import { foldWord, shorten } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import { activeIncidents, incidentRanges, numberAt } from '../features/incidents/queries.ts'
import { type Incident, incidentOf } from '../features/incidents/record.ts'
import { incidentAt } from '../features/incidents/threads.ts'
import { lastNumber } from '../features/numbering.ts'
import { settingsOf } from '../features/settings.ts'

/** How many open cases completion looks through, and the most it shows. */
const lookThrough = 200
const shown = 25
/** Stands between a reference and what happened; what follows it is not read. */
const separator = ' · '
/** How long a suggestion is at most, in characters: Discord allows 100. */
const longestLabel = 100

/** The number of another case than the one a command is about: never that of the thread one is in. */
export const otherIncident = () =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .meta({ kind: 'other-incident' })

/** A case: `INC-12` with the community's prefix, `inc12`, `#12`, `12`, or the last one. */
export const otherIncidentKind: Kind = {
  name: 'other-incident',
  read: readReference,
  async show(number, at, use) {
    const it = await incidentOf(use, Number(number))
    return it && labelOf(it, at, (await settingsOf(use)).prefix)
  },
  async suggest(typed, at, use) {
    const { prefix } = await settingsOf(use)
    const wanted = foldWord(typed).replace(/^#/, '')
    const open = await activeIncidents(use, lookThrough)
    return open
      .map((it) => ({ value: `${prefix}-${it.number}`, label: labelOf(it, at, prefix) }))
      .filter(({ label }) => foldWord(label).includes(wanted))
      .slice(0, shown)
  },
}

/** Writes a case in one line: 'INC-212 · harassment · @nightowl · writes to @otter again'. */
function labelOf(it: Incident, { locale, words }: Pick<Reading, 'locale' | 'words'>, prefix: string): string {
  const type = plain(words.t(locale)(`values.type.${it.type}.name`))
  const [member] = it.reported
  const what = it.what.replaceAll('\n', ' ')
  const parts = [`${prefix}-${it.number}`, type, ...(member === undefined ? [] : [`@${member.name}`]), what]
  return shorten(parts.join(separator), longestLabel)
}

/** The same, and the case itself where nothing is typed in its own thread. */
export const incidentKind: Kind = {
  ...otherIncidentKind,
  name: 'incident',
  async absent({ here }, use) {
    const number = await incidentAt(use, here)
    return number === undefined ? undefined : String(number)
  },
}

async function readReference(typed: string, at: Reading, use: Work): Promise<Read> {
  const t = at.words.t(at.locale)
  const { prefix } = await settingsOf(use)
  const last = await lastNumber(use, 'incident')
  const number =
    'value' in at.words.find('values.last', typed, at.locale) ? await newest(use) : numberIn(typed, prefix)
  if (number === undefined) {
    if (last === 0) return { problem: t('incident.reading.none'), nearest: [] }
    const example = `${prefix}-${last}`
    return {
      problem: t('incident.reading.unreadable', { typed: shorten(typed, 60), example }),
      nearest: [],
    }
  }
  if (number <= last && (await incidentOf(use, number)) !== undefined) return { value: String(number) }
  const ref = `${prefix}-${number}`
  return {
    problem: t('incident.reading.absent', { ref }),
    nearest: last === 0 ? [] : [`${prefix}-${last}`],
  }
}

/** Reads `INC-12`, `inc 12`, `#12`, `12`, also out of a suggestion that was taken whole. */
function numberIn(typed: string, prefix: string): number | undefined {
  const [reference = ''] = typed.split(separator, 1)
  const folded = foldWord(reference).replace(/^#\s*/, '')
  const begin = foldWord(prefix)
  const rest = folded.startsWith(begin) ? folded.slice(begin.length).trimStart() : folded
  return /^\d{1,9}$/.test(rest) ? Number(rest) : undefined
}

/** Returns the number of the case logged last that was not withdrawn. */
async function newest(use: Work): Promise<number | undefined> {
  const range = incidentRanges.logged(use, 0, use.now.epochMilliseconds + 1)
  const [entry] = await use.list({ ...range, limit: 1, reverse: true })
  return entry === undefined ? undefined : numberAt(entry.key)
}
