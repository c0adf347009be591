import type { Kind, Reading } from '../core/args.ts'
import { plain } from '../core/plain.ts'
import { foldWord, shorten } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import { activeSchedules, scheduleOf } from '../features/digest/record.ts'
import { addressOf } from '../features/former.ts'
import { labelOf, type Numbering, readNumbered, separator, suggestionOf, writtenNumber } from './numbered.ts'

const numbering: Numbering = {
  of: 'digest',
  called: (number) => `D${number}`,
  async stands(number, _at, use) {
    const it = await scheduleOf(use, number)
    return it && (it.stopped === undefined ? 'there' : 'over')
  },
  async about(number, { locale, words }, use) {
    const it = await scheduleOf(use, number)
    return it && plain(words.t(locale)(`values.audience.${it.audience}.name`))
  },
}

/** A scheduled digest: `D1`, `1`, or nothing where there is only one. */
export const digestKind: Kind = {
  name: 'digest',
  async read(words, at, use) {
    const number = /^d?\s*(\d{1,9})$/.exec(foldWord(words.split(separator, 1)[0] ?? ''))?.[1]
    const typed = number === undefined ? undefined : { number: Number(number) }
    const read = await readNumbered(numbering, words, typed, at, use)
    if (read !== undefined) return read
    const nearest = (await activeSchedules(use)).slice(0, 3).map((it) => numbering.called(it.number, ''))
    return { problem: at.words.t(at.locale)('digest.reading', { typed: shorten(words, 60) }), nearest }
  },
  async absent(_at, use) {
    const [only, ...others] = await activeSchedules(use)
    return only === undefined || others.length > 0 ? undefined : addressOf(use.community, only.number)
  },
  show: (number, at, use) => labelOf(numbering, Number(number), at, use),
  suggest: async (typed, at: Reading, use: Work) =>
    Promise.all(
      (await activeSchedules(use)).map(({ number }) => suggestionOf(numbering, number, typed, at, use)),
    ),
  written: (number, at, use) => writtenNumber(numbering, number, at, use),
}
