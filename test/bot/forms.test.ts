import { beforeEach, describe, expect, test } from 'vitest'
import type { Accepted, Invocation } from '../../src/core/chat.ts'
import type { Outcome } from '../../src/core/command.ts'
import type { Quote } from '../../src/core/person.ts'
import { addressOf } from '../../src/features/former.ts'
import { incidentOf } from '../../src/features/incidents/record.ts'
import { asking, formIn } from '../asking.ts'
import { createTestBot, type TestBot } from '../test-bot.ts'

const by = { platform: 'console', space: 'test', id: 'anna' } as const
const here = { platform: 'console', space: 'test', channel: '@anna' } as const
const about: Quote = {
  author: { person: 'console:test:nightowl', account: { ...by, id: 'nightowl' }, name: 'nightowl' },
  text: 'I was charged twice',
  at: Date.parse('2027-03-10T07:30Z'),
  permalink: 'https://chat.example/1',
  files: [],
}

let it: TestBot

beforeEach(async () => {
  it = await createTestBot()
  it.chat.knows.groups.set(by.id, ['role:manager'])
})

const accept = (command: string, input: string | Record<string, string>, more: Partial<Invocation> = {}) =>
  asking(it, { by, here }).accept(command, input, more)
const run = async (accepted: Accepted): Promise<Outcome> => {
  if (!('run' in accepted)) throw new Error(`not to be run: ${JSON.stringify(accepted)}`)
  return accepted.run()
}

describe('a form', () => {
  test('knows its command and its reader', async () => {
    expect(formIn(await accept('incident log', {}))).toMatchObject({
      command: 'incident log',
      title: 'incident log',
      for: { locale: 'en', zone: 'Europe/Paris' },
    })
  })

  test('has what was read beside what was typed, and what stands where nothing was', async () => {
    const { draft } = formIn(await accept('incident log', {}))
    const values = { severity: 'haute', when: 'yesterday 18:00', accounts: 'many' }
    const form = formIn(await accept('incident log', values, { draft }))
    expect(form.values).toEqual(values)
    expect(form.read).toEqual({
      severity: 'high',
      when: String(Date.parse('2027-03-09T17:00Z')),
      type: 'other',
    })
  })

  test('says how people read a reference', async () => {
    await it.say('anna', '/incident log "Spam wave" member:@otter')
    const form = formIn(await accept('incident resolve', { ref: '1' }))
    expect(form.read).toMatchObject({ ref: addressOf('console-test', 1) })
    expect(form.shown?.ref).toMatch(/^INC-1 · .*Spam wave$/)
    expect(formIn(await accept('digest stop', { $form: 'yes' })).shown).toEqual({})
  })

  test('says how long a text may be', async () => {
    const { fields } = formIn(await accept('reminder add', { $form: 'yes' }))
    const max = (name: string) => fields.find((field) => field.name === name)?.max
    expect([max('what'), max('network'), max('when')]).toEqual([300, 60, undefined])
    const log = formIn(await accept('incident log', {}))
    expect(log.fields.find(({ name }) => name === 'what')?.max).toBe(10_000)
  })

  test('tells members, whom a team need not know, from the team', async () => {
    const kindOf = async (command: string, name: string) =>
      formIn(await accept(command, { $form: 'yes' })).fields.find((field) => field.name === name)?.kind
    expect(await kindOf('incident log', 'member')).toBe('member')
    expect(await kindOf('incident evidence', 'reporter')).toBe('member')
    expect(await kindOf('incident assign', 'to')).toBe('person')
  })
})

describe('a form and a question', () => {
  const other = { ...by, id: 'ben' }
  beforeEach(() => {
    it.chat.knows.groups.set(other.id, ['role:manager'])
  })

  test('are those of whoever they were asked of, and of nobody else', async () => {
    const { draft } = formIn(await accept('incident log', { $form: 'yes' }, { about }))
    for (const input of [
      { what: 'A case' },
      { $draft: draft, $form: 'yes' },
      { $draft: draft, $no: 'yes' },
    ]) {
      const theirs = await accept('incident log', input, { by: other, ...('what' in input && { draft }) })
      expect(JSON.stringify(theirs)).toContain('is over')
    }
    await run(await accept('incident log', { what: 'A case' }, { draft }))
    expect(await it.look((use) => incidentOf(use, 1))).toMatchObject({ what: 'A case' })
  })
})

describe('the message a form was opened on', () => {
  test('is kept through a submission that had to be corrected', async () => {
    const opened = formIn(await accept('incident log', { $form: 'yes' }, { about }))
    const wrong = await accept('incident log', { what: 'A case', when: 'blue moon' }, { draft: opened.draft })
    expect(formIn(wrong).errors).toHaveProperty('when')
    await run(await accept('incident log', { when: '' }, { draft: opened.draft }))
    expect(await it.look((use) => incidentOf(use, 1))).toMatchObject({ what: 'A case' })
    expect(await kept(1)).toContain(about.text)
  })

  test('is kept through a question about it', async () => {
    await it.say('anna', '/incident log "Double charge" type:complaint member:@nightowl')
    const opened = formIn(await accept('incident log', { $form: 'yes' }, { about }))
    const values = { what: 'Double charge again', type: 'complaint', member: '@nightowl' }
    const asked = await run(await accept('incident log', values, { draft: opened.draft }))
    if (!('ask' in asked)) throw new Error('nothing was asked')
    await run(await accept('incident log', { $draft: opened.draft, $yes: 'yes' }))
    expect(await kept(2)).toContain(about.text)
  })

  const kept = (number: number) => it.say('anna', `/incident show ${number} all:yes`)
})
