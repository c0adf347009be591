import { UserError } from '../../core/errors.ts'
import { type Account, roles, type Who } from '../../core/person.ts'
import type { Work } from '../../core/work.ts'
import { audit } from '../audit/entries.ts'
import { accountName, isSameAccount, keepLinks } from '../links.ts'
import { dropPerson, keepPerson, nameOn, newPerson, type PersonRecord, personRecordOf } from '../people.ts'
import { givenRole, rated } from '../roles.ts'
import { type Settings, settingsOf } from '../settings.ts'
import { refiled } from './belongings.ts'

/** Two people whose accounts are one human's: the one that stays, and what both come to together. */
export interface Joining {
  stays: PersonRecord
  goes: PersonRecord
  /** Who they are together. */
  becomes: PersonRecord
}

/**
 * Says what the person who offered an account and the one who takes the offer up come to together: the higher of what
 * each was given, and whatever the groups of all accounts give. Whoever was given the higher role stays, so that it is
 * theirs again should they be separated. Refuses one person, and two accounts on the same workspace or server.
 */
export async function joining(use: Work, offer: Who, through: Who): Promise<Joining> {
  const [offering, taking] = [await theRecord(use, offer), await theRecord(use, through)]
  if (isSameAccount(offer.account, through.account)) throw new UserError('account.sameAccount')
  if (offering.id === taking.id) throw new UserError('account.already')
  for (const one of offering.accounts)
    if (taking.accounts.some((other) => other.platform === one.platform && other.space === one.space))
      throw new UserError('account.sameChat', (t) => ({ chat: t(`chats.${one.platform}`) }))
  const rank = (it: PersonRecord) => roles.indexOf(givenRole(it))
  const [stays, goes] = rank(taking) > rank(offering) ? [taking, offering] : [offering, taking]
  return { stays, goes, becomes: together(stays, goes, through.account, await settingsOf(use)) }
}

async function theRecord(use: Work, it: Who): Promise<PersonRecord> {
  return (await personRecordOf(use, it.person)) ?? newPerson(it.person, it.account, it.name, 'member')
}

function together(stays: PersonRecord, goes: PersonRecord, last: Account, set: Settings): PersonRecord {
  const accounts = [...stays.accounts, ...goes.accounts]
  const names = Object.fromEntries(
    [stays, goes].flatMap((it) => it.accounts.map((each) => [accountName(each), nameOn(it, each)])),
  )
  return rated(
    actingOn(
      {
        ...goes,
        ...stays,
        accounts,
        names,
        given: givenRole(stays),
        groups: { ...goes.groups, ...stays.groups },
        // Who must have their work approved cannot rid themselves of that.
        supervised: stays.supervised || goes.supervised,
      },
      last,
    ),
    set,
  )
}

/** Returns a person as they are seen through one of their accounts, which they acted through last. */
export function actingOn(it: PersonRecord, through: Account): PersonRecord {
  const others = it.accounts.filter((each) => !isSameAccount(each, through))
  if (others.length === 0 || others.length === it.accounts.length) return it
  return { ...it, name: nameOn(it, through), accounts: [through, ...others] }
}

/** Makes two people one, in one commit: whatever is about either of them is about both. */
export async function join(use: Work, by: Who, { becomes, goes, stays }: Joining): Promise<void> {
  await refiled(use, [goes.id, stays.id], async () => {
    dropPerson(use, goes)
    await keepPerson(use, becomes)
    await keepLinks(use, goes.accounts, stays.id)
  })
  audit(use, { by, did: 'account.linked', of: `person/${stays.id}`, what: { with: goes.id } })
}

/**
 * Makes each account of somebody a person of its own again. What was given by hand stays with the account whose person
 * it was; the others have what their groups give.
 */
export async function separate(use: Work, by: Who, it: PersonRecord): Promise<PersonRecord[]> {
  const set = await settingsOf(use)
  const people = it.accounts.map((each) => alone(it, each, set))
  const ids = people.map(({ id }) => id)
  if (!ids.includes(it.id)) throw new Error(`none of the accounts of ${it.id} is theirs`)
  await refiled(use, [it.id], async () => {
    for (const each of it.accounts) await keepLinks(use, [each], accountName(each))
    for (const each of people) await keepPerson(use, each)
  })
  audit(use, { by, did: 'account.separated', of: `person/${it.id}`, what: { into: ids } })
  return people
}

function alone(it: PersonRecord, through: Account, set: Settings): PersonRecord {
  const { groups = {}, names: _names, ...rest } = it
  const id = accountName(through)
  const own = groups[id]
  return rated(
    {
      ...rest,
      id,
      name: nameOn(it, through),
      accounts: [through],
      given: id === it.id ? givenRole(it) : 'member',
      groups: own === undefined ? {} : { [id]: own },
    },
    set,
  )
}
