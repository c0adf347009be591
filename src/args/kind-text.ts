import type { Kind } from '../core/args.ts'

/** Text as it was typed. */
export const textKind: Kind = { name: 'text', read: async (typed) => ({ value: typed }) }

/** A whole number, with the separators of either language. */
export const integerKind: Kind = {
  name: 'integer',
  async read(typed, { words, locale }) {
    const digits = typed.replace(/[\s\u00a0\u202f,.](?=\d{3}(?!\d))/gu, '')
    if (/^\d{1,9}$/.test(digits)) return { value: digits }
    return { problem: words.t(locale)('bot.notNumber', { typed: typed.slice(0, 60) }), nearest: [] }
  },
}

/** A web address; only http and https, so that nothing typed can run or open anything else. */
export const linkKind: Kind = {
  name: 'link',
  async read(typed, { words, locale }) {
    const bare = typed.replace(/^<|>$/g, '')
    if (URL.canParse(bare) && /^https?:\/\//i.test(bare)) return { value: bare }
    return { problem: words.t(locale)('bot.notLink', { typed: typed.slice(0, 60) }), nearest: [] }
  },
}
