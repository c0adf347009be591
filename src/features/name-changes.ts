import type { Place } from '../core/person.ts'
import { read, update } from '../core/update.ts'
import type { Work } from '../core/work.ts'
import { onSeveralChats } from './chats.ts'
import { type Following, forEachCommunity } from './communities.ts'
import { laneOf } from './delivery.ts'
import { activeSchedules } from './digest/record.ts'
import { keepNames, nameNow } from './place-names.ts'
import { activeReminders } from './reminders/queries.ts'
import { settingsOf, teamPlaces } from './settings.ts'

/**
 * Looks how the places are called now that communities on several chats have named - for the team, for a group, for a
 * reminder or a digest that still comes - and remembers that for those who read of them on the other chat. Answers in
 * how many communities one was called otherwise.
 */
export const followNames = (parts: Following): Promise<number> =>
  forEachCommunity(parts, 'how the places of a community are called could not be followed', (community) =>
    follow(parts, community),
  )

async function follow({ clock, house, store }: Following, community: string): Promise<number> {
  const on = { store, clock, house, community, id: `names/${clock.now().epochMilliseconds}` }
  const changed: { it: Place; now: string }[] = []
  // Chats are asked before the unit of work, so that nobody else's waits for them, and about one place after the other.
  for (const same of (await read(on, placesNamed)).values()) {
    const [first] = same
    const now = first && (await nameNow({ house }, first))
    if (now !== undefined) changed.push(...same.filter(({ name }) => name !== now).map((it) => ({ it, now })))
  }
  if (changed.length === 0) return 0
  await update(on, (use) => keepNames(use, changed))
  return 1
}

/** The places a community has named, as they are called in its records, by lane: what is over costs nothing. */
async function placesNamed(use: Work): Promise<ReadonlyMap<string, Place[]>> {
  if (!(await onSeveralChats(use))) return new Map()
  const settings = await settingsOf(use)
  const series = await activeReminders(use, {}, Number.POSITIVE_INFINITY)
  const places = [
    ...teamPlaces(settings).map(({ place }) => place),
    ...Object.values(settings.roles).map(({ place }) => place),
    ...series.flatMap(({ from, place }) => [place, from?.name === undefined ? undefined : from]),
    ...(await activeSchedules(use)).map(({ to }) => ('place' in to ? to.place : undefined)),
  ]
  return Map.groupBy(
    places.filter((it) => it !== undefined),
    (place) => laneOf({ place }),
  )
}
