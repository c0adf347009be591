import { describe, expect, test } from 'vitest'
import { createApi } from '../../../src/adapters/slack/api.ts'
import { createDirectory } from '../../../src/adapters/slack/directory.ts'
import { createFixedClock } from '../../../src/core/clock.ts'
import type { Account } from '../../../src/core/person.ts'
import { createWrittenLog } from '../written-log.ts'
import { createLoopback } from './loopback.ts'

const anna = { platform: 'slack', space: 'T1', id: 'U1' } as const
const annaUser = {
  id: 'U1',
  team_id: 'T1',
  name: 'anna.b',
  real_name: 'Anna Berg',
  is_admin: false,
  locale: 'fr-FR',
  tz: 'Europe/Paris',
  profile: { display_name: 'anna', real_name: 'Anna Berg' },
}

async function open() {
  const slack = await createLoopback()
  const clock = createFixedClock('2027-03-11T01:04:00Z')
  const log = createWrittenLog()
  const api = createApi({ botToken: 'xoxb-1-secret', apiUrl: slack.apiUrl, log })
  const team = () => ({ id: 'T1', name: 'Team', url: '', bot: 'U0', botId: 'B0' })
  slack.plan('users.info', { ok: true, user: annaUser })
  slack.plan('usergroups.list', { ok: true, usergroups: [] })
  slack.plan('users.conversations', { ok: true, channels: [] })
  return { slack, clock, log, directory: createDirectory({ api, team, clock, log }) }
}

const down = { status: 503 } as const

describe('a profile', () => {
  test('is the name people see, the language and the zone', async () => {
    const { directory, slack } = await open()
    expect(await directory.profile(anna)).toEqual({ name: 'anna', locale: 'fr-FR', zone: 'Europe/Paris' })
    expect(slack.called('users.info')[0]?.args).toEqual({ user: 'U1', include_locale: 'true' })
  })

  test('has the real name where none is displayed, and the id of somebody who is no more', async () => {
    const { directory, slack } = await open()
    slack.plan('users.info', { ok: true, user: { ...annaUser, profile: { display_name: '' } } })
    expect((await directory.profile(anna)).name).toBe('Anna Berg')
    slack.plan('users.info', { ok: false, error: 'user_not_found' })
    expect(await directory.profile({ ...anna, id: 'U2' })).toEqual({ name: 'U2' })
  })

  test('is asked for once a minute, however many want it', async () => {
    const { clock, directory, slack } = await open()
    await Promise.all([directory.profile(anna), directory.profile(anna), directory.groups(anna)])
    clock.add({ seconds: 59 })
    await directory.profile(anna)
    expect(slack.called('users.info')).toHaveLength(1)
    clock.add({ seconds: 1 })
    await directory.profile(anna)
    expect(slack.called('users.info')).toHaveLength(2)
  })

  test('outlives a Slack that cannot be asked, and is not made up where it was never known', async () => {
    const { clock, directory, slack } = await open()
    await directory.profile(anna)
    slack.plan('users.info', down)
    clock.add({ hours: 2 })
    expect((await directory.profile(anna)).name).toBe('anna')
    await expect(directory.profile({ ...anna, id: 'U2' })).rejects.toThrow('U2')
  })
})

