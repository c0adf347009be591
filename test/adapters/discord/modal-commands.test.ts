import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commands } from '../../../commands/index.ts'
import type { Look } from '../../../src/adapters/discord/inline.ts'
import { modalOf } from '../../../src/adapters/discord/modal.ts'
import { valuesOf } from '../../../src/adapters/discord/modal-values.ts'
import type { Form } from '../../../src/core/form.ts'
import { mentionOf } from '../../../src/core/mention.ts'
import { locales, type Quote } from '../../../src/core/person.ts'
import { incidentOf } from '../../../src/features/incidents/record.ts'
import { asManager, formIn } from '../../asking.ts'
import { problemsOf } from '../../standins/discord/limits.ts'
import { createTestBot } from '../../test-bot.ts'
import { words } from '../../test-house.ts'
import {
  anyForm,
  choices,
  formWith,
  meaning,
  named,
  of,
  peopleOf,
  readingAgain,
  typedAlone,
  type Value,
  valuesWith,
} from '../any-form.ts'
import { introOf, labelsOf, submitted } from './modal-state.ts'

const guild = '900000000000000001'
const by = { platform: 'discord', space: guild, id: '900000000000000003' } as const
const owl = '900000000000000004'
const here = { platform: 'discord', space: guild, channel: '900000000000000002' } as const
const look: Look = { space: guild, commands: [], words, now: 0, locale: 'en', zone: 'Europe/Paris' }
const names = { user: () => undefined, channel: () => undefined, role: () => undefined }

/** The whole bot as somebody on Discord meets it. */
async function onDiscord(locale: (typeof locales)[number]) {
  const it = await createTestBot({ locale })
  it.chat.knows.profiles.set(owl, { name: 'nightowl' })
  return asManager(it, { by, here })
}

const drawn = (form: Form) => modalOf(form, { look })
const given = (form: Form) => valuesOf(submitted(drawn(form)), guild, names)

describe.each(locales)('in %s', (locale) => {
  test('every command has a form that Discord takes, and nothing in it is cut', async () => {
    const { accept } = await onDiscord(locale)
    let opened = 0
    for (const { name } of commands) {
      const form = formIn(await accept(name, { $form: 'yes' }))
      const modal = drawn(form)
      expect(problemsOf('modal', modal), name).toEqual([])
      expect(modal.title, name).not.toContain('…')
      for (const { component, description = '', label } of labelsOf(modal)) {
        expect(label, name).not.toContain('…')
        expect(label, `${name} ${component.custom_id}`).not.toBe(component.custom_id)
        expect(description.length > 90 && description.endsWith('…'), `${name}: ${description}`).toBe(false)
      }
      const needed = form.fields.filter((it) => it.required && !form.read?.[it.name])
      const shown = labelsOf(modal).map(({ component }) => component.custom_id)
      expect(shown, name).toEqual(expect.arrayContaining(needed.map((it) => it.name)))
      opened++
    }
    expect(opened).toBe(commands.length)
  })

  test('a form with a mistake in it says which, where it is filled in', async () => {
    const { accept } = await onDiscord(locale)
    const { draft } = formIn(await accept('incident log', { what: 'Spam', $form: 'yes' }))
    const refused = formIn(await accept('incident log', { what: 'Spam', when: 'whenever' }, { draft }))
    const when = labelsOf(drawn(refused)).find(({ component }) => component.custom_id === 'when')
    expect(when).toMatchObject({ component: { value: 'whenever' } })
    expect(when?.description).toBe(refused.errors.when)
    expect(problemsOf('modal', drawn(refused))).toEqual([])
  })
})

