import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRig, type Rig } from './rig.ts'

describe('a member of the server', () => {
  let rig: Rig
  beforeAll(async () => {
    rig = await createRig()
    rig.discord.channel('moderation')
    rig.discord.user('keeper', { admin: true })
    rig.discord.user('nightowl')
    rig.discord.user('nightjar', { bot: true } as object)
    await rig.settle()
  })
  afterAll(async () => {
    expect(rig.discord.violations).toEqual([])
    expect(rig.log.errors).toEqual([])
    await rig.stop()
  })
  const offered = (typed: string) =>
    rig.discord.complete('keeper', '#moderation', '/incident history', 'member', typed)
  const owl = () => `<@discord/${rig.discord.guild.id}/${rig.discord.user('nightowl').id}|nightowl>`

  it('is offered by the beginning of their name though Vigie has never heard of them, and no bot is', async () => {
    expect(await offered('@Night')).toEqual([
      { name: '@Night', value: '@Night' },
      { name: '@nightowl', value: owl() },
    ])
  })

  it('is offered alone where their whole name is typed', async () => {
    expect(await offered('nightowl')).toEqual([{ name: '@nightowl', value: owl() }])
  })

  it('is the same whether they are picked or looked up by their menu', async () => {
    await rig.discord.type('keeper', '#moderation', '/incident log', {
      what: 'Rude in public',
      type: 'insults',
      member: String((await offered('nightowl'))[0]?.value),
    })
    await rig.settle()
    await rig.discord.menu('keeper', '@nightowl', 'Moderation history', '#moderation')
    await rig.settle()
    const said = rig.discord.private('keeper').at(-1)
    expect(said && rig.discord.textOf(said, 'keeper')).toContain('@nightowl · 1 incident')
  })

  it('is whatever was typed where Discord tells nothing', async () => {
    const lift = rig.discord.fault('GET /guilds/:guild/members/search', 50_001)
    expect(await offered('ott')).toEqual([{ name: 'ott', value: 'ott' }])
    lift()
  })
})