describe('groups', () => {
  test('are administrators, user groups and private channels the bot is in', async () => {
    const { directory, slack } = await open()
    slack.plan('users.info', { ok: true, user: { ...annaUser, is_owner: true } })
    slack.plan('usergroups.list', {
      ok: true,
      usergroups: [
        { id: 'S1', users: ['U1', 'U2'] },
        { id: 'S2', users: ['U2'] },
      ],
    })
    slack.plan(
      'users.conversations',
      { ok: true, channels: [{ id: 'C1' }], response_metadata: { next_cursor: 'more' } },
      { ok: true, channels: [{ id: 'C2' }], response_metadata: { next_cursor: '' } },
    )
    expect(await directory.groups(anna)).toEqual(['admin', 'group:S1', 'channel:C1', 'channel:C2'])
    expect(slack.called('users.conversations').map(({ args }) => args)).toMatchObject([
      { user: 'U1', types: 'private_channel' },
      { cursor: 'more' },
    ])
    expect(slack.called('usergroups.list')[0]?.args).toEqual({ include_users: 'true' })
  })

  test.each([
    ['another workspace', { team_id: 'T9', is_admin: true }],
    ['an account that was closed', { deleted: true, is_admin: true }],
    ['no workspace that is named', { team_id: undefined, is_admin: true }],
  ])('an administrator of %s administers nothing here', async (_, user) => {
    const { directory, slack } = await open()
    slack.plan('users.info', { ok: true, user: { ...annaUser, ...user } })
    expect(await directory.groups(anna)).toEqual([])
  })

  test('somebody Slack does not know is in none', async () => {
    const { directory, slack } = await open()
    slack.plan('users.info', { ok: false, error: 'user_not_found' })
    expect(await directory.groups(anna)).toEqual([])
  })

  test('what the app may not see is as if it were not there, which is said once', async () => {
    const { clock, directory, log, slack } = await open()
    slack.plan('usergroups.list', { ok: false, error: 'missing_scope', needed: 'usergroups:read' })
    slack.plan('users.conversations', { ok: false, error: 'missing_scope', needed: 'groups:read' })
    slack.plan('users.info', { ok: true, user: { ...annaUser, is_admin: true } })
    expect(await directory.groups(anna)).toEqual(['admin'])
    clock.add({ minutes: 2 })
    expect(await directory.groups(anna)).toEqual(['admin'])
    expect(log.text().match(/usergroups:read/g)).toHaveLength(1)
    expect(log.text().match(/groups:read/g)).toHaveLength(2)
  })

  test.each(['users.info', 'usergroups.list', 'users.conversations'])(
    'cannot be told where %s does not answer, but for the five minutes an older answer holds',
    async (method) => {
      const { clock, directory, slack } = await open()
      slack.plan('users.info', { ok: true, user: { ...annaUser, is_admin: true } })
      expect(await directory.groups(anna)).toEqual(['admin'])
      slack.plan(method, down)
      clock.add({ minutes: 4, seconds: 59 })
      expect(await directory.groups(anna)).toEqual(['admin'])
      // What did answer meanwhile is new; what did not is too old now.
      clock.add({ seconds: 1 })
      expect(await directory.groups(anna)).toBeUndefined()
      slack.plan(method, method === 'users.info' ? { ok: true, user: annaUser } : { ok: true })
      expect(await directory.groups(anna)).toEqual(method === 'users.info' ? [] : ['admin'])
    },
  )

  test.each(['invalid_auth', 'token_revoked', 'account_inactive'])(
    'cannot be told with a token that is refused: %s',
    async (error) => {
      const { directory, slack } = await open()
      slack.plan('usergroups.list', { ok: false, error })
      expect(await directory.groups(anna)).toBeUndefined()
    },
  )

  test('nobody waits for a Slack that does not answer', { timeout: 4000 }, async () => {
    const { directory, slack } = await open()
    slack.plan('usergroups.list', 'hang')
    slack.plan('users.conversations', 'hang')
    const late = new Promise((resolve) => setTimeout(resolve, 2000, 'waited too long'))
    expect(await Promise.race([directory.groups(anna), late])).toBeUndefined()
  })
})

