import type { Clock } from '../../core/clock.ts'
import type { Log } from '../../core/errors.ts'
import { createMemory } from '../../core/memory.ts'
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
}

/** How long an answer counts, in milliseconds. */
const fresh = 60_000

/** How many pages of somebody's channels are read, of 200 each. */
const pages = 5

/** What Slack says where there is no such thing for this app: not allowed to look, or not on the workspace's plan. */
const without = ['missing_scope', 'not_allowed_token_type', 'paid_teams_only', 'plan_upgrade_required']

/** Looks up user groups and private channels. An app that may not see one of them has none, and says so once. */
export function createMemberships({ api, clock, log }: MembershipParts): Memberships {
  const groupsByUser = createMemory<Map<string, string[]>>({ clock, fresh, patience })
  const channelsOf = createMemory<string[]>({ clock, fresh, patience })
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

  async function askGroups(): Promise<Map<string, string[]> | undefined> {
    const answered = await api.read('usergroups.list', { include_users: true })
    if (isWithout('usergroups.list', answered)) return new Map()
    if (!('ok' in answered)) return undefined
    const byUser = new Map<string, string[]>()
    for (const { id, users = [] } of listIn<{ id?: string; users?: string[] }>(answered.ok.usergroups))
      for (const user of users) byUser.getOrInsertComputed(user, () => []).push(`group:${id}`)
    return byUser
  }

  async function askChannels(user: string): Promise<string[] | undefined> {
    const found: string[] = []
    for (let page = 0, cursor = ''; page < pages; page++) {
      const answered = await api.read('users.conversations', {
        user,
        types: 'private_channel',
        exclude_archived: true,
        limit: 200,
        ...(cursor && { cursor }),
      })
      if (isWithout('users.conversations', answered)) return []
      if (!('ok' in answered)) return undefined
      found.push(...listIn<{ id?: string }>(answered.ok.channels).map(({ id }) => `channel:${id}`))
      cursor = cursorIn(answered.ok)
      if (cursor === '') break
    }
    return found
  }

  return {
    async groups({ id }, stale) {
      const byUser = await groupsByUser('', askGroups, stale)
      return byUser && (byUser.get(id) ?? [])
    },
    channels: ({ id }, stale) => channelsOf(id, () => askChannels(id), stale),
  }
}

const listIn = <T>(said: unknown): T[] => (Array.isArray(said) ? said : [])
