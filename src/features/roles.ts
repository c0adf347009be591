import { type Account, type Role, roles } from '../core/person.ts'
import type { PersonRecord } from './people.ts'
import type { Settings } from './settings.ts'

/** The group every platform's administrators are in. */
export const admins = 'admin'

/** What the groups of a community give, by id: what it mapped; its administrators are managers until they are mapped too. */
export const grantsOf = (mapped: Settings['roles']): Settings['roles'] => ({
  ...mapped,
  [admins]: mapped[admins] ?? { role: 'manager', name: admins },
})

/** Returns the role somebody's groups give them, the highest that is mapped; `undefined` where none is. */
const roleFromGroups = (groups: readonly string[], mapped: Settings['roles']): Role | undefined => {
  const grants = grantsOf(mapped)
  return highest(groups.map((group) => (Object.hasOwn(grants, group) ? grants[group]?.role : undefined)))
}

const outright = new Map(roles.map((role) => [`role:${role}`, role]))

/** Returns the role a chat says outright, as the terminal does; it counts as given by hand. */
export const roleSaid = (groups: readonly string[]): Role | undefined =>
  highest(groups.map((group) => outright.get(group)))

const highest = (several: readonly (Role | undefined)[]): Role | undefined =>
  roles.findLast((role) => several.includes(role))

/**
 * Returns the role somebody was given by hand. Records of before there were groups do not tell: all they say was
 * given by hand then.
 */
export const givenRole = ({ given, groups, role }: PersonRecord): Role =>
  given ?? (groups === undefined ? role : 'member')

/** Returns a record with the role it comes to: what was given by hand or what the groups give, whichever is higher. */
export function rated(it: PersonRecord, { roles: mapped }: Pick<Settings, 'roles'>): PersonRecord {
  const given = givenRole(it)
  const groups = Object.values(it.groups ?? {}).flat()
  return { ...it, given, role: highest([given, roleFromGroups(groups, mapped)]) ?? given }
}

/** Returns a record that says which groups one of its accounts is in; those that say a role outright are not kept. */
export function grouped(it: PersonRecord, through: Account, groups: readonly string[]): PersonRecord {
  const { groups: before = {}, ...rest } = it
  const account = `${through.platform}:${through.space}:${through.id}`
  const kept = [...new Set(groups)].filter((group) => !outright.has(group)).sort()
  const { [account]: _before, ...others } = before
  const all = kept.length === 0 ? others : { ...others, [account]: kept }
  return { ...rest, given: givenRole(it), ...(Object.keys(all).length === 0 ? {} : { groups: all }) }
}
