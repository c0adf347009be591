import type { Read, Reading } from '../core/args.ts'
import type { Acquaintance } from '../core/chat.ts'
import { mentionIn } from '../core/mention.ts'
import { within } from '../core/patience.ts'
import { type Account, type Platform, platforms, type Who } from '../core/person.ts'
import { plain } from '../core/plain.ts'
import { foldWord, type Translate } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import { onSeveralChats, spacesOf } from '../features/chats.ts'
import { isSameAccount, personId } from '../features/links.ts'
import {
  everybody,
  nameOn,
  type PersonRecord,
  peopleNamed,
  personRecordOf,
  strangerOf,
  whoOf,
} from '../features/people.ts'
import { nearest } from './nearest.ts'

/** A name with the chat it is one on, as suggestions show it: '@mod_est · Discord'. */
const onChat = /^(.+?)\s*·\s*([^·]+)$/u

/** How long a chat may take to say who is called so, in milliseconds. */
const patience = 1000

type Problem = Extract<Read, { problem: unknown }>

/**
 * Finds who is meant by what was typed: a mention, 'me', a name, with its chat where it is one on several, or an id.
 * Whom Vigie has not met is looked for among those a chat knows; a name that nobody has is left to `otherwise`.
 */
export async function whoIsMeant(
  typed: string,
  at: Reading,
  use: Work,
  otherwise: (name: string, at: Reading, use: Work) => Promise<Who | Problem>,
): Promise<Who | Problem> {
  const mentioned = mentionIn(typed)
  if (mentioned?.sign === '@') {
    const { id, name, platform, space } = mentioned
    return whoHas({ platform, space, id }, name, at, use)
  }
  if ('value' in at.words.find('values.self', typed.replace(/^@/, '').trim(), at.locale)) return meAs(at)
  const { name, platform } = named(typed, at)
  if (name === '' || name.length > 80 || /[<>\n]/.test(name)) return unknown(typed, at)
  const same = (await peopleNamed(use, name)).filter(
    (it) => platform === undefined || isOn(it, platform, name),
  )
  const here = same.filter((it) => isOn(it, at.here.platform))
  const [first, second] = here.length > 0 ? here : same
  if (first !== undefined && second === undefined) return whoCalled(first, name, platform)
  if (first !== undefined) return several(name, same.map(whoOf), at, use)
  return otherwise(platform === undefined ? name : typed, at, use)
}

/** Takes a name apart from the chat behind it. */
function named(typed: string, { words, locale }: Reading): { name: string; platform?: Platform } {
  const whole = typed.replace(/^@/, '').trim()
  const [, name, chat] = onChat.exec(whole) ?? []
  if (name === undefined || chat === undefined) return { name: whole }
  const folded = foldWord(chat)
  const platform = platforms.find((it) => foldWord(plain(words.t(locale)(`chats.${it}`))) === folded)
  return platform === undefined ? { name: whole } : { name, platform }
}

/** Tells whether somebody has an account on a chat, called so where a name is given. */
const isOn = (it: PersonRecord, platform: Platform, name?: string): boolean =>
  it.accounts.some(
    (each) => each.platform === platform && (name === undefined || isCalled(nameOn(it, each), name)),
  )

const isCalled = (one: string, other: string): boolean => foldWord(one) === foldWord(other)

/** Returns somebody through the account that is called so, where they have several. */
function whoCalled(it: PersonRecord, typed: string, platform: Platform | undefined): Who {
  const called = it.accounts.filter((each) => isCalled(nameOn(it, each), typed))
  const account = called.find((each) => each.platform === platform) ?? called[0]
  return account === undefined ? whoOf(it) : { person: it.id, account, name: nameOn(it, account) }
}

