import { describe, expect, test } from 'vitest'
import type { Accepted } from '../../src/core/chat.ts'
import type { Form } from '../../src/core/form.ts'
import { type Locale, locales } from '../../src/core/person.ts'
import { addressOf } from '../../src/features/former.ts'
import { stepsOf } from '../../src/features/incidents/queries.ts'
import { incidentOf } from '../../src/features/incidents/record.ts'
import { personRecordOf } from '../../src/features/people.ts'
import { reminderOf } from '../../src/features/reminders/record.ts'
import { settingsOf } from '../../src/features/settings.ts'
import { asking, formIn } from '../asking.ts'
import { createTestBot } from '../test-bot.ts'
import { saidBy } from '../text-of.ts'

/** A bot that opens forms and takes what is handed in, for anna, a manager. */
async function desk(locale: Locale = 'en') {
  const it = await createTestBot({ locale })
  const as = (name: string) =>
    asking(it, {
      by: { platform: 'console', space: 'test', id: name },
      here: { platform: 'console', space: 'test', channel: `@${name}` },
    })
  await it.say('anna:manager', '/help')
  await it.say('otter:moderator', '/help')
  return {
    ...it,
    open: async (command: string, input: Record<string, string> = {}, name = 'anna'): Promise<Form> =>
      formIn(await as(name).accept(command, { ...input, $form: 'yes' })),
    /** Hands a form in as it was opened but for some values, as a modal does. */
    async hand(form: Form, changes: Record<string, string> = {}): Promise<string> {
      const all = Object.fromEntries(form.fields.map(({ name }) => [name, form.values[name] ?? '']))
      return said(await as('anna').accept(form.command, { ...all, ...changes }, { draft: form.draft }))
    },
    /** Answers some fields only, as at a terminal. */
    answer: async (form: Form, values: Record<string, string>): Promise<string> =>
      said(await as('anna').accept(form.command, values, { draft: form.draft })),
    reminder: () => it.look((use) => reminderOf(use, 1)),
    settings: () => it.look(settingsOf),
  }
  async function said(accepted: Accepted): Promise<string> {
    const outcome = 'run' in accepted ? await accepted.run() : accepted
    return saidBy(outcome, it.clock.now().epochMilliseconds)
  }
}

const full =
  '/reminder add what:"Job of the week" when:"every thursday 12:30" network:LinkedIn for:cm place:#social campaign:Spring link:https://a.example/1'
const unchanged = {
  en: 'Everything was left as it was. Nothing was changed.',
  fr: "Tout est resté comme avant. Rien n'a changé.",
}

describe.each(locales)('the form that changes a reminder, in %s', (locale) => {
  const opened = async () => {
    const it = await desk(locale)
    await it.say('anna', full)
    return { ...it, form: await it.open('reminder edit', { ref: '1' }) }
  }

  test('opens filled with what it is now', async () => {
    const { form } = await opened()
    expect(form.values).toEqual({
      ref: '1',
      what: 'Job of the week',
      when: { en: 'Every Thursday at 12:30', fr: 'Tous les jeudis à 12:30' }[locale],
      network: 'LinkedIn',
      for: { en: 'community manager', fr: 'community manager' }[locale],
      place: '#social',
      campaign: 'Spring',
      link: 'https://a.example/1',
    })
    expect(Object.keys(form.read ?? {}).sort()).toEqual(Object.keys(form.values).sort())
    expect(form.errors).toEqual({})
  })

  test('changes nothing where all of it is left as it was', async () => {
    const { form, hand, reminder } = await opened()
    const before = await reminder()
    expect(await hand(form)).toBe(unchanged[locale])
    expect(await reminder()).toEqual(before)
  })

  test('changes only what was changed: its dates go on', async () => {
    const { form, hand, reminder } = await opened()
    const before = await reminder()
    await hand(form, { what: 'Job of the month' })
    expect(await reminder()).toEqual({ ...before, what: 'Job of the month' })
  })

  test('takes away what is emptied, and keeps what it cannot do without', async () => {
    const { form, hand, reminder } = await opened()
    const { network: _n, campaign: _c, link: _l, place: _p, ...left } = (await reminder()) ?? {}
    const required = form.fields.filter((it) => it.required).map(({ name }) => name)
    expect(required).toEqual(['what', 'when', 'for', 'ref'])
    await hand(form, { network: '', campaign: ' ', link: '', place: '', what: '', when: '', for: '' })
    expect(await reminder()).toEqual(left)
  })
})

