import * as z from 'zod'
import type { Kind } from '../core/args.ts'
import { writeWhen } from '../core/dates.ts'
import { type Person, place as placeSchema } from '../core/person.ts'
import { foldWord } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import { addressOf, isAddress, numberAt, occurrenceAt } from '../features/former.ts'
import { lastNumber } from '../features/numbering.ts'
import { isMine, isTeams, occurrencesBetween } from '../features/reminders/queries.ts'
import { parseOccurrenceId, reminderAt, reminderOf } from '../features/reminders/record.ts'
import { mayRead, refOf } from '../features/reminders/rights.ts'
import { settingsOf } from '../features/settings.ts'
import { placeKind } from './kind-place.ts'
import { linkKind, textKind } from './kind-text.ts'
import { dayKind, durationKind, momentKind } from './kind-time.ts'
import { labelOf, type Numbering, readNumbered, separator, suggestionOf, writtenNumber } from './numbered.ts'

/** How far ahead, in milliseconds, and how many reminders completion looks through. */
const ahead = 90 * 86_400_000
const looked = 200
/** The most that completion offers. */
const offered = 25

const numbering: Numbering = {
  of: 'reminder',
  called: refOf,
  async stands(number, { by }, use) {
    const it = await reminderOf(use, number)
    if (it === undefined || !mayRead(it, by)) return undefined
    return it.state === 'deleted' ? 'over' : 'there'
  },
  async about(number, { by }, use) {
    const it = await reminderOf(use, number)
    return it !== undefined && mayRead(it, by) ? it.what.slice(0, 80) : undefined
  },
}

/**
 * A reminder: `R12`, `#12`, `12`, or `last`, the last that was made, or
 * nothing in the thread of its card. Suggests the next ones by title.
 */
