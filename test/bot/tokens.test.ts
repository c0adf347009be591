import fc from 'fast-check'
import { expect, test } from 'vitest'
import { spoken, tokens } from '../../src/bot/tokens.ts'

const words = (line: string) =>
  tokens(line).map(({ name, word }) => (name === undefined ? word : `${name}=${word}`))

test('words are what stands between spaces', () => {
  expect(words('Spam wave  in #help')).toEqual(['Spam', 'wave', 'in', '#help'])
})

test.each([
  ['severity:high', ['severity=high']],
  ['gravité:élevée', ['gravité=élevée']],
  ['what:"two words" more', ['what=two words', 'more']],
  ['quoi:«deux mots»', ['quoi=deux mots']],
  ['quoi:« deux mots »', ['quoi=deux mots']],
  ['what:“smart quotes”', ['what=smart quotes']],
  ['mesure:bannissement,"contenu retiré" et', ['mesure=bannissement,contenu retiré', 'et']],
  ['member:"a b","c d",e', ['member=a b,c d,e']],
  ['"quoted", then', ['quoted,', 'then']],
  ['quand : demain', ['quand=', 'demain']],
  ['quand\u00a0: « demain à 9h »', ['quand=', 'demain à 9h']],
  ['"a whole phrase" then', ['a whole phrase', 'then']],
])('%s is taken apart', (line, expected) => {
  expect(words(line)).toEqual(expected)
})

test.each(['https://example.org/a:b', '10:30', '"never closed', ':smile:', 'hello :)', '12:', '5 o"clock'])(
  '%s holds no name and no quotes',
  (line) => {
    expect(tokens(line).every((token) => token.name === undefined && !token.quoted)).toBe(true)
  },
)

test('bare words are put together as they were typed, quotes and new lines included', () => {
  expect(spoken(tokens('He said "go away"\nto me'))).toBe('He said "go away"\nto me')
  expect(spoken(tokens('"a whole phrase"'))).toBe('a whole phrase')
})

test('whatever is typed, nothing but white space is lost', () => {
  const squeeze = (text: string) => text.replace(/\s+/gu, '')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (line) => {
      expect(
        tokens(line)
          .map(({ raw }) => squeeze(raw))
          .join(''),
      ).toBe(squeeze(line))
    }),
  )
})
