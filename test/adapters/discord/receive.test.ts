import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commands } from '../../../commands/index.ts'
import { formIdOf, readFormId } from '../../../src/adapters/discord/form-id.ts'
import { createLookup } from '../../../src/adapters/discord/lookup.ts'
import { encodeMenu, encodePress } from '../../../src/adapters/discord/press.ts'
import {
  fromAutocomplete,
  fromCommand,
  fromMenu,
  fromPress,
  fromSubmission,
  isAstray,
  type Known,
  received,
} from '../../../src/adapters/discord/receive.ts'
import { suggestionsOf, typingOf } from '../../../src/adapters/discord/suggestions.ts'
import { problemsOf } from '../../standins/discord/limits.ts'
import { words } from '../../test-house.ts'

const at = 1_804_752_000_000
const guild = '900000000000000001'
const channel = '900000000000000002'
const anna = '900000000000000003'
const owl = '900000000000000004'
const known: Known = { lookup: createLookup(commands, words), t: words.t('en') }
const by = { platform: 'discord', space: guild, id: anna }

const base = {
  id: '900000000000000100',
  application_id: '900000000000000009',
  token: 'tok',
  guild_id: guild,
  channel_id: channel,
  channel: { id: channel, type: 0 },
  member: { user: { id: anna, username: 'anna' }, permissions: '0' },
  locale: 'fr',
}
const { guild_id: _guild, member, ...rest } = base
const inDirect = { ...rest, user: member.user, channel: { id: channel, type: 1 } }
const reply = {
  user: anna,
  application: base.application_id,
  interaction: base.id,
  token: 'tok',
  at: String(at),
  space: guild,
  channel,
  locale: 'fr',
}

const typed = (path: string, options: object[], more: object = {}) => {
  const [name, verb] = path.split(' ')
  const inside = verb === undefined ? options : [{ type: 1, name: verb, options }]
  return { ...base, type: 2, data: { id: '1', type: 1, name, options: inside, ...more } }
}

describe('a slash command', () => {
  test('says who wants what, where, and how to answer', () => {
    const body = typed('incident history', [{ type: 3, name: 'member', value: '@nightowl' }])
    expect(received(body, at, known)).toEqual({
      it: {
        id: `discord/${base.id}`,
        at,
        command: 'incident history',
        input: { member: '@nightowl' },
        typed: true,
        by,
        here: { platform: 'discord', space: guild, channel },
        locale: 'fr',
        reply,
      },
      reply,
      surface: 'command',
    })
  })

  test('has its options in words that Vigie reads', () => {
    const options = [
      { type: 6, name: 'to', value: owl },
      { type: 3, name: 'ref', value: 'INC-12' },
    ]
    const resolved = {
      users: { [owl]: { id: owl, username: 'nightowl', global_name: 'Night | Owl' } },
      members: { [owl]: { nick: 'Night Owl' } },
    }
    expect(fromCommand(typed('incident assign', options, { resolved }), at, known)?.it.input).toEqual({
      to: `<@discord/${guild}/${owl}|Night Owl>`,
      ref: 'INC-12',
    })
    const unnamed = { users: resolved.users }
    expect(
      fromCommand(typed('incident assign', options, { resolved: unnamed }), at, known)?.it.input,
    ).toMatchObject({ to: `<@discord/${guild}/${owl}>` })
    const list = [
      { type: 5, name: 'mine', value: true },
      { type: 4, name: 'page', value: 2 },
      { type: 3, name: 'never heard of', value: 'x' },
    ]
    expect(fromCommand(typed('incident list', list), at, known)?.it.input).toEqual({ mine: 'yes', page: '2' })
    const place = [{ type: 7, name: 'place', value: channel }]
    expect(
      fromCommand(
        typed('digest schedule', place, { resolved: { channels: { [channel]: { name: 'mod-room' } } } }),
        at,
        known,
      )?.it.input,
    ).toEqual({ place: `<#discord/${guild}/${channel}|mod-room>` })
  })

  test('has its mentions, own emoji and commands within a text read too', () => {
    const value = `<@!${owl}> in <#${channel}> told <@&${anna}> <a:wave:${owl}>\u00a0: </incident log:${owl}> <b>`
    const names = { channel: () => 'help', role: () => 'Mods' }
    const body = typed('incident log', [{ type: 3, name: 'what', value }])
    expect(fromCommand(body, at, { ...known, names })?.it.input).toEqual({
      what: `<@discord/${guild}/${owl}> in <#discord/${guild}/${channel}|help> told <&discord/${guild}/${anna}|Mods> :wave: : /incident log <b>`,
    })
  })

  test('without a verb is that of its noun', () => {
    expect(fromCommand(typed('status', []), at, known)?.it).toMatchObject({
      command: 'status show',
      input: {},
    })
    expect(
      fromCommand(typed('help', [{ type: 3, name: 'topic', value: 'incident log' }]), at, known)?.it,
    ).toMatchObject({ command: 'help show', input: { topic: 'incident log' } })
  })

  test('in a group is found all the same', () => {
    const body = typed('incident undo', [])
    const [sub] = body.data.options
    const grouped = { ...body, data: { ...body.data, options: [{ type: 2, name: 'more', options: [sub] }] } }
    expect(fromCommand(grouped, at, known)?.it.command).toBe('incident undo')
  })

  test('in a thread is in that thread of its channel', () => {
    const thread = { id: '900000000000000007', type: 11, parent_id: channel }
    const body = { ...typed('incident list', []), channel: thread, channel_id: thread.id }
    expect(fromCommand(body, at, known)).toMatchObject({
      it: { here: { channel, thread: thread.id } },
      reply: { channel, thread: thread.id },
    })
    // A channel has a parent too: its category.
    const inCategory = { ...body, channel: { id: channel, type: 0, parent_id: guild } }
    expect(fromCommand(inCategory, at, known)?.it.here).toEqual({
      platform: 'discord',
      space: guild,
      channel,
    })
  })

  test('in a direct message is about the server it is said to be, or about none', () => {
    const body = { ...typed('reminder list', []), ...inDirect, guild_id: undefined, member: undefined }
    expect(fromCommand(body, at, known)).toBeUndefined()
    expect(isAstray(body, known)).toBe(true)
    expect(fromCommand(body, at, { ...known, space: guild })).toMatchObject({
      it: { by, here: { space: guild, channel } },
      reply: { space: guild },
    })
    expect(isAstray(body, { space: guild })).toBe(false)
    expect(isAstray(typed('reminder list', []), known)).toBe(false)
  })
})

