import { describe, expect, it } from 'vitest'
import { isTrouble } from '../../src/schedule/phrase/problem.ts'
import { readRule } from '../../src/schedule/phrases.ts'
import { nextOf } from '../../src/schedule/recurrence.ts'
import { matin, morning } from './at.ts'

/** The next three wall-clock times of a phrase, without the year where it is 2027. */
function dates(typed: string, at = morning): string[] {
  const read = readRule(typed, at)
  if (isTrouble(read)) return [`refused: ${read.problem}`]
  return nextOf(read.rule, at.now, 3).map(({ local }) => local.replace(/^2027-/, '').replace('T', ' '))
}

// It is Thursday 11 March 2027, 08:00.
describe('what repeats, in either language', () => {
  it.each<[english: string, french: string, next: string[]]>([
    ['every day 8am', 'chaque jour à 8h', ['03-12 08:00', '03-13 08:00', '03-14 08:00']],
    ['daily at 9', 'tous les jours à 9h', ['03-11 09:00', '03-12 09:00', '03-13 09:00']],
    ['every morning at 9', 'tous les matins à 9h', ['03-11 09:00', '03-12 09:00', '03-13 09:00']],
    ['every evening at 8', 'chaque soir à 8h', ['03-11 20:00', '03-12 20:00', '03-13 20:00']],
    ['every day at midnight', 'tous les jours à minuit', ['03-12 00:00', '03-13 00:00', '03-14 00:00']],
    [
      'every day at 9:00 and 18:00',
      'tous les jours à 9h et 18h',
      ['03-11 09:00', '03-11 18:00', '03-12 09:00'],
    ],
    [
      'every day at 9, 12 and 18',
      'tous les jours à 9h, 12h et 18h',
      ['03-11 09:00', '03-11 12:00', '03-11 18:00'],
    ],
    ['every 3 days at 9', 'tous les trois jours à 9h', ['03-11 09:00', '03-14 09:00', '03-17 09:00']],
    ['every other day at 9', 'un jour sur deux à 9h', ['03-11 09:00', '03-13 09:00', '03-15 09:00']],
    ['every weekday at 9', 'tous les jours ouvrés à 9h', ['03-11 09:00', '03-12 09:00', '03-15 09:00']],
    ['weekdays at 9', 'en semaine à 9h', ['03-11 09:00', '03-12 09:00', '03-15 09:00']],
    ['monday to friday at 9', 'du lundi au vendredi à 9h', ['03-11 09:00', '03-12 09:00', '03-15 09:00']],
    ['every weekend at 10am', 'le week-end à 10h', ['03-13 10:00', '03-14 10:00', '03-20 10:00']],
    ['every monday at 9', 'tous les lundis à 9h', ['03-15 09:00', '03-22 09:00', '03-29 09:00']],
    ['Mondays at 9', 'le lundi à 9h', ['03-15 09:00', '03-22 09:00', '03-29 09:00']],
    ['9am every monday', 'à 9h chaque lundi', ['03-15 09:00', '03-22 09:00', '03-29 09:00']],
    [
      'every monday morning at 9',
      'tous les lundis matin à 9h',
      ['03-15 09:00', '03-22 09:00', '03-29 09:00'],
    ],
    [
      'every monday and thursday 18:30',
      'tous les lundis et jeudis à 18h30',
      ['03-11 18:30', '03-15 18:30', '03-18 18:30'],
    ],
    [
      'every mon, wed and fri at 9',
      'le lundi, le mercredi et le vendredi à 9h',
      ['03-12 09:00', '03-15 09:00', '03-17 09:00'],
    ],
    [
      'every 2 weeks on friday 16:00',
      'toutes les 2 semaines le vendredi à 16h',
      ['03-12 16:00', '03-26 16:00', '04-09 16:00'],
    ],
    [
      'every other friday at 16:00',
      'un vendredi sur deux à 16h',
      ['03-12 16:00', '03-26 16:00', '04-09 16:00'],
    ],
    [
      'friday every 2 weeks at 16:00',
      'le vendredi toutes les deux semaines à 16h',
      ['03-12 16:00', '03-26 16:00', '04-09 16:00'],
    ],
    [
      'every fortnight on friday at 16:00',
      'tous les 15 jours le vendredi à 16h',
      ['03-12 16:00', '03-26 16:00', '04-09 16:00'],
    ],
    ['every fortnight at 9', 'tous les quinze jours à 9h', ['03-11 09:00', '03-25 09:00', '04-08 09:00']],
    [
      'last day of the month 17:00',
      'le dernier jour du mois à 17h',
      ['03-31 17:00', '04-30 17:00', '05-31 17:00'],
    ],
    [
      'the 15th of every month at 10',
      'le 15 de chaque mois à 10h',
      ['03-15 10:00', '04-15 10:00', '05-15 10:00'],
    ],
    ['every 15th at 10', 'tous les 15 du mois à 10h', ['03-15 10:00', '04-15 10:00', '05-15 10:00']],
    [
      'every month on the 1st 9:00',
      'tous les mois le 1er à 9h',
      ['04-01 09:00', '05-01 09:00', '06-01 09:00'],
    ],
    [
      'monthly on the 1st at 9',
      'le premier jour du mois à 9h',
      ['04-01 09:00', '05-01 09:00', '06-01 09:00'],
    ],
    [
      'on the 1st and 15th of every month at 9',
      'le 1er et le 15 du mois à 9h',
      ['03-15 09:00', '04-01 09:00', '04-15 09:00'],
    ],
    [
      'the 31st of every month at 9',
      'le 31 de chaque mois à 9h',
      ['03-31 09:00', '05-31 09:00', '07-31 09:00'],
    ],
    [
      'first monday of the month 10:00',
      'premier lundi du mois 10h',
      ['04-05 10:00', '05-03 10:00', '06-07 10:00'],
    ],
    [
      'every last friday of the month at 17:00',
      'tous les derniers vendredis du mois à 17h',
      ['03-26 17:00', '04-30 17:00', '05-28 17:00'],
    ],
    [
      'every 3 months on the 1st at 9',
      'tous les 3 mois le 1er à 9h',
      ['04-01 09:00', '07-01 09:00', '10-01 09:00'],
    ],
    [
      'every 2 months on the first monday at 10',
      'tous les 2 mois le premier lundi à 10h',
      ['04-05 10:00', '06-07 10:00', '08-02 10:00'],
    ],
    [
      'every year on 14 July at 9',
      'tous les ans le 14 juillet à 9h',
      ['07-14 09:00', '2028-07-14 09:00', '2029-07-14 09:00'],
    ],
    [
      'every 14 July at 9',
      'le 14 juillet de chaque année à 9h',
      ['07-14 09:00', '2028-07-14 09:00', '2029-07-14 09:00'],
    ],
    ['every hour', 'toutes les heures', ['03-11 09:00', '03-11 10:00', '03-11 11:00']],
    ['every 6 hours', 'toutes les 6 heures', ['03-11 12:00', '03-11 18:00', '03-12 00:00']],
    ['every 15 minutes', 'toutes les 15 minutes', ['03-11 08:15', '03-11 08:30', '03-11 08:45']],
  ])('"%s" and "%s" come round on %j', (english, french, next) => {
    for (const at of [morning, matin]) {
      expect(dates(english, at)).toEqual(next)
      expect(dates(french, at)).toEqual(next)
    }
  })

  it('means two weeks by the French "15 jours", and fifteen days by "15 days"', () => {
    expect(dates('every 15 days at 9')).toEqual(['03-11 09:00', '03-26 09:00', '04-10 09:00'])
    expect(dates('un jour sur 15 à 9h')).toEqual(['03-11 09:00', '03-26 09:00', '04-10 09:00'])
    expect(dates('tous les 15 jours à 9h')).toEqual(['03-11 09:00', '03-25 09:00', '04-08 09:00'])
  })

  it('keeps one time of a date that is all there is', () => {
    expect(dates('le lundi 15 mars à 9h')).toEqual(['03-15 09:00'])
  })
})

