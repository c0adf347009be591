import type { Terminal } from '../adapters/console/terminal.ts'
import { type Locale, locales } from '../core/person.ts'
import { plain } from '../core/plain.ts'
import { clean, shorten } from '../core/text.ts'
import type { Words } from '../core/words.ts'
import { readZone } from '../schedule/phrases.ts'
import type { Ways } from './community.ts'

type Ask = NonNullable<Terminal['ask']>

/** What is proposed to a new community, and what was settled by a flag or the configuration and is not asked. */
interface Proposal {
  proposed: Ways
  settled: Partial<Ways>
  now: Temporal.Instant
}

/**
 * Asks the first person there for the community's language and zone, each with a proposal that Enter accepts.
 * Where nobody can be asked the proposal stands; `undefined` where they broke off.
 */
export async function welcome(
  { ask, write }: Pick<Terminal, 'ask' | 'write'>,
  words: Words,
  { proposed, settled, now }: Proposal,
): Promise<Ways | undefined> {
  let { locale, zone } = { ...proposed, ...settled }
  if (ask === undefined || (settled.locale !== undefined && settled.zone !== undefined))
    return { locale, zone }
  const say = (key: string, values = {}) => plain(words.t(locale)(`welcome.${key}`, values))
  write(`${say('hello')}\n\n`)
  const language = settled.locale ?? (await askLanguage(ask))
  if (language === undefined) return undefined
  locale = language
  const place = settled.zone ?? (await askZone(ask))
  if (place === undefined) return undefined
  zone = place
  write(`\n${say('noted', { zone })}\n\n`)
  return { locale, zone }

  async function askLanguage(ask: Ask): Promise<Locale | undefined> {
    const languages = words.set('values.language', locale)
    const names = [...languages.values()].map(({ name }) => name).join(', ')
    const proposed = languages.get(locale)?.name ?? locale
    for (;;) {
      const typed = await ask(`${say('language', { names, proposed })} › `)
      if (typed === undefined) return undefined
      if (typed.trim() === '') return locale
      const found = words.find('values.language', typed, locale)
      const language = locales.find((each) => 'value' in found && each === found.value)
      if (language !== undefined) return language
      write(`${say('badLanguage', { typed: shown(typed), names })}\n`)
    }
  }

  async function askZone(ask: Ask): Promise<string | undefined> {
    for (;;) {
      const typed = await ask(`${say('zone', { proposed: zone })} › `)
      if (typed === undefined) return undefined
      if (typed.trim() === '') return zone
      const read = readZone(typed, { now, zone, locale, words })
      if (!('problem' in read)) return read.zone
      write(`${say('badZone', { typed: shown(typed), nearest: (read.nearest ?? []).join(', ') })}\n`)
    }
  }
}

const shown = (typed: string): string => shorten(clean(typed), 60)
