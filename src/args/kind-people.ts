import type { Kind, Read, Reading } from '../core/args.ts'
import { type Account, platforms, type Who, who } from '../core/person.ts'
import { foldWord } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import { personId } from '../features/links.ts'
import {
  nameOn,
  type PersonRecord,
  peopleLike,
  peopleNamed,
  personRecordOf,
  strangerOf,
  whoOf,
} from '../features/people.ts'
import { type Target, target } from '../features/target.ts'

/** A mention as adapters write it: platform, space, id and, where they know it, the name. */
const mention = /^<@([a-z]+)\/([^/|>]+)\/([^|>]+)(?:\|([^>]*))?>$/

/** Writes somebody as a mention; a name that a mention cannot hold is left to whoever reads it. */
export function mentionOf({ account: { id, platform, space }, name }: Pick<Who, 'account' | 'name'>): string {
  const named = name === '' || /[<>|,;\n]/.test(name) ? '' : `|${name}`
  return `<@${platform}/${space}/${id}${named}>`
}

type Problem = Extract<Read, { problem: unknown }>

/** Somebody: a mention, the name of somebody known, or a raw id, which is kept as it is. */
export const personKind: Kind = {
  name: 'person',
  async read(typed, at, use) {
    const found = await whoIsMeant(typed, at, use)
    return 'problem' in found ? found : { value: JSON.stringify(found) }
  },
  show: async (canonical) => `@${who.parse(JSON.parse(canonical)).name}`,
  suggest: async (typed, _at, use) =>
    (await peopleLike(use, typed.replace(/^@/, ''), 25)).map(({ name }) => ({
      value: `@${name}`,
      label: `@${name}`,
    })),
}

/** Somebody of the community: read like anybody else, but the team's chat need not know them. */
export const memberKind: Kind = { ...personKind, name: 'member' }

/** Somebody, or everybody who has a role. */
export const targetKind: Kind = {
  name: 'target',
  async read(typed, at, use) {
    if (!typed.startsWith('@') && !typed.startsWith('<')) {
      const role = at.words.find('values.role', typed, at.locale)
      if ('value' in role) return { value: JSON.stringify({ role: role.value } as Target) }
    }
    const found = await whoIsMeant(typed, at, use)
    return 'problem' in found ? found : { value: JSON.stringify({ who: found } satisfies Target) }
  },
  async show(canonical, { locale, words }) {
    const it = target.parse(JSON.parse(canonical))
    return 'who' in it ? `@${it.who.name}` : words.set('values.role', locale).get(it.role)?.name
  },
  async suggest(typed, at, use) {
    const roles = [...at.words.set('values.role', at.locale)].map(([value, { name }]) => ({
      value,
      label: name,
    }))
    return [...((await personKind.suggest?.(typed, at, use)) ?? []), ...roles]
  },
}

async function whoIsMeant(typed: string, at: Reading, use: Work): Promise<Who | Problem> {
  const t = at.words.t(at.locale)
  const mentioned = mention.exec(typed)
  if (mentioned !== null) {
    const platform = platforms.find((each) => each === mentioned[1])
    const [, , space = '', id = '', name] = mentioned
    if (platform === undefined)
      return { problem: t('bot.unknownPerson', { typed: typed.slice(0, 60) }), nearest: [] }
    return known({ platform, space, id }, name, at, use)
  }
  const name = typed.replace(/^@/, '').trim()
  const isMe = at.words.find('values.self', name, at.locale)
  if ('value' in isMe) return meAs(at)
  if (name === '' || name.length > 80 || /[<>\n]/.test(name))
    return { problem: t('bot.unknownPerson', { typed: typed.slice(0, 60) }), nearest: [] }
  const same = await peopleNamed(use, name)
  const here = same.filter((each) => each.accounts.some(({ platform }) => platform === at.here.platform))
  const [first, second] = here.length > 0 ? here : same
  if (first !== undefined && second === undefined) return whoCalled(first, name)
  if (first !== undefined)
    return {
      problem: t('bot.severalPeople', { typed: name }),
      nearest: same.map((each) => whoOf(each).account.id),
    }
  return known({ platform: at.here.platform, space: at.here.space, id: name }, name, at, use)
}

/** Returns somebody through the account that is called so, where they have several. */
function whoCalled(it: PersonRecord, typed: string): Who {
  const account = it.accounts.find((each) => foldWord(nameOn(it, each)) === foldWord(typed))
  return account === undefined ? whoOf(it) : { person: it.id, account, name: nameOn(it, account) }
}

async function known(
  account: Account,
  name: string | undefined,
  { words, locale }: Reading,
  use: Work,
): Promise<Who | Problem> {
  const record = await personRecordOf(use, await personId(use, account))
  if (record !== undefined) return { person: record.id, account, name: nameOn(record, account) }
  try {
    const profile = name ?? (await use.house.directory(account.platform)?.profile(account))?.name
    return strangerOf(use, account, profile ?? account.id)
  } catch (error) {
    // A name that was made up would be written down for good.
    if (!(error instanceof Error)) throw error
    return { problem: words.t(locale)('bot.nameUntold'), nearest: [] }
  }
}

function meAs({ by, here }: Reading): Who {
  const account = by.accounts.find(({ platform }) => platform === here.platform) ?? by.accounts[0]
  if (account === undefined) throw new Error(`person ${by.id} has no account`)
  return { person: by.id, account, name: by.name }
}
