import { isDeepStrictEqual } from 'node:util'
import type { Clock } from '../core/clock.ts'
import type { Log } from '../core/errors.ts'
import type { House } from '../core/house.ts'
import type { Place } from '../core/person.ts'
import type { Store } from '../core/store.ts'
import { read, update } from '../core/update.ts'
import { onSeveralChats } from './chats.ts'
import { communitiesIn } from './communities.ts'
import { isSamePlace, withName } from './place-names.ts'
import { keepSettings, type Settings, settingsOf, teamPlaces } from './settings.ts'

/** What following names needs. */
interface NameChangeParts {
  store: Store
  clock: Clock
  house: House
  log: Log
}

/**
 * Looks how the places that communities on several chats have named are called now, and remembers that for those who
 * read of them on the other chat. Answers in how many communities one was called otherwise.
 */
export async function followNames({ clock, house, log, store }: NameChangeParts): Promise<number> {
  let changed = 0
  for await (const community of communitiesIn(store)) {
    const on = { store, clock, house, community, id: `names/${clock.now().epochMilliseconds}` }
    try {
      // Chats are asked before the unit of work, so that nobody else's waits for them.
      const now = await read(on, async (use) => {
        if (!(await onSeveralChats(use))) return []
        const places = teamPlaces(await settingsOf(use)).map(({ place }) => place)
        return Promise.all(places.map((place) => withName(use, place)))
      })
      if (now.length === 0) continue
      const isChanged = await update(on, async (use) => {
        const before = await settingsOf(use)
        const after = calledAs(before, now)
        if (isDeepStrictEqual(before, after)) return false
        keepSettings(use, after)
        return true
      })
      if (isChanged) changed++
    } catch (error) {
      // One community that cannot be read must not keep the others from being looked after.
      log.error('how the places of a community are called could not be followed', error, { community })
    }
  }
  return changed
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
