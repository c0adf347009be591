import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gist } from '../../src/core/gist.ts'

test.each([
  ['Spam in #faq', 'Spam in #faq'],
  ['  Hello\n\n  to   all \n', 'Hello to all'],
  ['', ''],
  ['one two three four', 'one two…'],
  ['one, two three four', 'one, two…'],
  ['supercalifragilistic', 'supercalifr…'],
])('%j begins with %j', (text, begun) => {
  expect(gist(text, 12)).toBe(begun)
})

test('a first line that says enough stands alone; a short one takes the next with it', () => {
  const first = 'A whole sentence that tells what this message is about, at length.'
  expect(gist(`${first}\nMore of it`, 140)).toBe(first)
  expect(gist('Hi all\nthe bot is down', 140)).toBe('Hi all the bot is down')
})

test('it is one line, and never longer than asked', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.integer({ min: 2, max: 200 }),
      (text, max) => {
        const begun = gist(text, max)
        expect(begun).not.toContain('\n')
        expect([...new Intl.Segmenter('en').segment(begun)].length).toBeLessThanOrEqual(max)
      },
    ),
  )
})
