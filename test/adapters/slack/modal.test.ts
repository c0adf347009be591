import type { types } from '@slack/bolt'
import { describe, expect, test } from 'vitest'
import { suggested } from '../../../src/adapters/slack/choices.ts'
import { readMeta } from '../../../src/adapters/slack/meta.ts'
import { errorsOf, modalOf } from '../../../src/adapters/slack/modal.ts'
import { valuesOf } from '../../../src/adapters/slack/modal-values.ts'
import type { Field, Form } from '../../../src/core/form.ts'
import { problemsOf } from '../../standins/slack/limits.ts'
import { words } from '../../test-house.ts'
import { inputsOf, submitted } from './modal-state.ts'

const look = { space: 'T1', command: '/vigie', words, now: 0, locale: 'en', zone: 'Europe/Paris' } as const
const meta = { user: 'U1', channel: 'C1', url: 'https://hooks.slack.example/1', at: '5' }

const field = (name: string, kind: string, more: Partial<Field> = {}): Field => ({
  name,
  kind,
  label: name,
  required: false,
  ...more,
})
const formOf = (fields: Field[], more: Partial<Form> = {}): Form => ({
  draft: 'd1',
  command: 'incident log',
  title: 'incident log',
  fields,
  values: {},
  errors: {},
  ...more,
})

/** Draws a form, and makes sure that Slack would take it. */
function drawn(form: Form): types.ModalView {
  const view = modalOf(form, { look, meta })
  expect(problemsOf('modal', view)).toEqual([])
  return view
}
const element = (form: Form, name: string) =>
  inputsOf(drawn(form)).find((it) => it.block_id === name)?.element as unknown as Record<string, unknown>
const said = (view: types.ModalView) =>
  view.blocks
    .filter((it): it is types.ContextBlock => it.type === 'context')
    .flatMap(({ elements }) => elements.map((it) => 'text' in it && it.text))
const given = (form: Form) => valuesOf(submitted(drawn(form)), 'T1')

const who = (id: string, name: string, platform = 'slack', space = 'T1') => ({
  person: `${platform}:${space}:${id}`,
  account: { platform, space, id },
  name,
})
const anna = who('U024BE7LH', 'anna')
const severities = ['low', 'high'].map((value) => ({ value, label: value, hint: `when ${value}` }))

test('a modal has a short title, the words of its reader, and remembers where its answer goes', () => {
  const english = drawn(formOf([field('what', 'text')]))
  expect(english).toMatchObject({
    type: 'modal',
    title: { text: 'Log an incident' },
    submit: { text: 'Save' },
    close: { text: 'Cancel' },
  })
  const french = formOf([field('what', 'text')], {
    for: { locale: 'fr', zone: 'Europe/Paris', sees: 'team' },
  })
  expect(drawn(french)).toMatchObject({
    title: { text: 'Enregistrer un incident' },
    close: { text: 'Annuler' },
  })
  expect(readMeta(english.private_metadata)).toEqual({ command: 'incident log', draft: 'd1', reply: meta })
  expect(drawn(formOf([], { command: 'odd thing', title: 'odd thing' })).title.text).toBe('Odd thing')
})

test('a field is labelled, explained, and left out by whoever likes where it may be', () => {
  const view = drawn(
    formOf([field('what', 'text', { label: 'What happened', help: 'In a line', required: true })]),
  )
  expect(inputsOf(view)).toMatchObject([
    { block_id: 'what', label: { text: 'What happened' }, hint: { text: 'In a line' }, optional: false },
  ])
})

test('where there is nothing to type, a field says nothing of how to type it', () => {
  const when = field('when', 'past', { help: 'For example: yesterday 18:30' })
  const hint = (more: Partial<Form> = {}) => inputsOf(drawn(formOf([when], more)))[0]?.hint?.text
  expect(hint()).toBe('Left out: now')
  expect(hint({ values: { when: 'blue moon' } })).toBe('For example: yesterday 18:30')
})

