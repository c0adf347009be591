import { expect, test } from 'vitest'
import en from '../../config/locales/en.json' with { type: 'json' }
import fr from '../../config/locales/fr.json' with { type: 'json' }
import type { Card } from '../../src/core/card.ts'
import { type Locale, locales } from '../../src/core/person.ts'
import { plain } from '../../src/core/plain.ts'
import { type Inline, pieces, type Text, type Translate } from '../../src/core/text.ts'
import { createWords, frenchSpaces, type LocaleFile } from '../../src/core/words.ts'
import { createTestBot, type TestBot } from '../test-bot.ts'
import { words } from '../test-house.ts'

const files: Record<Locale, LocaleFile> = { en, fr }

const templates = (node: LocaleFile, path: string[] = []): [key: string, template: string][] =>
  Object.entries(node).flatMap(([name, value]): [string, string][] => {
    if (typeof value === 'string') return [[[...path, name].join('.'), value]]
    return Array.isArray(value) ? [] : templates(value, [...path, name])
  })

/** Fills each value of a template with its own name in brackets, so that what was written stays visible. */
const filled = (t: Translate, key: string, template: string): Text =>
  t(key, Object.fromEntries([...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, `[${name}]`])))

const strings = (text: Text): string[] =>
  pieces(text).flatMap((piece) =>
    typeof piece === 'string' ? [piece] : 'bold' in piece ? strings(piece.bold) : [],
  )

const commandsIn = (text: Text): string[] =>
  pieces(text).flatMap((piece) => (typeof piece === 'object' && 'command' in piece ? [piece.command] : []))

/** A noun behind a '/', as people type it: what must be no mere string. */
const typed = (locale: Locale): RegExp => {
  const names = [...words.set('nouns', locale).values()].flatMap(({ name }) => RegExp.escape(name))
  return new RegExp(
    `(?<![\\p{L}\\p{N}/])/(?:${names.join('|')}|\\[noun\\]|\\[command\\])(?![\\p{L}\\p{N}])`,
    'u',
  )
}

test.each(locales)('every command that a template names is a piece of its own (%s)', (locale) => {
  const t = words.t(locale)
  let named = 0
  for (const [key, template] of templates(files[locale])) {
    const text = filled(t, key, template)
    for (const part of strings(text)) expect(part, key).not.toMatch(typed(locale))
    const raw = template.replace(/\{(\w+)\}/g, '[$1]')
    expect(plain(text), key).toBe(locale === 'fr' ? frenchSpaces(raw) : raw)
    named += commandsIn(text).length
  }
  expect(named).toBeGreaterThan(100)
})

test.each(locales)(
  'the values of a command that a template names are called as they are typed (%s)',
  (locale) => {
    const names = [...words.set('args', locale).values()].map(({ name }) => name)
    const said = templates(files[locale])
      .flatMap(([key, template]) => commandsIn(filled(words.t(locale), key, template)))
      .flatMap((command) => [...command.replace(/"[^"]*"/g, '').matchAll(/ (\p{L}[\p{L}'’-]*):(?!\/)/gu)])
      .map(([, name]) => name)
    expect(said.length).toBeGreaterThan(20)
    expect(names).toEqual(expect.arrayContaining(said))
  },
)

test('a command takes its verb, a reference and its values with it, and leaves the sentence', () => {
  const t = words.t('en')
  expect(pieces(t('incident.refused.ofOnly', { ref: 'INC-2', example: 'INC-1' }))).toContainEqual({
    command: '/incident resolve INC-2 reason:duplicate of:INC-1',
  })
  expect(commandsIn(t('reminder.isDeleted', { ref: 'R1' }))).toEqual(['/reminder undo R1'])
  expect(commandsIn(t('reminder.noMoreDates', { ref: 'R1' }))).toEqual([
    '/reminder edit R1 when:"tomorrow 9am"',
  ])
  expect(commandsIn(t('settings.effect.language'))).toEqual(['/settings mine'])
  expect(commandsIn(words.t('fr')('digest.unknown', { ref: 'D1' }))).toEqual(['/point du matin liste'])
  expect(commandsIn(words.t('fr')('settings.already'))).toEqual(['/réglages'])
})

test('what somebody wrote is never taken for a command', () => {
  const t = words.t('en')
  const text = t('bot.unknownNoun', {
    typed: '/incident list',
    nearest: '/help',
    example: [{ bold: '/status' }],
  })
  expect(commandsIn(text)).toEqual([])
  expect(plain(text)).toContain('/incident list')
})

test('addresses and words that only begin like a command are no commands', () => {
  const small = createWords({
    en: {
      nouns: { help: { name: 'help', verbs: {} } },
      text: 'https://x.org/help or/help /helper /help-me (/help)',
    },
    fr: { nouns: { help: { name: 'aide', verbs: {} } }, text: '/aide' },
  })
  expect(small.t('en')('text')).toEqual([
    'https://x.org/help or/help /helper /help-me (',
    { command: '/help' },
    ')',
  ])
})

const textsOf = (card: Card): Text[] => [
  ...[card.title, card.text, card.summary, card.footer].filter((text) => text !== undefined),
  ...(card.fields ?? []).map(({ value }) => value),
  ...(card.sections ?? []).flatMap(({ title = '', lines, more }) => [title, ...lines, more?.label ?? '']),
]

const answered = ({ last }: TestBot): Text[] => {
  if (last === undefined || 'form' in last || 'shown' in last) return []
  return textsOf('refuse' in last ? last.refuse : 'card' in last ? last.card : last.ask)
}

test('in answers too, whatever names a command holds it as a piece', async () => {
  const bot = await createTestBot()
  const seen: Inline[] = []
  for (const line of [
    '',
    '/nonsense',
    '/log it',
    '/incident frobnicate',
    '/incident list severity:enormous',
    '/incident list colour:red',
    '/incident show INC-9',
    '/incident log Links in #general type:spam',
    '/incident reopen 1',
    '/incident list type:hate',
    '/help',
    '/help incident',
    '/help incident log',
    '/help nonsense',
    '/reminder list',
    '/reminder show R9',
    '/digest list',
    '/digest stop D9',
    '/settings set zone:Europe/London language:French',
    '/settings set language:English',
    '/settings set zone:Europe/London',
    '/team role @anna manager',
    '/status',
  ]) {
    await bot.say('anna:manager', line)
    for (const text of answered(bot)) {
      for (const part of strings(text))
        for (const locale of locales) expect(part, line).not.toMatch(typed(locale))
      seen.push(...commandsIn(text))
    }
  }
  await bot.say('otto:member', '/incident list')
  for (const text of answered(bot)) seen.push(...commandsIn(text))
  expect(seen).toEqual(
    expect.arrayContaining(['/help', '/incident', '/incident log', '/incident list', '/settings mine']),
  )
  expect(seen.length).toBeGreaterThan(40)
})
