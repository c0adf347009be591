import type { Kind } from '../core/args.ts'

/** Reads one word of a list of the locales, in any language; the nearest ones are offered otherwise. */
export function createWordKind(set: string): Kind {
  const branch = `values.${set}`
  return {
    name: `word:${set}`,
    async read(typed, { words, locale }) {
      const found = words.find(branch, typed, locale)
      if ('value' in found) return { value: found.value }
      const t = words.t(locale)
      return { problem: t('bot.unknownWord', { typed: typed.slice(0, 60) }), nearest: found.nearest() }
    },
    choices: ({ words, locale }) =>
      [...words.set(branch, locale)].map(([value, { name, hint }]) => ({
        value,
        label: name,
        ...(hint === undefined ? {} : { hint }),
      })),
  }
}
