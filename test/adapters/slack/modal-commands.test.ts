import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commands } from '../../../commands/index.ts'
import { modalOf } from '../../../src/adapters/slack/modal.ts'
import { valuesOf } from '../../../src/adapters/slack/modal-values.ts'
import { createKinds } from '../../../src/args/kinds.ts'
import { createBot } from '../../../src/bot.ts'
import type { Reading } from '../../../src/core/args.ts'
import type { Field, Form } from '../../../src/core/form.ts'
import { nameOfCommand } from '../../../src/core/naming.ts'
import { locales } from '../../../src/core/person.ts'
import { read } from '../../../src/core/update.ts'
import type { Work } from '../../../src/core/work.ts'
import { incidentOf } from '../../../src/features/incidents/record.ts'
import { asPerson, newPerson } from '../../../src/features/people.ts'
import { initialSettings } from '../../../src/features/settings.ts'
import { registry } from '../../../src/registry.ts'
import { problemsOf } from '../../standins/slack/limits.ts'
import { createTestBot } from '../../test-bot.ts'
import { words } from '../../test-house.ts'
import { inputsOf, submitted } from './modal-state.ts'

const kinds = createKinds(commands)
const by = { platform: 'slack', space: 'T1', id: 'U024BE7LH' } as const
const here = { platform: 'slack', space: 'T1', channel: 'C024BE7LR' } as const
const look = { space: 'T1', command: '/vigie', words, now: 0, locale: 'en', zone: 'Europe/Paris' } as const

/** The whole bot as somebody on Slack meets it. */
async function onSlack(locale: (typeof locales)[number]) {
  const it = await createTestBot({ locale })
  it.chat.knows.groups.set(by.id, ['role:manager'])
  it.chat.knows.profiles.set(by.id, { name: 'anna' })
  const { store, clock, house, log } = it
  const bot = createBot({
    store,
    clock,
    house,
    commands,
    kinds,
    log,
    home: registry.home,
    chats: () => it.chat,
  })
  let turn = 0
  const accept = (command: string, input: string | Record<string, string>, draft?: string) =>
    bot.accept({
      id: `slack/${++turn}`,
      by,
      here,
      command,
      input,
      at: clock.now().epochMilliseconds,
      ...(draft !== undefined && { draft }),
    })
  const lookInto = <T>(run: (use: Work) => Promise<T>) =>
    read({ store, clock, house, community: 'slack-T1', id: `look-${++turn}` }, run)
  return { accept, lookInto }
}

const drawn = (form: Form) => modalOf(form, { look, meta: { user: by.id } })

describe.each(locales)('in %s', (locale) => {
  test('every command has a form that Slack takes, and a title and labels that are not cut', async () => {
    const { accept } = await onSlack(locale)
    const opened = []
    for (const { name } of commands) {
      const accepted = await accept(name, { $form: 'yes' })
      if (!('form' in accepted)) throw new Error(`${name} opened no form`)
      const { form } = accepted
      const view = drawn(form)
      expect(problemsOf('modal', view), name).toEqual([])
      expect(JSON.stringify(view.title), name).not.toContain('…')
      for (const { block_id, label } of inputsOf(view)) {
        expect(label.text, name).not.toContain('…')
        expect(label.text, `${name} ${block_id}`).not.toBe(block_id)
      }
      opened.push(nameOfCommand(words, locale, { name }))
    }
    expect(opened).toHaveLength(commands.length)
  })
})

