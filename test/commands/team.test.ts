import { describe, expect, test } from 'vitest'
import { createTestBot } from '../test-bot.ts'

/** Returns a bot with a manager by hand, and a moderator through a group. */
async function createTeam() {
  const bot = await createTestBot()
  await bot.say('anna:manager', '/settings role <&console/test/S1|@mods> moderator')
  bot.chat.knows.groups.set('mo', ['group:S1'])
  await bot.say('mo', '/team')
  return bot
}

describe('/team role', () => {
  test('cannot take away what a group gives, and says where that is changed', async () => {
    const { say } = await createTeam()
    expect(await say('anna', '/team role @mo member')).toMatch(
      /^@mo is moderator through a group.*Nothing was changed.*\/settings role/s,
    )
    expect(await say('anna', '/team')).toMatch(/Moderators\n@mo/)
  })

  test('says which role counts where a group gives more', async () => {
    const { say } = await createTeam()
    expect(await say('anna', '/team role @mo cm')).toBe('@mo: community manager (was moderator).')
    expect(await say('anna', '/team role @mo member')).toMatch(
      /^@mo: member \(was community manager\)\.\nA group gives more, so the role that counts is moderator\./,
    )
    expect(await say('anna', '/team')).toMatch(/Moderators\n@mo/)
  })

  test('gives by hand what a group gives already, so that it stays without the group', async () => {
    const { chat, say } = await createTeam()
    expect(await say('anna', '/team role @mo moderator')).toContain('@mo is moderator by hand now too')
    expect(await say('anna', '/team role @mo mod')).toContain('already is moderator')
    chat.knows.groups.set('mo', [])
    expect(await say('mo', '/team')).toContain('@mo')
  })

  test('takes the role of the last manager from nobody, unless a group makes them one', async () => {
    const { chat, say } = await createTeam()
    expect(await say('anna', '/team role @anna member')).toContain('is the only manager')
    chat.knows.groups.set('boss', ['admin'])
    await say('boss', '/team')
    expect(await say('anna', '/team role @anna member')).toContain('@anna: member (was manager).')
    expect(await say('boss', '/team role @boss member')).toContain('through a group')
    expect(await say('boss', '/team role @boss manager')).toContain('by hand now too')
    expect(await say('boss', '/team role @boss member')).toContain('the role that counts is manager')
  })
})