describe('a cron line', () => {
  it.each<[string, string[]]>([
    ['0 9 * * 1-5', ['03-11 09:00', '03-12 09:00', '03-15 09:00']],
    ['0 9 * * MON-FRI', ['03-11 09:00', '03-12 09:00', '03-15 09:00']],
    ['0 9,18 1 * *', ['04-01 09:00', '04-01 18:00', '05-01 09:00']],
    ['*/30 9 * * *', ['03-11 09:00', '03-11 09:30', '03-12 09:00']],
    ['cron 0 9 1 1 *', ['2028-01-01 09:00', '2029-01-01 09:00', '2030-01-01 09:00']],
    ['0 9 15 * 1', ['03-15 09:00', '03-22 09:00', '03-29 09:00']],
    ['0 9 * * 1-5 until 12 March', ['03-11 09:00', '03-12 09:00']],
    ['0 9 * * 1-5, 2 fois', ['03-11 09:00', '03-12 09:00']],
    ['0 9 * * 1-5 Europe/London', ['03-11 09:00', '03-12 09:00', '03-15 09:00']],
  ])('%s is read', (typed, next) => {
    expect(dates(typed)).toEqual(next)
  })

  it('becomes a plain rule where it is one, so that it can be told in words', () => {
    expect(readRule('0 9 * * 1-5', morning)).toEqual(readRule('every weekday at 9', morning))
    expect(readRule('30 18 * * *', morning)).toEqual(readRule('every day at 18:30', morning))
    expect(readRule('0 9 1,15 * *', morning)).toEqual(readRule('le 1er et le 15 du mois à 9h', morning))
    expect(readRule('0 9 14 7 *', morning)).toEqual(readRule('every 14 July at 9', morning))
  })
})

