import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextOf, occurrences, type Repeat, type Rule, startRule } from '../../src/schedule/recurrence.ts'
import { anyInstant, anyPlainRepeat, anyRepeat, anyZone } from './arbitraries.ts'

const anyRule = fc
  .record({ repeat: anyRepeat, zone: anyZone, after: anyInstant })
  .map(({ repeat, zone, after }) => startRule(repeat, zone, after))
  .filter((it): it is Rule => it !== undefined)

const some = 12
const day = 86_400_000

/** Moments around the start of a rule, up to some hundreds of days on either side. */
const near = (it: Rule, offset: number): Temporal.Instant =>
  Temporal.PlainDateTime.from(it.from).toZonedDateTime('UTC').add({ minutes: offset }).toInstant()
const offsets = fc.integer({ min: -100_000, max: 900_000 })

test('occurrences strictly increase and all lie after the instant that was asked about', () => {
  fc.assert(
    fc.property(anyRule, offsets, (it, offset) => {
      const after = near(it, offset)
      let before = after.epochMilliseconds
      for (const { at } of nextOf(it, after, some)) {
        expect(at).toBeGreaterThan(before)
        before = at
      }
    }),
  )
})

test('the first occurrence of a rule is its start', () => {
  fc.assert(
    fc.property(anyRule, (it) => {
      expect(nextOf(it, near(it, -3000), 1)[0]?.local).toBe(it.from)
    }),
  )
})

test('a walk from the middle is the rest of the walk from before', () => {
  fc.assert(
    fc.property(anyRule, offsets, fc.integer({ min: 0, max: some - 1 }), (it, offset, cut) => {
      const whole = nextOf(it, near(it, offset), some)
      const middle = whole[cut]
      if (middle === undefined) return
      const rest = nextOf(it, Temporal.Instant.fromEpochMilliseconds(middle.at), some - cut - 1)
      expect([...whole.slice(0, cut + 1), ...rest]).toEqual(whole)
    }),
  )
})

test('to skip a date removes that one and no other', () => {
  fc.assert(
    fc.property(anyRule, fc.integer({ min: 0, max: some - 1 }), (it, index) => {
      const whole = nextOf(it, near(it, 0), some)
      const gone = whole[index]
      if (gone === undefined) return
      const skipping = { ...it, skipped: [gone.local] }
      expect(nextOf(skipping, near(it, 0), some - 1)).toEqual(whole.filter((each) => each !== gone))
    }),
  )
})

test('a counted rule is the beginning of the uncounted one', () => {
  fc.assert(
    fc.property(anyRule, fc.integer({ min: 1, max: 20 }), offsets, (rule, count, offset) => {
      // Without clock changes, so that none is dropped.
      const it = { ...rule, zone: 'UTC' }
      const first = nextOf(it, near(it, -1), count)
      const after = near(it, offset).epochMilliseconds
      const counted = occurrences({ ...it, count }, Temporal.Instant.fromEpochMilliseconds(after))
      expect([...counted]).toEqual(first.filter(({ at }) => at > after))
    }),
  )
})

test('wall-clock times are those of the rule, on its dates and no other', () => {
  fc.assert(
    fc.property(anyPlainRepeat, anyZone, anyInstant, (repeat, zone, after) => {
      const it = startRule(repeat, zone, after)
      if (it === undefined) return
      const from = Date.parse(`${it.from.slice(0, 10)}T00:00Z`)
      const locals = nextOf({ ...it, zone: 'UTC' }, near(it, -1), some).map(({ local }) => local)
      const last = Date.parse(`${(locals.at(-1) ?? it.from).slice(0, 10)}T00:00Z`)
      const expected: string[] = []
      for (let date = from; date <= last; date += day)
        if (isOn(repeat, new Date(date), new Date(from)))
          expected.push(
            ...timesOf(repeat).map((time) => `${new Date(date).toISOString().slice(0, 10)}T${time}`),
          )
      expect(locals).toEqual(expected.filter((local) => local >= it.from).slice(0, some))
    }),
    { numRuns: 60 },
  )
})

const timesOf = (repeat: Repeat): string[] => ('times' in repeat ? repeat.times : [])

/** Says, from a date alone, whether a rule that starts on another date is for it. */
function isOn(repeat: Repeat, date: Date, start: Date): boolean {
  const inMonth = date.getUTCDate()
  const month = date.getUTCMonth()
  const lastInMonth = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate()
  const weekday = date.getUTCDay() || 7
  const months = (date.getUTCFullYear() - start.getUTCFullYear()) * 12 + month - start.getUTCMonth()
  const days = Math.round((date.getTime() - start.getTime()) / day)
  switch (repeat.kind) {
    case 'daily':
      return days % repeat.every === 0
    case 'weekly': {
      const startOfWeek = (start.getUTCDay() || 7) - 1
      return Math.floor((days + startOfWeek) / 7) % repeat.every === 0 && repeat.weekdays.includes(weekday)
    }
    case 'monthly':
      return (
        months % repeat.every === 0 &&
        repeat.days.some((each) => each === inMonth || (each === 'last' && inMonth === lastInMonth))
      )
    case 'weekday of month': {
      const right = repeat.nth === 'last' ? inMonth > lastInMonth - 7 : Math.ceil(inMonth / 7) === repeat.nth
      return months % repeat.every === 0 && weekday === repeat.weekday && right
    }
    case 'yearly':
      return months % (12 * repeat.every) === 0 && month + 1 === repeat.month && inMonth === repeat.day
    default:
      throw new Error(`no dates for ${repeat.kind}`)
  }
}
