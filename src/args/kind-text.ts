import type { Kind } from '../core/args.ts'
import { platforms } from '../core/person.ts'
import { placeName } from '../core/plain.ts'
import type { Work } from '../core/work.ts'
import { personId } from '../features/links.ts'
import { nameOn, personRecordOf } from '../features/people.ts'
import { type Freely, namesUsed } from '../features/used.ts'

/** Text as it was typed; who and what is mentioned in it reads by its name. */
export const textKind: Kind = {
  name: 'text',
  async read(typed, _at, use) {
    let value = ''
    let from = 0
    for (const found of typed.matchAll(mention)) {
      value += typed.slice(from, found.index) + (await nameOf(found, use))
      from = found.index + found[0].length
    }
    return { value: value + typed.slice(from) }
  },
}

/** Somebody ('@'), a group ('&') or a place ('#'), as adapters write them: platform, space, id and perhaps a name. */
const mention = /<([@&#])([a-z]+)\/([^/|<>\s]+)\/([^|<>\s]+)(?:\|([^<>]*))?>/g

async function nameOf([whole, sign, on, space = '', id = '', said = '']: RegExpExecArray, use: Work) {
  const platform = platforms.find((each) => each === on)
  if (platform === undefined) return whole
  const name = said.replace(/^[@#]/, '')
  if (sign === '#') return placeName(name || id)
  if (name !== '' || sign === '&') return `@${name || id}`
  const account = { platform, space, id }
  const known = await personRecordOf(use, await personId(use, account))
  if (known !== undefined) return `@${nameOn(known, account)}`
  return `@${(await use.house.directory(platform)?.profile(account))?.name ?? id}`
}

/** Names that were used before; anything else may be written. */
const usedKind = (name: Freely): Kind => ({
  ...textKind,
  name,
  suggest: async (_typed, _at, use) => (await namesUsed(use, name)).map((it) => ({ value: it, label: it })),
})

/** What is named freely, for suggestions. */
export const usedKinds: readonly Kind[] = [usedKind('network'), usedKind('campaign')]

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