describe('a press', () => {
  const press = { command: 'incident resolve', input: { ref: '212' } }
  const on = (message: object, data: object, more: object = {}) => ({
    ...base,
    type: 3,
    message: { id: '900000000000000200', flags: 0, ...message },
    data,
    ...more,
  })

  test('on a card says which card and what to run', () => {
    expect(
      received(on({}, { custom_id: encodePress(press, 0), component_type: 2 }), at, known),
    ).toMatchObject({
      it: {
        id: `discord/${base.id}`,
        ...press,
        pressed: { id: '900000000000000200', place: { platform: 'discord', space: guild, channel } },
      },
      reply: { message: '900000000000000200' },
      surface: 'message',
    })
  })

  test('of a menu adds what was chosen', () => {
    const menu = encodeMenu({ command: 'reminder snooze', input: { ref: '7' } }, [{ until: '1h' }], 1)
    const body = on({}, { custom_id: menu?.id, component_type: 3, values: menu?.values })
    expect(fromPress(body, at, known)?.it).toMatchObject({
      command: 'reminder snooze',
      input: { ref: '7', until: '1h' },
    })
  })

  test('on what only one person sees points at no card; an answered question gives way to the answer', () => {
    const alone = fromPress(on({ flags: 64 }, { custom_id: encodePress(press, 0) }), at, known)
    expect(alone?.it).not.toHaveProperty('pressed')
    expect(alone?.reply).toMatchObject({ alone: 'yes' })
    expect(alone?.reply).not.toHaveProperty('replace')
    const yes = encodePress({ command: 'incident resolve', input: { $draft: 'd1', $yes: 'yes' } }, 0)
    expect(fromPress(on({ flags: 64 }, { custom_id: yes }), at, known)?.reply).toMatchObject({
      alone: 'yes',
      replace: 'yes',
    })
  })

  test('in a direct message belongs to the server its card is of', () => {
    const custom_id = encodePress({ ...press, space: guild }, 0)
    const body = { ...on({}, { custom_id }), ...inDirect, guild_id: undefined, member: undefined }
    expect(fromPress(body, at, { ...known, space: '1' })?.it).toMatchObject({
      by,
      here: { space: guild, channel },
    })
    expect(isAstray(body, known)).toBe(false)
  })

  test('on something of somebody else is nothing', () => {
    expect(fromPress(on({}, { custom_id: 'buy/1' }), at, known)).toBeUndefined()
  })
})

