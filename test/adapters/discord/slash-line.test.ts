import { describe, expect, test } from 'vitest'
import { commands } from '../../../commands/index.ts'
import { definitionsOf } from '../../../src/adapters/discord/definitions.ts'
import { slashLine } from '../../../src/adapters/discord/slash-line.ts'
import { exampleOf } from '../../../src/core/naming.ts'
import { type Locale, locales } from '../../../src/core/person.ts'
import { plain } from '../../../src/core/plain.ts'
import { words } from '../../test-house.ts'

const written = (line: string, locale: Locale = 'en') => slashLine(line, { commands, words, locale })

interface Named {
  type?: number
  name: string
  name_localizations: { fr: string }
  options?: Named[]
}
const definitions = definitionsOf(commands, words) as unknown as Named[]

test.each<[Locale, string, string]>([
  ['en', '/incident note 212 Called back', '/incident note ref:212 text:Called back'],
  ['en', '/incident log Gift links type:spam', '/incident log what:Gift links type:spam'],
  ['en', '/incident log what:"Gift links" "in #general"', '/incident log what:Gift links in #general'],
  ['en', '/reminder', '/reminder mine'],
  ['en', '/status', '/status'],
  ['en', '/help incident log', '/help topic:incident log'],
  ['en', '/help menu', '/help'],
  ['fr', '/rappel', '/rappel moi'],
  ['fr', '/point du matin', '/point-du-matin maintenant'],
  ['fr', "/incident je m'en charge 212 jusqu'à:8h30", '/incident je-m-en-charge réf:212 jusqu-à:8h30'],
  ['en', '/nothing of ours', '/nothing of ours'],
  ['en', '', ''],
])('in %s, %s is typed %s', (locale, line, typed) => {
  expect(written(line, locale)).toBe(typed)
})

describe.each(locales)('in %s', (locale) => {
  const nameOf = (it: Named) => (locale === 'fr' ? it.name_localizations.fr : it.name)

  test('every example is written with the names that Discord was told', () => {
    let options = 0
    for (const { name } of commands) {
      const line = written(plain(exampleOf(words, locale, name)), locale)
      const [noun = '', ...rest] = line.slice(1).split(' ')
      const slash = definitions.find((it) => it.type === 1 && nameOf(it) === noun)
      if (slash === undefined) throw new Error(`no ${line}`)
      const hasVerbs = slash.options?.some(({ type }) => type === 1) === true
      const verb = hasVerbs ? slash.options?.find((it) => nameOf(it) === rest[0]) : slash
      if (verb === undefined) throw new Error(`no ${line}`)
      const [first] = hasVerbs ? rest.slice(1) : rest
      if (first === undefined) continue
      const known = verb.options?.map(nameOf) ?? []
      expect(known, line).toContain(first.split(':')[0])
      options++
    }
    expect(options).toBeGreaterThan(40)
  })
})
