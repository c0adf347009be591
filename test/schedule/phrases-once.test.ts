import { describe, expect, it } from 'vitest'
import { isTrouble } from '../../src/schedule/phrase/problem.ts'
import { readRule } from '../../src/schedule/phrases.ts'
import { isOnce, nextOf } from '../../src/schedule/recurrence.ts'
import { matin, morning } from './at.ts'

/** The wall-clock time of a phrase that means a single one. */
function once(typed: string, at = morning): string {
  const read = readRule(typed, at)
  if (isTrouble(read)) return `refused: ${read.problem}`
  const [first, ...more] = nextOf(read.rule, at.now, 2)
  return isOnce(read.rule) && more.length === 0 ? (first?.local ?? 'never') : 'again and again'
}

// It is Thursday 11 March 2027, 08:00.
describe('a single time, in either language', () => {
  it.each<[english: string, french: string, meant: string]>([
    ['tomorrow 9am', 'demain à 9h', '2027-03-12T09:00'],
    ['tomorrow at 9:30', 'demain 9h30', '2027-03-12T09:30'],
    ['9:30 tomorrow', '9 h 30 demain', '2027-03-12T09:30'],
    ['tomorrow at 9:05 p.m.', 'demain à 21h05', '2027-03-12T21:05'],
    ['tomorrow at noon', 'demain à midi', '2027-03-12T12:00'],
    ['the day after tomorrow at noon', 'après-demain à midi', '2027-03-13T12:00'],
    ['tomorrow morning at 9', 'demain matin à 9h', '2027-03-12T09:00'],
    ['tomorrow evening at 8', 'demain soir à 8h', '2027-03-12T20:00'],
    ['tomorrow at 8 in the evening', 'demain à 8h du soir', '2027-03-12T20:00'],
    ['tomorrow at 3 in the afternoon', "demain à 3h de l'après-midi", '2027-03-12T15:00'],
    ['tonight at 8', 'ce soir à 8h', '2027-03-11T20:00'],
    ['this evening at 20:00', 'ce soir à 20h', '2027-03-11T20:00'],
    ['this afternoon at 3', 'cet après-midi à 3h', '2027-03-11T15:00'],
    ['this morning at 10', 'ce matin à 10h', '2027-03-11T10:00'],
    ['today at 18:00', "aujourd'hui à 18h", '2027-03-11T18:00'],
    ['tonight at midnight', 'ce soir à minuit', '2027-03-12T00:00'],
    ['at midnight', 'à minuit', '2027-03-12T00:00'],
    ['at noon', 'à midi', '2027-03-11T12:00'],
    ['10:30', '10h30', '2027-03-11T10:30'],
    ['7:30', '7h30', '2027-03-12T07:30'],
    ['9pm', '21h', '2027-03-11T21:00'],
    ['at 9', 'à 9', '2027-03-11T09:00'],
    ["at 9 o'clock tomorrow", 'demain à neuf heures', '2027-03-12T09:00'],
    ['12am tomorrow', 'demain à 0h', '2027-03-12T00:00'],
    ['12pm tomorrow', 'demain à 12h', '2027-03-12T12:00'],
    ['monday 9:00', 'lundi 9h', '2027-03-15T09:00'],
    ['on friday at 16:00', 'vendredi 16h', '2027-03-12T16:00'],
    ['thursday 7:00', 'jeudi 7h', '2027-03-18T07:00'],
    ['thursday 9:00', 'jeudi 9h', '2027-03-11T09:00'],
    ['next thursday 9:00', 'jeudi prochain 9h', '2027-03-18T09:00'],
    ['next friday at 10', 'vendredi prochain à 10h', '2027-03-12T10:00'],
    ['friday next week at 10', 'vendredi de la semaine prochaine à 10h', '2027-03-19T10:00'],
    ['next week on friday at 10', 'la semaine prochaine vendredi à 10h', '2027-03-19T10:00'],
    ['this friday at 10', 'ce vendredi à 10h', '2027-03-12T10:00'],
    ['12 March 10:00', '12 mars 10:00', '2027-03-12T10:00'],
    ['March 12 at 10am', '10h le 12 mars', '2027-03-12T10:00'],
    ['March 12th, 2028 at 10am', 'le 12 mars 2028 à 10h', '2028-03-12T10:00'],
    ['the 1st of April at 8', 'le 1er avril à 8h', '2027-04-01T08:00'],
    ['10 March 9:00', '10 mars 9h', '2028-03-10T09:00'],
    ['29 February 9:00', '29 février 9h', '2028-02-29T09:00'],
    ['Friday 12 March, 09:00', 'vendredi 12 mars, 09:00', '2027-03-12T09:00'],
    ['on the 15th at 10', 'le 15 à 10h', '2027-03-15T10:00'],
    ['on the 1st at 10', 'le 1er à 10h', '2027-04-01T10:00'],
    ['2027-05-15 14:30', 'le 2027-05-15 à 14h30', '2027-05-15T14:30'],
    ['2027-05-15T14:30', '15/05/2027 14:30', '2027-05-15T14:30'],
    ['in 20 minutes', 'dans 20 minutes', '2027-03-11T08:20'],
    ['in 20 min', 'dans 20 mn', '2027-03-11T08:20'],
    ['in a quarter of an hour', "dans un quart d'heure", '2027-03-11T08:15'],
    ['in half an hour', 'dans une demi-heure', '2027-03-11T08:30'],
    ['in an hour and a half', 'dans une heure et demie', '2027-03-11T09:30'],
    ['in 1h30', 'dans 1 h 30', '2027-03-11T09:30'],
    ['in two hours', 'dans deux heures', '2027-03-11T10:00'],
    ['in 2 hours and 15 minutes', 'dans 2 heures et 15 minutes', '2027-03-11T10:15'],
    ['in 3 days', 'dans 3 jours', '2027-03-14T08:00'],
    ['in 3 days at 9', 'dans 3 jours à 9h', '2027-03-14T09:00'],
    ['in a week at 9', 'dans une semaine à 9h', '2027-03-18T09:00'],
    ['in a fortnight at 9', 'dans quinze jours à 9h', '2027-03-25T09:00'],
    ['in 2 months at 9', 'dans 2 mois à 9h', '2027-05-11T09:00'],
  ])('"%s" and "%s" are %s', (english, french, meant) => {
    for (const at of [morning, matin]) {
      expect(once(english, at)).toBe(meant)
      expect(once(french, at)).toBe(meant)
    }
  })

  it.each([
    'DEMAIN À 9H',
    'demain a 9h',
    '  demain\u00a0à\u202f9\u00a0h  ',
    'Demain, à 9h.',
    'demain à 09:00',
    'demain à ９h',
    'tomorrow 9 a.m.',
    'Tomorrow at 9 AM',
    'at 9 tomorrow',
  ])('"%s" is tomorrow at nine however it is typed', (typed) => {
    expect(once(typed)).toBe('2027-03-12T09:00')
  })

  it('takes apostrophes and hyphens as phones write them', () => {
    expect(once('aujourd’hui à 18h')).toBe('2027-03-11T18:00')
    expect(once('après‑demain à midi')).toBe('2027-03-13T12:00')
  })

  it('keeps the exact instant of a distance, and of the hour that comes twice', () => {
    const at = { ...morning, now: Temporal.Instant.from('2027-10-31T00:40:12.345Z') }
    expect(readRule('in 20 minutes', at)).toMatchObject({
      rule: {
        from: '2027-10-31T02:00',
        repeat: { kind: 'once', at: Date.parse('2027-10-31T01:00:13Z') },
      },
    })
  })
})