describe('an end and a start', () => {
  it.each<[typed: string, limits: object]>([
    ['every thursday 12:30 until 30 June', { until: '2027-06-30' }],
    ['every thursday 12:30 until June 30th', { until: '2027-06-30' }],
    ['every thursday until 30 June at 12:30', { until: '2027-06-30' }],
    ["tous les jeudis à 12h30 jusqu'au 30 juin", { until: '2027-06-30' }],
    ['tous les jeudis à 12h30 jusqu’au 1er juin 2028', { until: '2028-06-01' }],
    ["tous les jours à 9h jusqu'à vendredi", { until: '2027-03-12' }],
    ['every day at 9 until tomorrow', { until: '2027-03-12' }],
    ['every monday at 9 until 1 March', { until: '2028-03-01' }],
    ['every thursday 12:30 10 times', { count: 10 }],
    ['10 times every thursday at 12:30', { problem: 'unknown' }],
    ['every thursday, 12:30, ten times', { count: 10 }],
    ['tous les jeudis à 12h30, 10 fois', { count: 10 }],
    ['every monday at 9 from 1 April', { from: '2027-04-05T09:00' }],
    ['tous les lundis à 9h à partir du 1er avril', { from: '2027-04-05T09:00' }],
    ['every 2 weeks on friday 16:00 from 5 March 2027', { from: '2027-03-05T16:00' }],
    [
      'every monday at 9 from 1 April until 30 June Europe/London',
      { from: '2027-04-05T09:00', until: '2027-06-30', zone: 'Europe/London' },
    ],
  ])('"%s"', (typed, limits) => {
    const read = readRule(typed, morning)
    expect(isTrouble(read) ? read : read.rule).toMatchObject(limits)
  })

  it('counts the weeks from the start that was given', () => {
    expect(dates('every 2 weeks on friday 16:00 from 5 March 2027')[0]).toBe('03-19 16:00')
    expect(dates('every 2 weeks on friday 16:00 from 12 March')[0]).toBe('03-12 16:00')
  })
})

describe('what repeats is refused', () => {
  it.each<[typed: string, problem: string]>([
    ['every monday', 'hour'],
    ['tous les lundis', 'hour'],
    ['every day until 30 June', 'hour'],
    ['every week at 9', 'day'],
    ['every month at 9', 'day'],
    ['tous les ans à 9h', 'day'],
    ['every monday at 25:00', 'time'],
    ['every morning at 9pm', 'time'],
    ['le 32 de chaque mois à 9h', 'date'],
    ['every 31 June at 9', 'date'],
    ['0 0 30 2 *', 'never'],
    ['every monday at 9 until 1 March 2027', 'ended'],
    ['every 2 weeks on friday 16:00 until 11 March 2027', 'ended'],
    ['every monday at 9 0 times', 'count'],
    ['every monday at 9 1000 times', 'count'],
    ['every second friday at 9', 'unknown'],
    ['every 3rd friday at 9', 'unknown'],
    ['tous les 3 lundis à 9h', 'unknown'],
    ['every day except monday at 9', 'unknown'],
    ['tous les jours sauf le lundi à 9h', 'unknown'],
    ['every 7 hours', 'unknown'],
    ['every 0 days at 9', 'unknown'],
    ['every 999 fortnights at 9', 'unknown'],
    ['every day at 9 every week', 'unknown'],
    ['every monday at 9 until 1 June until 2 June', 'unknown'],
    ['0 9 * *', 'unknown'],
    ['0 9 * * 1-5 *', 'unknown'],
    ['0 25 * * *', 'unknown'],
    ['every monday at 9 Europe/Pariss', 'zone'],
  ])('"%s": %s', (typed, problem) => {
    expect(readRule(typed, morning)).toMatchObject({ problem })
    expect(readRule(typed, matin)).toMatchObject({ problem })
  })
})