describe('a kind is asked for with', () => {
  test.each<[string, Partial<Field>, string]>([
    ['text', { max: 300 }, 'plain_text_input'],
    ['rule', {}, 'plain_text_input'],
    ['duration', {}, 'plain_text_input'],
    ['word:severity', { choices: severities }, 'static_select'],
    ['word:severity', { choices: severities, required: true }, 'radio_buttons'],
    ['word:severity', { choices: severities, many: true }, 'multi_static_select'],
    ['person', {}, 'users_select'],
    ['person', { many: true }, 'multi_users_select'],
    ['member', {}, 'external_select'],
    ['member', { many: true }, 'multi_external_select'],
    ['target', {}, 'external_select'],
    ['incident', {}, 'external_select'],
    ['zone', {}, 'external_select'],
    ['place', {}, 'conversations_select'],
    ['day', {}, 'datepicker'],
    ['day', { many: true }, 'plain_text_input'],
    ['clock-time', {}, 'timepicker'],
    ['moment', {}, 'datetimepicker'],
    ['past', {}, 'datetimepicker'],
    ['later', {}, 'datetimepicker'],
    ['integer', {}, 'number_input'],
    ['link', {}, 'url_text_input'],
  ])('%s %o: %s', (kind, more, type) => {
    expect(element(formOf([field('it', kind, more)]), 'it')).toMatchObject({ type })
  })

  test('several lines where a text may be long', () => {
    expect(element(formOf([field('what', 'text', { max: 10_000 })]), 'what')).toMatchObject({
      multiline: true,
      max_length: 3000,
    })
    const short = element(formOf([field('what', 'text', { max: 100 })]), 'what')
    expect(short).toMatchObject({ max_length: 100 })
    expect(short).not.toHaveProperty('multiline')
  })

  test('the triggers written beside the severities', () => {
    const it = element(formOf([field('severity', 'word:severity', { choices: severities })]), 'severity')
    expect(it.options).toMatchObject([
      { description: { text: 'when low' } },
      { value: 'high' },
      { value: '$none' },
    ])
  })
})

describe('what was read fills the control and comes back as words that kinds read', () => {
  test.each<[string, Partial<Field>, string, object, string]>([
    ['person', {}, JSON.stringify(anna), { initial_user: 'U024BE7LH' }, '<@slack/T1/U024BE7LH>'],
    [
      'person',
      { many: true },
      JSON.stringify([JSON.stringify(anna)]),
      { initial_users: ['U024BE7LH'] },
      '<@slack/T1/U024BE7LH>',
    ],
    [
      'person',
      {},
      JSON.stringify(who('1234', 'anna b', 'discord', 'G1')),
      { type: 'external_select', initial_option: { text: { text: '@anna b' } } },
      '<@discord/G1/1234|anna b>',
    ],
    [
      'member',
      { many: true },
      JSON.stringify([JSON.stringify(who('nightowl', 'nightowl')), JSON.stringify(anna)]),
      { initial_options: [{ value: '@nightowl' }, { text: { text: '@anna' } }] },
      '@nightowl, <@slack/T1/U024BE7LH>',
    ],
    ['target', {}, JSON.stringify({ role: 'cm' }), { initial_option: { value: 'cm' } }, 'cm'],
    [
      'group',
      {},
      JSON.stringify({ id: 'group:S024BE7LH', name: '@mods' }),
      { type: 'external_select', initial_option: { text: { text: '@mods' } } },
      '<&slack/T1/S024BE7LH|mods>',
    ],
    ['grant', { choices: severities }, 'low', { type: 'static_select' }, 'low'],
    ['target', {}, JSON.stringify({ who: anna }), { type: 'external_select' }, '<@slack/T1/U024BE7LH>'],
    [
      'place',
      {},
      JSON.stringify({ platform: 'slack', space: 'T1', channel: 'C024BE7LR' }),
      { initial_conversation: 'C024BE7LR' },
      '<#slack/T1/C024BE7LR>',
    ],
    ['day', {}, '2027-03-11', { initial_date: '2027-03-11' }, '2027-03-11'],
    ['clock-time', {}, '08:00', { initial_time: '08:00' }, '08:00'],
    ['moment', {}, '1804752000000', { initial_date_time: 1804752000 }, '1804752000000'],
    ['later', {}, 'at 1804752000000', { initial_date_time: 1804752000 }, '1804752000000'],
    ['integer', {}, '43', { initial_value: '43' }, '43'],
    ['word:severity', { choices: severities }, 'high', { initial_option: { value: 'high' } }, 'high'],
    [
      'word:x',
      { choices: severities, many: true },
      '["low","high"]',
      { type: 'multi_static_select' },
      'low, high',
    ],
    ['text', {}, 'one\ntwo', { initial_value: 'one\ntwo', multiline: true }, 'one\ntwo'],
  ])('%s %o %s', (kind, more, read, drawn, words) => {
    const form = formOf([field('it', kind, more)], { read: { it: read }, values: { it: 'as it was typed' } })
    expect(element(form, 'it')).toMatchObject(drawn)
    expect(given(form)).toEqual({ it: words })
  })

  test('a reference reads as people know it', () => {
    const form = formOf([field('ref', 'incident')], {
      read: { ref: '212' },
      shown: { ref: 'INC-212 · Spam wave' },
    })
    expect(element(form, 'ref')).toMatchObject({
      initial_option: { text: { text: 'INC-212 · Spam wave' }, value: '212' },
    })
  })

  test.each(['place', 'place-or-none'])(
    'a %s is one of those of any chat where there are several',
    (kind) => {
      const annonces = { platform: 'discord', space: 'G1', channel: '1234', name: 'annonces' }
      const on = (more: Partial<Form> = {}) => formOf([field('it', kind)], { linked: true, ...more })
      const form = on({ read: { it: JSON.stringify(annonces) }, shown: { it: '#annonces (Discord)' } })
      expect(element(form, 'it')).toMatchObject({
        type: 'external_select',
        initial_option: { text: { text: '#annonces (Discord)' } },
      })
      expect(given(form)).toEqual({ it: '<#discord/G1/1234|annonces>' })
      expect(element(on(), 'it')).toMatchObject({ type: 'external_select' })
      const none = on({ values: { it: 'none' }, read: { it: 'null' } })
      expect(element(none, 'it')).toMatchObject({ type: 'plain_text_input', initial_value: 'none' })
    },
  )

  test('a date that came with a button, which nobody can read, is not asked for', () => {
    const form = formOf([field('date', 'reminder-date'), field('until', 'later')], {
      read: { date: 'o-12-ab' },
    })
    expect(inputsOf(drawn(form)).map((it) => it.block_id)).toEqual(['until'])
  })
})