describe('what the reader’s language decides', () => {
  it('is whether 03/04 is in April: it is in French, and open in English', () => {
    expect(once('03/04/2027 9:00', matin)).toBe('2027-04-03T09:00')
    expect(once('le 3/4 à 9h', matin)).toBe('2027-04-03T09:00')
    expect(once('03/04/2027 9:00', morning)).toBe('refused: ambiguous')
    expect(once('15/04/2027 9:00', morning)).toBe('2027-04-15T09:00')
    expect(once('04/15/2027 9:00', morning)).toBe('2027-04-15T09:00')
    expect(once('04/15/2027 9:00', matin)).toBe('refused: date')
    expect(once('05/05/2027 9:00', morning)).toBe('2027-05-05T09:00')
  })

  it('is whether "mar" is Tuesday or March', () => {
    expect(once('mar. 9h', matin)).toBe('2027-03-16T09:00')
    expect(once('12 mar 9h', morning)).toBe('2027-03-12T09:00')
  })
})

describe('a zone beside the hour', () => {
  it.each<[typed: string, zone: string, utc: string]>([
    ['tomorrow 9am Europe/London', 'Europe/London', '2027-03-12T09:00Z'],
    ['tomorrow 9am europe/london', 'Europe/London', '2027-03-12T09:00Z'],
    ['tomorrow 9am UTC', 'UTC', '2027-03-12T09:00Z'],
    ['demain à 9h heure de Paris', 'Europe/Paris', '2027-03-12T08:00Z'],
    ['tomorrow 9am Paris time', 'Europe/Paris', '2027-03-12T08:00Z'],
    ['demain à 9h, heure de Londres', 'Europe/London', '2027-03-12T09:00Z'],
    ['demain à 9h heure de New York', 'America/New_York', '2027-03-12T14:00Z'],
    ['tomorrow 9am New York time', 'America/New_York', '2027-03-12T14:00Z'],
    ['9am New York time tomorrow', 'America/New_York', '2027-03-12T14:00Z'],
    ['tomorrow 9am Buenos Aires time', 'America/Buenos_Aires', '2027-03-12T12:00Z'],
    ['tomorrow 9am (Asia/Kolkata)', 'Asia/Kolkata', '2027-03-12T03:30Z'],
  ])('"%s" is in %s', (typed, zone, utc) => {
    const read = readRule(typed, morning)
    if (isTrouble(read)) throw new Error(read.problem)
    expect(read).toMatchObject({ zone, rule: { zone } })
    expect(nextOf(read.rule, morning.now, 1)[0]?.at).toBe(Date.parse(utc))
  })

  it('decides which day is tomorrow', () => {
    const late = { ...morning, now: Temporal.Instant.from('2027-03-11T22:30Z') }
    expect(readRule('tomorrow 9am', late)).toMatchObject({ rule: { from: '2027-03-12T09:00' } })
    expect(readRule('tomorrow 9am Asia/Tokyo', late)).toMatchObject({ rule: { from: '2027-03-13T09:00' } })
  })

  it('is not named where none was typed', () => {
    expect(readRule('tomorrow 9am', morning)).not.toHaveProperty('zone')
  })

  it.each(['tomorrow 9am Europe/Pariss', 'tomorrow 9am Pariss time', 'demain à 9h heure de Pariss'])(
    'in "%s" is unknown and answered with the nearest',
    (typed) => {
      const read = readRule(typed, morning)
      expect(read).toMatchObject({ problem: 'zone' })
      expect(isTrouble(read) && read.nearest).toContain('Europe/Paris')
    },
  )
})

