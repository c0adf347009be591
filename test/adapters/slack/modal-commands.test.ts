import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commands } from '../../../commands/index.ts'
import { modalOf } from '../../../src/adapters/slack/modal.ts'
import { valuesOf } from '../../../src/adapters/slack/modal-values.ts'
import type { Field, Form } from '../../../src/core/form.ts'
import { nameOfCommand } from '../../../src/core/naming.ts'
import { type Locale, locales } from '../../../src/core/person.ts'
import { incidentOf } from '../../../src/features/incidents/record.ts'
import { asManager, formIn } from '../../asking.ts'
import { problemsOf } from '../../standins/slack/limits.ts'
import { createTestBot } from '../../test-bot.ts'
import { words } from '../../test-house.ts'
import {
  anyForm,
  choice,
  choices,
  formWith,
  listOf,
  meaning,
  named,
  of,
  peopleOf,
  readingAgain,
  typedAlone,
  valuesWith,
} from '../any-form.ts'
import { inputsOf, submitted } from './modal-state.ts'

const by = { platform: 'slack', space: 'T1', id: 'U024BE7LH' } as const
const here = { platform: 'slack', space: 'T1', channel: 'C024BE7LR' } as const
const look = { space: 'T1', command: '/vigie', words, now: 0, locale: 'en', zone: 'Europe/Paris' } as const

/** The whole bot as a manager on Slack meets it. */
const onSlack = async (locale: Locale) => asManager(await createTestBot({ locale }), { by, here })

const drawn = (form: Form) => modalOf(form, { look, meta: { user: by.id } })
const given = (form: Form) => valuesOf(submitted(drawn(form)), 'T1')

describe.each(locales)('in %s', (locale) => {
  test('every command has a form that Slack takes, and a title and labels that are not cut', async () => {
    const { accept } = await onSlack(locale)
    const opened = []
    for (const { name } of commands) {
      const view = drawn(formIn(await accept(name, { $form: 'yes' })))
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
    const form = formIn(await slack.accept(command, { ...input, $form: 'yes' }))
    return { ...slack, form, values: given(form) }
  }

  test('logs what was typed, with its people, time and severity', async () => {
    const { accept, form, look, values } = await opened('incident log', {
      what: 'Spam wave in <#slack/T1/C024BE7LR|help>',
      member: '@nightowl, <@slack/T1/U0G9QF9C6>',
      severity: 'haute',
      when: '08:00',
      action: 'warned',
      accounts: '43',
      link: 'https://a.example/1',
    })
    expect(values).toMatchObject({ what: 'Spam wave in #help', type: 'other', accounts: '43', escalate: '' })
    const accepted = await accept('incident log', values, { draft: form.draft })
    if (!('run' in accepted)) throw new Error(JSON.stringify(accepted))
    await accepted.run()
    expect(await look((use) => incidentOf(use, 2))).toMatchObject({
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
    const accepted = await accept('incident resolve', values, { draft: form.draft })
    expect('run' in accepted && JSON.stringify(await accepted.run())).toContain('INC-1')
  })
})

describe('for every form', () => {
  const id = fc.stringMatching(/^[A-Z0-9]{8,10}$/)
  const person = peopleOf(
    id.map((it) => `U${it}`),
    ['T1', 'T2'],
  )
  const place = id.map((it) => JSON.stringify({ platform: 'slack', space: 'T1', channel: `C${it}` }))
  /** When the forms are opened, in seconds. */
  const now = 1_795_330_800
  const between = (min: number, max: number) =>
    fc.integer({ min, max }).map((seconds) => String(seconds * 1000))
  const over = between(1_700_000_000, now)
  const toCome = between(now, 2_500_000_000)
  const iso = fc
    .integer({ min: 20_600, max: 20_900 })
    .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10))
  const hour = fc.tuple(fc.integer({ min: 10, max: 23 }), fc.integer({ min: 10, max: 59 }))

  const readable = valuesWith(
    person,
    place,
    /^[a-z][^\p{C}]{0,40}[a-z]$/u,
    of('moment', toCome),
    of('past', over),
    of(
      'later',
      toCome.map((it) => `at ${it}`),
    ),
    of('day', iso),
    of(
      'clock-time',
      hour.map((it) => it.join(':')),
    ),
    of('zone', fc.constantFrom('Europe/Paris', 'America/New_York', 'UTC')),
    of('word:severity', listOf(choice), { choices, many: true }),
  )

  test('what was read is read the same from the modal as it opened', async () => {
    const again = await readingAgain({ by, here }, '2026-11-22T08:00')
    await fc.assert(
      fc.asyncProperty(fc.array(readable, { maxLength: 12 }).map(named), async (all) => {
        const form = formWith(all)
        expect(problemsOf('modal', drawn(form))).toEqual([])
        const values = given(form)
        for (const it of all)
          expect(meaning(await again(it, values[it.name] ?? '')), `${it.kind} ${it.value}`).toBe(
            meaning(it.value),
          )
      }),
      { numRuns: 150 },
    )
  })

  test('whatever stands in it, Slack takes it, and what was typed and not read is not lost', () => {
    fc.assert(
      fc.property(anyForm(12), (form) => {
        expect(problemsOf('modal', drawn(form))).toEqual([])
        const values = given(form)
        for (const [name, typed] of typedAlone(form))
          if (values[name] !== undefined) expect(values[name]).toBe(typed)
      }),
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
