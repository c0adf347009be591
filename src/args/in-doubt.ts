import * as z from 'zod'
import type { Kind, Reading } from '../core/args.ts'
import { writeWhen } from '../core/dates.ts'
import type { Choice } from '../core/form.ts'
import { placeName, plain } from '../core/plain.ts'
import { foldWord, shorten } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import { targetOf } from '../features/delivery.ts'
import { aboutOf, doubtsFor, type InDoubt } from '../features/in-doubt.ts'
import { nameOfPlace } from '../features/place-names.ts'
import { settingsOf } from '../features/settings.ts'
import { separator } from './numbered.ts'

/** A message that may or may not have gone out, by its id. */
export const messageInDoubt = () => z.string().min(1).max(40).meta({ kind: 'in-doubt' })

/** The id of a message, as buttons carry it. */
const carried = /^[0-9a-f]{24}$/

/**
 * A message in doubt: what it is about, as 'R4', or nothing where there is only one. A button's is taken as it is: what
 * was decided meanwhile is for the command to say.
 */
export const inDoubtKind: Kind = {
  name: 'in-doubt',
  async read(words, at, use) {
    if (carried.test(words)) return { value: words }
    const typed = foldWord(words.split(separator, 1)[0] ?? '')
    const all = await choicesOf(at, use)
    const meant = all.filter(({ names }) => names.some((name) => foldWord(name) === typed))
    const [only, ...others] = meant
    if (only !== undefined && others.length === 0) return { value: only.choice.value }
    const t = at.words.t(at.locale)
    const values = { typed: shorten(words, 60) }
    if (only !== undefined)
      return { problem: t('message.several', values), nearest: [], meant: meant.map(({ choice }) => choice) }
    return {
      problem: t('message.reading', values),
      nearest: all.slice(0, 3).flatMap(({ names: [name] }) => name ?? []),
    }
  },
  async absent(at, use) {
    const [only, ...others] = await doubtsFor(use, at.by)
    return others.length > 0 ? undefined : only?.all[0].id
  },
  async show(id, at, use) {
    return (await choicesOf(at, use)).find(({ choice }) => choice.value === id)?.choice.label
  },
  async suggest(typed, at, use) {
    const folded = foldWord(typed)
    const all = await choicesOf(at, use)
    return all.map(({ choice }) => choice).filter(({ label }) => foldWord(label).includes(folded))
  },
}

/** Returns what is in doubt, each with the names it can be typed by. */
async function choicesOf(at: Reading, use: Work): Promise<{ names: string[]; choice: Choice }[]> {
  const { prefix } = await settingsOf(use)
  return (await doubtsFor(use, at.by)).map(({ all }) => ({
    names: all.flatMap((each) => aboutOf(each, prefix)?.ref ?? []),
    choice: { value: all[0].id, label: labelOf(all, prefix, at) },
  }))
}

/** 'reminder R4 · #team · Wed 10 March, 09:00' */
function labelOf([first, ...others]: InDoubt, prefix: string, { locale, now, words, zone }: Reading): string {
  const t = words.t(locale)
  const about = aboutOf(first, prefix)
  const what =
    others.length > 0
      ? t('status.what.several', { count: others.length + 1 })
      : t(`status.what.${about?.kind ?? 'other'}`, { ref: about?.ref ?? '' })
  const to = targetOf(first.does)
  const where = 'place' in to ? placeName(nameOfPlace(to.place, t)) : `@${to.direct.name}`
  const when = writeWhen(first.due, 'short', locale, zone, now.epochMilliseconds)
  return shorten([plain(what), where, when].join(separator), 100)
}
