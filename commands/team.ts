import * as z from 'zod'
import { flag, person, role } from '../src/args/index.ts'
import { writtenWord } from '../src/args/written.ts'
import type { Reading } from '../src/core/args.ts'
import type { Card } from '../src/core/card.ts'
import { command, none } from '../src/core/command.ts'
import { UserError } from '../src/core/errors.ts'
import { type Role, roles, type Who, who, whoIs } from '../src/core/person.ts'
import { join, type Text, type Translate } from '../src/core/text.ts'
import type { Work } from '../src/core/work.ts'
import { audit } from '../src/features/audit/entries.ts'
import {
  keepPerson,
  newPerson,
  type PersonRecord,
  peopleWith,
  personRecordOf,
  whoOf,
} from '../src/features/people.ts'
import { givenRole, rated } from '../src/features/roles.ts'
import { settingsOf } from '../src/features/settings.ts'
import { accountsText } from '../src/views/account.ts'
import { nameText } from '../src/views/words.ts'

/** Roles as they are listed, those who decide first. */
const listed = [...roles].reverse()

const list = command({
  name: 'team list',
  may: 'team.read',
  alone: true,
  args: none,
  async run({ use, t }) {
    const sections = []
    for (const each of listed) {
      const people = await peopleWith(use, each)
      const lines = people
        .sort((a, b) => a.name.localeCompare(b.name))
        .map((it) => t(it.supervised ? 'team.supervised' : 'team.person', { who: namesOf(it, t) }))
      if (lines.length > 0) sections.push({ title: t(`team.titles.${each}`), lines })
    }
    const card: Card = { title: t('team.title'), sections }
    return { card: sections.length === 0 ? { text: t('team.empty') } : card }
  },
})

/** Whoever has accounts on several chats is listed once, with all of them. */
const namesOf = (it: PersonRecord, t: Translate): Text =>
  it.accounts.length > 1 ? accountsText(t, it) : nameText(whoOf(it))

const giving = {
  may: 'team.write',
  args: z.object({ person: person(), role: role(), supervised: flag().optional() }),
  bare: ['person', 'role'],
  form: ['person', 'role', 'supervised'],
  async present({ person }: Record<string, string>, at: Reading, use: Work) {
    const known =
      person === undefined ? undefined : await personRecordOf(use, who.parse(JSON.parse(person)).person)
    if (known === undefined) return undefined
    return {
      role: writtenWord('role', givenRole(known), at),
      supervised: writtenWord('flag', known.supervised ? 'yes' : 'no', at),
    }
  },
} as const

const add = command({
  name: 'team add',
  ...giving,
  async run({ args: { person: who, role: given, supervised }, by, use, t }) {
    const { after } = await changeRole(use, whoIs(by), who, given, supervised)
    const text = t(supervised === true ? 'team.addedSupervised' : 'team.added', {
      who: nameText(who),
      role: t(`values.role.${given}.name`),
    })
    return { card: { text: join([text, stillText(after, given, t)], '\n') } }
  },
})

const change = command({
  name: 'team role',
  ...giving,
  async run({ args: { person: who, role: given, supervised }, by, use, t }) {
    const { before, after } = await changeRole(use, whoIs(by), who, given, supervised)
    if (before === given && after === given && supervised === undefined)
      return {
        card: { text: t('team.byHand', { who: nameText(who), role: t(`values.role.${given}.name`) }) },
      }
    const text = t(supervised === true ? 'team.changedSupervised' : 'team.changed', {
      who: nameText(who),
      role: t(`values.role.${given}.name`),
      before: t(`values.role.${before}.name`),
    })
    return { card: { text: join([text, stillText(after, given, t)], '\n') } }
  },
})

/** Says where a group gives more than what was given by hand. */
const stillText = (after: Role, given: Role, t: Translate): Text | undefined =>
  after === given ? undefined : t('team.still', { role: t(`values.role.${after}.name`) })

/**
 * Gives somebody a role by hand; a community always keeps one manager. Returns the role that
 * counted and the one that counts now: a group may give a higher one.
 */
async function changeRole(
  use: Work,
  by: Who,
  who: Who,
  given: Role,
  supervised: boolean | undefined,
): Promise<{ before: Role; after: Role }> {
  const known = await personRecordOf(use, who.person)
  const before: PersonRecord = known ?? newPerson(who.person, who.account, who.name, 'member')
  const after = rated(
    { ...before, given, supervised: supervised ?? before.supervised },
    await settingsOf(use),
  )
  if (known !== undefined && givenRole(before) === given && before.supervised === after.supervised)
    throw new UserError(after.role === given ? 'team.already' : 'team.byGroup', (t) => ({
      who: nameText(who),
      role: t(`values.role.${after.role}.name`),
    }))
  if (before.role === 'manager' && after.role !== 'manager' && (await peopleWith(use, 'manager')).length <= 1)
    throw new UserError('team.lastManager', { who: nameText(who) })
  await keepPerson(use, after)
  audit(use, {
    by,
    did: 'team.role',
    of: `person/${who.person}`,
    what: { role: given, supervised: after.supervised },
  })
  return { before: before.role, after: after.role }
}

/** `/team`: who is in the team, with which role. */
export const teamCommands = [list, add, change]