describe('a submitted form', () => {
  const label = (component: object) => ({ type: 18, component })
  const data = (custom_id: string, components: object[], resolved = {}) => ({
    custom_id,
    components,
    resolved,
  })

  test('brings its values, the draft it fills and the fields it had', () => {
    const form = formIdOf({ command: 'incident log', draft: 'd1', space: guild })
    const components = [
      { type: 10 },
      label({ type: 4, custom_id: 'what', value: 'Spam\nwave' }),
      label({ type: 3, custom_id: 'action', values: ['warned', 'banned'] }),
      label({ type: 5, custom_id: 'member', values: [owl] }),
      label({ type: 3, custom_id: 'type', values: [] }),
    ]
    const resolved = { users: { [owl]: { username: 'nightowl' } } }
    const body = { ...base, type: 5, data: data(form, components, resolved) }
    expect(received(body, at, known)).toMatchObject({
      it: {
        command: 'incident log',
        draft: 'd1',
        input: {
          what: 'Spam\nwave',
          action: 'warned, banned',
          member: `<@discord/${guild}/${owl}|nightowl>`,
          type: '',
        },
      },
      asked: ['what', 'action', 'member', 'type'],
      surface: 'form',
    })
  })

  test('remembers the question it was opened from', () => {
    const form = { command: 'incident log', draft: 'd1', space: guild }
    const custom_id = formIdOf({ ...form, replace: true })
    const body = { ...base, type: 5, data: data(custom_id, []), message: { id: '1', flags: 64 } }
    expect(fromSubmission(body, at, known)?.reply).toMatchObject({
      message: '1',
      alone: 'yes',
      replace: 'yes',
    })
    const other = formIdOf(form)
    expect(fromSubmission({ ...body, data: data(other, []) }, at, known)?.reply).not.toHaveProperty('replace')
  })

  test('in a direct message is of the server it was opened for', () => {
    const form = formIdOf({ command: 'reminder add', draft: 'd1', space: guild })
    const body = { ...inDirect, type: 5, data: data(form, []) }
    expect(fromSubmission(body, at, known)?.it.by).toEqual(by)
  })

  test('of somebody else is nothing', () => {
    expect(fromSubmission({ ...base, type: 5, data: data('survey', []) }, at, known)).toBeUndefined()
  })

  test('has an id that reads back', () => {
    fc.assert(
      fc.property(
        fc.bigInt(1n, 2n ** 63n - 1n),
        fc.stringMatching(/^[a-f0-9-]{1,13}$/),
        fc.constantFrom(...commands.map(({ name }) => name)),
        fc.boolean(),
        (space, draft, command, replace) => {
          const it = { command, draft, space: String(space), ...(replace && { replace }) }
          const id = formIdOf(it)
          expect(id.length).toBeLessThanOrEqual(100)
          expect(readFormId(id)).toEqual(it)
        },
      ),
    )
  })
})

describe('what is being typed', () => {
  const typing = (path: string, name: string, value: string, others: object[] = []) => ({
    ...typed(path, [...others, { type: 3, name, value, focused: true }]),
    type: 4,
  })

  test('is for one argument of one command, with what was filled in already', () => {
    const body = typing('incident show', 'ref', 'otter', [{ type: 5, name: 'all', value: false }])
    expect(fromAutocomplete(body, at, known)).toMatchObject({
      it: { command: 'incident show', input: { all: 'no' }, by },
      field: 'ref',
      kind: 'incident',
      typed: 'otter',
      before: '',
      open: false,
    })
    expect(fromAutocomplete(body, at, known)?.it).not.toHaveProperty('reply')
    expect(fromAutocomplete(typing('incident show', 'none', 'x'), at, known)).toBeUndefined()
  })

  test('in a list is its last, and the choices keep what stands before it', () => {
    const found = fromAutocomplete(typing('incident log', 'member', '@otter,  @night'), at, known)
    expect(found).toMatchObject({ typed: '@night', before: '@otter, ', open: true })
    if (found === undefined) throw new Error('nothing')
    const answer = suggestionsOf([{ value: '@nightowl', label: '@nightowl' }], found, guild)
    expect(answer.choices).toEqual([
      { name: '@otter, @night', value: '@otter, @night' },
      { name: '@otter, @nightowl', value: '@otter, @nightowl' },
    ])
    expect(problemsOf('choices', answer)).toEqual([])
  })

  test('may be taken as it is where nobody need be known, unless it is one of the choices', () => {
    const choices = [{ value: '@Nightowl', label: '@Nightowl' }]
    const of = (typed: string, kind: string) =>
      suggestionsOf(choices, typingOf(typed, { kind, many: false }), guild).choices.map(({ value }) => value)
    expect(of('nightowl', 'member')).toEqual(['@Nightowl'])
    expect(of('night', 'member')).toEqual(['night', '@Nightowl'])
    expect(of('night', 'incident')).toEqual(['@Nightowl'])
  })

  test('behind others, somebody of this server is written as Discord does, so that there is room for more', () => {
    const choices = [
      { value: `<@discord/${guild}/${owl}|nightowl>`, label: '@nightowl', hint: 'Discord' },
      { value: '<@slack/T0123456789/U0123456789|cm_relief>', label: '@cm_relief', hint: 'Slack' },
    ]
    const of = (typed: string) =>
      suggestionsOf(choices, typingOf(typed, { kind: 'target', many: true }), guild).choices
    expect(of('n')[0]).toEqual({ name: '@nightowl · Discord', value: choices[0]?.value })
    expect(of(`@cm_day · Slack, <@${anna}>, <@${anna}>, n`).map(({ value }) => value)).toEqual([
      `@cm_day · Slack, <@${anna}>, <@${anna}>, <@${owl}>`,
      `@cm_day · Slack, <@${anna}>, <@${anna}>, <@slack/T0123456789/U0123456789>`,
    ])
  })

  test('is read as it is sent: somebody who was mentioned in it too', () => {
    expect(fromAutocomplete(typing('incident assign', 'to', `<@!${owl}>`), at, known)).toMatchObject({
      typed: `<@discord/${guild}/${owl}>`,
      open: false,
    })
  })

  test('whatever is suggested, Discord takes it', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.constant('😀'.repeat(80)))
    const choice = fc.record({ value: text, label: text, hint: text }, { requiredKeys: ['value', 'label'] })
    fc.assert(
      fc.property(fc.array(choice, { maxLength: 40 }), text, fc.boolean(), (choices, typed, many) => {
        const answer = suggestionsOf(choices, typingOf(typed, { kind: 'member', many }), guild)
        expect(problemsOf('choices', answer)).toEqual([])
      }),
    )
  })
})

