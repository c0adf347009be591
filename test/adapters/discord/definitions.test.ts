import { ApplicationCommandType } from 'discord.js'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { commands } from '../../../commands/index.ts'
import { definitionsOf } from '../../../src/adapters/discord/definitions.ts'
import { createLookup } from '../../../src/adapters/discord/lookup.ts'
import { slug } from '../../../src/adapters/discord/names.ts'
import { argsOf } from '../../../src/adapters/discord/options-of.ts'
import { createKinds } from '../../../src/args/kinds.ts'
import { argMeta, type Reading } from '../../../src/core/args.ts'
import { type Command, command } from '../../../src/core/command.ts'
import { shapeOf } from '../../../src/core/naming.ts'
import { createWords, type LocaleFile } from '../../../src/core/words.ts'
import { problemsOf } from '../../standins/discord/limits.ts'
import { lengthOf } from '../../standins/discord/limits-commands.ts'
import { words } from '../../test-house.ts'

interface Option {
  type: number
  name: string
  name_localizations: { fr: string }
  description: string
  description_localizations: { fr: string }
  required?: boolean
  autocomplete?: boolean
  max_length?: number
  choices?: { name: string; name_localizations: { fr: string }; value: string }[]
  options?: Option[]
}
interface Definition extends Option {
  default_member_permissions: string | null
  contexts: number[]
}

const definitions = definitionsOf(commands, words)
const all = definitions as unknown as Definition[]
const kinds = createKinds(commands)

const named = (from: readonly Option[] | undefined, ...path: string[]): Option => {
  const [name, ...rest] = path
  const found = from?.find((it) => it.name === name)
  if (found === undefined) throw new Error(`no ${name}`)
  return rest.length === 0 ? found : named(found.options, ...rest)
}
const optionOf = (line: string) => named(all, ...line.split(' '))

describe('what Discord is told', () => {
  test('is what Discord takes, with room to grow in each command', () => {
    expect(problemsOf('commands', definitions)).toEqual([])
    const [biggest] = all
      .map((it) => ({ name: it.name, length: lengthOf(it) }))
      .sort((one, other) => other.length - one.length)
    expect(biggest?.name).toBe('incident')
    console.info(`The biggest command is /${biggest?.name}: ${biggest?.length} of 8000 characters`)
    // Room for fifteen more options.
    expect(biggest?.length).toBeLessThan(6900)
  })

  test('says everything whole, in both languages', () => {
    const said = (it: Option): string[] => [
      ...[it.name, it.name_localizations.fr, it.description, it.description_localizations?.fr],
      ...(it.choices ?? []).flatMap((choice) => [choice.name, choice.name_localizations.fr]),
      ...(it.options ?? []).flatMap(said),
    ]
    const texts = all.flatMap(said).filter((it) => it !== undefined)
    expect(texts.length).toBeGreaterThan(500)
    expect(texts.filter((it) => it.length > 90 && it.endsWith('…'))).toEqual([])
    expect(texts.filter((it) => it === '…')).toEqual([])
  })

  test('calls things in French as one would look for them', () => {
    expect(optionOf('incident log').name_localizations.fr).toBe('enregistrer')
    expect(optionOf('incident on-it').name_localizations.fr).toBe('je-m-en-charge')
    expect(optionOf('digest now').description_localizations.fr).toMatch(/point du matin/i)
    expect(named(all, 'digest').name_localizations.fr).toBe('point-du-matin')
    expect(optionOf('incident log severity').choices?.map((it) => it.name_localizations.fr)).toEqual([
      'faible',
      'moyenne',
      'élevée',
      'critique',
    ])
  })

  test('needs no verb where a noun has but one', () => {
    expect(named(all, 'status').options).toEqual([])
    expect(named(all, 'help').options?.map(({ name, type }) => [name, type])).toEqual([['topic', 3]])
  })

  test('asks first for what cannot be left out, then as the form does', () => {
    const [what, type, member] = optionOf('incident log').options ?? []
    expect([what?.name, type?.name, member?.name]).toEqual(['what', 'type', 'member'])
    expect(
      optionOf('incident resolve')
        .options?.map(({ name }) => name)
        .slice(0, 3),
    ).toEqual(['ref', 'reason', 'action'])
  })

  test('requires nothing that a form asks for or a thread tells', () => {
    const required = all
      .flatMap((it) => [it, ...(it.options ?? [])])
      .flatMap((it) =>
        (it.options ?? []).filter((one) => one.required).map((one) => `${it.name} ${one.name}`),
      )
    expect(required).toEqual(['history member'])
  })

  test('gives each argument the control of its kind', () => {
    const of = (line: string) => optionOf(line).type
    expect(of('incident assign to')).toBe(3)
    expect(of('incident log member')).toBe(3)
    expect(of('incident log accounts')).toBe(4)
    expect(of('incident list mine')).toBe(5)
    expect(optionOf('digest schedule place')).toMatchObject({ type: 3, autocomplete: true })
    expect(optionOf('reminder add what')).toMatchObject({ type: 3, max_length: 300 })
    expect(optionOf('incident log what')).toMatchObject({ type: 3, max_length: 6000 })
  })

  test('suggests whatever a kind suggests, and lists whatever is a short list', () => {
    let suggested = 0
    const on = { words, locale: 'en' } as Reading
    for (const each of commands.filter(({ name }) => name !== 'help menu'))
      for (const name of argsOf(each, words)) {
        const { among, many, ...meta } = argMeta(shapeOf(each, name))
        const kind = among ?? meta.kind
        const path = each.name === 'help show' ? ['help'] : each.name.split(' ')
        const { autocomplete = false, choices, type } = named(all, ...path, name)
        const offers =
          kinds[kind]?.suggest !== undefined || (many === true && kinds[kind]?.choices !== undefined)
        if (type === 3) expect(autocomplete, `${each.name} ${name}`).toBe(offers)
        const list = many === true || kind === 'word:flag' ? undefined : kinds[kind]?.choices?.(on)
        expect(
          choices?.map(({ value }) => value),
          `${each.name} ${name}`,
        ).toEqual(list?.map(({ value }) => value))
        suggested += Number(autocomplete)
      }
    expect(suggested).toBeGreaterThan(40)
  })

  test('is shown to those who may, as far as Discord can tell them apart', () => {
    const shown = Object.fromEntries(all.map((it) => [it.name, it.default_member_permissions]))
    const moderators = String(1n << 40n)
    expect(shown).toMatchObject({ reminder: null, settings: null, help: null, incident: moderators })
    expect(shown['Log as incident']).toBe(moderators)
    // In direct messages Discord hides nothing from anybody.
    for (const it of all)
      expect(it.contexts, it.name).toEqual(it.default_member_permissions === null ? [0, 1] : [0])
  })

  test('offers its menus on messages and on members', () => {
    const of = (type: ApplicationCommandType) =>
      all.filter((it) => it.type === type).map((it) => [it.name, it.name_localizations.fr])
    expect(of(ApplicationCommandType.Message)).toEqual([
      ['Remind me of this', 'Me le rappeler'],
      ['Log as incident', 'En faire un incident'],
      ['Add to incident', 'Ajouter à un incident'],
      ['On the record', 'Verser au dossier'],
    ])
    expect(of(ApplicationCommandType.User)).toEqual([
      ['Log incident', 'Enregistrer un incident'],
      ['Moderation history', 'Antécédents de modération'],
    ])
  })
})

