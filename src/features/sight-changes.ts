import type { Clock } from '../core/clock.ts'
import type { Log } from '../core/errors.ts'
import type { House } from '../core/house.ts'
import type { Place, Visibility } from '../core/person.ts'
import { key, type Store } from '../core/store.ts'
import { read, update } from '../core/update.ts'
import type { Work } from '../core/work.ts'
import { communitiesIn } from './communities.ts'
import { laneOf } from './delivery.ts'
import { openEscalations } from './escalations/queries.ts'
import { subjectOf as questionSubject } from './escalations/record.ts'
import { openIncidents } from './incidents/queries.ts'
import { subjectOf as caseSubject } from './incidents/reference.ts'
import { touch } from './outbox.ts'
import { settingsOf } from './settings.ts'

/** Of so many open cases, the most urgent ones, cards are kept as their places are; and of so many questions. */
const most = 200

/** What following how far places see needs. */
interface SightChangeParts {
  store: Store
  clock: Clock
  house: House
  log: Log
}

/** How far a place saw when that was last looked at. */
interface Seen {
  sees: Visibility
}

const seenKey = (at: Place) => `${key('sight')}/${laneOf({ place: at })}`

/**
 * Looks how far the places see where open cases and questions hang; where more or fewer people see one than when that
 * was last looked at, what hangs there is brought up to date. Answers in how many places that was so.
 */
export async function followSights({ clock, house, log, store }: SightChangeParts): Promise<number> {
  let changed = 0
  for await (const community of communitiesIn(store)) {
    const on = (what: string) => {
      const id = `sight/${clock.now().epochMilliseconds}/${what}`
      return { store, clock, house, community, id }
    }
    try {
      const places = await read(on('look'), placesOf)
      for (const [lane, at] of places) {
        const sees = await house.sees?.(at)
        if (sees === undefined) continue
        if (await update(on(lane), (use) => follow(use, at, sees))) changed++
      }
    } catch (error) {
      // One community that cannot be read must not keep the others from being looked after.
      log.error('who sees the places of a community could not be followed', error, { community })
    }
  }
  return changed
}

/** Returns the places where open cases and questions hang, by lane. */
async function placesOf(use: Work): Promise<ReadonlyMap<string, Place>> {
  const { escalation } = (await settingsOf(use)).places
  const cards = (await openIncidents(use, most)).map(({ card }) => card)
  const places = [...cards, escalation].filter((at) => at !== undefined)
  return new Map(places.map((place) => [laneOf({ place }), place]))
}

async function follow(use: Work, at: Place, sees: Visibility): Promise<boolean> {
  const before = await use.get<Seen>(seenKey(at))
  if (before?.sees === sees) return false
  use.set(seenKey(at), { sees } satisfies Seen)
  const lane = laneOf({ place: at })
  for (const { card, number } of await openIncidents(use, most))
    if (card !== undefined && laneOf({ place: card }) === lane) await touch(use, caseSubject(number))
  const { escalation } = (await settingsOf(use)).places
  if (escalation !== undefined && laneOf({ place: escalation }) === lane)
    for (const it of await openEscalations(use, most)) await touch(use, questionSubject(it))
  return true
}