describe('a menu', () => {
  const chosen = (type: 2 | 3, name: string, target: string, resolved: object) => ({
    ...base,
    type: 2,
    data: { id: '1', type, name, target_id: target, resolved },
  })

  test('of a message brings its copy', () => {
    const message = {
      id: '900000000000000300',
      channel_id: channel,
      content: `<@${anna}> pay here`,
      timestamp: '2027-03-11T01:00:00.000000+00:00',
      author: { id: owl, username: 'nightowl' },
      mentions: [{ id: anna, username: 'anna' }],
    }
    const body = chosen(3, 'Log as incident', message.id, { messages: { [message.id]: message } })
    expect(received(body, at, known)).toMatchObject({
      it: {
        command: 'incident log',
        input: {},
        about: {
          author: { name: 'nightowl', account: { platform: 'discord', space: guild, id: owl } },
          text: '@anna pay here',
          permalink: `https://discord.com/channels/${guild}/${channel}/${message.id}`,
        },
      },
      surface: 'menu',
    })
  })

  test('of a member fills in whom it is about', () => {
    const resolved = { users: { [owl]: { username: 'nightowl' } }, members: { [owl]: { nick: 'Owl' } } }
    const member = `<@discord/${guild}/${owl}|Owl>`
    for (const [name, command] of [
      ['Moderation history', 'incident history'],
      ['Log incident', 'incident log'],
    ] as const)
      expect(fromMenu(chosen(2, name, owl, resolved), at, known)?.it).toMatchObject({
        command,
        input: { member },
      })
    expect(fromMenu(chosen(2, 'Report spam', owl, resolved), at, known)).toBeUndefined()
  })
})

test('whatever comes in, nothing throws, and what says too little is nothing', () => {
  const key = fc.constantFrom(
    ...['type', 'data', 'id', 'name', 'options', 'value', 'custom_id', 'values', 'components', 'component'],
    ...['resolved', 'messages', 'users', 'member', 'user', 'message', 'guild_id', 'channel', 'target_id'],
  )
  const values = [
    fc.constantFrom<unknown>(
      1,
      2,
      3,
      4,
      5,
      'incident',
      'log',
      `p/0/x`,
      `f/${guild}/d/incident log`,
      '',
      null,
    ),
  ]
  const body = fc.oneof(fc.object({ key, values, maxDepth: 5, maxKeys: 8 }), fc.anything())
  const receivers = [received, fromCommand, fromPress, fromSubmission, fromMenu, fromAutocomplete]
  fc.assert(
    fc.property(body, (it) => {
      for (const receive of receivers) receive(it, at, { ...known, space: guild })
    }),
    { numRuns: 300 },
  )
  for (const receive of receivers) expect(receive({}, at, known)).toBeUndefined()
})
