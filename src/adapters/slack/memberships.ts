import type { GroupThere } from '../../core/chat.ts'
import type { Clock } from '../../core/clock.ts'
import type { Log } from '../../core/errors.ts'
import { createMemory } from '../../core/memory.ts'
import { listAt, textAt, textsAt } from '../../core/peek.ts'
import type { Account } from '../../core/person.ts'
import { type Answered, type Api, cursorIn, patience } from './api.ts'

interface MembershipParts {
  api: Api
  clock: Clock
  log: Log
}

/**
 * What somebody belongs to, as names that roles are given to: `group:S…` and `channel:C…`. `undefined` where it
 * cannot be told now, `stale` being the age in milliseconds up to which an older answer will do.
 */
export interface Memberships {
  groups(who: Account, stale: number): Promise<string[] | undefined>
  /** Private channels the bot is in too. */
  channels(who: Account, stale: number): Promise<string[] | undefined>
  /** The same, with how they are called. */
  rooms(who: Account, stale: number): Promise<readonly Channel[] | undefined>
  /** Every user group of the workspace, and every private channel the bot is in. */
  all(space: string, stale: number): Promise<GroupThere[] | undefined>
}

/** A user group and who is in it. */
interface UserGroup {
  id: string
  name: string
  users: readonly string[]
}

/** A private channel. */
interface Channel {
  id: string
  name: string
}

/** How long an answer counts, in milliseconds. */
const fresh = 60_000

/** How many pages of somebody's channels are read, of 200 each. */
const pages = 5

/** What Slack says where there is no such thing for this app: not allowed to look, or not on the workspace's plan. */
const without = ['missing_scope', 'not_allowed_token_type', 'paid_teams_only', 'plan_upgrade_required']

/** Looks up user groups and private channels. An app that may not see one of them has none, and says so once. */
export function createMemberships({ api, clock, log }: MembershipParts): Memberships {
  const userGroups = createMemory<readonly UserGroup[]>({ clock, fresh, patience })
  const channelsOf = createMemory<readonly Channel[]>({ clock, fresh, patience })
  const missed = new Set<string>()

  /** Tells whether an answer means that there is nothing to be seen, rather than that it cannot be seen now. */
  function isWithout(method: string, answered: Answered): boolean {
    if (!('refused' in answered) || !without.includes(answered.error)) return false
    if (!missed.has(method)) {
      missed.add(method)
      log.warn('roles are given without what Slack does not show', { method, why: answered.refused.say })
    }
    return true
  }

  async function askGroups(): Promise<readonly UserGroup[] | undefined> {
    const answered = await api.read('usergroups.list', { include_users: true })
    if (isWithout('usergroups.list', answered)) return []
    if (!('ok' in answered)) return undefined
    return listAt(answered.ok, 'usergroups').flatMap((it) => {
      const id = textAt(it, 'id')
      const name = textAt(it, 'handle') ?? textAt(it, 'name') ?? id
      return id === undefined || name === undefined ? [] : [{ id, name, users: textsAt(it, 'users') }]
    })
  }

  /** Lists the private channels somebody is in with the bot, or all that the bot is in. */
  async function askChannels(user?: string): Promise<readonly Channel[] | undefined> {
    const found: Channel[] = []
    for (let page = 0, cursor = ''; page < pages; page++) {
      const answered = await api.read('users.conversations', {
        ...(user !== undefined && { user }),
        types: 'private_channel',
        exclude_archived: true,
        limit: 200,
        ...(cursor && { cursor }),
      })
      if (isWithout('users.conversations', answered)) return []
      if (!('ok' in answered)) return undefined
      for (const it of listAt(answered.ok, 'channels')) {
        const id = textAt(it, 'id')
        if (id !== undefined) found.push({ id, name: textAt(it, 'name') ?? id })
      }
      cursor = cursorIn(answered.ok)
      if (cursor === '') break
    }
    return found
  }

  const rooms: Memberships['rooms'] = ({ id }, stale) => channelsOf(id, () => askChannels(id), stale)

  return {
    rooms,
    async groups({ id }, stale) {
      const all = await userGroups('', askGroups, stale)
      return all?.filter(({ users }) => users.includes(id)).map((it) => `group:${it.id}`)
    },
    async channels(who, stale) {
      return (await rooms(who, stale))?.map((it) => `channel:${it.id}`)
    },
    async all(space, stale) {
      const [groups, channels] = await Promise.all([
        userGroups('', askGroups, stale),
        channelsOf('', () => askChannels(), stale),
      ])
      const there = { platform: 'slack', space } as const
      return (
        groups &&
        channels && [
          ...groups.map(({ id, name }) => ({ ...there, id: `group:${id}`, name: `@${name}` })),
          ...channels.map(({ id, name }) => ({ ...there, id: `channel:${id}`, name: `#${name}` })),
        ]
      )
    },
  }
}