describe('a form that opens filled', () => {
  test('leaves what is not answered as it is', async () => {
    const { answer, open, reminder, say } = await desk()
    await say('anna', full)
    const before = await reminder()
    await answer(await open('reminder edit', { ref: 'R1' }), { campaign: 'Summer' })
    expect(await reminder()).toEqual({ ...before, campaign: 'Summer' })
  })

  test('is no part of what is typed', async () => {
    const { reminder, say } = await desk()
    await say('anna', full)
    const before = await reminder()
    await say('anna', '/reminder edit R1 network:Threads')
    expect(await reminder()).toEqual({ ...before, network: 'Threads' })
  })

  test('lets what was typed win, and takes it for a change', async () => {
    const { hand, open, reminder, say } = await desk()
    await say('anna', full)
    const form = await open('reminder edit', { ref: '1', campaign: 'Winter' })
    expect(form.values).toMatchObject({ campaign: 'Winter', network: 'LinkedIn' })
    await hand(form)
    expect(await reminder()).toMatchObject({ campaign: 'Winter', network: 'LinkedIn' })
  })

  test('takes away what was emptied also behind a correction', async () => {
    const { hand, open, reminder, say } = await desk()
    await say('anna', full)
    const form = await open('reminder edit', { ref: '1' })
    expect(await hand(form, { campaign: '', when: 'blue moon' })).toContain('form reminder edit')
    await hand(form, { campaign: '', when: 'every friday 10:00' })
    const after = await reminder()
    expect(after?.campaign).toBeUndefined()
    expect(after?.rule.repeat).toMatchObject({ weekdays: [5], times: ['10:00'] })
    expect(after?.network).toBe('LinkedIn')
  })

  test('keeps what somebody else changed meanwhile', async () => {
    const { hand, open, reminder, say } = await desk()
    await say('anna', full)
    const form = await open('reminder edit', { ref: '1' })
    await say('anna', '/reminder edit R1 network:Threads')
    await hand(form, { what: 'Job of the month' })
    expect(await reminder()).toMatchObject({ what: 'Job of the month', network: 'Threads' })
  })

  test('shows nobody what they may not change', async () => {
    const { open, say } = await desk()
    await say('anna', full)
    const form = await open('reminder edit', { ref: '1' }, 'otter')
    expect(form.values).toEqual({ ref: '1' })
  })

  test('leaves a time empty that is over', async () => {
    const { advance, open, say } = await desk()
    await say('anna', '/reminder add what:Once when:"tomorrow 9:00"')
    await advance({ hours: 72 })
    const form = await open('reminder edit', { ref: '1' })
    expect(form.values.when).toBe('')
    expect(form.fields.find(({ name }) => name === 'when')).toMatchObject({
      required: false,
      help: 'Left empty, the times stay as they are',
    })
  })
})

describe.each(locales)('the forms of the settings, in %s', (locale) => {
  const language = { en: 'English', fr: 'français' }[locale]

  test('open with what is set, and change only what was changed', async () => {
    const { hand, open, say, settings } = await desk(locale)
    await say('anna', '/settings set moderation:#mods escalation:#help team:#team')
    const form = await open('settings set')
    expect(form.values).toEqual({
      zone: 'Europe/Paris',
      language,
      moderation: '#mods',
      escalation: '#help',
      digest: '',
    })
    const before = await settings()
    expect(await hand(form)).toBe(unchanged[locale])
    await hand(await open('settings set'), { moderation: '#moderation', escalation: '' })
    const place = { platform: 'console', space: 'test', channel: 'moderation' }
    expect(await settings()).toEqual({ ...before, places: { ...before.places, moderation: place } })
  })

  test('of the channels as well', async () => {
    const { hand, open, say, settings } = await desk(locale)
    await say('anna', '/settings set moderation:#mods team:#team')
    const form = await open('settings channels')
    expect(form.values).toEqual({ moderation: '#mods', escalation: '', team: '#team', digest: '' })
    await hand(form, { digest: '#digest' })
    expect((await settings()).places.digest?.channel).toBe('digest')
  })

  test("of one's own set only what was changed", async () => {
    const { hand, look, open } = await desk(locale)
    const form = await open('settings mine')
    expect(form.values).toEqual({ zone: 'Europe/Paris', language })
    await hand(form, { zone: 'America/New_York' })
    const record = await look((use) => personRecordOf(use, 'console:test:anna'))
    expect(record?.zone).toBe('America/New_York')
    expect(record?.locale).toBeUndefined()
  })

  test('of a group shows the role it gives', async () => {
    const { hand, open, say, settings } = await desk(locale)
    await say('anna', '/settings role #mods moderator')
    const roleIn = (form: Form) => form.read?.role
    expect(roleIn(await open('settings role', { group: '#mods' }))).toBe('moderator')
    expect(roleIn(await open('settings role', { group: '#others' }))).toBe('none')
    const form = await open('settings role', { group: '#mods' })
    expect(await hand(form)).toBe(unchanged[locale])
    await hand(await open('settings role', { group: '#mods' }), { role: 'cm' })
    expect(Object.values((await settings()).roles)).toMatchObject([{ role: 'cm' }])
  })
})

