import { describe, expect, it } from 'vitest'
import {
  readClockRange,
  readClockTime,
  readDay,
  readDuration,
  readInstant,
  readWeekdays,
  readZone,
} from '../../src/schedule/phrases.ts'
import { matin, morning } from './at.ts'

const paris = (written: string): number =>
  Temporal.ZonedDateTime.from(`${written}[Europe/Paris]`).epochMilliseconds

// It is Thursday 11 March 2027, 08:00.
describe('a moment to come', () => {
  it.each<[typed: string, at: string]>([
    ['now', '2027-03-11T08:00'],
    ['maintenant', '2027-03-11T08:00'],
    ['10:30', '2027-03-11T10:30'],
    ['7h', '2027-03-12T07:00'],
    ['in 2 hours', '2027-03-11T10:00'],
    ['demain à 9h', '2027-03-12T09:00'],
    ['2027-03-28T02:30', '2027-03-28T03:30'],
    ['vendredi à 9h', '2027-03-12T09:00'],
  ])('"%s" is %s', (typed, at) => {
    expect(readInstant(typed, morning)).toEqual({ at: paris(at) })
  })

  it.each<[typed: string, problem: string]>([
    ['hier à 18h', 'past'],
    ['10 minutes ago', 'past'],
    ['2027-03-10 18:00', 'past'],
    ['tomorrow', 'hour'],
    ['every day at 9', 'unknown'],
    ['tomorrow 9am until friday', 'unknown'],
    ['tomorrow 9am Europe/Atlantis', 'zone'],
  ])('"%s" is refused: %s', (typed, problem) => {
    expect(readInstant(typed, morning)).toMatchObject({ problem })
  })
})

describe('when something happened', () => {
  it.each<[typed: string, at: string]>([
    ['now', '2027-03-11T08:00'],
    ['02:49', '2027-03-11T02:49'],
    ['8:00', '2027-03-11T08:00'],
    ['18h', '2027-03-10T18:00'],
    ['at midnight', '2027-03-11T00:00'],
    ['yesterday 18:00', '2027-03-10T18:00'],
    ['hier à 18h', '2027-03-10T18:00'],
    ['hier soir à 11h', '2027-03-10T23:00'],
    ['avant-hier à 9h', '2027-03-09T09:00'],
    ['10 minutes ago', '2027-03-11T07:50'],
    ['il y a 10 minutes', '2027-03-11T07:50'],
    ['il y a une heure et demie', '2027-03-11T06:30'],
    ['half an hour ago', '2027-03-11T07:30'],
    ['3 days ago', '2027-03-08T08:00'],
    ['monday 9:00', '2027-03-08T09:00'],
    ['last friday at 9', '2027-03-05T09:00'],
    ['jeudi à 9h', '2027-03-04T09:00'],
    ['jeudi dernier à 7h', '2027-03-04T07:00'],
    ['12 March 9:00', '2026-03-12T09:00'],
    ['10 mars à 9h', '2027-03-10T09:00'],
    ['2027-03-11 07:59', '2027-03-11T07:59'],
    ['02:49 UTC', '2027-03-11T03:49'],
  ])('"%s" was %s', (typed, at) => {
    expect(readInstant(typed, morning, { past: true })).toEqual({ at: paris(at) })
  })

  it.each<[typed: string, problem: string]>([
    ['tomorrow 9am', 'future'],
    ['in 20 minutes', 'future'],
    ['today at 9', 'future'],
    ['2027-03-11 08:01', 'future'],
    ['hier', 'hour'],
    ['recently', 'unknown'],
  ])('"%s" is refused: %s', (typed, problem) => {
    expect(readInstant(typed, morning, { past: true })).toMatchObject({ problem })
  })
})

