import fc from 'fast-check'
import { expect, test } from 'vitest'
import en from '../../config/locales/en.json' with { type: 'json' }
import fr from '../../config/locales/fr.json' with { type: 'json' }
import { createWords, distance, type LocaleFile } from '../../src/core/words.ts'

const small = createWords({
  en: {
    hello: 'Hello {who}',
    things_one: '{count} thing waits',
    things_other: '{count} things wait',
    values: { severity: { high: { name: 'high' }, low: { name: 'low', also: ['minor'] } } },
  },
  fr: {
    hello: 'Salut {who} : « ça va ? »',
    things_one: '{count} point attend',
    things_other: '{count} points attendent',
    values: { severity: { high: { name: 'élevée' }, low: { name: 'faible' } } },
  },
})

test('a template is filled with texts, which keep their shape', () => {
  expect(small.t('en')('hello', { who: [{ bold: 'you' }] })).toEqual(['Hello ', { bold: 'you' }])
})

test('French puts non-breaking spaces where its typography wants them, in templates only', () => {
  expect(small.t('fr')('hello', { who: 'a : b' })).toBe('Salut a : b\u00a0: «\u00a0ça va\u00a0?\u00a0»')
})

test('plural forms follow each language: nothing is singular in French, plural in English', () => {
  expect([0, 1, 2].map((count) => small.t('en')('things', { count }))).toEqual([
    '0 things wait',
    '1 thing waits',
    '2 things wait',
  ])
  expect([0, 1, 2].map((count) => small.t('fr')('things', { count }))).toEqual([
    '0 point attend',
    '1 point attend',
    '2 points attendent',
  ])
})

test('a key or a value that is missing is a mistake in the code, not a hole in a text', () => {
  expect(() => small.t('en')('nowhere')).toThrow('no text nowhere')
  expect(() => small.t('en')('hello')).toThrow('{who}')
})

test.each([
  ['élevée', 'en'],
  ['ELEVEE', 'fr'],
  ['high', 'fr'],
] as const)('%s is understood by somebody who reads %s', (typed, locale) => {
  expect(small.find('values.severity', typed, locale)).toEqual({ value: 'high', typed })
})

test('what is unknown is answered with the nearest, in the reader’s language', () => {
  const found = small.find('values.severity', 'elevé', 'fr')
  expect('nearest' in found && found.nearest()).toEqual(['élevée', 'faible'])
})

test('the distance of two words is a metric on them', () => {
  expect(distance('incdient', 'incident')).toBe(1)
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
      expect(distance(a, b)).toBe(distance(b, a))
      expect(distance(a, b) === 0).toBe(a === b)
      expect(distance(a, b)).toBeLessThanOrEqual(Math.max([...a].length, [...b].length))
    }),
  )
})

const leaves = (file: LocaleFile, path = ''): [string, string][] =>
  Object.entries(file).flatMap(([name, value]): [string, string][] => {
    const at = path === '' ? name : `${path}.${name}`
    if (typeof value === 'string') return [[at.replace(/_(zero|one|two|few|many|other)$/, ''), value]]
    return Array.isArray(value) ? [] : leaves(value, at)
  })

test('every word exists in both languages and takes the same values', () => {
  const names = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()
  const valuesBy = (file: LocaleFile) => {
    const all = new Map<string, string[]>()
    for (const [key, text] of leaves(file))
      all.set(key, [...new Set([...(all.get(key) ?? []), ...names(text)])].sort())
    return all
  }
  const english = valuesBy(en as LocaleFile)
  expect(english.size).toBeGreaterThan(100)
  expect([...valuesBy(fr as LocaleFile).keys()].sort()).toEqual([...english.keys()].sort())
  // These are handed more than one form of the same thing, of which each language takes the one it needs.
  const optional = /^(nouns|args|values|time\.rule|escalation\.outcomes)\./
  for (const [key, values] of valuesBy(fr as LocaleFile))
    if (!optional.test(key)) expect({ key, values }).toEqual({ key, values: english.get(key) })
})

test('no word on show uses an exclamation mark or an emoji', () => {
  const loud = [en, fr].flatMap((file) =>
    leaves(file as LocaleFile).filter(([, text]) => /!|\p{Extended_Pictographic}/u.test(text)),
  )
  expect(loud).toEqual([])
})