describe('a form that is opened and submitted as it is', () => {
  const opened = async (command: string, input: Record<string, string>) => {
    const slack = await onSlack('en')
    const logged = await slack.accept('', 'incident log "A first case" member:@otter')
    if ('run' in logged) await logged.run()
    const first = await slack.accept(command, { ...input, $form: 'yes' })
    if (!('form' in first)) throw new Error('no form')
    const values = valuesOf(submitted(drawn(first.form)), 'T1')
    return { ...slack, form: first.form, values }
  }

  test('logs what was typed, with its people, time and severity', async () => {
    const { accept, form, lookInto, values } = await opened('incident log', {
      what: 'Spam wave in <#slack/T1/C024BE7LR|help>',
      member: '@nightowl, <@slack/T1/U0G9QF9C6>',
      severity: 'haute',
      when: '08:00',
      action: 'warned',
      accounts: '43',
      link: 'https://a.example/1',
    })
    expect(values).toMatchObject({ what: 'Spam wave in #help', type: 'other', accounts: '43', escalate: '' })
    const accepted = await accept('incident log', values, form.draft)
    if (!('run' in accepted)) throw new Error(JSON.stringify(accepted))
    await accepted.run()
    expect(await lookInto((use) => incidentOf(use, 2))).toMatchObject({
      what: 'Spam wave in #help',
      severity: 'high',
      accounts: 43,
      reported: [{ name: 'nightowl' }, { account: { id: 'U0G9QF9C6', space: 'T1' } }],
      happened: Date.parse('2027-03-10T07:00Z'),
    })
  })

  test('resolves the case it was opened for', async () => {
    const { accept, form, values } = await opened('incident resolve', { ref: '1', reason: 'warned' })
    expect(form.shown?.ref).toMatch(/^INC-1 · .*A first case$/)
    const accepted = await accept('incident resolve', values, form.draft)
    expect('run' in accepted && JSON.stringify(await accepted.run())).toContain('INC-1')
  })
})

