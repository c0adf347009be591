import { within } from '../core/patience.ts'
import type { Place } from '../core/person.ts'
import { placeName, plain } from '../core/plain.ts'
import { key } from '../core/store.ts'
import type { Translate } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import { laneOf } from './delivery.ts'

/** How long a chat may take to say how a place is called, in milliseconds. */
const patience = 1000
const longestName = 80

/** Asks a chat how one of its places is called; `undefined` where it has no name, or none that can be told now. */
export async function nameNow({ house }: Pick<Work, 'house'>, it: Place): Promise<string | undefined> {
  try {
    const asked = house.directory(it.platform)?.place(it)
    return (asked && (await within(patience, asked, undefined)))?.name?.slice(0, longestName)
  } catch (error) {
    // Whoever sends there is told what is wrong with it; here only its name is missing.
    if (!(error instanceof Error)) throw error
    return undefined
  }
}

/**
 * Returns a place with how its chat says it is called, for those who read of it on another chat; as it was where that
 * cannot be told now.
 */
export async function withName(use: Work, it: Place): Promise<Place> {
  const name = await nameNow(use, it)
  return name === undefined ? it : named(it, name)
}

/** Writes beside a place how it is called. */
export const named = (it: Place, name: string): Place => ({ ...it, name: name.slice(0, longestName) })

/**
 * Names a place for those who are not on its chat: '#annonces (Discord)'. On the terminal its id is its name; where
 * nobody has said a name, it is a channel of its chat, never its id.
 */
export function nameOfPlace({ channel, name, platform }: Place, t: Translate): string {
  if (platform === 'console') return channel
  const chat = t(`chats.${platform}`)
  return plain(
    name === undefined ? t('places.unnamed', { chat }) : t('places.named', { name: placeName(name), chat }),
  )
}

/** Tells whether two places are the same channel, or the same thread in one, whatever they were called. */
export const isSamePlace = (one: Place, other: Place): boolean =>
  one.platform === other.platform &&
  one.space === other.space &&
  one.channel === other.channel &&
  one.thread === other.thread

/**
 * How the places of a community are called by now that records name otherwise, or not at all: by lane, the present name
 * and then those it had before. A name that is not among them was written since, and is newer.
 */
export type PlaceNames = Readonly<Record<string, readonly string[]>>

/** Where they are kept, within a community. */
export const namesAt = 'place-names'

/** The names a place had that are remembered: whoever renames one every day meets records that are read every hour. */
const mostNames = 20

/** Returns a place as it is called by now. */
export function calledNow(names: PlaceNames | undefined, it: Place): Place {
  const all = names?.[laneOf({ place: it })] ?? []
  const [now] = all
  const isBefore = it.name === undefined || all.includes(it.name)
  return now === undefined || now === it.name || !isBefore ? it : { ...it, name: now }
}

/** Remembers how places are called by now, each of them with what records say. */
export async function keepNames(use: Work, changed: readonly { now: string; it: Place }[]): Promise<void> {
  const at = `${key('c', use.community)}/${namesAt}`
  const names = { ...(await use.get<PlaceNames>(at)) }
  for (const { it, now } of changed) {
    const lane = laneOf({ place: it })
    const said = [now, ...(it.name === undefined ? [] : [it.name]), ...(names[lane] ?? [])]
    names[lane] = [...new Set(said)].slice(0, mostNames)
  }
  use.set(at, names)
}
