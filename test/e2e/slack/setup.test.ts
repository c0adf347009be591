import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTown, expectPeace, type Town } from './town.ts'

describe('a first run on Slack', () => {
  let town: Town
  beforeAll(async () => {
    town = await createTown('en', '2027-03-11T07:00')
  })
  afterAll(async () => {
    expectPeace(town)
    await town.stop()
  })
  const steps = () => town.text(town.slack.direct('head_comm')[0], 'head_comm')
  const home = (who: string) => town.text(town.slack.home(who), who)

  it('posts nothing unasked, and shows whoever cannot set it up only what is theirs', async () => {
    await town.slack.openHome('mod_est')
    await town.slack.type('otter', '#general', '/vigie')
    await town.settle()
    expect(home('mod_est')).toContain('Nothing waits for you.')
    expect(home('mod_est')).not.toContain('First steps')
    expect(town.slack.calls.filter(({ method }) => method === 'chat.postMessage')).toEqual([])
  })

  it('writes to the first administrator who opens Home, once, and ticks its steps off there and on Home', async () => {
    const { slack } = town
    await slack.openHome('head_comm')
    await slack.openHome('head_comm')
    await town.settle()
    expect(slack.direct('head_comm')).toHaveLength(1)
    const first = slack.direct('head_comm')[0]
    expect(home('head_comm')).toContain('○ Channels')
    await town.press('head_comm', first, 'Choose channels')
    await town.fills('head_comm', { moderation: '#moderation', escalation: '#escalation', team: '#team' })
    await town.press('head_comm', first, 'Set language and zone')
    await town.fills('head_comm', {})
    await town.settle()
    expect(steps()).toContain('✓ Channels: team: #team · moderation: #moderation · escalation: #escalation')
    expect(steps()).toContain('✓ Language and time zone: English, Europe/Paris')
    expect(home('head_comm')).toContain('○ A first reminder')
    await town.press('head_comm', first, 'Try one in a minute')
    await town.settle()
    expect(steps()).toContain('Vigie is set up')
    await town.until('07:01')
    expect(town.text(slack.direct('head_comm').at(-1), 'head_comm')).toContain(
      '07:01 · to do now\nA first reminder',
    )
    expect(home('head_comm')).not.toContain('First steps')
    expect(town.notified()).toEqual(['head_comm', 'head_comm'])
    expect(Object.values(town.at).flatMap((channel) => slack.messages(channel))).toEqual([])
  })

  it('gives roles by groups of the workspace, as long as somebody is in one', async () => {
    const { slack } = town
    expect(await town.says('mod_est', '/incident list')).toContain('is for the role moderator')
    expect(await town.says('head_comm', '/settings role @mods moderator')).toContain('@mods: moderator')
    expect(await town.says('mod_est', '/incident list')).not.toContain('is for the role')
    await slack.openHome('mod_est')
    await town.settle()
    expect(home('mod_est')).toContain('[Log an incident]')
    slack.group('mods', ['mod_west'])
    // What Slack said about somebody's groups is believed for a minute.
    await town.until('07:03')
    expect(await town.says('mod_est', '/incident list')).toContain('is for the role moderator')
    expect(await town.says('mod_west', '/incident list')).not.toContain('is for the role')
  })

  it('gives roles by a private channel, and tells where it cannot see', async () => {
    const { slack } = town
    slack.channel('leads', { private: true, members: ['head_comm', 'cm_day'] })
    expect(await town.says('head_comm', '/settings role #leads manager', '#leads')).toContain(
      '#leads: manager',
    )
    expect(await town.says('cm_day', '/settings set prefix:CASE')).toContain('Set.')
    slack.channel('hidden', { private: true, members: ['head_comm'], bot: false })
    expect(await town.says('head_comm', '/settings role #hidden manager', '#hidden')).toContain(
      "can't see who is in #hidden",
    )
  })

  it('reads what phones and clipboards do to a line', async () => {
    const said = await town.says(
      'cm_day',
      '/incident log “Gift\u00a0links in #help\nand @otter’s DMs”\u00a0type:spam  link:https://example.com/a?b=1&c=2',
    )
    expect(said).toContain('CASE-1 · spam · high')
    await town.settle()
    const card = town.text(town.find('#moderation', 'CASE-1'), 'cm_day')
    expect(card).toContain('Gift links in #help')
    expect(card).toContain('@otter’s DMs')
    expect(card).toContain('https://example.com/a?b=1&c=2')
  })
})