describe('for every form', () => {
  const id = fc.stringMatching(/^[A-Z0-9]{8,10}$/)
  const name = fc.oneof(fc.stringMatching(/^[\p{L}\d][\p{L}\d._ -]{0,20}$/u), fc.constant('nightowl'))
  const who = fc.record({
    id,
    name,
    platform: fc.constantFrom('slack', 'discord'),
    space: fc.constantFrom('T1', 'T2'),
  })
  const person = who.map((it) =>
    JSON.stringify({
      person: `${it.platform}:${it.space}:U${it.id}`,
      account: { platform: it.platform, space: it.space, id: `U${it.id}` },
      name: it.name.trim(),
    }),
  )
  /** When the forms are opened, in seconds. */
  const now = 1_795_330_800
  const between = (min: number, max: number) =>
    fc.integer({ min, max }).map((seconds) => String(seconds * 1000))
  const over = between(1_700_000_000, now)
  const toCome = between(now, 2_500_000_000)
  const iso = fc
    .integer({ min: 20_600, max: 20_900 })
    .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10))
  const list = (one: fc.Arbitrary<string>) =>
    fc.uniqueArray(one, { minLength: 1, maxLength: 4 }).map((all) => JSON.stringify(all))
  const choices = ['low', 'medium', 'high', 'critical'].map((value) => ({
    value,
    label: value,
    hint: `is ${value}`,
  }))
  const of = (kind: string, read: fc.Arbitrary<string>, more: Partial<Field> = {}) =>
    read.map((value) => ({ kind, value, ...more }))

  /** What a kind can have read, with what its field says besides. */
  const readable = fc.oneof(
    of('text', fc.stringMatching(/^[a-z][^\p{C}]{0,40}[a-z]$/u), { max: 10_000 }),
    of('person', person),
    of('member', person),
    of('member', list(person), { many: true }),
    of('person', list(person), { many: true }),
    of(
      'target',
      person.map((it) => `{"who":${it}}`),
    ),
    of(
      'target',
      fc.constantFrom('member', 'cm', 'manager').map((role) => JSON.stringify({ role })),
    ),
    of(
      'place',
      id.map((it) => JSON.stringify({ platform: 'slack', space: 'T1', channel: `C${it}` })),
    ),
    of('moment', toCome),
    of('past', over),
    of(
      'later',
      toCome.map((it) => `at ${it}`),
    ),
    of('day', iso),
    of(
      'clock-time',
      fc.tuple(fc.integer({ min: 10, max: 23 }), fc.integer({ min: 10, max: 59 })).map((it) => it.join(':')),
    ),
    of('zone', fc.constantFrom('Europe/Paris', 'America/New_York', 'UTC')),
    of('integer', fc.integer({ min: 1, max: 999_999 }).map(String)),
    of('link', fc.webUrl()),
    of('word:severity', fc.constantFrom(...choices.map(({ value }) => value)), { choices }),
    of('word:severity', list(fc.constantFrom(...choices.map(({ value }) => value))), { choices, many: true }),
  )

  test('what was read is read the same from the modal as it opened', async () => {
    const bot = await createTestBot({ now: '2026-11-22T08:00' })
    const settings = initialSettings({ zone: 'Europe/Paris', locale: 'en' })
    const anna = asPerson(newPerson('anna', by, 'anna', 'cm'), settings)
    const reading = (use: Work): Reading => ({ ...anna, by: anna, here, now: use.now, words })
    const again = (kind: string, many: boolean | undefined, typed: string) =>
      bot.look(async (use) => {
        const read = async (one: string) => {
          const found = await kinds[kind]?.read(one, reading(use), use)
          return found !== undefined && 'value' in found ? found.value : JSON.stringify(found)
        }
        if (many !== true) return read(typed)
        return JSON.stringify(await Promise.all(typed.split(/\s*[,;]\s*/).map(read)))
      })
    // Only the account counts: a name is what the directory says.
    const meant = (value: string | undefined) =>
      value
        ?.replaceAll(/\\*"name\\*":\\*"[^"\\]*\\*",?/g, '')
        .replaceAll(/\\*"person\\*":\\*"[^"\\]*\\*",?/g, '')

    await fc.assert(
      fc.asyncProperty(fc.array(readable, { maxLength: 12 }), async (all) => {
        const named = all.map((it, index) => ({ ...it, name: `field${index}` }))
        const fields = named.map(
          ({ value: _value, ...it }): Field => ({ ...it, label: it.name, required: false }),
        )
        const read = Object.fromEntries(named.map(({ name, value }) => [name, value]))
        const form: Form = { draft: 'd', command: 'x y', title: 'x y', fields, values: {}, errors: {}, read }
        const view = drawn(form)
        expect(problemsOf('modal', view)).toEqual([])
        const values = valuesOf(submitted(view), 'T1')
        for (const { kind, many, name, value } of named)
          expect(meant(await again(kind, many, values[name] ?? '')), `${kind} ${value}`).toBe(meant(value))
      }),
      { numRuns: 150 },
    )
  })

  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom('x'.repeat(10_000), '\u0000', '😀'.repeat(2000)),
  )
  const kind = fc.constantFrom(...Object.keys(kinds), 'never heard of')
  const choice = fc.record(
    { value: anything, label: anything, hint: anything },
    { requiredKeys: ['value', 'label'] },
  )
  const field: fc.Arbitrary<Omit<Field, 'name'>> = fc.record(
    {
      kind,
      label: anything,
      help: anything,
      required: fc.boolean(),
      many: fc.boolean(),
      choices: fc.array(choice, { maxLength: 5 }),
      max: fc.integer({ min: 1, max: 10_000 }),
    },
    { requiredKeys: ['kind', 'label', 'required'] },
  )
  const part = fc.dictionary(fc.constantFrom(...Array.from({ length: 12 }, (_, n) => `field${n}`)), anything)

  test('whatever stands in it, Slack takes it, and what was typed and not read is not lost', () => {
    fc.assert(
      fc.property(
        fc.array(field, { maxLength: 12 }),
        part,
        part,
        part,
        part,
        (all, values, read, errors, shown) => {
          const fields = all.map((it, index) => ({ ...it, name: `field${index}` }))
          const view = drawn({
            draft: 'd',
            command: 'a b',
            title: 'a b',
            fields,
            values,
            read,
            errors,
            shown,
          })
          expect(problemsOf('modal', view)).toEqual([])
          const given = valuesOf(submitted(view), 'T1')
          for (const { choices = [], many, name } of fields) {
            if (choices.length > 0 && many !== true) continue
            const typed = values[name] ?? ''
            if (read[name] === undefined && typed.trim() !== '' && given[name] !== undefined)
              expect(given[name]).toBe(typed.toWellFormed())
          }
        },
      ),
      { numRuns: 200 },
    )
  })

  test('of a hundred fields of ten thousand characters, Slack takes what it can', () => {
    const names = Array.from({ length: 100 }, (_, n) => `field${n}`)
    const long = Object.fromEntries(names.map((it) => [it, 'x'.repeat(10_000)]))
    const fields = names.map(
      (it): Field => ({ name: it, kind: 'text', label: it, required: true, max: 10_000 }),
    )
    const view = drawn({
      draft: 'd',
      command: 'a b',
      title: 'a b',
      fields,
      values: long,
      read: long,
      errors: long,
    })
    expect(problemsOf('modal', view)).toEqual([])
    expect(view.blocks).toHaveLength(100)
    expect(valuesOf(submitted(view), 'T1')).toEqual({})
  })
})