describe('a single time is refused', () => {
  it.each<[typed: string, problem: string]>([
    ['demain', 'hour'],
    ['tomorrow morning', 'hour'],
    ['vendredi', 'hour'],
    ['2027-05-15', 'hour'],
    ['25:00', 'time'],
    ['demain à 25h', 'time'],
    ['tomorrow at 9:75', 'time'],
    ['13pm', 'time'],
    ['tomorrow at 0am', 'time'],
    ['tomorrow morning at 9pm', 'time'],
    ['ce soir à 3h', 'time'],
    ['31 February 9:00', 'date'],
    ['le 30 février à 9h', 'date'],
    ['2027-13-01 9:00', 'date'],
    ['2027-02-29 9:00', 'date'],
    ['le 32 à 9h', 'date'],
    ['in 9999 years', 'date'],
    ['friday 13 march 2027 9:00', 'weekday'],
    ['lundi 12 mars à 9h', 'weekday'],
    ['2027-01-15 14:30', 'past'],
    ['yesterday 9:00', 'past'],
    ['hier à 18h', 'past'],
    ['today at 7', 'past'],
    ['10 minutes ago', 'past'],
    ['now', 'past'],
    ['demain à minuit', 'midnight'],
    ['friday at midnight', 'midnight'],
    ['tomorrow 9am 10 times', 'once'],
    ['demain à 9h jusqu’au 30 juin', 'once'],
    ['', 'unknown'],
    ['soon', 'unknown'],
    ['9', 'unknown'],
    ['2027', 'unknown'],
    ['tomorrow 9', 'unknown'],
    ['tomorrow 9am or 10am', 'unknown'],
    ['tomorrow 9am and the day after', 'unknown'],
    ['not tomorrow 9am', 'unknown'],
    ['demain à 9h environ', 'unknown'],
    ['vers 9h demain', 'unknown'],
    ['in 0 minutes', 'unknown'],
    ['in -5 minutes', 'unknown'],
    ['in 1.5 hours', 'unknown'],
    ['tomorrow 9am +02:00', 'unknown'],
    [`tomorrow 9am${' '.repeat(300)}`, 'long'],
    ['9 '.repeat(80), 'long'],
  ])('"%s": %s', (typed, problem) => {
    expect(readRule(typed, morning)).toMatchObject({ problem })
    expect(readRule(typed, matin)).toMatchObject({ problem })
  })
})
