import * as z from 'zod'
import type { Kind, Reading } from '../core/args.ts'
import { writeTime } from '../core/dates.ts'
import { foldWord, shorten } from '../core/text.ts'
import { type BlockToday, blocksToday } from '../features/routine.ts'
import { readClockTime } from '../schedule/phrases.ts'

/** A block of the routine, by its id. */
export const block = () => z.string().min(1).max(40).meta({ kind: 'block' })

/** A block by its hour, its id, or words of its title in the reader's language. */
export const blockKind: Kind = {
  name: 'block',
  async read(typed, at, use) {
    const blocks = await blocksToday(use, at.locale)
    const [only, ...others] = blocksMeant(blocks, typed, at)
    if (only !== undefined && others.length === 0) return { value: only.id }
    const t = at.words.t(at.locale)
    return only === undefined
      ? { problem: t('routine.reading.none', { typed: shorten(typed, 60) }), nearest: nearestTo(blocks, at) }
      : {
          problem: t('routine.reading.several', { typed: shorten(typed, 60) }),
          nearest: [only, ...others].slice(0, 3).map((it) => labelOf(it, at)),
        }
  },
  async show(id, at, use) {
    const found = (await blocksToday(use, at.locale)).find((it) => it.id === id)
    return found && labelOf(found, at)
  },
  suggest: async (_typed, at, use) =>
    (await blocksToday(use, at.locale)).map((it) => ({ value: it.id, label: labelOf(it, at) })),
}

const hourOf = ({ time }: BlockToday, { locale, zone }: Reading): string => writeTime(time, locale, zone)
const labelOf = (it: BlockToday, at: Reading): string => `${hourOf(it, at)} ${it.title}`

/** An id or an hour, as it is where whoever types is, means one block; words mean those whose titles have all of them. */
function blocksMeant(blocks: readonly BlockToday[], typed: string, at: Reading): BlockToday[] {
  const folded = foldWord(typed)
  const named = blocks.filter((it) => foldWord(it.id) === folded || foldWord(labelOf(it, at)) === folded)
  if (named.length > 0) return named
  const time = readClockTime(typed, at)
  if ('time' in time) return blocks.filter((it) => hourOf(it, at) === time.time)
  const words = folded.split(' ')
  return blocks.filter((it) => words.every((word) => foldWord(it.title).includes(word)))
}

/** The blocks around now are those most likely meant. */
function nearestTo(blocks: readonly BlockToday[], at: Reading): string[] {
  const next = blocks.findIndex((it) => it.time > at.now.epochMilliseconds)
  const from = Math.max(0, (next < 0 ? blocks.length : next) - 1)
  return blocks.slice(Math.min(from, Math.max(0, blocks.length - 3)), from + 3).map((it) => labelOf(it, at))
}
