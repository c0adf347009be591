import { describe, expect, it } from 'vitest'
import { isTrouble } from '../../src/schedule/phrase/problem.ts'
import { findPhrase, findRule } from '../../src/schedule/phrases.ts'
import { nextOf } from '../../src/schedule/recurrence.ts'
import { matin, morning } from './at.ts'

// It is Thursday 11 March 2027, 08:00.
describe('a rule is found among other words', () => {
  it.each<[typed: string, rest: string, phrase: string, next: string]>([
    ['Publier la lettre demain à 9h', 'Publier la lettre', 'demain à 9h', '2027-03-12T09:00'],
    ['Publier la lettre, demain à 9h.', 'Publier la lettre', 'demain à 9h', '2027-03-12T09:00'],
    [
      'Publier la lettre le 15 de chaque mois à 10h',
      'Publier la lettre',
      'le 15 de chaque mois à 10h',
      '2027-03-15T10:00',
    ],
    ['every monday 9am Post the poll', 'Post the poll', 'every monday 9am', '2027-03-15T09:00'],
    ['Every monday 9am: Post the poll', 'Post the poll', 'Every monday 9am', '2027-03-15T09:00'],
    ['Post the poll on friday at 16:00', 'Post the poll', 'on friday at 16:00', '2027-03-12T16:00'],
    ['Post the poll - friday 16:00', 'Post the poll', 'friday 16:00', '2027-03-12T16:00'],
    ['Relancer @otter dans 3 jours', 'Relancer @otter', 'dans 3 jours', '2027-03-14T08:00'],
    ['dans 20 minutes relancer', 'relancer', 'dans 20 minutes', '2027-03-11T08:20'],
    ['Boire un thé dans 20 minutes', 'Boire un thé', 'dans 20 minutes', '2027-03-11T08:20'],
    ['Live Q&A tomorrow 18:30', 'Live Q&A', 'tomorrow 18:30', '2027-03-12T18:30'],
    ['Live 21h', 'Live', '21h', '2027-03-11T21:00'],
    ['Call Bob at noon', 'Call Bob', 'at noon', '2027-03-11T12:00'],
    ['9h Point équipe', 'Point équipe', '9h', '2027-03-11T09:00'],
    ['Post poll 0 9 * * 1-5', 'Post poll', '0 9 * * 1-5', '2027-03-11T09:00'],
    ['0 9 * * 1-5 Post poll', 'Post poll', '0 9 * * 1-5', '2027-03-11T09:00'],
    ['Top 10 demain 9h', 'Top 10', 'demain 9h', '2027-03-12T09:00'],
    ['Merci à tous vendredi 16h', 'Merci à tous', 'vendredi 16h', '2027-03-12T16:00'],
    ['Sondage du mercredi jeudi 18h', 'Sondage du mercredi', 'jeudi 18h', '2027-03-11T18:00'],
    ['« Le monde de demain » vendredi 9h', '« Le monde de demain »', 'vendredi 9h', '2027-03-12T09:00'],
    ['Poll, tomorrow 9am Paris time', 'Poll', 'tomorrow 9am Paris time', '2027-03-12T09:00'],
    ['monday 9:00 Instagram/Facebook', 'Instagram/Facebook', 'monday 9:00', '2027-03-15T09:00'],
    [
      'Bilan le dernier jour du mois à 17h jusqu’au 30 juin',
      'Bilan',
      'le dernier jour du mois à 17h jusqu’au 30 juin',
      '2027-03-31T17:00',
    ],
    [
      'Offre de la semaine tous les jeudis à 12:30, 10 fois',
      'Offre de la semaine',
      'tous les jeudis à 12:30, 10 fois',
      '2027-03-11T12:30',
    ],
  ])('"%s": "%s", %s', (typed, rest, phrase, next) => {
    for (const at of [morning, matin]) {
      const found = findRule(typed, at)
      expect(found).toMatchObject({ rest, phrase })
      expect(found && nextOf(found.rule, at.now, 1)[0]?.local).toBe(next)
    }
  })

  it('looks at the end first, then at the beginning', () => {
    expect(findRule('9am call back tomorrow 10am', morning)).toMatchObject({
      rest: '9am call back',
      phrase: 'tomorrow 10am',
    })
  })

  it('says which zone was typed', () => {
    expect(findRule('Poll tomorrow 9am Europe/London', morning)).toMatchObject({ zone: 'Europe/London' })
    expect(findRule('Poll tomorrow 9am', morning)).not.toHaveProperty('zone')
  })
})

describe('no time is found in', () => {
  it.each([
    '',
    'Poll',
    'Poll 2027',
    'Top 10',
    'Top 1 2 3 4 5',
    'Look at 9',
    'Story 24h',
    'Vidéo de 2h',
    'Point de midi',
    'Le journal de demain',
    'Publier la lettre demain',
    'Publier la lettre tous les lundis',
    'May update',
    'We meet now',
    'Posted 10 minutes ago',
    'Live 18h-19h',
    'Live 18h à 19h',
    'Live 18h - 19h',
    'Prepare for monday 9am',
    'Avant vendredi 9h',
    'Finish before friday 9am',
    'Publier tous les 3 lundis à 9h',
    'Post every third monday at 9',
    'Post every day except monday at 9',
    'every monday 9am except holidays post the poll',
    'demain à 9h',
    'every monday 9am',
    'tomorrow 9am Europe/London',
  ])('"%s"', (typed) => {
    expect(findRule(typed, morning)).toBeUndefined()
    expect(findRule(typed, matin)).toBeUndefined()
  })
})

describe('a time that cannot be is named', () => {
  it.each<[typed: string, rest: string, phrase: string, problem: string]>([
    ['Publier la lettre hier à 9h', 'Publier la lettre', 'hier à 9h', 'past'],
    ['Publier la lettre demain à 25h', 'Publier la lettre', 'demain à 25h', 'time'],
    ['Post on 31 February 9:00', 'Post', 'on 31 February 9:00', 'date'],
    ['Post tomorrow 9am Europe/Pariss', 'Post', 'tomorrow 9am Europe/Pariss', 'zone'],
    ['lundi 12 mars à 9h Publier', 'Publier', 'lundi 12 mars à 9h', 'weekday'],
  ])('"%s"', (typed, rest, phrase, problem) => {
    const found = findPhrase(typed, morning)
    expect(found).toMatchObject({ rest, phrase })
    expect(found && isTrouble(found.read) && found.read.problem).toBe(problem)
    expect(findRule(typed, morning)).toBeUndefined()
  })
})
