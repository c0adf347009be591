import type { Directory, Problem } from '../../core/chat.ts'
import type { Clock } from '../../core/clock.ts'
import type { Log } from '../../core/errors.ts'
import { createMemory } from '../../core/memory.ts'
import type { Account, Visibility } from '../../core/person.ts'
import { type Answered, type Api, patience } from './api.ts'
import { createMembers } from './members.ts'
import { createMemberships, type Memberships } from './memberships.ts'
import type { Team } from './options.ts'
import { createRooms } from './rooms.ts'

/** What the directory is made of. */
interface DirectoryParts {
  api: Api
  /** The workspace the token belongs to. */
  team(): Team
  clock: Clock
  log: Log
}

const minute = 60_000

/** How long a role may outlive an answer of Slack's that cannot be renewed, in milliseconds. */
const staleRights = 5 * minute

/** How long names and conversations may: they hardly ever change. */
const staleFacts = 24 * 60 * minute

/** What Slack says about somebody; `nobody` where there is no such person any more. */
type User = { name: string; locale?: string; zone?: string; admin: boolean } | 'nobody'

/**
 * Looks up who and what is there in a workspace. Nobody waits longer than `patience` for it. `direct` and `profile`
 * throw where it cannot be told now: 'cannot be written to' is for good, and a name would be written down.
 */
export function createDirectory({ api, team, clock, log }: DirectoryParts): Directory {
  const users = createMemory<User>({ clock, fresh: minute, patience })
  const conversations = createMemory<{ channel?: string }>({ clock, fresh: 5 * minute, patience })
  const memberships: Memberships = createMemberships({ api, clock, log })
  const members = createMembers({ api, team, clock })
  const rooms = createRooms({ api, memberships, team, clock })

  const userOf = (who: Account, stale: number) => users(who.id, () => askUser(who), stale)

  async function askUser(who: Account): Promise<User | undefined> {
    const answered = await api.read('users.info', { user: who.id, include_locale: true })
    if ('ok' in answered) return readUser(answered.ok.user, who.id, team().id)
    return 'refused' in answered && answered.refused.code === 'closed' ? 'nobody' : undefined
  }

  async function askDirect(who: Account): Promise<{ channel?: string } | undefined> {
    const opened = await openDirect(api, who.id)
    if ('ok' in opened) return { channel: opened.ok }
    // A token that is refused says nothing about them.
    return 'refused' in opened && opened.refused.code !== 'auth' ? {} : undefined
  }

  return {
    async direct(who) {
      const found = await conversations(who.id, () => askDirect(who), staleFacts)
      if (found === undefined) throw new Error(`no conversation can be opened with ${who.id} now`)
      const { channel } = found
      return channel === undefined ? undefined : { platform: 'slack', space: who.space, channel }
    },

    async profile(who) {
      const user = await userOf(who, staleFacts)
      if (user === undefined) throw new Error(`Slack does not say now who ${who.id} is`)
      if (user === 'nobody') return { name: who.id }
      const { admin: _, ...profile } = user
      return profile
    },

    async groups(who) {
      const [user, groups, channels] = await Promise.all([
        userOf(who, staleRights),
        memberships.groups(who, staleRights),
        memberships.channels(who, staleRights),
      ])
      if (user === 'nobody') return []
      if (user === undefined || groups === undefined || channels === undefined) return undefined
      return [...(user.admin ? ['admin'] : []), ...groups, ...channels]
    },

    async place({ channel }) {
      // A direct conversation is between two; to be told more would take a scope of its own.
      if (channel.startsWith('D')) {
        const answered = await api.read('auth.test', {})
        return { sees: 'asker', problems: 'ok' in answered ? [] : [problemOf(answered)] }
      }
      return readPlace(await api.read('conversations.info', { channel }))
    },

    people: members,
    places: rooms,

    async allGroups(space) {
      return space === team().id ? memberships.all(space, staleFacts) : []
    },
  }
}

/** Opens the conversation with somebody, which shows nothing to anybody; answers its id. */
export async function openDirect(api: Api, user: string): Promise<Answered<string>> {
  const answered = await api.read('conversations.open', { users: user })
  if (!('ok' in answered)) return answered
  const { id } = (answered.ok.channel ?? {}) as { id?: unknown }
  return typeof id === 'string' ? { ok: id } : { unknown: 'unreadable_answer' }
}

interface SlackUser {
  team_id?: string
  deleted?: boolean
  is_admin?: boolean
  is_owner?: boolean
  is_primary_owner?: boolean
  locale?: string
  tz?: string
  name?: string
  real_name?: string
  profile?: { display_name?: string; real_name?: string }
}

function readUser(said: unknown, id: string, team: string): User | undefined {
  if (typeof said !== 'object' || said === null) return undefined
  const user = said as SlackUser
  const { profile = {} } = user
  return {
    name: profile.display_name || profile.real_name || user.real_name || user.name || id,
    ...(user.locale && { locale: user.locale }),
    ...(user.tz && { zone: user.tz }),
    // Who administers another workspace, and is a guest of a shared channel, administers nothing here.
    admin:
      user.team_id === team &&
      user.deleted !== true &&
      (user.is_admin === true || user.is_owner === true || user.is_primary_owner === true),
  }
}

interface SlackChannel {
  name?: string
  is_mpim?: boolean
  is_private?: boolean
  is_ext_shared?: boolean
  is_member?: boolean
  is_archived?: boolean
}

/** Who reads where nothing is known about a place: as few as may be relied on. */
const unknownReaders: Visibility = 'community'

function readPlace(answered: Answered): { sees: Visibility; name?: string; problems: Problem[] } {
  if (!('ok' in answered)) return { sees: unknownReaders, problems: [problemOf(answered)] }
  const channel = (answered.ok.channel ?? {}) as SlackChannel
  // A conversation of several people has a name that nobody reads.
  const name = channel.is_mpim ? undefined : channel.name
  return { sees: readersOf(channel), ...(name && { name }), problems: problemsOf(channel) }
}

/** Slack itself is what cannot be reached, where it is not the place that refuses. */
function problemOf(failed: Exclude<Answered, { ok: unknown }>): Problem {
  if ('refused' in failed) return failed.refused
  return { code: 'closed', scope: 'space', say: 'unknown' in failed ? failed.unknown : 'ratelimited' }
}

function readersOf(channel: SlackChannel): Visibility {
  // Another organisation reads what is shared with it.
  if (channel.is_ext_shared) return unknownReaders
  return channel.is_mpim || channel.is_private ? 'team' : 'community'
}

function problemsOf(channel: SlackChannel): Problem[] {
  const problem = (code: Problem['code'], say: string): Problem => ({ code, scope: 'place', say })
  return [
    ...(channel.is_archived ? [problem('archived', 'is_archived')] : []),
    ...(channel.is_member === false ? [problem('forbidden', 'not_in_channel')] : []),
  ]
}
