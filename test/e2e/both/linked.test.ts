import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { communityOf } from '../../../src/features/link/space.ts'
import { expectPeace } from './rig.ts'
import { createTown, makeOne, type Town } from './town.ts'

describe('a workspace and a server that are made one', () => {
  let town: Town
  let question: string
  beforeAll(async () => {
    town = await createTown()
    question = await makeOne(town)
  }, 30_000)
  afterAll(async () => {
    expectPeace(town)
    await town.stop()
  })

  it('are so once somebody who may has seen what changes and agreed', async () => {
    const { discord, onDiscord, slack, store } = town
    expect(question).toContain('Make this chat one community with Slack, where @head_comm is?')
    expect(question).toContain('The next incident is INC-1, on whichever chat')
    expect(question).toContain('moderation: #moderation, as set here')
    expect(question).toContain('[Make them one]')
    const said = onDiscord.text(discord.private('keeper').at(-1), 'keeper')
    expect(said).toContain('One community with Slack now, as agreed with @head_comm.')
    const server = { platform: 'discord', space: discord.guild.id } as const
    expect(await communityOf(store, server)).toBe(`slack-${slack.team.id}`)
  })

  it('have the same settings, and the same people in the same roles', async () => {
    const { onDiscord, onSlack } = town
    const shown = [
      await onSlack.says('head_comm', '/settings'),
      await onDiscord.says('keeper', '/settings show'),
    ]
    for (const each of shown) {
      expect(each).toContain('2 manager: @head_comm · backup: @cm_relief · first answer within 30 min')
      expect(each).toContain('Roles: @Mods moderator · admins manager')
    }
    await onDiscord.says('mod_est', '/team list')
    const there = await onSlack.says('head_comm', '/team')
    expect(there.split('\n')).toEqual(
      ['The team', 'Managers', '@cm_relief', '@director', '@head_comm', '@keeper', '@owner'].concat([
        'Community managers',
        '@cm_day',
        'Moderators',
        '@mod_est',
      ]),
    )
    expect(await onDiscord.says('mod_est', '/team list')).toBe(there)
  })

  it('log in one row of numbers, in the one place for cases, and each shows what the other logged', async () => {
    const { discord, onDiscord, onSlack, settle } = town
    const spam = { what: 'Gift links', type: 'spam' }
    expect(await onDiscord.says('mod_est', '/incident log', spam)).toContain('INC-1 · spam')
    expect(await onSlack.says('head_comm', '/incident log what:Rude mail type:insults')).toContain('INC-2')
    await settle()
    const first = (it: string) => it.split('\n')[0] ?? ''
    expect(discord.messages('#moderation').map((it) => first(onDiscord.text(it)))).toEqual([
      'INC-1 · Spam · high severity · IN PROGRESS',
      'INC-2 · Insults · medium severity · IN PROGRESS',
    ])
    const seen = await onSlack.says('head_comm', '/incident show 1')
    expect(seen).toContain('Gift links')
    expect(seen).toContain('Happened: 02:00, Discord')
    expect(await onDiscord.says('mod_est', '/incident show', { ref: '2' })).toContain(
      'Happened: 02:00, Slack',
    )
    expect(await onDiscord.says('mod_est', '/incident list')).toContain('2 open incidents')
  })

  it('take what is typed on the one for words on the other: it formats, links and notifies nobody', async () => {
    const { discord, onDiscord, onSlack, settle } = town
    const typed = '*bold* <!channel> <!here> @everyone <https://x.test|here> `@head_comm`'
    await onDiscord.says('mod_est', '/incident log', { what: typed, type: 'scam' })
    expect(await onSlack.says('head_comm', '/incident show 3')).toContain(
      '*bold* <!channel> <!here> @everyone',
    )
    const otter = discord.user('otter').id
    await onSlack.says(
      'head_comm',
      `/incident log what:"**bold** @everyone <@${otter}> [here](https://x.test) ||hush|| @mod_est" type:scam`,
    )
    await settle()
    const card = onDiscord.text(onDiscord.find('#moderation', 'INC-4'), 'mod_est')
    expect(card.replaceAll('\u200b', '')).toContain('**bold** @everyone')
    expect(card.replaceAll('\u200b', '')).toContain('[here](https://x.test) ||hush||')
    expect([onSlack.notified(), onDiscord.notified()]).toEqual([[], []])
  })

  it('are of one mind about what changed, whichever chat it was changed on', async () => {
    const { onDiscord, onSlack, settle } = town
    await onSlack.says('head_comm', '/incident assign 1 @head_comm')
    await onDiscord.says('mod_est', '/incident resolve', { ref: '2', reason: 'no rule broken' })
    await settle()
    expect(onDiscord.text(onDiscord.find('#moderation', 'INC-1'))).toContain('Owner: @head_comm')
    expect(onDiscord.text(onDiscord.find('#moderation', 'INC-2'))).toContain('RESOLVED')
    expect(await onSlack.says('head_comm', '/incident show 2')).toContain('by @mod_est, no rule broken')
  })
})