describe('a day', () => {
  it.each<[typed: string, day: string, past: string]>([
    ['today', '2027-03-11', '2027-03-11'],
    ["aujourd'hui", '2027-03-11', '2027-03-11'],
    ['tomorrow', '2027-03-12', '2027-03-12'],
    ['hier', '2027-03-10', '2027-03-10'],
    ['11 mars', '2027-03-11', '2027-03-11'],
    ['10 March', '2028-03-10', '2027-03-10'],
    ['12 March', '2027-03-12', '2026-03-12'],
    ['2027-03-09', '2027-03-09', '2027-03-09'],
    ['monday', '2027-03-15', '2027-03-08'],
    ['jeudi', '2027-03-11', '2027-03-11'],
    ['lundi dernier', '2027-03-08', '2027-03-08'],
    ['le 1er mai 2027', '2027-05-01', '2027-05-01'],
    ['25/12/2027', '2027-12-25', '2027-12-25'],
  ])('"%s" is %s, or %s looking back', (typed, day, past) => {
    const read = (typed: string, options = {}) => {
      const found = readDay(typed, morning, options)
      return 'day' in found ? found.day.toString() : found
    }
    expect(read(typed)).toBe(day)
    expect(read(typed, { past: true })).toBe(past)
  })

  it.each<[string, string]>([
    ['31 February', 'date'],
    ['2027-02-29', 'date'],
    ['tomorrow 9am', 'unknown'],
    ['someday', 'unknown'],
    ['03/04/2027', 'ambiguous'],
    ['monday 12 March', 'weekday'],
  ])('"%s" is refused: %s', (typed, problem) => {
    expect(readDay(typed, morning)).toMatchObject({ problem })
  })
})

describe('a length of time', () => {
  it.each<[typed: string, minutes: number]>([
    ['15m', 15],
    ['15 min', 15],
    ['1h', 60],
    ['1 h', 60],
    ['+90m', 90],
    ['+ 90 min', 90],
    ['90 min', 90],
    ['1h30', 90],
    ['1 h 30', 90],
    ['1h30m', 90],
    ['1 hour 30 minutes', 90],
    ['une heure', 60],
    ['une heure et demie', 90],
    ['une demi-heure', 30],
    ['half an hour', 30],
    ["un quart d'heure", 15],
    ['an hour and a half', 90],
    ['30s', 0.5],
    ['2 jours', 2880],
    ['2d', 2880],
    ['one day and two hours', 1560],
    ['une semaine', 10_080],
  ])('"%s" is %d minutes', (typed, minutes) => {
    expect(readDuration(typed, morning)).toEqual({ ms: minutes * 60_000 })
    expect(readDuration(typed, matin)).toEqual({ ms: minutes * 60_000 })
  })

  it.each(['', '15', 'h', '0 min', '-15m', 'a month', 'in 15 minutes', '15 parsecs', '99999h'])(
    '"%s" is none',
    (typed) => {
      expect(readDuration(typed, morning)).toEqual({ problem: 'unknown' })
    },
  )
})

describe('a time of day', () => {
  it.each<[string, string]>([
    ['8', '08:00'],
    ['8h', '08:00'],
    ['8h30', '08:30'],
    ['08:00', '08:00'],
    ['8am', '08:00'],
    ['8:15 pm', '20:15'],
    ['12am', '00:00'],
    ['midi', '12:00'],
    ['midnight', '00:00'],
    ['à 9 heures', '09:00'],
    ['8 du soir', '20:00'],
    ['0h', '00:00'],
  ])('"%s" is %s', (typed, time) => {
    expect(readClockTime(typed, morning)).toEqual({ time })
  })

  it.each<[string, string]>([
    ['24:00', 'time'],
    ['8:60', 'time'],
    ['8h du soir à midi', 'unknown'],
    ['800', 'unknown'],
    ['', 'unknown'],
    ['tomorrow', 'unknown'],
  ])('"%s" is refused: %s', (typed, problem) => {
    expect(readClockTime(typed, morning)).toEqual({ problem })
  })
})

