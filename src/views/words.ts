import { dayOf } from '../core/dates.ts'
import type { Place, Reader, Who } from '../core/person.ts'
import { plain } from '../core/plain.ts'
import { concat, type Text, type TimeStyle, type Translate } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import type { Target as Destination } from '../features/delivery.ts'
import { addressOf, type calledBefore, occurrenceAddress } from '../features/former.ts'
import { nameOfPlace } from '../features/place-names.ts'
import type { Target } from '../features/target.ts'

/** What something is told with: to whom and in which words; `now` in milliseconds. */
export interface Telling {
  reader: Reader
  t: Translate
  now: number
  /** Writes the number of what the community has, as buttons carry it. */
  address(number: number): string
  /** Writes the name of a date of a reminder, likewise. */
  occurrence(id: string): string
}

/** Gets what something is told with. */
export const tellingOf = (use: Work, reader: Reader, t: Translate): Telling => ({
  reader,
  t,
  now: use.now.epochMilliseconds,
  address: (number) => addressOf(use.community, number),
  occurrence: (id) => occurrenceAddress(use.community, id),
})

/** Tells whether somebody, or whoever reads in a place, may be told of members. */
export const isTeam = ({ sees }: Pick<Reader, 'sees'>): boolean => sees === 'asker' || sees === 'team'

/** Tells whether it is one of these people who reads; whoever reads in a place is nobody. */
export const isOneOf = (reader: Reader, people: readonly Pick<Who, 'person'>[]): boolean =>
  'id' in reader && people.some(({ person }) => person === reader.id)

/** Names somebody. */
export const nameText = ({ account, name }: Pick<Who, 'account' | 'name'>): Text => [{ account, name }]

/** Names a place: on its own chat as that does, on any other by how it is called and its chat. */
export const placeText = ({ t }: Pick<Telling, 't'>, place: Place): Text => [
  { place, name: nameOfPlace(place, t) },
]

/** Names a chat, 'the terminal' with its article. */
export const chatText = ({ t }: Pick<Telling, 't'>, platform: string): Text => t(`chats.${platform}`)

/** Tells what something was called on another chat before that was linked. */
export const formerlyText = (t: Translate, before: ReturnType<typeof calledBefore>): Text | undefined =>
  before && t('reference.before', { was: before.was, chat: chatText({ t }, before.on) })

/** Names whom or which place something is sent to. */
export const destinationText = (telling: Pick<Telling, 't'>, it: Destination): Text =>
  'place' in it ? placeText(telling, it.place) : nameText(it.direct)

/** Names whom something is for: somebody, or a role. */
export const targetText = ({ t }: Pick<Telling, 't'>, it: Target): Text =>
  'who' in it ? nameText(it.who) : t(`values.role.${it.role}.name`)

/** Writes a time for the reader. */
export const timeText = (time: number, as: TimeStyle = 'short'): Text => [{ time, as }]

/** Tells whether a time is on the reader's own day. */
export const isToday = ({ now, reader }: Pick<Telling, 'now' | 'reader'>, time: number): boolean =>
  dayOf(time, reader.zone).equals(dayOf(now, reader.zone))

/** Tells how long something takes: '43 min', '5 h 20 min'. */
export function lastingText({ t }: Pick<Telling, 't'>, minutes: number): Text {
  if (minutes < 120 && minutes !== 60) return t('lasting.minutes', { count: minutes })
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  return rest === 0 ? t('lasting.whole', { hours }) : t('lasting.hours', { hours, minutes: rest })
}

/** Begins a text with a capital; a text that begins with a name or a time stays as it is. */
export function capital(text: Text, locale: string): Text {
  if (typeof text === 'string') {
    const [first = '', ...rest] = text
    return first.toLocaleUpperCase(locale) + rest.join('')
  }
  const [first, ...rest] = text
  return typeof first === 'string' ? concat(capital(first, locale), rest) : text
}

/** Ends a text as a sentence; what a person wrote may end as one already. */
export const sentence = (text: Text): Text =>
  /[.!?…](?:\s?["»”])?$/u.test(plain(text)) ? text : concat(text, '.')
