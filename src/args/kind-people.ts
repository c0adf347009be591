import type { Kind, Read, Reading } from '../core/args.ts'
import { type Who, who } from '../core/person.ts'
import { type Target, target } from '../features/target.ts'
import { amongThoseThere, asTheyAreCalled, whoIsMeant } from './people-named.ts'
import { suggestPeople } from './people-offered.ts'

/** Somebody of the team: a mention, the name or id of somebody Vigie has met or a chat knows. */
export const personKind: Kind = {
  name: 'person',
  asks: 'people',
  read: async (typed, at, use) => canonical(await whoIsMeant(typed, at, use, amongThoseThere)),
  show: async (canonical) => `@${who.parse(JSON.parse(canonical)).name}`,
  suggest: suggestPeople,
}

/** Somebody of the community: read like anybody else, but no chat need know them. */
export const memberKind: Kind = {
  ...personKind,
  name: 'member',
  read: async (typed, at, use) => canonical(await whoIsMeant(typed, at, use, asTheyAreCalled)),
}

const canonical = (found: Who | Extract<Read, { problem: unknown }>): Read =>
  'problem' in found ? found : { value: JSON.stringify(found) }

/** Somebody, or everybody who has a role. */
export const targetKind: Kind = {
  name: 'target',
  asks: 'people',
  async read(typed, at, use) {
    if (!typed.startsWith('@') && !typed.startsWith('<')) {
      const role = at.words.find('values.role', typed, at.locale)
      if ('value' in role) return { value: JSON.stringify({ role: role.value } as Target) }
    }
    const found = await whoIsMeant(typed, at, use, amongThoseThere)
    return 'problem' in found ? found : { value: JSON.stringify({ who: found } satisfies Target) }
  },
  async show(canonical, { locale, words }) {
    const it = target.parse(JSON.parse(canonical))
    return 'who' in it ? `@${it.who.name}` : words.set('values.role', locale).get(it.role)?.name
  },
  suggest: async (typed, at, use) => [...rolesOf(at), ...(await suggestPeople(typed, at, use))],
}

const rolesOf = ({ locale, words }: Reading) =>
  [...words.set('values.role', locale)].map(([value, { name }]) => ({ value, label: name }))
