import * as z from 'zod'
import type { Kind, Read, Reading } from '../core/args.ts'
import { plain } from '../core/plain.ts'
import { foldWord, shorten } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import { addressOf, type Typed } from '../features/former.ts'
import { activeIncidents, incidentRanges, numberAt } from '../features/incidents/queries.ts'
import { incidentOf } from '../features/incidents/record.ts'
import { incidentAt } from '../features/incidents/threads.ts'
import { lastNumber } from '../features/numbering.ts'
import { settingsOf } from '../features/settings.ts'
import { labelOf, type Numbering, readNumbered, separator, suggestionOf, writtenNumber } from './numbered.ts'

/** How many open cases completion looks through, and the most it shows. */
const lookThrough = 200
const shown = 25

/** The number of another case than the one a command is about: never that of the thread one is in. */
export const otherIncident = () =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .meta({ kind: 'other-incident' })

const numbering: Numbering = {
  of: 'incident',
  called: (number, prefix) => `${prefix}-${number}`,
  async stands(number, _at, use) {
    const it = await incidentOf(use, number)
    return it && (it.withdrawn === undefined ? 'there' : 'over')
  },
  async about(number, { locale, words }, use) {
    const it = await incidentOf(use, number)
    if (it === undefined) return undefined
    const [member] = it.reported
    const type = plain(words.t(locale)(`values.type.${it.type}.name`))
    const named = member === undefined ? [] : [`@${member.name}`]
    return [type, ...named, it.what.replaceAll('\n', ' ')].join(separator)
  },
}

/** A case: `INC-12` with the community's prefix, `inc12`, `#12`, `12`, or the last one. */
export const otherIncidentKind: Kind = {
  name: 'other-incident',
  read: readReference,
  async show(canonical, at, use) {
    const number = Number(canonical)
    return (await incidentOf(use, number)) && labelOf(numbering, number, at, use)
  },
  async suggest(typed, at, use) {
    const wanted = foldWord(typed).replace(/^#/, '')
    const open = await activeIncidents(use, lookThrough)
    const all = await Promise.all(open.map(({ number }) => suggestionOf(numbering, number, typed, at, use)))
    return all.filter(({ label }) => foldWord(label).includes(wanted)).slice(0, shown)
  },
  written: (canonical, at, use) => writtenNumber(numbering, canonical, at, use),
}

/** The same, and the case itself where nothing is typed in its own thread. */
export const incidentKind: Kind = {
  ...otherIncidentKind,
  name: 'incident',
  async absent({ here }, use) {
    const number = await incidentAt(use, here)
    return number === undefined ? undefined : addressOf(use.community, number)
  },
}

async function readReference(words: string, at: Reading, use: Work): Promise<Read> {
  const t = at.words.t(at.locale)
  const newest = 'value' in at.words.find('values.last', words, at.locale) ? await newestOf(use) : undefined
  if (newest !== undefined) return { value: String(newest) }
  const typed = await typedIn(words, use)
  const read = await readNumbered(numbering, words, typed, at, use)
  if (read !== undefined) return read
  const { prefix } = await settingsOf(use)
  const last = await lastNumber(use, 'incident')
  if (typed !== undefined) {
    const ref = `${typed.prefix ?? prefix}-${typed.number}`
    return {
      problem: t('incident.reading.absent', { ref }),
      nearest: last === 0 ? [] : [`${prefix}-${last}`],
    }
  }
  if (last === 0) return { problem: t('incident.reading.none'), nearest: [] }
  const example = `${prefix}-${last}`
  return { problem: t('incident.reading.unreadable', { typed: shorten(words, 60), example }), nearest: [] }
}

/** Reads `INC-12`, `inc 12`, `#12`, `12`, also out of a suggestion that was taken whole; prefixes are those of now and before. */
async function typedIn(words: string, use: Work): Promise<Typed | undefined> {
  const [reference = ''] = words.split(separator, 1)
  const [, letters = '', digits] = /^#? *(\D*?) ?(\d{1,9})$/u.exec(foldWord(reference)) ?? []
  if (digits === undefined) return undefined
  if (letters === '') return { number: Number(digits) }
  const { formers = [], prefix } = await settingsOf(use)
  const known = [prefix, ...formers.map((it) => it.prefix)].find((each) => foldWord(each) === letters)
  return known === undefined ? undefined : { number: Number(digits), prefix: known }
}

/** Returns the number of the case logged last that was not withdrawn. */
async function newestOf(use: Work): Promise<number | undefined> {
  const range = incidentRanges.logged(use, 0, use.now.epochMilliseconds + 1)
  const [entry] = await use.list({ ...range, limit: 1, reverse: true })
  return entry === undefined ? undefined : numberAt(entry.key)
}
