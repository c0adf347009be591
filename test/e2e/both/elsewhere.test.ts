import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectPeace } from './rig.ts'
import { createTown, makeOne, type Town } from './town.ts'

describe('those who are on the other chat', () => {
  let town: Town
  beforeAll(async () => {
    town = await createTown()
    town.slack.user('cm_late')
    town.slack.group('editors', ['cm_late'])
    town.discord.user('mod_late', { roles: ['Mods'] })
    await makeOne(town)
    await town.onDiscord.says('mod_est', '/incident log', { what: 'Gift links', type: 'spam' })
    await town.settle()
  }, 30_000)
  afterAll(async () => {
    expectPeace(town)
    await town.stop()
  })

  const ask = (typed: string, line = '/incident assign', option = 'to', who = 'mod_est') =>
    town.discord.complete(who, '#moderation', line, option, typed)
  const picked = async (typed: string, ...more: string[]) => String((await ask(typed, ...more))[0]?.value)
  const offeredOnSlack = async (label: string, typed: string) => {
    const { body } = await town.slack.suggest('head_comm', label, typed)
    return (body.options as { text: { text: string }; description?: { text: string }; value: string }[]).map(
      ({ description, text, value }) => ({ label: text.text, on: description?.text, value }),
    )
  }

  it('are offered on Discord by name with their chat, whether Vigie has met them or not', async () => {
    const { discord, slack } = town
    expect(await ask('cm_')).toEqual([
      { name: '@cm_day · Slack', value: expect.stringContaining(slack.user('cm_day').id) },
      { name: '@cm_relief · Slack', value: expect.stringContaining(slack.user('cm_relief').id) },
      { name: '@cm_junior · Slack', value: expect.stringContaining(slack.user('cm_junior').id) },
      { name: '@cm_late · Slack', value: expect.stringContaining(slack.user('cm_late').id) },
    ])
    expect((await ask('mod_')).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['@mod_est · Discord', '@mod_late · Discord']),
    )
    const mention = `<@${discord.user('mod_est').id}>`
    expect(await ask(mention)).toEqual([
      { name: '@mod_est', value: `<@discord/${discord.guild.id}/${discord.user('mod_est').id}>` },
    ])
    expect((await ask('')).map(({ name }) => name)).toContain('@head_comm · Slack')
  })

  it('are given a case from Discord: picked, typed, or mentioned', async () => {
    const { discord, onDiscord } = town
    const assign = (to: string) => onDiscord.says('mod_est', '/incident assign', { ref: '1', to })
    expect(await assign(await picked('cm_day'))).toContain('INC-1 is with @cm_day now')
    expect(await assign('@cm_relief · Slack')).toContain('INC-1 is with @cm_relief now')
    expect(await assign('head_comm')).toContain('INC-1 is with @head_comm now')
    expect(await assign(`<@${discord.user('mod_est').id}>`)).toContain('INC-1 is with @mod_est now')
    const nobody = await assign('head_com')
    expect(nobody).toContain('Nobody I can find is called “head_com”')
    expect(nobody).toContain('@head_comm · Slack')
    await town.settle()
    expect(onDiscord.text(onDiscord.find('#moderation', 'INC-1'))).toContain('Owner: @mod_est')
  })

  it('are asked and reminded from Discord, one or several', async () => {
    const { onDiscord, onSlack } = town
    const first = await picked('cm_re', '/settings set', 'ask', 'keeper')
    const ask = await picked(`${first}, mod_w`, '/settings set', 'ask', 'keeper')
    const set = await onDiscord.says('keeper', '/settings set', { level: '2', ask })
    expect(set).toContain('2 manager: @cm_relief, @mod_west')
    const given = {
      what: 'Post the poll',
      when: 'tomorrow 9am',
      for: await picked('cm_day', '/reminder add', 'for', 'keeper'),
    }
    expect(await onDiscord.says('keeper', '/reminder add', given)).toContain('@cm_day')
    expect(await onSlack.says('cm_day', '/reminder list')).toContain('Post the poll')
  })

  it('are given a case from a form on Slack, which suggests them with their chat', async () => {
    const { onSlack, slack } = town
    await slack.type('head_comm', '#team', '/vigie incident assign 1')
    await slack.until(() => slack.modal('head_comm') !== undefined, 'the form')
    const [found, ...others] = await offeredOnSlack('to', 'mod_w')
    expect([found?.label, found?.on, others]).toEqual(['@mod_west', 'Discord', []])
    expect((await offeredOnSlack('to', 'cm_l')).map(({ label, on }) => [label, on])).toEqual([
      ['@cm_late', 'Slack'],
    ])
    expect(await onSlack.fills('head_comm', { to: '@mod_west' })).toContain('INC-1 is with @mod_west now')
    expect(await onSlack.says('head_comm', '/incident assign 1 @mod_south')).toContain(
      'INC-1 is with @mod_south now',
    )
    expect(await onSlack.says('head_comm', '/incident assign 1 @otter')).toContain("isn't in the team")
  })

  it('are named in the form on Discord too, where its own list would not hold them', async () => {
    const { discord, onDiscord } = town
    await onDiscord.press('mod_est', onDiscord.find('#moderation', 'INC-1'), "I'll take it")
    await discord.type('mod_est', '#moderation', '/incident assign', { ref: '1' })
    const form = discord.modal('mod_est')
    const shown = form === undefined ? '' : discord.textOf(form)
    expect(shown).toContain('To whom: @mod_south\nA name, on this chat or another one: @cm_relief')
    expect(await onDiscord.fills('mod_est', { to: '@cm_day' })).toContain('INC-1 is with @cm_day now')
  })

  it('are given roles by the groups of either chat', async () => {
    const { discord, onSlack, slack } = town
    await slack.type('head_comm', '#team', '/vigie settings role')
    await slack.until(() => slack.modal('head_comm')?.view.blocks !== undefined, 'the form')
    expect((await offeredOnSlack('group', '')).map(({ label, on }) => [label, on])).toEqual(
      expect.arrayContaining([
        ['@editors', 'Slack'],
        ['@Mods', 'Discord'],
        ['admins', undefined],
      ]),
    )
    const said = await onSlack.fills('head_comm', { group: '@editors', role: 'community manager' })
    expect(said).toContain('@editors')
    const offered = await discord.complete('keeper', '#moderation', '/settings role', 'group', 'edi')
    expect(offered.map(({ name }) => name)).toEqual(['@editors · Slack'])
  })
})