describe('a direct conversation', () => {
  test('is opened once, and said to be closed for those who cannot be written to', async () => {
    const { directory, slack } = await open()
    slack.plan('conversations.open', { ok: true, channel: { id: 'D1' } })
    const place = { platform: 'slack', space: 'T1', channel: 'D1' }
    expect(await directory.direct(anna)).toEqual(place)
    expect(await directory.direct(anna)).toEqual(place)
    expect(slack.called('conversations.open').map(({ args }) => args)).toEqual([{ users: 'U1' }])
    for (const error of ['cannot_dm_bot', 'user_disabled', 'user_not_found']) {
      slack.plan('conversations.open', { ok: false, error })
      expect(await directory.direct({ ...anna, id: error })).toBeUndefined()
    }
  })

  test('with somebody who came back is found again', async () => {
    const { clock, directory, slack } = await open()
    slack.plan('conversations.open', { ok: false, error: 'user_disabled' })
    expect(await directory.direct(anna)).toBeUndefined()
    slack.plan('conversations.open', { ok: true, channel: { id: 'D1' } })
    clock.add({ minutes: 5 })
    expect(await directory.direct(anna)).toHaveProperty('channel', 'D1')
  })

  test('that cannot be opened now is not said to be closed', async () => {
    const { clock, directory, slack } = await open()
    slack.plan('conversations.open', down)
    await expect(directory.direct(anna)).rejects.toThrow()
    slack.plan('conversations.open', { ok: true, channel: { id: 'D1' } })
    await directory.direct(anna)
    for (const reaction of [{ status: 429 }, { ok: false, error: 'token_revoked' }]) {
      slack.plan('conversations.open', reaction)
      clock.add({ hours: 1 })
      expect(await directory.direct(anna)).toHaveProperty('channel', 'D1')
    }
  })
})

describe('a place', () => {
  const at = { platform: 'slack', space: 'T1', channel: 'C1' } as const
  const known: [string, Record<string, unknown>, string, string[]][] = [
    ['a group of people', { is_mpim: true, is_private: true, is_member: true }, 'team', []],
    ['a private channel', { is_private: true, is_member: true }, 'team', []],
    ['a public channel', { is_private: false, is_member: true }, 'community', []],
    [
      'a channel shared with others',
      { is_private: true, is_ext_shared: true, is_member: true },
      'community',
      [],
    ],
    ['a channel without the bot', { is_member: false }, 'community', ['forbidden']],
    ['an archived channel', { is_archived: true, is_member: false }, 'community', ['archived', 'forbidden']],
  ]
  test.each(known)('that is %s', async (_, channel, sees, codes) => {
    const { directory, slack } = await open()
    slack.plan('conversations.info', { ok: true, channel: { id: 'C1', ...channel } })
    const told = await directory.place(at)
    expect(told.sees).toBe(sees)
    expect(told.problems.map(({ code }) => code)).toEqual(codes)
  })

  test('that is a direct conversation is between two, as long as the token counts', async () => {
    const { directory, slack } = await open()
    const direct = { ...at, channel: 'D1' }
    slack.plan('auth.test', { ok: true }, { ok: false, error: 'token_revoked' })
    expect(await directory.place(direct)).toEqual({ sees: 'asker', problems: [] })
    expect(await directory.place(direct)).toMatchObject({
      sees: 'asker',
      problems: [{ code: 'auth', scope: 'space' }],
    })
  })

  test.each([
    [
      { ok: false, error: 'channel_not_found' },
      { code: 'gone', scope: 'place', say: 'channel_not_found' },
    ],
    [
      { ok: false, error: 'invalid_auth' },
      { code: 'auth', scope: 'space', say: 'invalid_auth' },
    ],
    [down, { code: 'closed', scope: 'space', say: 'http_503' }],
    [{ status: 429 }, { code: 'closed', scope: 'space', say: 'ratelimited' }],
  ])('that cannot be looked at has its problem: %j', async (reaction, problem) => {
    const { directory, slack } = await open()
    slack.plan('conversations.info', reaction)
    expect(await directory.place(at)).toEqual({ sees: 'community', problems: [problem] })
  })
})

