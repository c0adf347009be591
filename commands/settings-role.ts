import * as z from 'zod'
import { grant, group } from '../src/args/group.ts'
import { writtenWord } from '../src/args/written.ts'
import { command } from '../src/core/command.ts'
import { UserError } from '../src/core/errors.ts'
import type { House } from '../src/core/house.ts'
import { type Role, roleMay, whoIs } from '../src/core/person.ts'
import { audit } from '../src/features/audit/entries.ts'
import { everybody, keepPerson } from '../src/features/people.ts'
import { admins, grantsOf, rated } from '../src/features/roles.ts'
import {
  type Group,
  group as groupSchema,
  keepSettings,
  type Settings,
  settingsOf,
} from '../src/features/settings.ts'
import { groupText } from '../src/views/settings.ts'

/** Has a group of the chat give a role, or none any more. */
export const settingsRole = command({
  name: 'settings role',
  may: 'settings.write',
  args: z.object({ group: group(), role: grant() }),
  bare: ['group', 'role'],
  form: ['group', 'role'],
  async present({ group: given }, at, use) {
    if (given === undefined) return undefined
    const { id } = groupSchema.parse(JSON.parse(given))
    const role = grantsOf((await settingsOf(use)).roles)[id]?.role
    return { role: role === undefined ? writtenWord('nothing', 'none', at) : writtenWord('role', role, at) }
  },
  async run({ args, by, use, t }) {
    const before = await settingsOf(use)
    const after = { ...before, roles: granting(before.roles, args.group, args.role) }
    const given = ({ roles }: Settings) => {
      const it = grantsOf(roles)[args.group.id]?.role
      return t(it === undefined ? 'values.nothing.none.name' : `values.role.${it}.name`)
    }
    const [had, has] = [before, after].map(({ roles }) => roles[args.group.id])
    if (had?.role === has?.role && had?.name === has?.name) throw new UserError('settings.already')
    if (args.role !== 'none') await checkGroup(args.group, use.house)
    const people = (await everybody(use)).map((it) => ({ it, rated: rated(it, after) }))
    if (!people.some(({ rated }) => roleMay(rated.role, 'settings.write')))
      throw new UserError('settings.lockedOut', { group: groupText(args.group, t) })
    keepSettings(use, after)
    // Whoever is not known yet, or whose groups have changed since, is looked at when they next come.
    for (const { it, rated } of people) if (rated.role !== it.role) await keepPerson(use, rated)
    audit(use, {
      by: whoIs(by),
      did: 'settings.role',
      of: 'settings',
      what: { group: args.group.id, name: args.group.name, role: args.role },
    })
    const line = { name: groupText(args.group, t), after: given(after), before: given(before) }
    return {
      card: {
        title: t('settings.changed'),
        sections: [{ lines: [t('settings.line', line)] }],
        footer: t('settings.effect.roles'),
      },
    }
  },
})

/** Administrators who are to have no role are members: nothing mapped would make them managers again. */
function granting(
  before: Settings['roles'],
  { id, ...shown }: Group,
  given: Role | 'none',
): Settings['roles'] {
  const { [id]: _before, ...others } = before
  if (given === 'none' && id !== admins) return others
  return { ...others, [id]: { ...shown, role: given === 'none' ? 'member' : given } }
}

/** A channel gives roles only where one is asked in, and where Vigie can see who is. */
async function checkGroup(it: Group, house: House): Promise<void> {
  const { place } = it
  const found = place && (await house.directory(place.platform)?.place(place))
  if (found === undefined) return
  if (found.problems.length > 0)
    throw new UserError('settings.unseenGroup', (t) => ({ group: groupText(it, t) }))
  if (found.sees === 'community' || found.sees === 'public')
    throw new UserError('settings.openGroup', (t) => ({ group: groupText(it, t) }))
}
