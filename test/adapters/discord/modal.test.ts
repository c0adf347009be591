import { describe, expect, test } from 'vitest'
import { commands } from '../../../commands/index.ts'
import type { Look } from '../../../src/adapters/discord/inline.ts'
import { modalOf } from '../../../src/adapters/discord/modal.ts'
import { askedIn, valuesOf } from '../../../src/adapters/discord/modal-values.ts'
import type { Field, Form } from '../../../src/core/form.ts'
import { problemsOf } from '../../standins/discord/limits.ts'
import { words } from '../../test-house.ts'
import { introOf, labelsOf, type Modal, submitted } from './modal-state.ts'

const guild = '900000000000000001'
const owl = '900000000000000004'
const look: Look = { space: guild, commands: [], words, now: 0, locale: 'en', zone: 'Europe/Paris' }
const names = { user: () => undefined, channel: () => undefined, role: () => undefined }

const field = (name: string, kind = 'text', more: Partial<Field> = {}): Field => ({
  name,
  kind,
  label: name,
  required: false,
  ...more,
})
const form = (fields: Field[], more: Partial<Form> = {}): Form => ({
  draft: 'd1',
  command: 'incident log',
  title: 'incident log',
  fields,
  values: {},
  errors: {},
  ...more,
})
function drawn(it: Form): Modal {
  const modal = modalOf(it, { look })
  expect(problemsOf('modal', modal)).toEqual([])
  return modal
}
const shown = (it: Form) => labelsOf(drawn(it)).map(({ component }) => component.custom_id)
const control = (one: Field, more: Partial<Form> = {}) => labelsOf(drawn(form([one], more)))[0]?.component
const given = (it: Form) => valuesOf(submitted(drawn(it)), guild, names)

const who = (id: string, platform = 'discord', space = guild) =>
  JSON.stringify({ person: `${platform}:${space}:${id}`, account: { platform, space, id }, name: 'x' })