describe('what cannot be shown in its control is a text, so that nothing typed is lost', () => {
  test.each([
    'person',
    'member',
    'place',
    'day',
    'clock-time',
    'moment',
    'integer',
    'link',
    'zone',
    'incident',
  ])('%s', (kind) => {
    const form = formOf([field('it', kind)], {
      values: { it: 'next blue moon' },
      errors: { it: 'No such thing.' },
    })
    expect(element(form, 'it')).toMatchObject({ type: 'plain_text_input', initial_value: 'next blue moon' })
    expect(said(drawn(form))).toEqual(['No such thing.'])
    expect(given(form)).toEqual({ it: 'next blue moon' })
  })

  test('but for a word that is none of the choices, which is told beside them', () => {
    const severity = field('severity', 'word:severity', { choices: severities })
    const errors = { severity: '“hihg” isn’t one of the choices.' }
    const form = formOf([severity], { values: { severity: 'hihg' }, errors })
    expect(element(form, 'severity')).toMatchObject({ type: 'static_select' })
    expect(element(form, 'severity')).not.toHaveProperty('initial_option')
    expect(said(drawn(form))).toEqual([errors.severity])
    const many = formOf([{ ...severity, many: true }], { values: { severity: 'low, hihg' }, errors })
    expect(element(many, 'severity')).toMatchObject({ initial_value: 'low, hihg' })
  })

  test('a value that its control does not take is one too, though it could be read', () => {
    const read: Record<string, string> = {
      place: JSON.stringify({ platform: 'slack', space: 'T1', channel: 'help' }),
      integer: '0',
      moment: '-5',
      'clock-time': '25:00',
      'word:x': 'gone',
      day: '2027-02-30',
    }
    for (const [kind, value] of Object.entries(read)) {
      const form = formOf([field('it', kind, { choices: severities })], {
        read: { it: value },
        values: { it: 'typed' },
      })
      expect(element(form, 'it')).toMatchObject({ type: 'plain_text_input', initial_value: 'typed' })
    }
  })
})

describe('a text longer than Slack takes', () => {
  const text = 'x'.repeat(2999).concat('…', 'y'.repeat(7000))
  const form = formOf([field('what', 'text', { max: 10_000 })], {
    values: { what: text },
    read: { what: text },
  })

  test('shows its beginning and says so', () => {
    expect(element(form, 'what')).toMatchObject({ initial_value: text.slice(0, 3000), max_length: 3000 })
    expect(said(drawn(form))).toEqual([expect.stringContaining('Only the first 3,000 of 10,000 characters')])
  })

  test('is kept whole when it is left as it is, and replaced when it is changed', () => {
    expect(given(form)).toEqual({})
    const view = submitted(drawn(form)) as { state: { values: Record<string, unknown> } }
    view.state.values.what = { 'plain_text_input/cut': { type: 'plain_text_input', value: 'short' } }
    expect(valuesOf(view, 'T1')).toEqual({ what: 'short' })
  })
})

