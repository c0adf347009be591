import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTrouble } from '../../src/schedule/phrase/problem.ts'
import {
  findPhrase,
  readClockRange,
  readClockTime,
  readDay,
  readDuration,
  readInstant,
  readRule,
  readWeekdays,
  readZone,
} from '../../src/schedule/phrases.ts'
import { rule } from '../../src/schedule/recurrence.ts'
import { words } from '../test-house.ts'
import { matin, morning } from './at.ts'

const vocabulary = [
  ...(['en', 'fr'] as const).flatMap((locale) =>
    ['weekday', 'weekdays', 'month', 'number', 'ordinal', 'unit', 'part', 'day', 'days', 'keyword'].flatMap(
      (branch) =>
        [...words.set(`time.${branch}`, locale).values()].flatMap(({ name, also = [] }) => [name, ...also]),
    ),
  ),
  ...[
    '9',
    '10',
    '15',
    '2027',
    '9h',
    '9h30',
    '18:30',
    '9am',
    '2027-05-01',
    '03/04',
    'Europe/Paris',
    'UTC',
    ',',
    '-',
  ],
  ...['*', '*/5', '1-5', '0', 'Paris', 'lettre', 'poll'],
]

const sentences = fc
  .array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 14 })
  .map((all) => all.join(' '))

const readers = [readRule, readInstant, readDay, readDuration, readClockTime, readClockRange, readWeekdays]

function readAll(typed: string): void {
  for (const at of [morning, matin]) {
    for (const read of readers) expect(read(typed, at)).toBeTypeOf('object')
    readInstant(typed, at, { past: true })
    readDay(typed, at, { past: true })
    const ruled = readRule(typed, at)
    if (!isTrouble(ruled)) expect(rule.safeParse(ruled.rule).error).toBeUndefined()
    const found = findPhrase(typed, at)
    if (found !== undefined) {
      expect(typed).toContain(found.rest)
      expect(typed).toContain(found.phrase)
      expect(found.rest).not.toBe('')
      expect(readRule(found.phrase, at)).toEqual(found.read)
    }
  }
}

describe('whatever is typed', () => {
  it('is read or refused, and what is found can be read by itself', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string()), readAll), {
      numRuns: 60,
    })
  })

  it('in the very words of time, is read into a rule that can be stored, or refused', () => {
    fc.assert(fc.property(sentences, readAll), { numRuns: 120 })
  })

  it('is not believed for its length', () => {
    for (const typed of [
      'x'.repeat(100_000),
      '9h '.repeat(33_000),
      ' '.repeat(100_000),
      `${' ,'.repeat(50_000)}x`,
      `${'lundi et '.repeat(11_000)}mardi à 9h`,
      `demain${' '.repeat(100_000)}à 9h`,
      '\u0301'.repeat(100_000),
      '\ud83d'.repeat(100_000),
    ])
      for (const read of readers) expect(read(typed, morning)).toEqual({ problem: 'long' })
  })

  it('again and again takes no longer for being ambiguous', () => {
    const ambiguous = [
      'le lundi et la ',
      'mer et le ',
      '9 et les ',
      'le vendredi , ',
      '15 jours ten ',
      '1 et le ',
      'le la les ',
      'une heure et demie et ',
      'every month the ',
      'until le ',
    ]
    // Read as a list in all its ways, any of these would take minutes.
    for (const each of ambiguous)
      for (const typed of [each.repeat(30).slice(0, 190), `x ${each.repeat(30)}`])
        expect([readRule(typed, matin), findPhrase(typed, matin)]).toHaveLength(2)
  })

  it('at whatever length may end or begin in a time', () => {
    const long = 'mot '.repeat(25_000)
    expect(findPhrase(`${long}demain à 9h`, morning)).toMatchObject({
      rest: long.trim(),
      phrase: 'demain à 9h',
    })
    expect(findPhrase(`demain à 9h ${long}`, morning)).toMatchObject({
      rest: long.trim(),
      phrase: 'demain à 9h',
    })
    expect(findPhrase(`${' ,'.repeat(50_000)}x`, morning)).toBeUndefined()
    expect(findPhrase(`x${' ,'.repeat(50_000)} demain à 9h`, morning)).toMatchObject({ rest: 'x' })
  })

  it('with control characters and halves of emoji among it is no other time', () => {
    expect(readRule('demain\u200b à 9h', morning)).toEqual(readRule('demain à 9h', morning))
    expect(readRule('demain\u0000 à 9h', morning)).toEqual({ problem: 'unknown' })
    expect(readRule('demain \ud83d à 9h', morning)).toEqual({ problem: 'unknown' })
  })

  it('names zones that are looked up, and nothing else', () => {
    expect(readZone('../../../etc', morning)).toMatchObject({ problem: 'zone' })
    expect(readZone('__proto__', morning)).toMatchObject({ problem: 'zone' })
    expect(readRule('constructor at 9', morning)).toEqual({ problem: 'unknown' })
  })
})

describe('the refusals', () => {
  it.each([
    'unknown',
    'long',
    'hour',
    'day',
    'time',
    'date',
    'weekday',
    'past',
    'future',
    'zone',
    'ambiguous',
    'midnight',
    'ended',
    'never',
    'count',
    'once',
  ])('have words for "%s" in both languages', (problem) => {
    expect(words.has(`time.problem.${problem}`)).toBe(true)
  })
})
