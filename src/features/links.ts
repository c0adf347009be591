import type { Account } from '../core/person.ts'
import { key } from '../core/store.ts'
import type { Work } from '../core/work.ts'

/**
 * Which person an account belongs to, by the account's name; an account that is not there is a person of its own. One
 * record holds all of a community: those who are on two chats are few, and every reading needs them.
 */
export type Links = Readonly<Record<string, string>>

/** Where links are kept, within a community. */
export const linksAt = 'account/links'
const linksKey = (community: string) => `${key('c', community)}/${linksAt}`

/** Names an account: what stands for it in keys and records, and the person it is by itself. */
export const accountName = ({ id, platform, space }: Account): string => `${platform}:${space}:${id}`

/** Tells whether two accounts are the same one. */
export const isSameAccount = (one: Account, other: Account): boolean =>
  accountName(one) === accountName(other)

/** Returns the id of the person behind an account: that account's own until it was linked to another. */
export async function personId(use: Work, it: Account): Promise<string> {
  const links = await use.get<Links>(linksKey(use.community))
  return personIn(links, it) ?? accountName(it)
}

/** Has accounts belong to a person from now on. */
export async function keepLinks(use: Work, accounts: readonly Account[], person: string): Promise<void> {
  const before = await use.get<Links>(linksKey(use.community))
  const fresh = accounts.map((it): [string, string] => [accountName(it), person])
  use.set(linksKey(use.community), { ...before, ...Object.fromEntries(fresh) })
}

/** Returns the person an account was linked to; `undefined` for one that never was. */
export const personIn = (links: Links | undefined, it: Account): string | undefined => {
  const name = accountName(it)
  return links !== undefined && Object.hasOwn(links, name) ? links[name] : undefined
}
