import { isDeepStrictEqual } from 'node:util'
import type { Place } from '../core/person.ts'
import { read, update } from '../core/update.ts'
import { onSeveralChats } from './chats.ts'
import { type Following, forEachCommunity } from './communities.ts'
import { isSamePlace, withName } from './place-names.ts'
import { keepSettings, type Settings, settingsOf, teamPlaces } from './settings.ts'

/**
 * Looks how the places that communities on several chats have named are called now, and remembers that for those who
 * read of them on the other chat. Answers in how many communities one was called otherwise.
 */
export const followNames = (parts: Following): Promise<number> =>
  forEachCommunity(parts, 'how the places of a community are called could not be followed', (community) =>
    follow(parts, community),
  )

async function follow({ clock, house, store }: Following, community: string): Promise<number> {
  const on = { store, clock, house, community, id: `names/${clock.now().epochMilliseconds}` }
  // Chats are asked before the unit of work, so that nobody else's waits for them.
  const now = await read(on, async (use) => {
    if (!(await onSeveralChats(use))) return []
    const places = teamPlaces(await settingsOf(use)).map(({ place }) => place)
    return Promise.all(places.map((place) => withName(use, place)))
  })
  if (now.length === 0) return 0
  return update(on, async (use) => {
    const before = await settingsOf(use)
    const after = calledAs(before, now)
    if (isDeepStrictEqual(before, after)) return 0
    keepSettings(use, after)
    return 1
  })
}

/** The same settings, with places called as some that were looked at; others may have been named meanwhile. */
function calledAs({ kept, places, ...rest }: Settings, now: readonly Place[]): Settings {
  const called = (it: Place): Place => now.find((each) => isSamePlace(each, it)) ?? it
  return {
    ...rest,
    places: Object.fromEntries(Object.entries(places).map(([purpose, it]) => [purpose, called(it)])),
    ...(kept && { kept: kept.map((it) => ({ ...it, place: called(it.place) })) }),
  }
}
