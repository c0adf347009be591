import type { Reading } from '../core/args.ts'
import type { Choice } from '../core/form.ts'
import { mentionOf } from '../core/mention.ts'
import { type Account, roles, type Who } from '../core/person.ts'
import { plain } from '../core/plain.ts'
import { foldWord } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import { onSeveralChats } from '../features/chats.ts'
import { isSameAccount } from '../features/links.ts'
import { nameOn, type PersonRecord, peopleLike, peopleWith } from '../features/people.ts'
import { whoIsMeant } from './people-named.ts'

/** The most that completion offers. */
const offered = 25
/** The longest value that every chat gives back. */
const longestValue = 100

/**
 * Suggests people whose name begins with what is typed: those Vigie has met, then those the chats know; the team where
 * nothing is typed yet. Which chat they are on is said where there are several.
 */
export async function suggestPeople(typed: string, at: Reading, use: Work): Promise<Choice[]> {
  if (typed.startsWith('<')) return suggestMentioned(typed, at, use)
  const name = typed.replace(/^@/, '')
  const met = await metLike(name, use)
  const linked = await onSeveralChats(use)
  const known = met.map((it) => {
    const account = accountLike(it, name, at)
    return { account, name: nameOn(it, account) }
  })
  const others = (at.around?.people ?? []).filter(
    ({ account }) => !met.some((it) => it.accounts.some((each) => isSameAccount(each, account))),
  )
  const t = at.words.t(at.locale)
  return [...known, ...others].slice(0, offered).map(({ account, name }) => ({
    value: briefMention({ account, name }),
    label: `@${name}`,
    ...(linked && { hint: plain(t(`chats.${account.platform}`)) }),
  }))
}

/** Whoever a mention is of, by name. */
async function suggestMentioned(typed: string, at: Reading, use: Work): Promise<Choice[]> {
  const found = await whoIsMeant(typed, at, use, async () => ({ problem: '', nearest: [] }))
  return 'problem' in found ? [] : [{ value: typed, label: `@${found.name}` }]
}

/** Everybody whose name goes on so, each once; the team where there is no name yet, those who decide first. */
async function metLike(name: string, use: Work): Promise<PersonRecord[]> {
  if (name !== '') {
    const found = await peopleLike(use, name, offered)
    return [...new Map(found.map((it) => [it.id, it])).values()]
  }
  const team: PersonRecord[] = []
  for (const role of roles.toReversed())
    if (team.length < offered && role !== 'member') team.push(...(await peopleWith(use, role)))
  return team
}

/** The account whose name goes on so, on this chat rather than on another. */
function accountLike(it: PersonRecord, typed: string, { here }: Reading): Account {
  const folded = foldWord(typed)
  const [first = it.accounts[0]] = it.accounts
    .filter((each) => foldWord(nameOn(it, each)).startsWith(folded))
    .toSorted((a, b) => Number(b.platform === here.platform) - Number(a.platform === here.platform))
  if (first === undefined) throw new Error(`person ${it.id} has no account`)
  return first
}

/** A mention means nobody else; its name spares whoever reads it a question, where there is room for it. */
function briefMention(it: Pick<Who, 'account' | 'name'>): string {
  const whole = mentionOf('@', it.account, it.name)
  return whole.length <= longestValue ? whole : mentionOf('@', it.account)
}
