import { beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { helpCommands } from '../../commands/help.ts'
import { teamCommands } from '../../commands/team.ts'
import { flag, longText, person, word } from '../../src/args/index.ts'
import { createKinds } from '../../src/args/kinds.ts'
import { createBot } from '../../src/bot.ts'
import { asForm } from '../../src/core/card.ts'
import type { Chat, Invocation } from '../../src/core/chat.ts'
import { createFixedClock } from '../../src/core/clock.ts'
import { type Command, command, type Outcome } from '../../src/core/command.ts'
import { UserError } from '../../src/core/errors.ts'
import { roles } from '../../src/core/person.ts'
import { key, type Store, StoreError } from '../../src/core/store.ts'
import { openStore } from '../../src/store/open.ts'
import { testHouse } from '../test-house.ts'
import { saidBy } from '../text-of.ts'

const counted = key('c', 'console-here', 'counted')

/** A command that counts how often it ran, with whatever can go wrong on the way. */
const count = command({
  name: 'team list',
  may: 'help.read',
  alone: true,
  args: z.object({
    topic: longText(),
    role: word('role', roles).optional(),
    supervised: flag().optional(),
    person: person().optional(),
  }),
  async run({ args, use, confirmed }) {
    if (args.topic === 'refuse') throw new UserError('team.empty')
    if (args.topic === 'break') throw new Error('broken')
    if (args.topic === 'look') return { card: { text: 'looked' } }
    if (args.topic === 'ask' && confirmed !== 'sure') return { ask: { text: 'Sure?' }, token: 'sure' }
    const before = (await use.get<number>(counted)) ?? 0
    use.set(counted, before + 1)
    return { card: { text: `count ${before + 1}, ${args.topic}` } }
  },
})

let store: Store
const clock = createFixedClock('2027-03-10T09:00:00Z')
const logged: string[] = []
const answered: unknown[] = []
let turn = 0

const commands: Command[] = [count, ...teamCommands.slice(1), ...helpCommands(() => commands)]
const kinds = createKinds(commands)
const chat = {
  async answer(_: unknown, outcome: Outcome) {
    const said = saidBy(outcome, 0)
    if (said.includes('later')) return { later: 1000 }
    if (said.includes('break')) throw new Error('broken')
    answered.push(said)
    return { sent: {} }
  },
} as unknown as Chat
const restarted = () => bot(clock.now().epochMilliseconds)
const bot = (started = 0) =>
  createBot({
    store,
    clock,
    house: { ...testHouse, started },
    commands,
    kinds,
    chats: () => chat,
    home: async () => ({}),
    log: {
      error: (what, _error, about) => void logged.push(`${what} ${about?.reference}`),
      warn: () => undefined,
      info: () => undefined,
    },
  })

const from = (name: string) => ({ platform: 'console' as const, space: 'here', id: name })

function invocation(input: Invocation['input'], more: Partial<Invocation> = {}): Invocation {
  turn++
  const at = clock.now().epochMilliseconds
  const here = { platform: 'console' as const, space: 'here', channel: 'general' }
  return { id: `i${turn}`, by: from('anna:manager'), here, command: '', input, at, ...more }
}

async function outcomeOf(it: Invocation): Promise<Outcome> {
  const accepted = await bot().accept(it)
  if ('run' in accepted) return accepted.run()
  return 'form' in accepted ? accepted : { card: accepted.refuse }
}

const say = async (input: Invocation['input'], more?: Partial<Invocation>) =>
  saidBy(await outcomeOf(invocation(input, more)), clock.now().epochMilliseconds)

const countNow = async () => (await store.getMany([counted]))[0]?.value ?? 0

beforeEach(async () => {
  store = (await openStore('memory://')).store
  logged.length = 0
  answered.length = 0
  clock.add({ hours: 1 })
})

describe('what is typed', () => {
  test('runs the command whose words it begins with, in either language', async () => {
    expect(await say('/team list hello there')).toBe('count 1, hello there')
    expect(await say('équipe liste bonjour')).toBe('count 2, bonjour')
  })

  test.each([
    ['/taem list x', "There's no command “taem”, so nothing was done. The nearest is /team."],
    ['/team lsit x', "/team doesn't know “lsit”, so nothing was done. The nearest is /team list."],
    [
      '/team list x rôel:manager',
      "isn't something this command takes, so nothing was done. The nearest is “role:”.",
    ],
    ['/role @x cm', '“role” needs to know of what: /team role.'],
    ['', 'What would you like to do?'],
    [`/team list ${'x'.repeat(100_000)}`, 'That line has 100,011 characters; the longest I read has 20,000.'],
  ])('%#. is answered with the nearest that is known', async (line, answer) => {
    expect(await say(line)).toContain(answer)
  })

  test('a value that is none of the choices is answered with the nearest and can be corrected', async () => {
    const outcome = await outcomeOf(invocation('/team list x role:menager'))
    const card = 'card' in outcome ? outcome.card : {}
    expect(saidBy(outcome, 0)).toContain('Did you mean: manager')
    expect(await say(card.buttons?.[0]?.input ?? {}, { command: 'team list' })).toContain('form team list')
  })

  test('control characters and half an emoji are read as what is left of them', async () => {
    expect(await say('/team list a\u0007b\ud83d c')).toBe('count 1, ab\ufffd c')
  })

  test('a button may ask for the form though nothing is missing, filled with what it carries', async () => {
    const command = 'team list'
    const outcome = await outcomeOf(invocation({ topic: 'pressed', ...asForm }, { command }))
    if (!('form' in outcome)) throw new Error('no form')
    expect(outcome.form).toMatchObject({ title: command, values: { topic: 'pressed' }, errors: {} })
    expect(await countNow()).toBe(0)
    expect(await say({ role: 'cm' }, { draft: outcome.form.draft, command })).toBe('count 1, pressed')
  })

  test('what a command needs and was not typed is asked for by a form', async () => {
    const outcome = await outcomeOf(invocation('/team list role:cm'))
    if (!('form' in outcome)) throw new Error('no form')
    expect(outcome.form.values).toEqual({ role: 'cm' })
    expect(await say({ topic: 'from the form' }, { draft: outcome.form.draft, command: 'team list' })).toBe(
      'count 1, from the form',
    )
    expect(await say({ topic: 'again' }, { draft: outcome.form.draft, command: 'team list' })).toContain(
      'is over',
    )
  })
})

describe('who may', () => {
  test('a refusal says which role it takes, and nothing is done', async () => {
    expect(await say('/team add @bob manager', { by: from('mo:member') })).toContain(
      'is for the role manager and above; yours is member',
    )
  })

  test('help shows only what this person may do', async () => {
    expect(await say('/help', { by: from('mo:member') })).toContain('/team')
    expect(await say('/help team', { by: from('mo:member') })).not.toContain('/team add')
    expect(await say('/help team')).toContain('/team add · Add somebody with a role')
    expect(await say('/help team role')).toContain(
      'role: Role · needed · member, moderator, community manager, manager',
    )
  })
})

describe('once', () => {
  test('a repeated invocation changes nothing and is answered the same', async () => {
    const it = invocation('/team list hello')
    expect(saidBy(await outcomeOf(it), 0)).toBe('count 1, hello')
    expect(saidBy(await outcomeOf(it), 0)).toBe('count 1, hello')
    expect(await countNow()).toBe(1)
  })

  test('the same words within a minute are asked about, later they are done', async () => {
    await say('/team list hello')
    const outcome = await outcomeOf(invocation('/team list hello'))
    expect(saidBy(outcome, 0)).toContain('within the last minute')
    expect(await countNow()).toBe(1)
    const yes = 'ask' in outcome ? outcome.ask.buttons?.[0] : undefined
    expect(await say(yes?.input ?? {}, { command: 'team list' })).toBe('count 2, hello')
    clock.add({ minutes: 2 })
    expect(await say('/team list hello')).toBe('count 3, hello')
  })

  test('a command a chat took apart is one that was typed: asked about, not taken for a press', async () => {
    const slash = (topic: string) =>
      outcomeOf(invocation({ topic }, { command: 'team list', typed: true as const }))
    expect(saidBy(await slash('hello'), 0)).toBe('count 1, hello')
    expect(saidBy(await slash('hello'), 0)).toContain('within the last minute')
    expect(saidBy(await outcomeOf(invocation('/team list hello')), 0)).toContain('within the last minute')
    expect(saidBy(await slash('else'), 0)).toBe('count 2, else')
    expect(await countNow()).toBe(2)
  })

  test.each([true, undefined])('after a No the same is asked anew (typed: %s)', async (typed) => {
    const ask = () =>
      outcomeOf(invocation({ topic: 'ask' }, { command: 'team list', ...(typed && { typed }) }))
    const first = await ask()
    const no = 'ask' in first ? first.ask.buttons?.at(-1) : undefined
    await say(no?.input ?? {}, { command: 'team list' })
    const again = await ask()
    const yes = 'ask' in again ? again.ask.buttons?.[0] : undefined
    expect(await say(yes?.input ?? {}, { command: 'team list' })).toBe('count 1, ask')
  })

  test('a press that is sent twice asks one question', async () => {
    const press = () => outcomeOf(invocation({ topic: 'ask' }, { command: 'team list' }))
    expect(await press()).toEqual(await press())
  })

  test('a press that is sent again after another one on the same message is done again', async () => {
    const press = (topic: string) => say({ topic }, { command: 'team list' })
    expect([await press('posted'), await press('posted')]).toEqual(['count 1, posted', 'count 1, posted'])
    expect(await press('undone')).toBe('count 2, undone')
    expect(await press('posted')).toBe('count 3, posted')
  })

  test('what only looks is never asked about', async () => {
    expect(await say('/team list look')).toBe('looked')
    expect(await say('/team list look')).toBe('looked')
  })

  test('a question runs the command when it is answered with Yes, once', async () => {
    const outcome = await outcomeOf(invocation('/team list ask'))
    if (!('ask' in outcome)) throw new Error('no question')
    expect(await countNow()).toBe(0)
    const [yes, , no] = outcome.ask.buttons ?? []
    expect(await say(yes?.input ?? {}, { command: 'team list' })).toBe('count 1, ask')
    expect(await say(yes?.input ?? {}, { command: 'team list' })).toContain('is over')
    expect(await say(no?.input ?? {}, { command: 'team list' })).toContain('is over')
    expect(await countNow()).toBe(1)
  })
})

describe('what fails', () => {
  test('a mistake of the person is told as it is, one of ours with a reference that is in the log', async () => {
    expect(await say('/team list refuse')).toContain('Nobody yet.')
    expect(logged).toEqual([])
    const reference = /([0-9A-F]{8})\.$/.exec(await say('/team list break'))?.[1]
    expect(logged).toEqual([`a command failed ${reference}`])
  })

  test('a store that fails is no empty answer', async () => {
    const works = store
    store = { ...works, getMany: () => Promise.reject(new Error('disk on fire')) }
    expect(await say('/team list hello')).toContain('nothing was changed')
    store = works
    expect(await countNow()).toBe(0)
  })

  test('a full disk is said to be one', async () => {
    store = { ...store, commit: () => Promise.reject(new StoreError('full', { code: 'full' })) }
    expect(await say('/team list hello')).toContain('is full, so nothing was changed')
  })

  test('what was acknowledged and not answered is answered after a restart, and done once', async () => {
    const it = invocation('/team list hello', { reply: { url: 'here' } })
    const accepted = await bot().accept(it)
    if (!('run' in accepted)) throw new Error('refused')
    await accepted.run()
    expect(await bot().replay()).toBe(0)
    expect(answered).toEqual([])
    clock.add({ seconds: 1 })
    expect(await restarted().replay()).toBe(0)
    expect(answered).toEqual(['count 1, hello'])
    expect(await countNow()).toBe(1)
    await restarted().replay()
    expect(answered).toHaveLength(1)
  })

  test('one answer that fails after a restart keeps no other from being given, and is tried again', async () => {
    for (const words of ['later', 'break', 'hello']) {
      const accepted = await bot().accept(
        invocation(`/team list "look ${words}"`, { reply: { url: 'here' } }),
      )
      if (!('run' in accepted)) throw new Error('refused')
      await accepted.run()
    }
    clock.add({ seconds: 1 })
    expect(await restarted().replay()).toBe(2)
    expect(answered).toEqual(['count 3, look hello'])
    expect(await restarted().replay()).toBe(2)
    expect(answered).toHaveLength(1)
  })

  test('what is acknowledged ahead of its work is done and answered after a restart', async () => {
    const accepted = await bot().accept(invocation('/team list hello', { reply: { url: 'here' } }))
    await accepted.keep?.()
    expect(await countNow()).toBe(0)
    clock.add({ seconds: 1 })
    expect(await restarted().replay()).toBe(0)
    expect(answered).toEqual(['count 1, hello'])
    expect(await countNow()).toBe(1)
  })

  test('what was not acknowledged leaves nothing behind where nothing was done', async () => {
    const accepted = await bot().accept(invocation('/team list hello', { reply: { url: 'here' } }))
    expect(accepted).toHaveProperty('run')
    clock.add({ seconds: 1 })
    expect(await restarted().replay()).toBe(0)
    expect(answered).toEqual([])
  })

  test('what was answered is not answered again', async () => {
    const accepted = await bot().accept(invocation('/team list hello', { reply: { url: 'here' } }))
    if (!('run' in accepted)) throw new Error('refused')
    await accepted.run()
    await accepted.answered?.()
    clock.add({ seconds: 1 })
    await restarted().replay()
    expect(answered).toEqual([])
  })
})
