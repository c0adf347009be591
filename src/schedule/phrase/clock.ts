import { timeOfDay } from '../wall-clock.ts'
import {
  either,
  gap,
  keyword,
  listed,
  map,
  maybe,
  meaning,
  memo,
  type Parser,
  seq,
  some,
  symbol,
  token,
} from './parser.ts'

/** The parts of a day an hour may be said to be in. */
export type DayPart = 'morning' | 'afternoon' | 'evening'

/**
 * An hour as it was said. `half`: of the twelve-hour clock; `midnight`: by that name, which of its two days is
 * open. `loose`: a word or a mere number, which could be something else; `at`: introduced by 'at'.
 */
export interface Clock {
  hour: number
  minute: number
  half?: 'am' | 'pm'
  part?: DayPart
  midnight?: true
  loose?: 'word' | 'number'
  at?: true
}

/** Reads a number of one or two digits. */
const short = token(({ kind, text }) => (kind === 'number' && text.length <= 2 ? Number(text) : undefined))

/** Reads a number of two digits. */
export const minutes = token(({ kind, text }) =>
  kind === 'number' && text.length === 2 ? Number(text) : undefined,
)

/** Reads a number, in digits or as a word. */
export const amount: Parser<number> = memo(
  either(
    token(({ kind, text }) => (kind === 'number' && text.length <= 4 ? Number(text) : undefined)),
    map(meaning('number'), Number),
  ),
)

const half = map(either(keyword('am'), keyword('pm')), (said) => (said === 'am' ? 'am' : 'pm'))

const isPart = (value: string): value is DayPart => ['morning', 'afternoon', 'evening'].includes(value)

/** Reads a part of the day. */
export const dayPart: Parser<DayPart> = memo(
  map(meaning('part'), (value) => (isPart(value) ? value : undefined)),
)

const written: Parser<Clock> = either<Clock>(
  map(seq(short, symbol(':'), minutes, maybe(half)), ([hour, , minute, of]) => clockAt(hour, minute, of)),
  map(seq(short, half), ([hour, of]) => clockAt(hour, 0, of)),
  map(seq(short, keyword('h'), maybe(minutes)), ([hour, , minute = 0]) => clockAt(hour, minute)),
)

const spoken: Parser<Clock> = either<Clock>(
  map(seq(amount, keyword('oclock'), maybe(minutes)), ([hour, , minute = 0]) => clockAt(hour, minute)),
  map(keyword('noon'), () => clockAt(12, 0)),
  map(keyword('midnight'), () => ({ ...clockAt(0, 0), midnight: true })),
)

const clockAt = (hour: number, minute: number, of?: 'am' | 'pm'): Clock => ({
  hour,
  minute,
  ...(of && { half: of }),
})

const bare: Parser<Clock> = map(short, (hour) => clockAt(hour, 0))

const loose = (it: Parser<Clock>, as: 'word' | 'number'): Parser<Clock> =>
  map(it, (clock) => ({ ...clock, loose: as }))

const inPart = (it: Parser<Clock>): Parser<Clock> =>
  map(seq(it, maybe(dayPart)), ([clock, part]) => ({ ...clock, ...(part && { part }) }))

const introduced = (it: Parser<Clock>): Parser<Clock> =>
  map(seq(keyword('at'), it), ([, clock]) => ({ ...clock, at: true }))

const unmistakable = either(written, loose(spoken, 'word'))

/** Reads an hour: '9h30', 'at 9', '6:30pm', 'à midi', '8h du soir'. A number alone needs 'at' before it. */
export const clock: Parser<Clock> = memo(
  either(inPart(introduced(either(unmistakable, loose(bare, 'number')))), inPart(unmistakable)),
)

/** Reads the hours of a day: 'at 9 and 18', '9h et 18h'. */
export const clocks: Parser<Clock[]> = memo(
  some(
    clock,
    listed,
    either(
      clock,
      map(seq(inPart(loose(bare, 'number')), gap), ([said]) => said),
    ),
  ),
)

/** Reads an hour that stands for itself, where nothing else can be meant: '8', '8h', '08:00'. */
export const anyClock: Parser<Clock> = either(clock, inPart(loose(bare, 'number')))

const partHours: Record<DayPart, [from: number, to: number]> = {
  morning: [0, 12],
  afternoon: [12, 19],
  evening: [17, 24],
}

/**
 * Returns the time of day that was meant, as 'HH:MM': 'tonight at 8' is 20:00. `undefined` for an hour there is
 * not, or that does not lie in the part of the day it was said to.
 */
export function timeOf(said: Clock, part: DayPart | undefined = said.part): string | undefined {
  const { hour, minute } = said
  if (said.part !== undefined && part !== said.part) return undefined
  if (said.half !== undefined && (hour < 1 || hour > 12)) return undefined
  const hours = said.half === undefined ? [hour, hour + 12] : [(hour % 12) + (said.half === 'pm' ? 12 : 0)]
  const [from, to] = part === undefined ? [hours[0] ?? 0, 24] : partHours[part]
  const meant = (part === undefined ? hours.slice(0, 1) : hours).find((each) => each >= from && each < to)
  return meant === undefined || minute > 59 ? undefined : timeOfDay(meant, minute)
}