describe('of a form with more fields than Discord shows', () => {
  const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => field(name))

  test('the first five are shown', () => {
    expect(shown(form(six))).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  test('what is wrong, or needed and empty, is always among them, where it stands', () => {
    const needed = [...six.slice(0, 5), field('f', 'text', { required: true })]
    expect(shown(form(needed))).toEqual(['a', 'b', 'c', 'd', 'f'])
    expect(shown(form(needed, { values: { f: 'here' } }))).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(shown(form(needed, { read: { f: '12' } }))).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(shown(form(six, { values: { e: 'x', f: 'y' }, errors: { e: 'No.', f: 'No.' } }))).toEqual([
      'a',
      'b',
      'c',
      'e',
      'f',
    ])
  })

  test('what is wrong with none of its fields is said above them', () => {
    const modal = drawn(form(six, { errors: { zone: 'No *zone* of that name.' } }))
    expect(introOf(modal)).toBe('zone · No \\*zone\\* of that name.')
    expect(labelsOf(modal)).toHaveLength(4)
  })
})

describe('what stands in a form', () => {
  test('says what is wrong instead of how it is filled in', () => {
    const one = field('when', 'past', { help: 'Left out: now' })
    expect(labelsOf(drawn(form([one])))[0]?.description).toBe('Left out: now')
    expect(
      labelsOf(drawn(form([one], { values: { when: 'x' }, errors: { when: 'No time.' } })))[0]?.description,
    ).toBe('No time.')
  })

  test('says there which command helps, as it is typed here', () => {
    const errors = { when: ['See ', { command: '/incident show 2' }, '.'] }
    const one = form([field('when', 'past')], { values: { when: 'x' }, errors })
    const there = { look: { ...look, commands } }
    expect(labelsOf(modalOf(one, there))[0]?.description).toBe('See /incident show ref:2.')
    const other = form([field('what')], { errors })
    expect(introOf(modalOf(other, there))).toBe('when · See `/incident show ref:2`.')
  })

  test('says above its fields what it is opened about, where there is room', () => {
    const intro = ['By ', { account: { platform: 'discord' as const, space: guild, id: owl }, name: 'owl' }]
    const few = drawn(form([field('a')], { intro }))
    expect(introOf(few)).toBe('By @owl')
    const many = ['a', 'b', 'c', 'd', 'e'].map((name) => field(name))
    expect(introOf(drawn(form(many, { intro })))).toBe('')
  })

  test('with nothing to fill in says so', () => {
    expect(introOf(drawn(form([])))).toBe('There is nothing to fill in. Submitting does it.')
  })

  test('is named by its command, in the language of whoever fills it in', () => {
    expect(drawn(form([])).title).toBe('Log an incident')
    const french = form([], { for: { locale: 'fr', zone: 'Europe/Paris', sees: 'team' } })
    expect(drawn(french).title).toBe('Enregistrer un incident')
    expect(drawn(form([], { command: 'a b', title: 'a b' })).title).toBe('A b')
  })

  test('remembers its draft and the question it came from', () => {
    expect(modalOf(form([]), { look }).custom_id).toBe(`f/${guild}/d1/incident log`)
    expect(modalOf(form([]), { look, replace: true }).custom_id).toBe(`fq/${guild}/d1/incident log`)
  })
})

describe('a field', () => {
  const choices = [
    { value: 'low', label: 'low', hint: 'a nuisance' },
    { value: 'high', label: 'high' },
  ]

  test('of a list is a menu, with what was chosen; what need not be given can be taken away', () => {
    expect(
      control(field('severity', 'word:severity', { choices }), { read: { severity: 'high' } }),
    ).toMatchObject({
      type: 3,
      required: false,
      min_values: 0,
      max_values: 1,
      options: [
        { label: 'low', value: 'low', description: 'a nuisance' },
        { label: 'high', value: 'high', default: true },
      ],
    })
    const needed = field('severity', 'word:severity', { choices, required: true })
    expect(control(needed)).toMatchObject({ required: true, min_values: 1 })
    // A word that is none of them is told, and the menu is of more use than it is.
    expect(control(needed, { values: { severity: 'hihg' }, errors: { severity: 'No.' } })).toMatchObject({
      type: 3,
    })
  })

  test('of several of a list takes them all, unless they could not be read', () => {
    const many = field('action', 'word:action', { choices, many: true })
    expect(control(many, { read: { action: '["low","high"]' } })).toMatchObject({ type: 3, max_values: 2 })
    expect(given(form([many], { read: { action: '["low","high"]' } }))).toEqual({ action: 'low, high' })
    const unread = form([many], { values: { action: 'low, hgih' }, errors: { action: 'No.' } })
    expect(given(unread)).toEqual({ action: 'low, hgih' })
  })

  test('of a list longer than Discord shows is typed', () => {
    const long = Array.from({ length: 26 }, (_, nth) => ({ value: `v${nth}`, label: `v${nth}` }))
    expect(control(field('x', 'word:x', { choices: long }))).toMatchObject({ type: 4 })
  })

  test("for people is Discord's own, unless somebody is not on this server", () => {
    const many = field('member', 'member', { many: true })
    expect(control(many, { read: { member: JSON.stringify([who(owl)]) } })).toMatchObject({
      type: 5,
      max_values: 25,
      default_values: [{ id: owl, type: 'user' }],
    })
    expect(given(form([many], { read: { member: JSON.stringify([who(owl)]) } }))).toEqual({
      member: `<@discord/${guild}/${owl}>`,
    })
    for (const other of [who('nightowl'), who(owl, 'slack', 'T1'), who(owl, 'discord', owl)])
      expect(
        control(many, { values: { member: '@nightowl' }, read: { member: JSON.stringify([other]) } }),
      ).toMatchObject({ type: 4, value: '@nightowl' })
  })

  test('for a person or a role is typed until it is a person', () => {
    const to = field('for', 'target')
    expect(control(to)).toMatchObject({ type: 4 })
    expect(control(to, { values: { for: 'cm' }, read: { for: '{"role":"cm"}' } })).toMatchObject({ type: 4 })
    expect(control(to, { read: { for: `{"who":${who(owl)}}` } })).toMatchObject({ type: 5 })
  })

  test("for a channel is Discord's own, and none is none", () => {
    const place = JSON.stringify({ platform: 'discord', space: guild, channel: owl })
    expect(control(field('place', 'place'), { read: { place } })).toMatchObject({
      type: 8,
      channel_types: [0, 5],
      default_values: [{ id: owl, type: 'channel' }],
    })
    expect(given(form([field('place', 'place')], { read: { place } }))).toEqual({
      place: `<#discord/${guild}/${owl}>`,
    })
    const none = form([field('place', 'place-or-none')], {
      values: { place: 'none' },
      read: { place: 'null' },
    })
    expect(given(none)).toEqual({ place: '' })
    const named = JSON.stringify({ platform: 'discord', space: guild, channel: 'help' })
    expect(
      control(field('place', 'place'), { values: { place: '#help' }, read: { place: named } }),
    ).toMatchObject({ type: 4, value: '#help' })
  })

  test('for a channel of any chat is typed where there are several, and says how', () => {
    const place = JSON.stringify({ platform: 'slack', space: 'T1', channel: 'C1', name: 'news' })
    const on = {
      linked: true,
      values: { place: '#news (Slack)' },
      shown: { place: '#news (Slack)' },
    } as const
    for (const kind of ['place', 'place-or-none']) {
      const said = 'A channel, of this chat or another one: #announcements (Slack)'
      const it = form([field('place', kind)], { ...on, read: { place } })
      expect(labelsOf(drawn(it))).toMatchObject([
        { description: said, component: { type: 4, value: '#news (Slack)' } },
      ])
      expect(given(it)).toEqual({ place: '#news (Slack)' })
    }
  })

  test('for a group is a role', () => {
    const group = field('group', 'group', { required: true })
    expect(control(group)).toMatchObject({ type: 6, required: true })
    const read = { group: JSON.stringify({ id: `group:${owl}`, name: '@Mods' }) }
    expect(given(form([group], { read }))).toEqual({ group: `<&discord/${guild}/${owl}>` })
    const admins = { values: { group: 'admins' }, read: { group: '{"id":"admin","name":"admin"}' } }
    expect(control(group, admins)).toMatchObject({ type: 4, value: 'admins' })
  })

  test('that must be given and is known by its place holds what is known, and says what that is', () => {
    const ref = field('ref', 'incident', { required: true, help: 'Such as INC-12' })
    const [label] = labelsOf(
      drawn(form([ref], { read: { ref: '12' }, shown: { ref: 'INC-12 · Spam wave' } })),
    )
    expect(label).toMatchObject({ description: 'INC-12 · Spam wave', component: { type: 4, value: '12' } })
  })

  test('for a date that came with a button is left alone', () => {
    const date = field('date', 'reminder-date')
    expect(shown(form([date], { read: { date: 'R7@2027-03-11T09:00' } }))).toEqual([])
    expect(shown(form([date], { values: { date: '2027-03-11' }, read: { date: '2027-03-11' } }))).toEqual([
      'date',
    ])
  })

  test('that may be long has several lines', () => {
    expect(control(field('text', 'text', { max: 2000 }))).toMatchObject({ style: 2, max_length: 2000 })
    expect(control(field('text', 'text', { max: 300 }))).toMatchObject({ style: 1, max_length: 300 })
    const lines = { read: { text: 'a\nb' }, values: { text: 'a\nb' } }
    expect(control(field('text', 'text', { max: 300 }), lines)).toMatchObject({ style: 2 })
  })
})

describe('a text longer than Discord shows', () => {
  const long = Array.from({ length: 900 }, (_, nth) => `word${nth}`).join(' ')
  const it = form([field('what', 'text', { max: 10_000 })], { values: { what: long }, read: { what: long } })
  const state = () => submitted(drawn(it)) as { component: { custom_id: string; value: string } }[]

  test('is cut, and says so', () => {
    const [label] = labelsOf(drawn(it))
    expect(String(label?.component.value)).toHaveLength(4000)
    expect(label?.description).toMatch(/^The first 4,000 of [\d,]+ characters/)
    expect(askedIn(state())).toEqual(['what'])
  })

  test('is kept whole where it is left alone, however its spaces come back', () => {
    expect(valuesOf(state(), guild, names)).toEqual({})
    const respaced = state().map(({ component }) => ({
      component: { ...component, value: `${component.value.replaceAll(' ', '  ')}\n` },
    }))
    expect(valuesOf(respaced, guild, names)).toEqual({})
  })

  test('gives way to what is written instead', () => {
    const rewritten = state().map(({ component }) => ({ component: { ...component, value: 'Less' } }))
    expect(valuesOf(rewritten, guild, names)).toEqual({ what: 'Less' })
  })
})
