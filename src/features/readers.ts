import type { Person, Place, Reader } from '../core/person.ts'
import type { Work } from '../core/work.ts'
import type { Delivery } from './delivery.ts'
import { deliveryOf } from './ledger.ts'
import { readerOf } from './people.ts'
import { purposes, settingsOf } from './settings.ts'

/** Returns who reads where a delivery goes: the person of a direct conversation, else the place's public. */
export async function readerAt(use: Work, { does }: Delivery): Promise<Reader> {
  if ('home' in does) return directReader(use, `${does.home.platform}:${does.home.space}:${does.home.id}`)
  if ('edit' in does) {
    const posted = await deliveryOf(use, does.shown)
    return posted === undefined ? placeReader(use, does.edit.place) : readerAt(use, posted)
  }
  if ('note' in does && 'place' in does.under) return placeReader(use, does.under.place)
  const to = 'post' in does ? does.to : 'to' in does.under ? does.under.to : undefined
  if (to === undefined) throw new Error('a delivery that goes nowhere')
  return 'direct' in to ? directReader(use, to.direct.person) : placeReader(use, to.place)
}

const directReader = async (use: Work, person: string): Promise<Person> => readerOf(use, person)

/**
 * A place reads in the community's language and zone. The places a community has named are its team's; of any
 * other one nothing is known, so that it sees what everybody in the community may see.
 */
async function placeReader(use: Work, at: Place): Promise<Reader> {
  const { locale, zone, places } = await settingsOf(use)
  const named = purposes.some((purpose) => {
    const place = places[purpose]
    return place !== undefined && place.platform === at.platform && place.channel === at.channel
  })
  return { locale, zone, sees: named ? 'team' : 'community' }
}
