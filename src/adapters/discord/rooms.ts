import type { Account, Place } from '../../core/person.ts'
import type { Census } from './census.ts'
import { holds, inChannel, isOpen } from './permissions.ts'

const minute = 60_000

/** How old an answer may be that cannot be renewed, in milliseconds. */
const stale = 5 * minute

/** Returns what lists the channels of a server that everybody there sees, or one of some people does. */
export function createRooms({ census }: { census: Pick<Census, 'guild' | 'member' | 'rooms'> }) {
  return async (space: string, people: readonly Account[]): Promise<readonly Place[] | undefined> => {
    const members = people.filter((it) => it.platform === 'discord' && it.space === space)
    const [guild, rooms, ...seen] = await Promise.all([
      census.guild(space, stale),
      census.rooms(space, stale),
      ...members.map(({ id }) => census.member(space, id, stale)),
    ])
    if (guild === undefined || rooms === undefined) return undefined
    // A server that shows nothing has nothing to offer.
    if (!('ok' in guild) || !('ok' in rooms)) return []
    const there = seen.flatMap((it) => (it !== undefined && 'ok' in it ? [it.ok] : []))
    return [...rooms.ok]
      .filter(
        ([, room]) =>
          isOpen(guild.ok, room) || there.some((who) => holds(inChannel(guild.ok, who, room), 'ViewChannel')),
      )
      .map(([channel, { name = channel }]) => ({ platform: 'discord', space, channel, name }))
  }
}
