import type { Kind, Reading } from '../core/args.ts'
import type { Choice } from '../core/form.ts'
import { mentionIn, mentionOf } from '../core/mention.ts'
import { type Place, place } from '../core/person.ts'
import { placeName, plain } from '../core/plain.ts'
import type { Work } from '../core/work.ts'
import { named, withName } from '../features/place-names.ts'
import { isHere, placeMeant, placesKnown, shownPlace } from './places-named.ts'

/** The longest value that every chat gives back. */
const longestValue = 100

/** A channel of any chat of the community: a mention, a name, or 'here' for the place one is in. */
export const placeKind: Kind = {
  name: 'place',
  asks: 'places',
  async read(typed, at, use) {
    const mentioned = mentionIn(typed)
    if (mentioned?.sign === '#') {
      const { id: channel, name, platform, space } = mentioned
      const it = { platform, space, channel }
      return canonical(name === undefined ? await withName(use, it) : named(it, name))
    }
    if ('value' in at.words.find('values.here', typed, at.locale)) {
      const { thread: _thread, ...channel } = at.here
      return canonical(await withName(use, channel))
    }
    const meant = await placeMeant(typed, at, use)
    return 'problem' in meant ? meant : canonical(meant)
  },
  show: async (canonical, at) =>
    canonical === 'null' ? undefined : shownPlace(place.parse(JSON.parse(canonical)), at),
  async suggest(typed, at, use) {
    if (typed.startsWith('<')) return suggestMentioned(typed, at, use)
    const t = at.words.t(at.locale)
    return (await placesKnown(at.around?.places ?? [], at, use)).map((it) => ({
      value: briefMention(it),
      label: placeName(it.name ?? it.channel),
      ...(!isHere(it, at) && { hint: plain(t(`chats.${it.platform}`)) }),
    }))
  },
}

/** A name stands amid the rest, so that two that differ in nothing else are the same without it. */
const canonical = ({ channel, name, platform, space }: Place) => ({
  value: JSON.stringify({ platform, space, name, channel }),
})

/** Whatever a mention is of, by name. */
async function suggestMentioned(typed: string, at: Reading, use: Work): Promise<Choice[]> {
  const read = await placeKind.read(typed, at, use)
  return 'problem' in read
    ? []
    : [{ value: typed, label: shownPlace(place.parse(JSON.parse(read.value)), at) }]
}

/** A mention means no other channel; a name there is no room for is left out. */
function briefMention(it: Place): string {
  const whole = mentionOf('#', { ...it, id: it.channel }, it.name)
  return whole.length <= longestValue ? whole : mentionOf('#', { ...it, id: it.channel })
}
