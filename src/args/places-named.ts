import type { Read, Reading } from '../core/args.ts'
import { within } from '../core/patience.ts'
import { type Place, type Platform, platforms } from '../core/person.ts'
import { placeName, plain } from '../core/plain.ts'
import { foldWord } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import { spacesOf } from '../features/chats.ts'
import { laneOf } from '../features/delivery.ts'
import { nameOfPlace } from '../features/place-names.ts'
import { settingsOf, teamPlaces } from '../features/settings.ts'
import { nearest } from './nearest.ts'

/** A channel with its chat, as it is shown on another one, '#annonces (Discord)', or as it is suggested there. */
const onChat = /^(.+?)\s*(?:\(([^()]+)\)|·\s*([^·]+))$/u

/** What a chat takes for a channel's name. */
const name = /^[\p{L}\p{M}\p{N}_-]{1,80}$/u

/** How long a chat may take to say which channels there are, in milliseconds. */
const patience = 1000

type Problem = Extract<Read, { problem: unknown }>

/**
 * Finds the channel that is meant by what was typed: a name, with its chat where another one is meant, or an id. Where
 * a chat does not know its channels, a name is one.
 */
export async function placeMeant(typed: string, at: Reading, use: Work): Promise<Place | Problem> {
  const { here } = at
  const { platform, said } = takenApart(typed, at)
  const isNamed = use.house.directory(here.platform)?.places !== undefined
  if (!isNamed && platform === undefined && name.test(said))
    return { platform: here.platform, space: here.space, channel: said }
  const { known, untold } = await placesThere(at, use)
  const all = known.filter((it) => platform === undefined || it.platform === platform)
  const [first, ...others] = likeliest(all, said, at)
  if (first !== undefined && others.length === 0) return first
  const t = at.words.t(at.locale)
  const asTyped = { typed: typed.slice(0, 60) }
  if (first !== undefined)
    return { problem: t('bot.severalPlaces', asTyped), nearest: [first, ...others].map((it) => it.channel) }
  if (untold) return { problem: t('bot.placeUntold', asTyped), nearest: [] }
  const near = nearest(said, all, ({ name = '' }) => name)
  return { problem: t('bot.unknownPlace', asTyped), nearest: near.map((it) => shownPlace(it, at)) }
}

/** Names a channel as it is typed: by its name and, where it is on another chat, by that. */
export const shownPlace = (it: Place, at: Reading): string =>
  it.name !== undefined && isHere(it, at)
    ? placeName(it.name)
    : placeName(nameOfPlace(it, at.words.t(at.locale)))

/** Tells whether a place is of the space that somebody writes in. */
export const isHere = ({ platform, space }: Place, { here }: Pick<Reading, 'here'>): boolean =>
  platform === here.platform && space === here.space

/**
 * Lists the channels somebody may name, each once: those the community has named, and of those that are there the ones
 * on this chat before others. What there is on another chat is shown to the team only.
 */
export async function placesKnown(there: readonly Place[], at: Reading, use: Work): Promise<Place[]> {
  const isTheirs = (it: Place) => at.by.sees === 'team' || isHere(it, at)
  const team = at.by.sees === 'team' ? teamPlaces(await settingsOf(use)).map(({ place }) => place) : []
  const byLane = new Map(
    [...team, ...there.filter(isTheirs).toSorted((a, b) => Number(isHere(b, at)) - Number(isHere(a, at)))]
      .map(({ thread: _, ...it }) => (it.platform === 'console' ? { ...it, name: it.channel } : it))
      .filter((it) => it.name !== undefined)
      .map((it) => [laneOf({ place: it }), it]),
  )
  return [...byLane.values()]
}

/** Takes a name apart from the chat behind it. */
function takenApart(typed: string, { locale, words }: Reading): { said: string; platform?: Platform } {
  const [, named, ...on] = onChat.exec(typed) ?? []
  const chat = foldWord(on.find((it) => it !== undefined) ?? '')
  const platform = platforms.find((it) => foldWord(plain(words.t(locale)(`chats.${it}`))) === chat)
  const bare = (said: string) => said.replace(/^#/, '').trim()
  return platform === undefined || named === undefined
    ? { said: bare(typed) }
    : { said: bare(named), platform }
}

/** Those that are called so, or have that id: on this chat, as it is written, before others. */
function likeliest(all: readonly Place[], said: string, at: Reading): readonly Place[] {
  const folded = foldWord(said)
  const same = all.filter(({ channel, name = '' }) => channel === said || foldWord(name) === folded)
  const here = same.filter((it) => isHere(it, at))
  const exactly = here.filter(({ channel, name }) => channel === said || name === said)
  return [exactly, here, same].find((some) => some.length > 0) ?? []
}

/** What was asked of the chats for one work: a line is read in many ways, and its words are looked for once. */
const asked = new WeakMap<Work, Promise<{ known: Place[]; untold: boolean }>>()

/** The channels that somebody may name, and whether a chat could not say which there are. */
const placesThere = (at: Reading, use: Work): Promise<{ known: Place[]; untold: boolean }> =>
  asked.getOrInsertComputed(use, async () => {
    const told = await Promise.all(
      (await spacesOf(use)).map(async ({ platform, space }) => {
        const there = use.house.directory(platform)?.places?.(space, at.by.accounts)
        return there === undefined ? [] : within(patience, there, undefined)
      }),
    )
    return {
      known: await placesKnown(
        told.flatMap((some) => some ?? []),
        at,
        use,
      ),
      untold: told.includes(undefined),
    }
  })
