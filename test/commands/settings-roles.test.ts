import { describe, expect, test } from 'vitest'
import { newestAudit } from '../../src/features/audit/entries.ts'
import { createTestBot } from '../test-bot.ts'

const mods = '<&slack/T1/S1|@mods>'
const lounge = '<#slack/T1/C1|mods-private>'

/** Returns a bot whose administrator is `boss`, manager by that alone. */
async function createTeam(options = {}) {
  const bot = await createTestBot(options)
  const { groups } = bot.chat.knows
  groups.set('boss', ['admin'])
  return { ...bot, groups }
}

describe('/settings role', () => {
  test.each([
    [`/settings role group:${mods} role:moderator`, 'group:S1', '@mods: moderator (was none)'],
    [
      `/settings role ${lounge} community manager`,
      'channel:C1',
      '#mods-private (Slack): community manager (was none)',
    ],
    ['/settings role #leads role:manager', 'channel:leads', '#leads: manager (was none)'],
    [`/réglages rôle groupe:${mods} rôle:modération`, 'group:S1', '@mods: moderator (was none)'],
    [
      `/réglages rôle groupe:${lounge} rôle:cm`,
      'channel:C1',
      '#mods-private (Slack): community manager (was none)',
    ],
    ['/réglages rôle #chefs responsable', 'channel:chefs', '#chefs: manager (was none)'],
  ])('%s gives it to whoever is in it', async (line, id, said) => {
    const { groups, say } = await createTeam()
    expect(await say('boss', line)).toContain(said)
    groups.set('mo', [id])
    expect(await say('mo', '/team')).toContain('@mo')
  })

  test.each(['/settings role admins none', '/réglages rôle groupe:admins rôle:aucun'])(
    '%s makes members of the administrators, and giving it back makes them managers',
    async (line) => {
      const { say } = await createTeam()
      await say('anna:manager', line)
      expect(await say('boss', '/team')).toContain('yours is member')
      expect(await say('anna', '/settings')).toMatch(/^Roles: admins member$/m)
      await say('anna', '/settings role admins manager')
      expect(await say('boss', '/settings role admins manager')).toContain('set already')
    },
  )

  test('is said in French to those who read it', async () => {
    const { say } = await createTeam({ locale: 'fr' })
    expect(await say('boss', `/réglages rôle groupe:${mods} rôle:modération`)).toContain(
      '@mods\u00a0: modération (avant\u00a0: aucun)',
    )
    expect(await say('boss', '/réglages')).toMatch(/^Rôles: @mods modération · admins responsable$/m)
  })

  test('is listed with the settings, and written into the audit', async () => {
    const { clock, look, say } = await createTeam()
    expect(await say('boss', '/settings')).toMatch(/^Roles: admins manager$/m)
    await say('boss', `/settings role ${mods} moderator`)
    clock.add({ minutes: 1 })
    await say('boss', '/settings role #leads manager')
    expect(await say('boss', '/settings')).toMatch(
      /^Roles: @mods moderator · #leads manager · admins manager$/m,
    )
    const [entry] = await look((use) => newestAudit(use, 1))
    expect(entry).toMatchObject({
      did: 'settings.role',
      by: { name: 'boss' },
      what: { group: 'channel:leads', name: '#leads', role: 'manager' },
    })
  })

  test('counts at once for whoever is known, and ends when it is taken away', async () => {
    const { groups, say } = await createTeam()
    groups.set('mo', ['group:S1'])
    expect(await say('mo', '/team')).toContain('yours is member')
    await say('boss', `/settings role ${mods} moderator`)
    expect(await say('boss', '/team')).toMatch(/Moderators\n@mo/)
    expect(await say('boss', '/settings role @mods cm')).toContain('@mods: community manager (was moderator)')
    expect(await say('boss', '/settings role @mods role:none')).toContain(
      '@mods: none (was community manager)',
    )
    expect(await say('boss', '/team')).toMatch(/Members\n@mo/)
    expect(await say('mo', '/team')).toContain('yours is member')
  })

  test('twice the same, or taking away what was never given, changes nothing', async () => {
    const { say } = await createTeam()
    await say('boss', `/settings role ${mods} moderator`)
    expect(await say('boss', '/settings role @mods mod')).toContain('set already')
    expect(await say('boss', '/settings role #leads none')).toContain('set already')
  })

  test('is a form of two fields where nothing was typed', async () => {
    const bot = await createTestBot()
    await bot.say('anna:manager', '/settings role')
    expect(bot.last).toMatchObject({
      form: {
        fields: [
          { name: 'group', required: true },
          { name: 'role', choices: [{ value: 'member' }, {}, {}, { value: 'manager' }, { value: 'none' }] },
        ],
      },
    })
  })

  test('takes no name that nobody can be found by', async () => {
    const { say } = await createTeam()
    expect(await say('boss', '/settings role @nobody moderator')).toContain("isn't a group I can see")
    expect(await say('boss', '/settings role <&myspace/T1/S1|@mods> moderator')).toContain(
      "isn't a group I can see",
    )
    expect(await say('boss', `/settings role ${mods} emperor`)).toContain("isn't one of the choices")
  })

  test('takes no channel that others than the team can be in, or that Vigie cannot look into', async () => {
    const { chat, say } = await createTeam()
    chat.knows.sees.set('general', 'community')
    chat.knows.problems.set('secret', [{ code: 'gone', scope: 'place', say: 'gone' }])
    expect(await say('boss', '/settings role #general manager')).toContain(
      'Others than the team can be in #general',
    )
    expect(await say('boss', '/settings role #secret manager')).toContain("can't see who is in #secret")
    expect(await say('boss', '/settings')).toMatch(/^Roles: admins manager$/m)
  })

  test('is for managers', async () => {
    const { groups, say } = await createTeam()
    groups.set('mo', ['group:S1'])
    expect(await say('mo', `/settings role ${mods} manager`)).toContain('is for the role manager')
  })
})

describe('nobody is locked out', () => {
  test('by a mapping that leaves no manager, and is told what to do', async () => {
    const { say } = await createTeam()
    for (const role of ['none', 'member', 'moderator', 'cm'])
      expect(await say('boss', `/settings role admins ${role}`)).toMatch(
        /nobody would be manager .* \/team role/s,
      )
    expect(await say('boss', '/settings')).toMatch(/^Roles: admins manager$/m)
  })

  test('by taking away the one group that makes a manager', async () => {
    const { groups, say } = await createTeam()
    groups.set('lead', ['group:S1'])
    await say('boss', `/settings role ${mods} manager`)
    expect(await say('lead', '/settings role admins none')).toContain('admins: member (was manager)')
    expect(await say('boss', '/settings')).toContain('yours is member')
    expect(await say('lead', '/settings role @mods none')).toContain('nobody would be manager')
  })

  test('while there is a manager by hand, or by another group', async () => {
    const { groups, say } = await createTeam()
    await say('boss', '/team add @anna manager')
    expect(await say('boss', '/settings role admins none')).toContain('admins: member (was manager)')
    expect(await say('boss', '/team')).toContain('yours is member')
    groups.set('lead', ['group:S1'])
    await say('lead', '/help')
    expect(await say('anna', `/settings role ${mods} manager`)).toContain('@mods: manager')
    expect(await say('lead', '/team role @anna moderator')).toContain('@anna: moderator (was manager)')
  })
})
