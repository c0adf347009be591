import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Card } from '../../src/core/card.ts'
import { plain } from '../../src/core/plain.ts'
import { type Inline, pieces, type Text } from '../../src/core/text.ts'
import { capital, lastingText, nameText, sentence, timeText } from '../../src/views/words.ts'
import { createTestBot, type TestBot } from '../test-bot.ts'
import { words } from '../test-house.ts'

const anna = { account: { platform: 'console' as const, space: 'test', id: 'anna' }, name: 'anna' }

describe('a sentence', () => {
  test.each([
    ['Resolved', 'Resolved.'],
    ['Why?', 'Why?'],
    ['He said "no."', 'He said "no."'],
    ['« Assez\u00a0!\u00a0»', '« Assez\u00a0!\u00a0»'],
    ['And so on…', 'And so on…'],
  ])('%j ends as %j', (text, ended) => {
    expect(sentence(text)).toBe(ended)
  })

  test('keeps the names and times in it, and is not ended twice', () => {
    expect(plain(sentence(['Assigned to ', ...pieces(nameText(anna))]))).toBe('Assigned to @anna.')
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(sentence(sentence(text))).toBe(sentence(text))
      }),
    )
  })
})

describe('a capital', () => {
  test('begins what begins with a word, in the reader’s language', () => {
    expect(capital('élevée', 'fr')).toBe('Élevée')
    expect(capital('insultes', 'tr')).toBe('İnsultes')
    expect(capital('', 'en')).toBe('')
    expect(capital(['first answer ', { time: 0, as: 'time' }], 'en')).toEqual([
      'First answer ',
      { time: 0, as: 'time' },
    ])
    expect(capital(timeText(0), 'en')).toEqual(timeText(0))
  })
})

describe('how long something takes', () => {
  test.each([
    [0, '0 min'],
    [59, '59 min'],
    [60, '1 h'],
    [90, '90 min'],
    [120, '2 h'],
    [320, '5 h 20 min'],
  ])('%i minutes are %s', (minutes, said) => {
    expect(lastingText({ t: words.t('en') }, minutes)).toBe(said)
  })
})

describe('a place', () => {
  const textsOf = (card: Card): Text[] => [
    ...[card.title, card.text, card.footer].filter((each) => each !== undefined),
    ...(card.fields ?? []).map(({ value }) => value),
    ...(card.sections ?? []).flatMap(({ lines }) => lines),
  ]
  const said = (bot: TestBot): readonly Inline[] =>
    bot.last !== undefined && 'card' in bot.last ? textsOf(bot.last.card).flatMap(pieces) : []

  test('is a mention wherever an answer names one, never a word with a #', async () => {
    const bot = await createTestBot()
    for (const line of [
      '/settings set team:#content digest:#morning',
      '/settings',
      '/reminder add "Post the news" when:"tomorrow 9:00" place:#content',
      '/reminder show last',
      '/digest schedule 08:00 place:#morning',
      '/digest list',
      '/status',
      '/digest stop 1',
    ]) {
      const text = await bot.say('boss:manager', line)
      expect(text, line).toMatch(/#(content|morning)/)
      const named = said(bot)
      expect(named, line).toContainEqual(
        expect.objectContaining({ place: expect.objectContaining({ space: 'test' }) }),
      )
      expect(
        named.filter((piece) => typeof piece === 'string' && piece.includes('#')),
        line,
      ).toEqual([])
    }
  })
})
