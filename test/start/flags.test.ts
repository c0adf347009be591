import { describe, expect, test } from 'vitest'
import { helpOnFlags, languageIn, readFlags } from '../../src/start/flags.ts'
import { loadWords } from '../../src/start/words.ts'

const words = loadWords()
const read = (...args: string[]) => readFlags(args, words)
const none = { demo: false, help: false, version: false }

/** What the program would answer. */
const said = (...args: string[]) => {
  const wrong = read(...args)
  return 'key' in wrong
    ? String(words.t(languageIn(args, words) ?? 'en')(`flags.${wrong.key}`, wrong.values))
    : ''
}

describe('flags', () => {
  test('are all optional', () => {
    expect(read()).toEqual(none)
  })

  test('say who types, in which language, over which store, by which clock', () => {
    expect(
      read(
        '--as',
        'anna:cm',
        '--lang=fr',
        '--store',
        'memory://',
        '--clock',
        '2027-03-26T07:00[Europe/Paris]',
      ),
    ).toEqual({
      ...none,
      as: { name: 'anna', role: 'cm' },
      lang: 'fr',
      store: 'memory://',
      clock: { local: Temporal.PlainDateTime.from('2027-03-26T07:00'), zone: 'Europe/Paris' },
    })
  })

  test('are understood in French', () => {
    expect(
      read('--comme', 'zoé:modération', '--langue', 'français', '--horloge', '2027-03-26T07:00'),
    ).toEqual({
      ...none,
      as: { name: 'zoé', role: 'moderator' },
      lang: 'fr',
      clock: { local: Temporal.PlainDateTime.from('2027-03-26T07:00') },
    })
    expect(read('--aide')).toEqual({ ...none, help: true })
    expect(read('-h')).toEqual({ ...none, help: true })
  })

  test('that are wrong get one clear answer', () => {
    expect(said('--stor', 'x')).toMatch(/“--stor”.*nearest is --store/)
    expect(said('hello')).toMatch(/“hello” isn't a flag/)
    expect(said('--as')).toMatch(/--as needs a value/)
    expect(said('--as', 'a b')).toMatch(/can't be a name/)
    expect(said('--as', 'anna:boss')).toMatch(/no role “boss”.*Nothing was started/)
    expect(said('--lang', 'de')).toMatch(/“de” isn't a language/)
    expect(said('--help=yes')).toMatch(/takes no value/)
    expect(said('--clock', 'soon')).toMatch(/“soon” isn't a date and time/)
    expect(said('--clock', '2027-02-30T07:00')).toMatch(/isn't a date and time/)
    expect(said('--clock', '2027-03-26T07:00[+02:00]')).toMatch(/no time zone “\+02:00”/)
    expect(said('--clock', '2027-03-26T07:00[Europe/Pari]')).toMatch(/nearest is Europe\/Paris/)
  })

  test('that are wrong are told so in the language that was asked for', () => {
    expect(said('--stor', 'x', '--lang', 'fr')).toMatch(/n'existe pas.*Rien n'a été démarré/)
    expect(said('--langue=fr', '--comme', 'anna:chef')).toMatch(/le rôle «\schef\s» n'existe pas/)
  })

  test('are all in the help', () => {
    expect(helpOnFlags(words, 'en')).toMatch(
      /--as .*--lang .*--store .*--clock .*--config .*--demo .*--help .*--version /s,
    )
    expect(helpOnFlags(words, 'fr')).toContain('--horloge')
  })
})