export const reminderKind: Kind = {
  name: 'reminder',
  async read(words, at, use) {
    const number = /^[#r]?\s?(\d{1,9})$/i.exec(words.split(separator, 1)[0] ?? '')?.[1]
    const typed = number === undefined ? undefined : { number: Number(number) }
    const read = await readNumbered(numbering, words, typed, at, use)
    if (read !== undefined) return read
    // A number nobody has is told apart by nothing from one that is somebody else's: the command says so.
    const own = typed?.number ?? numberAt(words, 'reminder', use.community, (await settingsOf(use)).formers)
    if (own !== undefined) return { value: String(own) }
    const isLast = 'value' in at.words.find('values.last', words, at.locale)
    const last = isLast ? await newest(at.by, use) : undefined
    if (last !== undefined) return { value: String(last) }
    const t = at.words.t(at.locale)
    return { problem: t('reminder.notARef', { typed: words.slice(0, 60) }), nearest: [] }
  },
  async absent({ here }, use) {
    const number = await reminderAt(use, here)
    return number === undefined ? undefined : addressOf(use.community, number)
  },
  show: (number, at, use) => labelOf(numbering, Number(number), at, use),
  async suggest(typed, at, use) {
    const { by, locale, now, zone } = at
    const from = now.epochMilliseconds
    const next = await occurrencesBetween(
      use,
      from,
      from + ahead,
      looked,
      (it) => mayRead(it.reminder, by) && (isTeams(it) || isMine(by)(it)),
    )
    const folded = foldWord(typed)
    const seen = new Set<number>()
    const choices = await Promise.all(
      next
        .filter(({ reminder: { number } }) => !seen.has(number) && seen.add(number))
        .map(async ({ occurrence, reminder }) => ({
          ...(await suggestionOf(numbering, reminder.number, typed, at, use)),
          hint: writeWhen(occurrence.sendAt, 'short', locale, zone, from),
        })),
    )
    return choices.filter(({ label }) => foldWord(label).includes(folded)).slice(0, offered)
  },
  written: (number, at, use) => writtenNumber(numbering, number, at, use),
}

/** Returns the number of the last reminder that somebody may read and that was not deleted. */
async function newest(by: Person, use: Work): Promise<number | undefined> {
  const last = await lastNumber(use, 'reminder')
  for (let number = last; number > Math.max(0, last - looked); number--) {
    const it = await reminderOf(use, number)
    if (it !== undefined && it.state !== 'deleted' && mayRead(it, by)) return number
  }
  return undefined
}

/** One date of a series: a day, or the name that buttons carry. */
const reminderDateKind: Kind = {
  name: 'reminder-date',
  async read(typed, at, use) {
    const carried =
      occurrenceAt(typed, use.community) ??
      (isAddress(typed) ? occurrenceAt(typed, use.community, (await settingsOf(use)).formers) : typed)
    if (carried === undefined) return { problem: at.words.t(at.locale)('reference.elsewhere'), nearest: [] }
    return parseOccurrenceId(carried) === undefined ? dayKind.read(typed, at, use) : { value: carried }
  },
}

/** A button's choice: a moment in milliseconds and, for when that is over, what it stands for. */
const choice = /^(\d{12,14})\/(\d{1,10}|morning)$/

/** Until when something is put off: '15m', '1h', 'next working morning', a time, or a button's choice. */
export const laterKind: Kind = {
  name: 'later',
  async read(typed, at, use) {
    const pressed = choice.exec(typed)
    if (pressed !== null) {
      const [, moment = '', instead = ''] = pressed
      if (Number(moment) > at.now.epochMilliseconds) return { value: `at ${moment}` }
      return { value: instead === 'morning' ? 'morning' : `for ${instead}` }
    }
    const word = at.words.find('values.later', typed, at.locale)
    if ('value' in word) return { value: word.value }
    const distance = await durationKind.read(typed, at, use)
    if ('value' in distance) return { value: `for ${distance.value}` }
    const moment = await momentKind.read(typed, at, use)
    return 'value' in moment ? { value: `at ${moment.value}` } : moment
  },
  suggest: async (_typed, { locale, words }) =>
    ['15m', '1h', ...[...words.set('values.later', locale).values()].map(({ name }) => name)].map((name) => ({
      value: name,
      label: name,
    })),
}

const orNone = (kind: Kind, canonical: (value: string) => string): Kind => ({
  ...kind,
  name: `${kind.name}-or-none`,
  none: true,
  async read(typed, at, use) {
    if ('value' in at.words.find('values.nothing', typed, at.locale)) return { value: 'null' }
    const found = await kind.read(typed, at, use)
    return 'value' in found ? { value: canonical(found.value) } : found
  },
})

/** What can be taken away again by 'none'. */
const textOrNoneKind = orNone(textKind, (value) => JSON.stringify(value))
const linkOrNoneKind = orNone(linkKind, (value) => JSON.stringify(value))
const placeOrNoneKind = orNone(placeKind, (value) => value)

/** Every kind of the arguments of reminders. */
export const reminderKinds: readonly Kind[] = [
  reminderKind,
  reminderDateKind,
  laterKind,
  textOrNoneKind,
  linkOrNoneKind,
  placeOrNoneKind,
]

/** One date of a series: 'YYYY-MM-DD', or the name of an occurrence. */
export const reminderDate = () => z.string().meta({ kind: 'reminder-date' })

/** Until when something is put off; times in milliseconds. */
export type Later = { for: number } | { at: number } | 'morning'

/** Until when something is put off: a distance, a moment, or the next working morning. */
export const later = () =>
  z
    .string()
    .transform((value): Later => {
      const [how, ms] = value.split(' ')
      if (how === 'morning') return 'morning'
      return how === 'for' ? { for: Number(ms) } : { at: Number(ms) }
    })
    .meta({ kind: 'later' })

/** A line of text, or `null` for none. */
export const textOrNone = () => orNull(z.string().min(1).max(300)).meta({ kind: 'text-or-none' })

/** A web address, or `null` for none. */
export const linkOrNone = () => orNull(z.string().max(2000)).meta({ kind: 'link-or-none' })

/** A channel, or `null` for none. */
export const placeOrNone = () => orNull(placeSchema).meta({ kind: 'place-or-none' })

const orNull = <S extends z.ZodType>(schema: S) =>
  z
    .string()
    .transform((value): unknown => JSON.parse(value))
    .pipe(schema.nullable())