describe('the form of a role', () => {
  test.each(locales)('opens with the role and who approves, in %s', async (locale) => {
    const { hand, look, open } = await desk(locale)
    const otter = () => look((use) => personRecordOf(use, 'console:test:otter'))
    const form = await open('team role', { person: '@otter' })
    expect(form.read).toMatchObject({ role: 'moderator', supervised: 'no' })
    expect(await hand(form)).toBe(unchanged[locale])
    await hand(await open('team role', { person: '@otter' }), { supervised: 'yes' })
    expect(await otter()).toMatchObject({ role: 'moderator', supervised: true })
    await hand(await open('team role', { person: '@otter' }), { role: 'cm' })
    expect(await otter()).toMatchObject({ role: 'cm', supervised: true })
  })
})

describe.each(locales)('the forms of a case, in %s', (locale) => {
  const opened = async () => {
    const it = await desk(locale)
    await it.say('otter', '/incident log "Spam wave" severity:high')
    const kept = () => it.look((use) => incidentOf(use, 1))
    return { ...it, kept, steps: async () => (await kept())?.steps }
  }

  test('open with its severity, and keep a note where only words were added', async () => {
    const { hand, kept, look, open, steps } = await opened()
    const form = await open('incident severity', { ref: '1' })
    expect(form.read).toMatchObject({ ref: addressOf('console-test', 1), severity: 'high' })
    const before = await steps()
    expect(await hand(form)).toBe(unchanged[locale])
    expect(await steps()).toBe(before)
    await hand(await open('incident severity', { ref: '1' }), { text: 'It goes on' })
    expect((await kept())?.severity).toBe('high')
    expect((await look((use) => stepsOf(use, 1, 1)))[0]).toMatchObject({ did: 'note', text: 'It goes on' })
    await hand(await open('incident severity', { ref: '1' }), { severity: 'critical' })
    expect((await kept())?.severity).toBe('critical')
  })

  test('open with the next decision, which only its words or only its hour change', async () => {
    const { hand, kept, open, say } = await opened()
    await say('anna', '/incident due INC-1 "Close the channel?" when:"2027-03-12 09:00"')
    const form = await open('incident due', { ref: '1' })
    expect(form.values).toEqual({ ref: '1', text: 'Close the channel?', when: '2027-03-12 09:00' })
    const before = await kept()
    expect(await hand(form)).toBe(unchanged[locale])
    expect(await kept()).toEqual(before)
    await hand(await open('incident due', { ref: '1' }), { text: 'Open it again?' })
    expect((await kept())?.due).toEqual({ at: before?.due?.at, what: 'Open it again?' })
    const later = Date.parse('2027-03-13T09:00Z')
    await hand(await open('incident due', { ref: '1' }), { when: String(later) })
    expect((await kept())?.due).toEqual({ at: later, what: 'Open it again?' })
  })

  test('open with who has it', async () => {
    const { hand, kept, open, say } = await opened()
    await say('otter', '/incident release INC-1')
    expect((await open('incident assign', { ref: '1' })).values).toEqual({ ref: '1', to: '' })
    await say('anna', '/incident assign INC-1 @otter')
    const form = await open('incident assign', { ref: '1' })
    expect(form.values).toEqual({ ref: '1', to: '@otter' })
    expect(await hand(form, { to: '<@console/test/otter>' })).toBe(unchanged[locale])
    await hand(await open('incident assign', { ref: '1' }), { to: '@anna' })
    expect((await kept())?.owner?.name).toBe('anna')
  })

  test('open with until when it is watched', async () => {
    const { open, say } = await opened()
    await say('anna', '/incident monitor INC-1 until:"2027-03-15 09:00"')
    expect((await open('incident monitor', { ref: '1' })).values).toEqual({
      ref: '1',
      until: '2027-03-15 09:00',
    })
  })
})
