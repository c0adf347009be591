import type { Kind, Reading } from '../core/args.ts'
import { mentionIn } from '../core/mention.ts'
import { type Place, place } from '../core/person.ts'
import { placeName, plain } from '../core/plain.ts'
import { foldWord } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import { named, nameOfPlace, withName } from '../features/place-names.ts'
import { settingsOf, teamPlaces } from '../features/settings.ts'

/** A channel with its chat, as it is shown on another one: '#annonces (Discord)'. */
const onChat = /^#?(.+?) \(([^()]+)\)$/u

/**
 * A channel of this chat: a mention, '#name', or 'here' for the place one is in; one of another chat by its name with
 * the chat's, where the community has named it already.
 */
export const placeKind: Kind = {
  name: 'place',
  async read(typed, at, use) {
    const { here, words, locale } = at
    const mentioned = mentionIn(typed)
    if (mentioned?.sign === '#') {
      const { id: channel, name, platform, space } = mentioned
      const it = { platform, space, channel }
      return canonical(name === undefined ? await withName(use, it) : named(it, name))
    }
    if ('value' in words.find('values.here', typed, locale)) {
      const { thread: _thread, ...channel } = here
      return canonical(await withName(use, channel))
    }
    const elsewhere = await namedElsewhere(typed, at, use)
    if (elsewhere !== undefined) return canonical(elsewhere)
    const own = /^#?([\p{L}\p{M}\p{N}_-]{1,80})$/u.exec(typed)?.[1]
    if (own === undefined)
      return { problem: words.t(locale)('bot.unknownPlace', { typed: typed.slice(0, 60) }), nearest: [] }
    return canonical({ platform: here.platform, space: here.space, channel: own })
  },
  show: async (canonical, { locale, words }) =>
    canonical === 'null'
      ? undefined
      : placeName(nameOfPlace(place.parse(JSON.parse(canonical)), words.t(locale))),
}

/** A name stands amid the rest, so that two that differ in nothing else are the same without it. */
const canonical = ({ channel, name, platform, space }: Place) => ({
  value: JSON.stringify({ platform, space, name, channel }),
})

/** Finds a place of another chat that the community has named, by its name and its chat's. */
async function namedElsewhere(
  typed: string,
  { locale, words }: Reading,
  use: Work,
): Promise<Place | undefined> {
  const [, name, chat] = onChat.exec(typed) ?? []
  if (name === undefined || chat === undefined) return undefined
  const isChat = (it: Place) =>
    foldWord(plain(words.t(locale)(`chats.${it.platform}`))) === foldWord(chat) &&
    it.name !== undefined &&
    foldWord(placeName(it.name)) === foldWord(placeName(name))
  return teamPlaces(await settingsOf(use))
    .map(({ place }) => place)
    .find(isChat)
}
