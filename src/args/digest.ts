import type { Kind } from '../core/args.ts'
import { foldWord, shorten } from '../core/text.ts'
import { activeSchedules, scheduleOf } from '../features/digest/record.ts'

/** A scheduled digest: `D1`, `1`, or nothing where there is only one. */
export const digestKind: Kind = {
  name: 'digest',
  async read(typed, { locale, words }, use) {
    const number = /^d?\s*(\d{1,9})$/.exec(foldWord(typed))?.[1]
    if (number !== undefined && (await scheduleOf(use, Number(number))) !== undefined)
      return { value: String(Number(number)) }
    const problem = words.t(locale)('digest.reading', { typed: shorten(typed, 60) })
    return { problem, nearest: (await activeSchedules(use)).slice(0, 3).map(refOf) }
  },
  async absent(_at, use) {
    const [only, ...others] = await activeSchedules(use)
    return only === undefined || others.length > 0 ? undefined : String(only.number)
  },
  show: async (number) => refOf({ number: Number(number) }),
  async suggest(_typed, _at, use) {
    return (await activeSchedules(use)).map((it) => ({ value: String(it.number), label: refOf(it) }))
  },
}

const refOf = ({ number }: { number: number }): string => `D${number}`
