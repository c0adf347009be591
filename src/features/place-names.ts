import { within } from '../core/patience.ts'
import type { Place } from '../core/person.ts'
import { placeName, plain } from '../core/plain.ts'
import type { Translate } from '../core/text.ts'
import type { Work } from '../core/work.ts'

/** How long a chat may take to say how a place is called, in milliseconds. */
const patience = 1000
const longestName = 80

/**
 * Returns a place with how its chat says it is called, for those who read of it on another chat; as it was where that
 * cannot be told now.
 */
export async function withName({ house }: Work, it: Place): Promise<Place> {
  try {
    const asked = house.directory(it.platform)?.place(it)
    const told = asked && (await within(patience, asked, undefined))
    return told?.name === undefined ? it : named(it, told.name)
  } catch (error) {
    // Whoever sends there is told what is wrong with it; here only its name is missing.
    if (!(error instanceof Error)) throw error
    return it
  }
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
