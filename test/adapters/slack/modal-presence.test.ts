import { describe, expect, test } from 'vitest'
import { modalOf } from '../../../src/adapters/slack/modal.ts'
import { valuesOf } from '../../../src/adapters/slack/modal-values.ts'
import type { Form } from '../../../src/core/form.ts'
import { type Locale, locales } from '../../../src/core/person.ts'
import { incidentOf } from '../../../src/features/incidents/record.ts'
import { reminderOf } from '../../../src/features/reminders/record.ts'
import { settingsOf } from '../../../src/features/settings.ts'
import { asManager, formIn } from '../../asking.ts'
import { problemsOf } from '../../standins/slack/limits.ts'
import { createTestBot } from '../../test-bot.ts'
import { words } from '../../test-house.ts'
import { saidBy } from '../../text-of.ts'
import { inputsOf, submitted } from './modal-state.ts'

const by = { platform: 'slack', space: 'T1', id: 'U024BE7LH' } as const
const here = { platform: 'slack', space: 'T1', channel: 'C024BE7LR' } as const
const look = { space: 'T1', command: '/vigie', words, now: 0, locale: 'en', zone: 'Europe/Paris' } as const

/** The whole bot as a manager on Slack meets it, with forms as modals. */
async function onSlack(locale: Locale) {
  const it = await createTestBot({ locale })
  const { accept, look: lookInto } = asManager(it, { by, here })
  return {
    async say(line: string) {
      const accepted = await accept('', line)
      if ('run' in accepted) await accepted.run()
    },
    async open(command: string, input: Record<string, string>) {
      const form = formIn(await accept(command, { ...input, $form: 'yes' }))
      const view = modalOf(form, { look, meta: { user: by.id } })
      expect(problemsOf('modal', view)).toEqual([])
      return { form, view, values: valuesOf(submitted(view), 'T1') }
    },
    async submit({ command, draft }: Form, values: Record<string, string>) {
      const accepted = await accept(command, values, { draft })
      return saidBy('run' in accepted ? await accepted.run() : accepted, it.clock.now().epochMilliseconds)
    },
    look: lookInto,
  }
}

describe.each(locales)('a modal that changes something, in %s', (locale) => {
  const unchanged = plainly(words.t(locale)('bot.unchanged'))

  test('shows a reminder in the controls of Slack, and handed in again changes nothing of it', async () => {
    const { look, open, say, submit } = await onSlack(locale)
    await say(
      'reminder add what:"Job & more" when:"every thursday 12:30" network:LinkedIn for:<@slack/T1/U024BE7LH> place:<#slack/T1/C0123ABCD> campaign:Spring link:https://a.example/1?a=1&b=2',
    )
    const before = await look((use) => reminderOf(use, 1))
    expect(before).toBeDefined()
    const { form, values, view } = await open('reminder edit', { ref: '1' })
    const kinds = inputsOf(view).map(({ block_id, element, optional }) => [block_id, element.type, optional])
    expect(kinds).toEqual([
      ['what', 'plain_text_input', false],
      ['when', 'plain_text_input', false],
      ['network', 'plain_text_input', true],
      ['for', 'external_select', false],
      ['place', 'conversations_select', true],
      ['campaign', 'plain_text_input', true],
      ['link', 'plain_text_input', true],
      ['ref', 'external_select', false],
    ])
    expect(values).toMatchObject({ what: 'Job & more', place: '<#slack/T1/C0123ABCD>', campaign: 'Spring' })
    expect(await submit(form, values)).toBe(unchanged)
    expect(await look((use) => reminderOf(use, 1))).toEqual(before)
    const again = await open('reminder edit', { ref: '1' })
    await submit(again.form, { ...again.values, campaign: '' })
    const { campaign: _campaign, ...left } = before ?? {}
    expect(await look((use) => reminderOf(use, 1))).toEqual(left)
  })

  test('shows the settings, and handed in again changes none', async () => {
    const { look, open, say, submit } = await onSlack(locale)
    await say('settings set moderation:<#slack/T1/C0123ABCD|mods> zone:Europe/London')
    const before = await look(settingsOf)
    const { form, values } = await open('settings set', {})
    expect(values).toMatchObject({ zone: 'Europe/London', moderation: '<#slack/T1/C0123ABCD>', digest: '' })
    expect(await submit(form, values)).toBe(unchanged)
    expect(await look(settingsOf)).toEqual(before)
    const again = await open('settings set', {})
    await submit(again.form, { ...again.values, digest: '<#slack/T1/C0456ABCD>' })
    const digest = { platform: 'slack', space: 'T1', channel: 'C0456ABCD', name: 'C0456ABCD' }
    expect(await look(settingsOf)).toEqual({
      ...before,
      places: { ...before.places, digest },
      seen: { ...before.seen, digest: 'team' },
    })
  })

  test('shows the next decision of a case and who has it, to change one without the other', async () => {
    const { look, open, say, submit } = await onSlack(locale)
    await say('incident log "Spam wave" severity:high')
    await say('incident due INC-1 "Close it?" when:"in 3 hours"')
    const kept = () => look((use) => incidentOf(use, 1))
    const before = await kept()
    const due = await open('incident due', { ref: '1' })
    expect(await submit(due.form, due.values)).toBe(unchanged)
    const again = await open('incident due', { ref: '1' })
    await submit(again.form, { ...again.values, text: 'Open it?' })
    expect((await kept())?.due).toEqual({ at: before?.due?.at, what: 'Open it?' })
    const owner = await open('incident assign', { ref: '1' })
    expect(owner.values.to).toBe('<@slack/T1/U024BE7LH>')
    expect(await submit(owner.form, owner.values)).toBe(unchanged)
    const severity = await open('incident severity', { ref: '1' })
    expect(severity.values.severity).toBe('high')
    await submit(severity.form, { ...severity.values, severity: 'critical' })
    expect((await kept())?.severity).toBe('critical')
  })
})

function plainly(text: unknown): string {
  if (typeof text !== 'string') throw new Error('these words have pieces')
  return text
}
