import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Locale } from '../../src/core/person.ts'
import { isTrouble } from '../../src/schedule/phrase/problem.ts'
import { readRule } from '../../src/schedule/phrases.ts'
import { nextOf, type Rule, startRule } from '../../src/schedule/recurrence.ts'
import { describeRule } from '../../src/schedule/rule-words.ts'
import { words } from '../test-house.ts'
import { anyInstant, anyRepeat, anyZone } from './arbitraries.ts'
import { morning } from './at.ts'

const describeIn = (rule: Rule, locale: Locale, now = morning.now, zone?: string): string =>
  describeRule(rule, words.t(locale), locale, { now, ...(zone !== undefined && { zone }) })

const ruled = (typed: string, at = morning): Rule => {
  const read = readRule(typed, at)
  if (isTrouble(read)) throw new Error(`${typed}: ${read.problem}`)
  return read.rule
}

// It is Thursday 11 March 2027, 08:00.
describe('a rule in words', () => {
  it.each<[typed: string, english: string, french: string]>([
    ['tomorrow 9am', 'Friday 12 March, 09:00', 'vendredi 12 mars, 09:00'],
    ['1 april 2028 9:00', 'Saturday 1 April 2028, 09:00', 'samedi 1er avril 2028, 09:00'],
    ['every thursday 12:30', 'Every Thursday at 12:30', 'Tous les jeudis à 12:30'],
    ['every weekday at 9', 'Every weekday at 09:00', 'Tous les jours ouvrés à 09:00'],
    ['every day at 9 and 18', 'Every day at 09:00 and 18:00', 'Tous les jours à 09:00 et 18:00'],
    ['every 2 days at 9', 'Every 2 days at 09:00', 'Tous les 2 jours à 09:00'],
    ['every 15 days at 9', 'Every 15 days at 09:00', 'Un jour sur 15 à 09:00'],
    [
      'every mon, wed and fri at 9',
      'Every Monday, Wednesday and Friday at 09:00',
      'Tous les lundis, mercredis et vendredis à 09:00',
    ],
    ['weekends at 10', 'Every Saturday and Sunday at 10:00', 'Tous les samedis et dimanches à 10:00'],
    [
      'every 2 weeks on friday 16:00',
      'Every 2 weeks on Friday at 16:00',
      'Toutes les 2 semaines le vendredi à 16:00',
    ],
    [
      'every 2 weeks on monday and friday 16:00',
      'Every 2 weeks on Monday and Friday at 16:00',
      'Toutes les 2 semaines le lundi et le vendredi à 16:00',
    ],
    [
      'last day of the month 17:00',
      'On the last day of the month at 17:00',
      'Le dernier jour du mois à 17:00',
    ],
    ['le 15 de chaque mois à 10h', 'On the 15th of every month at 10:00', 'Le 15 de chaque mois à 10:00'],
    [
      'le 1er, le 22 et le dernier jour du mois à 9h',
      'On the 1st, 22nd and last day of every month at 09:00',
      'Le 1er, le 22 et le dernier jour de chaque mois à 09:00',
    ],
    [
      'the 31st of every month at 9',
      'On the 31st of every month at 09:00 (only in months that have one)',
      'Le 31 de chaque mois à 09:00 (seulement les mois qui en ont un)',
    ],
    [
      'every 3 months on the 1st at 9',
      'Every 3 months on the 1st at 09:00',
      'Tous les 3 mois le 1er à 09:00',
    ],
    [
      'first monday of the month at 10',
      'On the first Monday of the month at 10:00',
      'Le premier lundi du mois à 10:00',
    ],
    [
      'fifth monday of the month at 10',
      'On the fifth Monday of the month at 10:00 (only in months that have one)',
      'Le cinquième lundi du mois à 10:00 (seulement les mois qui en ont un)',
    ],
    ['every 14 july at 9', 'Every year on 14 July at 09:00', 'Tous les ans le 14 juillet à 09:00'],
    [
      'every 29 february at 9',
      'Every year on 29 February at 09:00 (only in leap years)',
      'Tous les ans le 29 février à 09:00 (seulement les années bissextiles)',
    ],
    ['every hour', 'Every hour', 'Toutes les heures'],
    ['every 15 minutes', 'Every 15 minutes', 'Toutes les 15 minutes'],
    ['*/15 9-17 * * 1-5', 'By cron: */15 9-17 * * 1-5', 'Selon cron\u00a0: */15 9-17 * * 1-5'],
    ['0 9 * * 1-5', 'Every weekday at 09:00', 'Tous les jours ouvrés à 09:00'],
    [
      'every thursday 12:30 until 1 june',
      'Every Thursday at 12:30, until 1 June',
      "Tous les jeudis à 12:30, jusqu'au 1er juin",
    ],
    [
      'every thursday 12:30 until 1 june 2028',
      'Every Thursday at 12:30, until 1 June 2028',
      "Tous les jeudis à 12:30, jusqu'au 1er juin 2028",
    ],
    [
      'every thursday 12:30 10 times',
      'Every Thursday at 12:30, 10 times',
      'Tous les jeudis à 12:30, 10 fois',
    ],
    ['every thursday 12:30 1 time', 'Every Thursday at 12:30, 1 time', 'Tous les jeudis à 12:30, 1 fois'],
    [
      'every thursday 12:30 from 1 april',
      'Every Thursday at 12:30, from 1 April',
      'Tous les jeudis à 12:30, à partir du 1er avril',
    ],
  ])('"%s" is "%s"', (typed, english, french) => {
    expect(describeIn(ruled(typed), 'en')).toBe(english)
    expect(describeIn(ruled(typed), 'fr')).toBe(french)
  })

  it('names the zone only to a reader of another one', () => {
    const it = ruled('every thursday 12:30')
    expect(describeIn(it, 'en', morning.now, 'Europe/Paris')).toBe('Every Thursday at 12:30')
    expect(describeIn(it, 'en', morning.now, 'Europe/London')).toBe('Every Thursday at 12:30 (Europe/Paris)')
    expect(describeIn(ruled('tomorrow 9am'), 'fr', morning.now, 'UTC')).toBe(
      'vendredi 12 mars, 09:00 (Europe/Paris)',
    )
  })

  it('says from when on where the weeks, or the times, are counted from another day', () => {
    const later = Temporal.Instant.from('2027-03-14T08:00Z')
    const fortnight = ruled('every 2 weeks on friday 16:00')
    expect(describeIn(fortnight, 'en', later)).toBe('Every 2 weeks on Friday at 16:00, from 26 March')
    expect(describeIn(ruled('every friday 16:00'), 'en', later)).toBe('Every Friday at 16:00')
    expect(describeIn(ruled('every friday 16:00 10 times'), 'en', later)).toBe(
      'Every Friday at 16:00, from 12 March 2027, 10 times',
    )
  })
})