describe('people by the beginning of a name', () => {
  const member = (id: string, more: object = {}) => ({ id, name: `login-${id}`, ...more })

  test('are the members of the workspace, by any name they have or their id, without bots and who is gone', async () => {
    const { directory, slack } = await open()
    slack.plan(
      'users.list',
      {
        ok: true,
        members: [annaUser, member('U2', { profile: { display_name: '', real_name: 'Annick R' } })],
        response_metadata: { next_cursor: 'more' },
      },
      {
        ok: true,
        members: [
          member('U3', { deleted: true, profile: { display_name: 'anne' } }),
          member('U4', { is_bot: true, profile: { display_name: 'annbot' } }),
          member('USLACKBOT', { profile: { display_name: 'annslack' } }),
        ],
      },
    )
    const found = async (typed: string) => (await directory.people?.('T1', typed))?.map(({ name }) => name)
    expect(await found('ANN')).toEqual(['anna', 'Annick R'])
    expect(await found('anna b')).toEqual(['anna'])
    expect(await found('login-U2')).toEqual(['Annick R'])
    expect(await found('U2')).toEqual(['Annick R'])
    expect(await found('berg')).toEqual([])
    expect(await directory.people?.('T2', 'anna')).toEqual([])
    expect(slack.called('users.list').map(({ args }) => args.cursor)).toEqual([undefined, 'more'])
  })

  test('are nobody to an app that may not look, and cannot be told while Slack is out of reach', async () => {
    const { clock, directory, slack } = await open()
    slack.plan('users.list', down)
    expect(await directory.people?.('T1', 'anna')).toBeUndefined()
    slack.plan('users.list', { ok: false, error: 'missing_scope', needed: 'users:read' })
    expect(await directory.people?.('T1', 'anna')).toEqual([])
    clock.add({ minutes: 5 })
    slack.plan('users.list', { ok: true, members: [annaUser] })
    expect(await directory.people?.('T1', 'anna')).toHaveLength(1)
  })
})

test('all groups are user groups and the private channels the bot is in, by what they are called', async () => {
  const { directory, slack } = await open()
  slack.plan('usergroups.list', { ok: true, usergroups: [{ id: 'S1', handle: 'mods', users: ['U1'] }] })
  slack.plan('users.conversations', { ok: true, channels: [{ id: 'C1', name: 'leads' }] })
  const there = { platform: 'slack', space: 'T1' }
  expect(await directory.allGroups?.('T1')).toEqual([
    { ...there, id: 'group:S1', name: '@mods' },
    { ...there, id: 'channel:C1', name: '#leads' },
  ])
  expect(await directory.allGroups?.('T2')).toEqual([])
  slack.plan('usergroups.list', down)
  expect(await directory.allGroups?.('T1')).toHaveLength(2)
})

describe('the channels of the workspace', () => {
  const names = async ({ directory }: Awaited<ReturnType<typeof open>>, ...people: Account[]) =>
    (await directory.places?.('T1', people))?.map(({ name }) => name)

  test('are the open ones, page after page, and the private ones that somebody is in with the bot', async () => {
    const it = await open()
    it.slack.plan(
      'conversations.list',
      { ok: true, channels: [{ id: 'C1', name: 'help' }], response_metadata: { next_cursor: 'more' } },
      { ok: true, channels: [{ id: 'C2', name: 'news' }, { id: 'C3' }] },
    )
    it.slack.plan('users.conversations', { ok: true, channels: [{ id: 'C9', name: 'managers' }] })
    expect(await it.directory.places?.('T1', [anna])).toEqual(
      [
        ['C1', 'help'],
        ['C2', 'news'],
        ['C9', 'managers'],
      ].map(([channel, name]) => ({ platform: 'slack', space: 'T1', channel, name })),
    )
    expect(await names(it, { ...anna, platform: 'discord' }, { ...anna, space: 'T2' })).toEqual([
      'help',
      'news',
    ])
    expect(it.slack.called('conversations.list').map(({ args }) => args)).toMatchObject([
      { types: 'public_channel', exclude_archived: 'true' },
      { cursor: 'more' },
    ])
    expect(it.slack.called('users.conversations').map(({ args }) => args.user)).toEqual(['U1'])
    expect(await it.directory.places?.('T2', [anna])).toEqual([])
  })

  test('are none for an app that may not look, and cannot be told while Slack cannot be asked', async () => {
    const it = await open()
    it.slack.plan('conversations.list', down)
    expect(await names(it)).toBeUndefined()
    it.slack.plan('conversations.list', { ok: false, error: 'missing_scope' })
    expect(await names(it)).toEqual([])
  })
})
