import type { Reading } from '../core/args.ts'
import { instant } from '../core/clock.ts'
import { mentionOf } from '../core/mention.ts'
import type { Place, Who } from '../core/person.ts'
import { placeName } from '../core/plain.ts'
import type { Work } from '../core/work.ts'
import { onSeveralChats } from '../features/chats.ts'
import { isSamePlace } from '../features/place-names.ts'
import { settingsOf } from '../features/settings.ts'
import type { Target } from '../features/target.ts'
import { nextOf, type Rule } from '../schedule/recurrence.ts'
import { describeRule } from '../schedule/rule-words.ts'
import { personKind } from './kind-people.ts'
import { placeKind } from './kind-place.ts'
import { momentKind, ruleKind } from './kind-time.ts'
import { nameOnChat } from './people-named.ts'
import { isHere, shownPlace } from './places-named.ts'

/** Writes a word of a list as it is typed; `undefined` is nothing at all. */
export const writtenWord = (set: string, value: string | undefined, { locale, words }: Reading): string =>
  value === undefined ? '' : (words.set(`values.${set}`, locale).get(value)?.name ?? value)

/** Writes somebody as they are typed: by their name, or that with their chat, where it means nobody else. */
export async function writtenWho(it: Who | undefined, at: Reading, use: Work): Promise<string> {
  if (it === undefined) return ''
  for (const typed of [`@${it.name}`, nameOnChat(it, at.words.t(at.locale))]) {
    const named = await personKind.read(typed, at, use)
    if ('value' in named && JSON.parse(named.value).person === it.person) return typed
  }
  return mentionOf('@', it.account, it.name)
}

/** Writes somebody, or a role, as they are typed. */
export const writtenTarget = async (it: Target, at: Reading, use: Work): Promise<string> =>
  'who' in it ? writtenWho(it.who, at, use) : writtenWord('role', it.role, at)

/**
 * Writes a channel as it is typed: by its name, with its chat's where it is of another one; by what means no other
 * channel where that name does, or where it is picked from the chat's own list.
 */
export async function writtenPlace(it: Place | undefined, at: Reading, use: Work): Promise<string> {
  if (it === undefined) return ''
  const { thread: _thread, ...channel } = it
  const mention = mentionOf('#', { ...it, id: it.channel }, it.name)
  const isPicked = use.house.directory(it.platform)?.places !== undefined && !(await onSeveralChats(use))
  if (isPicked) return mention
  const typed = isHere(it, at) ? placeName(it.name ?? it.channel) : shownPlace(it, at)
  const read = await placeKind.read(typed, at, use)
  return 'value' in read && isSamePlace(JSON.parse(read.value), channel) ? typed : mention
}

/**
 * Writes a moment as it is typed, in the zone of whoever reads it; in milliseconds where it lies between minutes. One
 * that is over cannot be read back: whoever leaves it so is told.
 */
export async function writtenMoment(ms: number | undefined, at: Reading, use: Work): Promise<string> {
  if (ms === undefined) return ''
  const local = instant(ms).toZonedDateTimeISO(at.zone).toPlainDateTime()
  const typed = local.toString({ smallestUnit: 'minute' }).replace('T', ' ')
  const read = await momentKind.read(typed, at, use)
  const isOver = ms < at.now.epochMilliseconds
  return isOver || ('value' in read && read.value === String(ms)) ? typed : String(ms)
}

/** How many dates tell two series apart. */
const compared = 8

/** Writes a rule as it is typed; `''` where no words would be read as the same dates again, such as one that is over. */
export async function writtenRule(it: Rule, at: Reading, use: Work): Promise<string> {
  const { zone } = await settingsOf(use)
  const typed = describeRule(it, at.words.t(at.locale), at.locale, { zone, now: at.now })
  const read = await ruleKind.read(typed, at, use)
  return 'value' in read && isSameRule(JSON.parse(read.value), it, at.now) ? typed : ''
}

/** Tells whether two rules go on alike; a date that was dealt with ahead of time still is one of the rule's. */
function isSameRule(one: Rule, other: Rule, now: Temporal.Instant): boolean {
  if (one.zone !== other.zone || one.until !== other.until || one.count !== other.count) return false
  if (one.repeat.kind === 'once' || other.repeat.kind === 'once')
    return one.repeat.kind === other.repeat.kind && one.from === other.from
  // One that ends after so many dates may end a date sooner than the other.
  const most = compared + (one.count ?? 0)
  const dates = (rule: Rule) => nextOf({ ...rule, skipped: [] }, now, most).map(({ at }) => at)
  return dates(one).join() === dates(other).join()
}