/** Returns whoever has an account; `name` is how they are called there, as far as it is known. */
async function whoHas(
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

/** Anybody's name, met or not: where a chat's people have names for ids, that is who they are. */
export async function asTheyAreCalled(name: string, at: Reading, use: Work): Promise<Who | Problem> {
  const { platform, space } = at.here
  return whoHas({ platform, space, id: name }, name, at, use)
}

/** The name of somebody whom one of the community's chats knows; where this one knows no names, any name. */
export async function amongThoseThere(typed: string, at: Reading, use: Work): Promise<Who | Problem> {
  const { name, platform } = named(typed, at)
  if (use.house.directory(at.here.platform)?.people === undefined) return asTheyAreCalled(name, at, use)
  const spaces = (await spacesOf(use)).filter((it) => platform === undefined || it.platform === platform)
  const isOwn = (it: (typeof spaces)[number]) =>
    it.platform === at.here.platform && it.space === at.here.space
  const found: Acquaintance[] = []
  for (const it of spaces.toSorted((a, b) => Number(isOwn(b)) - Number(isOwn(a)))) {
    const there = await lookedFor(it, name, use)
    if (there === undefined) return { problem: at.words.t(at.locale)('bot.nameUntold'), nearest: [] }
    const called = there.filter((each) => isTheirs(each, name))
    const [first, second] = called
    if (first !== undefined && second === undefined) return whoHas(first.account, first.name, at, use)
    if (first !== undefined) return several(name, called, at, use)
    found.push(...there)
  }
  return { ...unknown(typed, at), nearest: await nearestTo(name, found, at, use) }
}

const isTheirs = ({ account, also = [], name }: Acquaintance, typed: string): boolean =>
  account.id === typed || [name, ...also].some((each) => isCalled(each, typed))

/** What was asked of the chats for one work: a line is read in many ways, and its words are looked for once. */
const asked = new WeakMap<Work, Map<string, Promise<readonly Acquaintance[] | undefined>>>()

/** Those of a space whose name begins with the same word; nobody where it is no chat of ours, or knows no names. */
function lookedFor(
  { platform, space }: Pick<Account, 'platform' | 'space'>,
  name: string,
  use: Work,
): Promise<readonly Acquaintance[] | undefined> {
  const [word = name] = name.split(/\s/)
  const { people } = use.house.directory(platform) ?? {}
  return asked
    .getOrInsertComputed(use, () => new Map())
    .getOrInsertComputed(`${platform}/${space}/${word}`, async () =>
      people === undefined ? [] : within(patience, people(space, word), undefined),
    )
}

const unknown = (typed: string, { words, locale }: Reading): Problem => ({
  problem: words.t(locale)('bot.unknownPerson', { typed: typed.slice(0, 60) }),
  nearest: [],
})

/** Several are called so: each on another chat is told by that, and any other by the chat's own id. */
async function several(
  name: string,
  them: readonly Pick<Who, 'account' | 'name'>[],
  at: Reading,
  use: Work,
): Promise<Problem> {
  const linked = await onSeveralChats(use)
  const isAlone = ({ account }: Pick<Who, 'account'>) =>
    them.filter((it) => it.account.platform === account.platform).length === 1
  return {
    problem: at.words.t(at.locale)('bot.severalPeople', { typed: name }),
    nearest: them.map((it) => (linked && isAlone(it) ? shownName(it, at, true) : it.account.id)),
  }
}

/** Names somebody with their chat, as they are typed where there are several: '@mod_est · Discord'. */
export const nameOnChat = ({ account, name }: Pick<Who, 'account' | 'name'>, t: Translate): string =>
  `@${name} · ${plain(t(`chats.${account.platform}`))}`

/** Names somebody as suggestions show them: with their chat where there are several. */
const shownName = (it: Pick<Who, 'account' | 'name'>, { words, locale }: Reading, linked: boolean): string =>
  linked ? nameOnChat(it, words.t(locale)) : `@${it.name}`

async function nearestTo(
  typed: string,
  found: readonly Acquaintance[],
  at: Reading,
  use: Work,
): Promise<string[]> {
  const linked = await onSeveralChats(use)
  const met = (await everybody(use)).flatMap((it) =>
    it.accounts.map((account) => ({ account, name: nameOn(it, account) })),
  )
  const strangers = found.filter((it) => !met.some(({ account }) => isSameAccount(account, it.account)))
  return nearest(typed, [...met, ...strangers], ({ name }) => name).map((it) => shownName(it, at, linked))
}

function meAs({ by, here }: Reading): Who {
  const account = by.accounts.find(({ platform }) => platform === here.platform) ?? by.accounts[0]
  if (account === undefined) throw new Error(`person ${by.id} has no account`)
  return { person: by.id, account, name: by.name }
}