describe('a form that is opened and submitted as it is', () => {
  const opened = async (command: string, input: Record<string, string>) => {
    const discord = await onDiscord('en')
    const logged = await discord.accept('', 'incident log "A first case" member:@otter')
    if ('run' in logged) await logged.run()
    const form = formIn(await discord.accept(command, { ...input, $form: 'yes' }))
    return { ...discord, form, values: given(form) }
  }

  test('logs what was typed, also in the fields that did not show', async () => {
    const { accept, form, look, values } = await opened('incident log', {
      what: `Spam wave in <#discord/${guild}/900000000000000002|help>`,
      member: `<@discord/${guild}/${owl}>`,
      severity: 'haute',
      when: '08:00',
      action: 'warned, banned',
      accounts: '43',
      link: 'https://a.example/1',
    })
    expect(Object.keys(values)).toEqual(['what', 'type', 'member', 'action', 'accounts'])
    expect(values).toMatchObject({ what: 'Spam wave in #help', type: 'other', accounts: '43' })
    const accepted = await accept('incident log', values, { draft: form.draft })
    if (!('run' in accepted)) throw new Error(JSON.stringify(accepted))
    await accepted.run()
    expect(await look((use) => incidentOf(use, 2))).toMatchObject({
      what: 'Spam wave in #help',
      severity: 'high',
      accounts: 43,
      reported: [{ name: 'nightowl', account: { id: owl, space: guild } }],
      happened: Date.parse('2027-03-10T07:00Z'),
    })
  })

  test('resolves the case it was opened for', async () => {
    const { accept, form, values } = await opened('incident resolve', { ref: '1', reason: 'warned' })
    const ref = labelsOf(drawn(form)).find(({ component }) => component.custom_id === 'ref')
    expect(ref?.description).toMatch(/^INC-1 · .*A first case$/)
    const accepted = await accept('incident resolve', values, { draft: form.draft })
    expect('run' in accepted && JSON.stringify(await accepted.run())).toContain('INC-1')
  })

  test('that was opened on a member holds them', async () => {
    const { accept } = await onDiscord('en')
    const opened = formIn(await accept('incident log', { member: `<@discord/${guild}/${owl}|nightowl>` }))
    const member = labelsOf(drawn(opened)).find(({ component }) => component.custom_id === 'member')
    expect(member?.component).toMatchObject({ type: 5, default_values: [{ id: owl }] })
  })

  test('that was opened on a message says which, where there is room', async () => {
    const { accept } = await onDiscord('en')
    const about: Quote = {
      author: { person: 'p', account: { platform: 'discord', space: guild, id: owl }, name: 'nightowl' },
      text: 'free gifts',
      at: 1_804_752_000_000,
      permalink: 'https://discord.com/channels/1/2/3',
      files: [],
    }
    const modal = drawn(formIn(await accept('incident record', {}, { about })))
    expect(problemsOf('modal', modal)).toEqual([])
    expect(introOf(modal)).toContain('@nightowl')
    expect(introOf(modal)).toContain('free gifts')
  })
})

describe('for every form', () => {
  const id = fc.bigInt(100_000_000_000_000_000n, 2_000_000_000_000_000_000n).map(String)
  const place = id.map((it) => JSON.stringify({ platform: 'discord', space: guild, channel: it }))
  // Discord gives back what was chosen in the order of its list.
  const several = fc
    .subarray(
      choices.map(({ value }) => value),
      { minLength: 1 },
    )
    .map((all) => JSON.stringify(all))
  const readable = valuesWith(
    peopleOf(id, [guild, 'T2']),
    place,
    /^[a-z][^\p{C}<>]{0,40}[a-z]$/u,
    of('word:severity', several, { choices, many: true }),
  )

  /** The words that were typed for what was read: mentions for people, roles by their names. */
  function typedFor({ kind, many, value }: Value): string {
    if (many === true && kind !== 'word:severity')
      return (JSON.parse(value) as string[]).map((it) => typedFor({ kind, value: it })).join(', ')
    if (many === true) return (JSON.parse(value) as string[]).join(', ')
    if (kind === 'target' && value.startsWith('{"role"')) return JSON.parse(value).role
    if (kind === 'person' || kind === 'member' || kind === 'target') {
      const { account } = kind === 'target' ? JSON.parse(value).who : JSON.parse(value)
      return mentionOf('@', account)
    }
    if (kind !== 'place') return value
    const { channel, platform, space } = JSON.parse(value)
    return mentionOf('#', { platform, space, id: channel })
  }

  test('what was read is read the same from the form as it opened', async () => {
    const again = await readingAgain({ by, here }, '2026-11-22T07:00')
    await fc.assert(
      fc.asyncProperty(fc.array(readable, { maxLength: 8 }).map(named), async (all) => {
        const form = formWith(all, typedFor)
        expect(problemsOf('modal', drawn(form))).toEqual([])
        const said = given(form)
        expect(Object.keys(said)).toHaveLength(Math.min(5, all.length))
        for (const it of all.slice(0, 5))
          expect(meaning(await again(it, said[it.name] ?? '')), `${it.kind} ${it.value}`).toBe(
            meaning(it.value),
          )
      }),
      { numRuns: 120 },
    )
  })

  test('whatever stands in it, Discord takes it, and what was typed and not read is not lost', () => {
    fc.assert(
      fc.property(anyForm(9), (form) => {
        expect(problemsOf('modal', drawn(form))).toEqual([])
        const said = given(form)
        for (const [name, typed] of typedAlone(form))
          if (said[name] !== undefined) expect(said[name]).toBe(typed)
      }),
      { numRuns: 200 },
    )
  })
})