describe('a channel of the other chat', () => {
  let town: Town
  beforeAll(async () => {
    town = await createTown()
    await makeOne(town)
  }, 30_000)
  afterAll(async () => {
    expectPeace(town)
    await town.stop()
  })

  it('is shown by its name and its chat, and on its own as that chat shows it', async () => {
    const { onDiscord, onSlack } = town
    const there = await onSlack.says('head_comm', '/settings')
    expect(there).toContain('moderation: #moderation (Discord)')
    expect(there).toContain('escalation: #escalation')
    expect(there).not.toContain('(Slack)')
    const here = await onDiscord.says('keeper', '/settings show')
    expect(here).toContain('escalation: #escalation (Slack)')
    expect(here).toContain('moderation: #moderation ')
    expect(here).not.toContain('(Discord)')
    for (const said of [there, here]) expect(said).not.toMatch(/\d{17}|#[CG][A-Z0-9]{6,}/)
    await onDiscord.says('keeper', '/reminder add', {
      ...{ what: 'Post the poll', when: 'tomorrow 9am', place: '#moderation' },
    })
    expect(await onSlack.says('cm_day', '/reminder show R1')).toContain('#moderation (Discord)')
    expect(await onDiscord.says('keeper', '/reminder show', { ref: 'R1' })).not.toContain('(Discord)')
  })
})

describe('a chat that is out of reach', () => {
  it('is said to be so on the other one, with since when, until it is back', async () => {
    const town = await createTown()
    await makeOne(town)
    const { discord, onSlack, slack, until } = town
    await until('02:10')
    discord.down()
    await expect.poll(() => onSlack.says('head_comm', '/status')).toContain('Out of reach: Discord')
    await until('02:30')
    expect(await onSlack.says('head_comm', '/status')).toContain(
      'Discord since 02:10: nothing comes in from there',
    )
    expect(await onSlack.says('head_comm', '/digest now')).toContain('Discord is out of reach since 02:10')
    discord.down(false)
    await discord.connected()
    await expect.poll(() => onSlack.says('head_comm', '/status')).not.toContain('Out of reach')
    await slack.settled(30)
    expectPeace(town)
    await town.stop()
  }, 30_000)
})
