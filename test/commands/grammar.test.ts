import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commands } from '../../commands/index.ts'
import { exampleOf, nameOfCommand, nounOf, verbOf } from '../../src/core/naming.ts'
import { locales } from '../../src/core/person.ts'
import { plain } from '../../src/core/plain.ts'
import { createTestBot } from '../test-bot.ts'
import { words } from '../test-house.ts'

test.each([
  ['/incident log what:Gift links in #general type:spam accounts:12 action:banned', 'INC-1 · spam · high'],
  ['/incident log Gift links in #general type:spam action:banned,"removed content"', 'INC-1 · spam · high'],
  [
    '/incident enregistrer quoi:Liens cadeaux dans #general type:spam comptes:12 mesure:bannissement',
    'INC-1 · spam · high',
  ],
  ['/incident log Menace type:personne en danger', 'INC-1 · self-harm · critical'],
  ['/reminder add Post the poll when:every monday 9am network:X', 'Every Monday at 09:00 · X'],
  ['/reminder add when:tomorrow 9am what:Post it now for:@bob', 'Thursday 11 March, 09:00 · for @bob'],
  ['/rappel Publier la lettre demain à 9h', 'Thursday 11 March, 09:00'],
  ['/rappel ajouter Lettre quand : demain à 9h', 'Thursday 11 March, 09:00'],
  ['/rappel modifier la bannière demain à 9h', 'modifier la bannière\nThursday 11 March, 09:00'],
  ['/', 'What would you like to do?'],
  ['/digest', 'Quiet. Nothing waiting'],
  ['/digest moderator', 'Quiet. Nothing waiting'],
  ['/help incident log', '/incident log · Write an incident down'],
])('%s is understood', async (line, answer) => {
  const bot = await createTestBot()
  expect(await bot.say('anna:manager', line)).toContain(answer)
})

test.each([
  ['/incident note 99 hello', "There’s no INC-99|There's no INC-99|No incident"],
  ['/incident resolve 99 reason:sanctioned', '99'],
  ['/incident log x severity:hihg', 'Did you mean: high'],
  ['/incident log x sverity:high', 'The nearest is “severity:”'],
  ['/reminder add x when:"half past never"', "I can't read that as a date or a time"],
  ['/settings set zone:Pariss', 'Europe/Paris'],
])('%s is answered with what is wrong', async (line, answer) => {
  const bot = await createTestBot()
  expect(await bot.say('anna:manager', line)).toMatch(new RegExp(answer))
})

test('every command has its words, its example and its labels in both languages', () => {
  for (const locale of locales)
    for (const command of commands) {
      const path = `nouns.${nounOf(command)}.verbs.${verbOf(command)}`
      expect(nameOfCommand(words, locale, command)).not.toBe('')
      for (const part of ['does', 'example'])
        expect(words.has(`${path}.${part}`), `${path}.${part}`).toBe(true)
      // What only other arguments are rewritten into is never typed.
      for (const name of Object.keys(command.args.shape).filter((each) => each !== 'phrase'))
        expect(words.set('args', locale).has(name), `${locale} args.${name}`).toBe(true)
    }
})

test('every example in the help is understood as its own command', async () => {
  for (const locale of locales) {
    const bot = await createTestBot({ locale })
    for (const command of commands) {
      const example = plain(exampleOf(words, locale, command.name))
      const answer = await bot.say('anna:manager', example)
      expect(answer, example).not.toMatch(
        /“.*:” isn't something|doesn't know|ne prend pas|ne connaît pas|Il n'y a pas de commande/,
      )
    }
    expect(bot.log.errors).toEqual([])
  }
})

test('whatever is typed gets an answer, and nothing breaks', async () => {
  const bot = await createTestBot()
  const line = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc
      .tuple(
        fc.constantFrom(...commands.map(({ name }) => `/${name}`)),
        fc.array(
          fc.oneof(
            fc.constantFrom(
              'ref:',
              'when:',
              'member:',
              'last',
              '12',
              'INC-1',
              'R1',
              '"',
              '«',
              'tomorrow',
              '9am',
              ',',
            ),
            fc.string({ maxLength: 8 }),
          ),
          { maxLength: 6 },
        ),
      )
      .map(([name, rest]) => [name, ...rest].join(' ')),
  )
  await fc.assert(
    fc.asyncProperty(line, async (typed) => {
      expect((await bot.say('anna:manager', typed)).trim()).not.toBe('')
      expect(bot.log.errors).toEqual([])
    }),
    { numRuns: 300 },
  )
})
