import { describe, expect, test } from 'vitest'
import { problemsOf, type Surface } from './limits.ts'

const long = (length: number) => 'x'.repeat(length)
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))
const named = (name: string, more: object = {}) => ({ name, description: 'Does it', ...more })
const text = (name: string, more: object = {}) => ({ type: 3, ...named(name, more) })
const taking = (...options: unknown[]) => named('incident', { options })
const offering = (...choices: unknown[]) => taking(text('type', { choices }))

const command: Record<string, [unknown, RegExp]> = {
  'a name in capitals': [named('Incident'), /not in lower case/],
  'a name with a space': [named('log it'), /not a name/],
  'a long name': [named(long(33)), /not a name/],
  'no description': [{ name: 'incident' }, /description is missing/],
  'a long description': [named('x', { description: long(101) }), /at most 100/],
  'a long translation': [named('x', { description_localizations: { fr: long(101) } }), /at most 100/],
  'an unknown language': [named('x', { name_localizations: { 'fr-FR': 'x' } }), /unknown locale fr-FR/],
  '26 options': [taking(...times(26, (index) => text(`o${index}`))), /at most 25/],
  'required after optional': [taking(text('a'), text('b', { required: true })), /"b" is required/],
  'an option twice': [taking(text('a'), text('a')), /"a" twice/],
  'an option twice in French': [
    taking(text('a', { name_localizations: { fr: 'b' } }), text('b')),
    /"b" twice in fr/,
  ],
  '26 choices': [offering(...times(26, (index) => ({ name: `${index}`, value: `${index}` }))), /at most 25/],
  'a long choice': [offering({ name: long(101), value: 'x' }), /at most 100/],
  'a choice twice': [offering({ name: 'x', value: '1' }, { name: 'x', value: '2' }), /"x" twice/],
  'choices and autocomplete': [
    taking(text('a', { autocomplete: true, choices: [{ name: 'x', value: 'x' }] })),
    /both choices and autocomplete/,
  ],
  'an option beside a subcommand': [
    taking({ type: 1, ...named('log') }, text('a')),
    /type 3 is not possible/,
  ],
  'a group in a group': [
    taking({ type: 2, ...named('a'), options: [{ type: 2, ...named('b'), options: [] }] }),
    /type 2 is not possible/,
  ],
  'a menu that describes itself': [{ type: 3, name: 'x', description: 'x' }, /description/],
  'a menu with options': [{ type: 2, name: 'x', options: [] }, /unknown property options/],
  '8,001 characters': [
    taking(
      ...times(20, (index) =>
        text(`o${index}`, {
          choices: times(5, (at) => ({ name: `${at}${long(9)}`, value: `${at}${long(80)}` })),
          description_localizations: { fr: long(100) },
        }),
      ),
    ),
    /characters in all, at most 8000/,
  ],
}

const commands: Record<string, [unknown, RegExp]> = {
  '101 commands': [times(101, (index) => named(`c${index}`)), /101 commands of type 1, at most 100/],
  'six menus': [times(6, (index) => ({ type: 3, name: `m${index}` })), /6 commands of type 3, at most 5/],
  'a name twice': [[named('a'), named('a')], /"a" twice/],
}

const choices: Record<string, [unknown, RegExp]> = {
  '26 choices': [{ choices: times(26, (index) => ({ name: `${index}`, value: `${index}` })) }, /at most 25/],
  'a long name': [{ choices: [{ name: long(101), value: 'x' }] }, /at most 100/],
  'no name': [{ choices: [{ name: '', value: 'x' }] }, /at least 1/],
  'a long value': [{ choices: [{ name: 'x', value: long(101) }] }, /at most 100/],
}

const refused: [Surface, Record<string, [unknown, RegExp]>][] = [
  ['command', command],
  ['commands', commands],
  ['choices', choices],
]

describe.each(refused)('what Discord refuses in %s', (surface, cases) => {
  test.each(Object.entries(cases))('%s', (_, [payload, problem]) => {
    expect(problemsOf(surface, payload).join('\n')).toMatch(problem)
  })
})