const anyRule = fc
  .record({
    repeat: anyRepeat,
    zone: anyZone,
    now: anyInstant,
    end: fc.oneof(
      fc.constant({}),
      fc.integer({ min: 1, max: 999 }).map((count) => ({ count })),
      fc.integer({ min: 0, max: 900 }).map((days) => ({ days })),
    ),
  })
  .map(({ repeat, zone, now, end }) => {
    const it = startRule(repeat, zone, now)
    if (it === undefined) return undefined
    const until =
      'days' in end
        ? { until: Temporal.PlainDate.from(it.from.slice(0, 10)).add({ days: end.days }).toString() }
        : end
    return { rule: { ...it, ...until }, now }
  })
  .filter((it) => it !== undefined)

describe('what is written can be typed', () => {
  it('and is then the same rule, in either language', () => {
    fc.assert(
      fc.property(
        anyRule,
        fc.constantFrom<Locale>('en', 'fr'),
        fc.constantFrom<Locale>('en', 'fr'),
        (it, as, locale) => {
          const written = describeIn(it.rule, as, it.now, 'Pacific/Auckland')
          const read = readRule(written, { now: it.now, zone: 'Pacific/Auckland', locale, words })
          expect(read, written).toEqual({ rule: it.rule, zone: it.rule.zone })
        },
      ),
      { numRuns: 150 },
    )
  })

  it('also later, when the series has begun: it goes on as before', () => {
    fc.assert(
      fc.property(anyRule, fc.integer({ min: 0, max: 200 }), (it, days) => {
        const { count: _count, ...rule } = it.rule as Rule
        const now = it.now.add({ hours: 24 * days })
        const ahead = nextOf(rule, now, 5)
        if (ahead.length === 0) return
        const written = describeIn(rule, 'en', now, rule.zone)
        expect(
          nextOf(ruled(written, { now, zone: rule.zone, locale: 'en', words }), now, 5),
          written,
        ).toEqual(ahead)
      }),
      { numRuns: 150 },
    )
  })

  it('for a single time as well', () => {
    fc.assert(
      fc.property(anyInstant, fc.integer({ min: 1, max: 1_000_000 }), anyZone, (now, minutes, zone) => {
        const from = now
          .add({ minutes })
          .toZonedDateTimeISO(zone)
          .toPlainDateTime()
          .toString({ smallestUnit: 'minute' })
        const rule: Rule = { zone, from, repeat: { kind: 'once' }, skipped: [] }
        // The hour that comes twice means its first time, which may be over.
        if (nextOf(rule, now, 1).length === 0) return
        for (const locale of ['en', 'fr'] as const)
          expect(ruled(describeIn(rule, locale, now), { now, zone, locale, words })).toEqual(rule)
      }),
    )
  })
})
