import type { Quote } from './person.ts'
import { plain } from './plain.ts'
import type { Translate } from './text.ts'

/** Says what a message was that has no words: what it carried, or that there was nothing. */
export const withoutWords = (files: Quote['files'], t: Translate): string =>
  plain(
    files.length === 0
      ? t('quote.empty')
      : t('quote.files', { count: files.length, names: files.map(({ name }) => name).join(', ') }),
  )

/** Returns a size in bytes or a time in milliseconds as a chat says it, 0 where that is none. */
export const amountIn = (said: unknown): number =>
  Number.isSafeInteger(said) && Number(said) > 0 ? Number(said) : 0
