import { describe, expect, it } from 'vitest'
import { dayOf, startOf, writeDate, writeTime, writeWhen } from '../../src/core/dates.ts'
import type { Locale } from '../../src/core/person.ts'
import type { TimeStyle } from '../../src/core/text.ts'

const paris = 'Europe/Paris'
const ms = (written: string): number => Temporal.ZonedDateTime.from(written).epochMilliseconds
const now = ms('2027-03-11T08:00[Europe/Paris]')

describe('a day in words', () => {
  it.each<[string, Locale, boolean, string]>([
    ['2027-03-11T08:00[Europe/Paris]', 'en', false, 'Thursday 11 March'],
    ['2027-03-11T08:00[Europe/Paris]', 'fr', false, 'jeudi 11 mars'],
    ['2027-03-11T08:00[Europe/Paris]', 'en', true, 'Thu 11 March'],
    ['2027-03-11T08:00[Europe/Paris]', 'fr', true, 'jeu. 11 mars'],
    ['2028-09-21T08:00[Europe/Paris]', 'en', false, 'Thursday 21 September 2028'],
    ['2028-09-21T08:00[Europe/Paris]', 'fr', true, 'jeu. 21 septembre 2028'],
    ['2027-04-01T08:00[Europe/Paris]', 'en', false, 'Thursday 1 April'],
    ['2027-04-01T08:00[Europe/Paris]', 'fr', false, 'jeudi 1er avril'],
    ['2028-04-01T08:00[Europe/Paris]', 'fr', true, 'sam. 1er avril 2028'],
    ['2027-05-11T08:00[Europe/Paris]', 'fr', false, 'mardi 11 mai'],
    ['2027-05-21T08:00[Europe/Paris]', 'fr', false, 'vendredi 21 mai'],
  ])('%s in %s (brief: %s) is %s', (at, locale, brief, words) => {
    expect(writeDate(ms(at), locale, paris, now, brief)).toBe(words)
  })

  it('is the day it is where the reader lives', () => {
    expect(writeDate(ms('2027-03-11T23:30[Europe/Paris]'), 'en', 'Asia/Kolkata', now)).toBe('Friday 12 March')
  })
})

describe('an hour', () => {
  it.each<[string, string]>([
    ['2027-03-11T08:00[Europe/Paris]', '08:00'],
    ['2027-03-11T00:00[Europe/Paris]', '00:00'],
    ['2027-03-11T18:30[Europe/Paris]', '18:30'],
  ])('of %s is %s in both languages', (at, words) => {
    expect(writeTime(ms(at), 'en', paris)).toBe(words)
    expect(writeTime(ms(at), 'fr', paris)).toBe(words)
  })
})

describe('a time in words', () => {
  it.each<[string, TimeStyle, string, string]>([
    ['2027-03-12T09:00[Europe/Paris]', 'both', 'Friday 12 March, 09:00', 'vendredi 12 mars, 09:00'],
    ['2027-03-12T09:00[Europe/Paris]', 'short', 'Fri 12 March, 09:00', 'ven. 12 mars, 09:00'],
    ['2027-03-11T12:30[Europe/Paris]', 'short', '12:30', '12:30'],
    ['2027-02-19T12:30[Europe/Paris]', 'day', '19 Feb', '19 févr.'],
    ['2026-12-18T12:30[Europe/Paris]', 'day', '18 Dec', '18 déc.'],
    ['2027-04-01T12:30[Europe/Paris]', 'day', '1 Apr', '1er avr.'],
    ['2026-02-19T12:30[Europe/Paris]', 'day', '19 Feb 2026', '19 févr. 2026'],
    ['2027-03-11T12:30[Europe/Paris]', 'date', 'Thursday 11 March', 'jeudi 11 mars'],
    ['2027-03-11T12:30[Europe/Paris]', 'time', '12:30', '12:30'],
    ['2027-03-11T07:40[Europe/Paris]', 'ago', '20 minutes ago', 'il y a 20 minutes'],
    ['2027-03-10T08:00[Europe/Paris]', 'ago', '24 hours ago', 'il y a 24 heures'],
    ['2027-03-02T08:00[Europe/Paris]', 'ago', '9 days ago', 'il y a 9 jours'],
    ['2027-03-11T10:00[Europe/Paris]', 'ago', 'in 2 hours', 'dans 2 heures'],
  ])('%s as %s is "%s" and "%s"', (at, as, english, french) => {
    expect(writeWhen(ms(at), as, 'en', paris, now)).toBe(english)
    expect(writeWhen(ms(at), as, 'fr', paris, now)).toBe(french)
  })
})

describe('a day of the calendar', () => {
  it('starts at its first instant, even where midnight is skipped', () => {
    const cairo = Temporal.PlainDate.from('2027-04-30')
    expect(startOf(cairo, 'Africa/Cairo')).toBe(ms('2027-04-30T01:00[Africa/Cairo]'))
    expect(dayOf(startOf(cairo, 'Africa/Cairo'), 'Africa/Cairo').equals(cairo)).toBe(true)
    expect(dayOf(startOf(cairo, 'Africa/Cairo') - 1, 'Africa/Cairo').toString()).toBe('2027-04-29')
  })
})
