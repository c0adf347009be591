import type { Clock } from '../../core/clock.ts'
import { createMemory } from '../../core/memory.ts'
import { textAt } from '../../core/peek.ts'
import type { Account, Place } from '../../core/person.ts'
import { type Api, patience } from './api.ts'
import type { Memberships } from './memberships.ts'
import type { Team } from './options.ts'
import { everyPage, fresh, stale } from './pages.ts'

interface RoomParts {
  api: Pick<Api, 'call'>
  memberships: Pick<Memberships, 'rooms'>
  team(): Pick<Team, 'id'>
  clock: Clock
}

/**
 * Returns what lists the channels of the workspace that everybody there may read, and the private ones that somebody
 * is in with the bot.
 */
export function createRooms({ api, clock, memberships, team }: RoomParts) {
  const known = createMemory<readonly Place[]>({ clock, fresh, patience })

  async function ask(space: string): Promise<readonly Place[] | undefined> {
    const which = { types: 'public_channel', exclude_archived: true }
    const listed = await everyPage(api, 'conversations.list', 'channels', which)
    return listed?.flatMap((it) => {
      const [id, name] = [textAt(it, 'id'), textAt(it, 'name')]
      return id === undefined || name === undefined ? [] : [placeOf(space, { id, name })]
    })
  }

  return async (space: string, people: readonly Account[]): Promise<readonly Place[] | undefined> => {
    if (space !== team().id) return []
    const members = people.filter((it) => it.platform === 'slack' && it.space === space)
    const [open, ...own] = await Promise.all([
      known(space, () => ask(space), stale),
      ...members.map(async (it) => (await memberships.rooms(it, fresh))?.map((room) => placeOf(space, room))),
    ])
    return open === undefined ? undefined : [...open, ...own.flatMap((rooms) => rooms ?? [])]
  }
}

const placeOf = (space: string, { id, name }: { id: string; name: string }): Place => ({
  platform: 'slack',
  space,
  channel: id,
  name,
})
