import type { Place, Visibility } from '../core/person.ts'
import { key } from '../core/store.ts'
import { read, update } from '../core/update.ts'
import type { Work } from '../core/work.ts'
import { type Following, forEachCommunity } from './communities.ts'
import { laneOf } from './delivery.ts'
import { openEscalations } from './escalations/queries.ts'
import { subjectOf as questionSubject } from './escalations/record.ts'
import { openIncidents } from './incidents/queries.ts'
import { subjectOf as caseSubject } from './incidents/reference.ts'
import { touch } from './outbox.ts'
import { settingsOf } from './settings.ts'

/** Of so many open cases, the most urgent ones, cards are kept as their places are; and of so many questions. */
const most = 200

/** How far a place saw when that was last looked at. */
interface Seen {
  sees: Visibility
}

const seenKey = (at: Place) => `${key('sight')}/${laneOf({ place: at })}`

/**
 * Looks how far the places see where open cases and questions hang; where more or fewer people see one than when that
 * was last looked at, what hangs there is brought up to date. Answers in how many places that was so.
 */
export const followSights = (parts: Following): Promise<number> =>
  forEachCommunity(parts, 'who sees the places of a community could not be followed', (community) =>
    followAll(parts, community),
  )

async function followAll({ clock, house, store }: Following, community: string): Promise<number> {
  const on = (what: string) => {
    const id = `sight/${clock.now().epochMilliseconds}/${what}`
    return { store, clock, house, community, id }
  }
  let changed = 0
  for (const [lane, at] of await read(on('look'), placesOf)) {
    const sees = await house.sees?.(at)
    if (sees === undefined) continue
    if (await update(on(lane), (use) => follow(use, at, sees))) changed++
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