test('definitions are the same as long as nothing changes', () => {
  expect(JSON.stringify(definitionsOf(commands, words))).toBe(JSON.stringify(definitions))
})

test('every command is found again by the names that Discord was told', () => {
  const lookup = createLookup(commands, words)
  const found = all.flatMap((it) => {
    if (it.type === 2 || it.type === 3) return lookup.menu(it.type, it.name)?.command ?? []
    const verbs = (it.options ?? []).filter(({ type }) => type === 1)
    if (verbs.length === 0) return lookup.slash(it.name)?.command ?? []
    return verbs.flatMap((verb) => {
      const one = lookup.slash(it.name, verb.name)
      expect([...(one?.args.keys() ?? [])].sort()).toEqual(
        (verb.options ?? []).map(({ name }) => name).sort(),
      )
      return one?.command ?? []
    })
  })
  const missing = commands.filter(({ name }) => !found.includes(name)).map(({ name }) => name)
  // Discord has no root command that could be typed alone.
  expect(missing).toEqual(['help menu'])
  expect(lookup.slash('incident', 'nothing')).toBeUndefined()
})

test('verbs that have no room beside the others stand together behind one more word', () => {
  const verbs = Array.from({ length: 40 }, (_, nth) => `verb${nth}`)
  const file: LocaleFile = {
    nouns: {
      thing: {
        name: 'thing',
        does: 'Things',
        verbs: Object.fromEntries(verbs.map((it) => [it, { name: it, does: `Does ${it}` }])),
      },
    },
    args: { what: { name: 'what', label: 'What' } },
    discord: { more: { name: 'more', does: 'More' } },
  }
  const own = createWords({ en: file, fr: file })
  const many: Command[] = verbs.map((verb) =>
    command({
      name: `thing ${verb}`,
      may: 'help.read',
      args: z.object({ what: z.string() }),
      run: async () => ({ shown: true }),
    }),
  )
  const [thing] = definitionsOf(many, own) as unknown as Definition[]
  expect(problemsOf('commands', [thing])).toEqual([])
  expect(thing?.options).toHaveLength(25)
  expect(thing?.options?.at(-1)).toMatchObject({ name: 'more', type: 2 })
  expect(thing?.options?.at(-1)?.options).toHaveLength(16)
  const lookup = createLookup(many, own)
  expect(verbs.map((verb) => lookup.slash('thing', verb)?.command)).toEqual(many.map(({ name }) => name))
})

test.each([
  ['point du matin', 'point-du-matin'],
  ["Jusqu'à", 'jusqu-à'],
  ['je m’en charge !', 'je-m-en-charge'],
  ['É', 'é'],
])('%s is called %s', (said, name) => {
  expect(slug(said)).toBe(name)
})