describe('two times of day', () => {
  it.each<[string, string, string]>([
    ['09:00-18:00', '09:00', '18:00'],
    ['09:00 – 18:00', '09:00', '18:00'],
    ['9h à 18h', '09:00', '18:00'],
    ['de 9h à 18h', '09:00', '18:00'],
    ['entre 9h et 18h', '09:00', '18:00'],
    ['from 9am to 5:30pm', '09:00', '17:30'],
    ['9 to 18', '09:00', '18:00'],
    ['22-7', '22:00', '07:00'],
    ['22h-7h', '22:00', '07:00'],
    ['midnight to noon', '00:00', '12:00'],
    ['0-24', '00:00', '00:00'],
    ['18:00-24:00', '18:00', '00:00'],
  ])('"%s" are %s and %s', (typed, from, to) => {
    expect(readClockRange(typed, matin)).toEqual({ from, to })
  })

  it.each<[string, string]>([
    ['9h', 'unknown'],
    ['9-18-20', 'unknown'],
    ['9h à 25h', 'time'],
    ['24:00-8:00', 'time'],
  ])('"%s" is refused: %s', (typed, problem) => {
    expect(readClockRange(typed, morning)).toEqual({ problem })
  })
})

describe('days of the week', () => {
  it.each<[string, number[]]>([
    ['mon-fri', [1, 2, 3, 4, 5]],
    ['lundi au vendredi', [1, 2, 3, 4, 5]],
    ['du lundi au vendredi', [1, 2, 3, 4, 5]],
    ['monday to friday', [1, 2, 3, 4, 5]],
    ['lun,mer,ven', [1, 3, 5]],
    ['lun mer ven', [1, 3, 5]],
    ['friday and monday', [1, 5]],
    ['sat-mon', [1, 6, 7]],
    ['weekdays', [1, 2, 3, 4, 5]],
    ['jours ouvrés', [1, 2, 3, 4, 5]],
    ['week-end', [6, 7]],
    ['mon-wed, sat', [1, 2, 3, 6]],
    ['tous les lundis et jeudis', [1, 4]],
    ['tous les jours', [1, 2, 3, 4, 5, 6, 7]],
    ['every day', [1, 2, 3, 4, 5, 6, 7]],
    ['mar', [2]],
  ])('"%s" are %j', (typed, days) => {
    expect(readWeekdays(typed, morning)).toEqual({ days })
    expect(readWeekdays(typed, matin)).toEqual({ days })
  })

  it.each(['', 'noday', 'mon-', '1-5', 'monday 9:00'])('"%s" are none', (typed) => {
    expect(readWeekdays(typed, morning)).toEqual({ problem: 'unknown' })
  })
})

describe('a zone', () => {
  it.each<[string, string]>([
    ['Europe/Paris', 'Europe/Paris'],
    ['europe/paris', 'Europe/Paris'],
    ['paris', 'Europe/Paris'],
    ['Paris time', 'Europe/Paris'],
    ['heure de Paris', 'Europe/Paris'],
    ['Londres', 'Europe/London'],
    ['new york', 'America/New_York'],
    ['New-York', 'America/New_York'],
    ['Kolkata', 'Asia/Kolkata'],
    ['Port-au-Prince', 'America/Port-au-Prince'],
    ['Réunion', 'Indian/Reunion'],
    ['utc', 'UTC'],
    ['UTC', 'UTC'],
    ['America/Argentina/Ushuaia', 'America/Argentina/Ushuaia'],
  ])('"%s" is %s', (typed, zone) => {
    expect(readZone(typed, morning)).toEqual({ zone })
  })

  it.each<[string, string]>([
    ['Europe/Pariss', 'Europe/Paris'],
    ['berln', 'Europe/Berlin'],
    ['Lisbone', 'Europe/Lisbon'],
    ['new yrok', 'America/New_York'],
  ])('"%s" is unknown and may be %s', (typed, nearest) => {
    expect(readZone(typed, morning)).toMatchObject({
      problem: 'zone',
      nearest: expect.arrayContaining([nearest]),
    })
  })

  it.each(['', '+01:00', 'CET', 'x'.repeat(100_000), '../../etc/passwd'])('"%.20s" is none', (typed) => {
    expect(readZone(typed, morning)).toMatchObject({ problem: 'zone' })
  })
})