test('who has chosen may leave it out again', () => {
  const severity = field('severity', 'word:severity', { choices: severities })
  const form = formOf([severity], { values: { severity: 'low' }, read: { severity: 'low' } })
  const view = submitted(drawn(form)) as { state: { values: Record<string, unknown> } }
  view.state.values.severity = {
    static_select: { type: 'static_select', selected_option: { value: '$none' } },
  }
  expect(valuesOf(view, 'T1')).toEqual({ severity: '' })
  const byDefault = formOf([severity], { read: { severity: 'low' } })
  expect(element(byDefault, 'severity').options).toHaveLength(2)
})

test('what Slack hands back escaped is read as it was given', () => {
  const state = { type: 'external_select', selected_option: { value: '&lt;@slack/T1/U024BE7LH&gt;' } }
  expect(valuesOf({ state: { values: { to: { external_select: state } } } }, 'T1')).toEqual({
    to: '<@slack/T1/U024BE7LH>',
  })
})

test('an emptied field takes away what was there', () => {
  const view = submitted(drawn(formOf([field('member', 'member', { many: true }), field('when', 'past')])))
  expect(valuesOf(view, 'T1')).toEqual({ member: '', when: '' })
})

test('a state that is none of ours gives nothing', () => {
  for (const view of [undefined, null, 3, {}, { state: 1 }, { state: { values: { a: null, b: {}, c: 1 } } }])
    expect(valuesOf(view, 'T1')).toEqual({})
})

describe('what is wrong with a submitted form', () => {
  const form = formOf(
    [field('what', 'text', { required: true }), field('when', 'past'), field('zone', 'zone')],
    {
      errors: { when: 'Not a time.', zone: 'No such zone.' },
    },
  )

  test('stands at its field, what is missing too, and what has no field at the first', () => {
    expect(errorsOf(form, ['what', 'when'], look)).toEqual({
      what: 'This is needed.\nzone · No such zone.',
      when: 'Not a time.',
    })
  })

  test('names commands as they are typed here, and times as the reader has them', () => {
    const at = Date.UTC(2027, 2, 11, 1)
    const errors = {
      when: [
        'It was ',
        { time: at, as: 'time' as const },
        '. ',
        { command: '/incident list' },
        ' shows all.',
      ],
      zone: ['Ask ', { command: '/help' }, '.'],
    }
    const wrong = { ...form, errors }
    const list = 'It was 02:00. /vigie incident list shows all.'
    const help = 'zone · Ask /vigie help.'
    expect(errorsOf(wrong, ['when'], look)).toEqual({ when: `${list}\n${help}` })
    expect(said(drawn({ ...wrong, fields: form.fields.slice(0, 2) }))).toEqual([help, list])
  })

  test('is nothing where nothing is wrong', () => {
    expect(errorsOf(formOf([field('what', 'text')]), ['what'], look)).toBeUndefined()
    expect(errorsOf(form, [], look)).toBeUndefined()
  })
})

describe('suggestions', () => {
  const choices = [{ value: '@anna', label: '@anna' }]

  test('fit into what Slack takes', () => {
    const many = Array.from({ length: 200 }, (_, n) => ({
      value: `v${n}`,
      label: 'x'.repeat(200),
      hint: 'y'.repeat(99),
    }))
    const { options } = suggested([...many, { value: 'z'.repeat(151), label: 'long' }], {
      typed: '',
      open: false,
    })
    expect(options).toHaveLength(100)
    expect(options[0]?.text.text).toHaveLength(75)
    expect(options[0]?.description?.text).toHaveLength(75)
  })

  test('begin with what was typed where that may be taken as it is', () => {
    const values = (typed: string, open: boolean) =>
      suggested(choices, { typed, open }).options.map(({ value }) => value)
    expect(values('an', true)).toEqual(['an', '@anna'])
    expect(values('an', false)).toEqual(['@anna'])
    expect(values('Anna', true)).toEqual(['@anna'])
    expect(values('owl, night;', true)[0]).toBe('owl night')
    expect(values(' ', true)).toEqual(['@anna'])
  })
})

test('what stands above the fields is shown there, with its times in the reader’s words, and mentions nobody', () => {
  const intro = [
    'Kept: ',
    { account: { ...anna.account, platform: 'slack' }, name: 'anna' },
    ', ',
    { time: 0, as: 'time' },
    ': <!channel>',
  ] as const
  const view = drawn(formOf([field('what', 'text')], { intro: [...intro] }))
  expect(view.blocks[0]).toMatchObject({ type: 'context', elements: [{ type: 'plain_text' }] })
  expect(said(view)).toEqual(['Kept: @anna, 01:00: <!channel>'])
})
