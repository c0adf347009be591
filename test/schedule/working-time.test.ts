import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addWorking,
  isWorking,
  nextWorkingMorning,
  type WorkingTime,
} from '../../src/schedule/working-time.ts'

const paris: WorkingTime = {
  zone: 'Europe/Paris',
  days: [1, 2, 3, 4, 5],
  hours: { from: '09:00', to: '18:00' },
  holidays: ['2027-03-29', '2027-05-01'],
}
const nights: WorkingTime = { ...paris, hours: { from: '22:00', to: '06:00' }, holidays: [] }
const always: WorkingTime = {
  ...paris,
  days: [1, 2, 3, 4, 5, 6, 7],
  hours: { from: '00:00', to: '00:00' },
  holidays: [],
}
const never: WorkingTime = { ...paris, days: [] }

const at = (local: string, zone = 'Europe/Paris'): number =>
  Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds
const local = (ms: number | undefined): string | undefined =>
  ms === undefined
    ? undefined
    : Temporal.Instant.fromEpochMilliseconds(ms)
        .toZonedDateTimeISO('Europe/Paris')
        .toPlainDateTime()
        .toString({ smallestUnit: 'minute' })

// 11 March 2027 is a Thursday.
describe('a clock that runs in working hours', () => {
  it.each<[string, string, number, string]>([
    ['asked in the night, starts at nine', '2027-03-11T04:20', 240, '2027-03-11T13:00'],
    ['asked in the morning, runs at once', '2027-03-11T09:30', 60, '2027-03-11T10:30'],
    ['ends with the working day', '2027-03-11T17:00', 60, '2027-03-11T18:00'],
    ['goes on the next day', '2027-03-11T17:00', 61, '2027-03-12T09:01'],
    ['stands still over the weekend', '2027-03-12T16:00', 240, '2027-03-15T11:00'],
    ['stands still on a holiday', '2027-03-26T17:30', 60, '2027-03-30T09:30'],
    ['runs over several days', '2027-03-11T09:00', 3 * 540, '2027-03-15T18:00'],
    ['of no time at all is over at once', '2027-03-13T12:00', 0, '2027-03-13T12:00'],
  ])('%s', (_name, from, minutes, until) => {
    expect(local(addWorking(at(from), minutes, paris))).toBe(until)
  })

  it.each<[string, string, number, string]>([
    ['runs through the night', '2027-03-11T21:00', 240, '2027-03-12T02:00'],
    ['runs on into the morning after the last day', '2027-03-12T23:00', 420, '2027-03-13T06:00'],
    ['then waits for the next night', '2027-03-13T05:00', 120, '2027-03-15T23:00'],
    ['runs in the morning of a night that has begun before', '2027-03-12T05:00', 30, '2027-03-12T05:30'],
  ])('past midnight, %s', (_name, from, minutes, until) => {
    expect(local(addWorking(at(from), minutes, nights))).toBe(until)
  })

  it('counts the minutes that pass when a night loses or gains an hour', () => {
    const sundays = { ...nights, days: [6, 7] }
    expect(local(addWorking(at('2027-03-27T22:00'), 300, sundays))).toBe('2027-03-28T04:00')
    expect(local(addWorking(at('2027-10-30T22:00'), 300, sundays))).toBe('2027-10-31T02:00')
    expect(local(addWorking(at('2027-10-30T22:00'), 540, sundays))).toBe('2027-10-31T06:00')
  })

  it('is the ordinary clock where work never stops, also over clock changes', () => {
    for (const from of ['2027-03-27T12:00', '2027-10-30T12:00', '2027-03-11T00:00'])
      expect(addWorking(at(from), 3000, always)).toBe(at(from) + 3000 * 60_000)
  })

  it('has no answer without a working day', () => {
    expect(addWorking(at('2027-03-11T09:00'), 60, never)).toBeUndefined()
    expect(addWorking(at('2027-03-11T09:00'), 1e9, paris)).toBeUndefined()
  })

  it('runs minute by minute as a watch would', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20 * 1440 }),
        fc.integer({ min: 1, max: 1500 }),
        fc.constantFrom(paris, nights),
        (offset, minutes, w) => {
          const from = at('2027-03-18T00:00') + offset * 60_000
          let watch = from
          for (let left = minutes; left > 0; watch += 60_000) if (isWorking(watch, w)) left--
          expect(addWorking(from, minutes, w)).toBe(watch)
        },
      ),
      { numRuns: 6 },
    )
  })
})

const teams = { 'in the office': paris, 'at night': nights, always, never }

describe('working hours', () => {
  it.each<[string, keyof typeof teams, boolean]>([
    ['2027-03-11T08:59', 'in the office', false],
    ['2027-03-11T09:00', 'in the office', true],
    ['2027-03-11T17:59', 'in the office', true],
    ['2027-03-11T18:00', 'in the office', false],
    ['2027-03-13T12:00', 'in the office', false],
    ['2027-03-29T12:00', 'in the office', false],
    ['2027-03-11T23:00', 'at night', true],
    ['2027-03-12T05:59', 'at night', true],
    ['2027-03-12T06:00', 'at night', false],
    ['2027-03-13T03:00', 'at night', true],
    ['2027-03-14T03:00', 'at night', false],
    ['2027-03-14T03:00', 'always', true],
    ['2027-03-11T12:00', 'never', false],
  ])('at %s, of a team that works %s: %s', (time, team, working) => {
    expect(isWorking(at(time), teams[team])).toBe(working)
  })

  it('are those of the team’s zone, whatever the reader’s', () => {
    const tokyo = { ...paris, zone: 'Asia/Tokyo' }
    expect(isWorking(at('2027-03-11T01:00'), tokyo)).toBe(true)
    expect(isWorking(at('2027-03-11T12:00'), tokyo)).toBe(false)
  })
})

describe('the next working morning', () => {
  it.each<[string, string, string]>([
    ['of a working day is tomorrow’s', '2027-03-11T12:30', '2027-03-12T09:00'],
    ['of a night is this morning’s', '2027-03-12T02:00', '2027-03-12T09:00'],
    ['at the very hour is the one after', '2027-03-11T09:00', '2027-03-12T09:00'],
    ['of a Friday is Monday’s', '2027-03-12T12:30', '2027-03-15T09:00'],
    ['before a holiday is the day after it', '2027-03-26T12:30', '2027-03-30T09:00'],
    ['keeps its hour over a clock change', '2027-03-26T20:00', '2027-03-30T09:00'],
  ])('%s', (_name, after, morning) => {
    expect(local(nextWorkingMorning(at(after), paris))).toBe(morning)
  })

  it('is not there without a working day', () => {
    expect(nextWorkingMorning(at('2027-03-11T12:30'), never)).toBeUndefined()
  })
})
