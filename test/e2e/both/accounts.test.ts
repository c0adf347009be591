import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { zone } from './chats.ts'
import { expectPeace } from './rig.ts'
import { createTown, makeOne, type Town } from './town.ts'

describe('somebody with an account on each chat', () => {
  let town: Town
  beforeAll(async () => {
    town = await createTown()
    const { slack } = town
    for (const name of ['west', 'owl']) slack.user(name, { locale: 'en-GB', tz: zone })
    for (const name of ['west', 'owl']) slack.join(name, '#general')
    await makeOne(town)
    await town.onDiscord.says('mod_west', '/incident log', { what: 'Gift links', type: 'spam' })
    const member = await picked('/incident log', 'nightowl')
    const rude = { what: 'Rude in public', type: 'insults', member }
    await town.onDiscord.says('mod_west', '/incident log', rude)
    await town.onSlack.says('head_comm', '/incident log what:"Rude by mail" type:insults member:@owl')
    await town.settle()
  }, 30_000)
  afterAll(async () => {
    expectPeace(town)
    await town.stop()
  })

  /** A member of the server, picked from what Discord offers a moderator who types their name. */
  async function picked(line: string, name: string): Promise<string> {
    const offered = await town.discord.complete('mod_west', '#moderation', line, 'member', name.slice(0, 6))
    return String(offered.find((it) => it.name === `@${name} · Discord`)?.value)
  }

  /** They ask for a code on Slack, type it on Discord and confirm; answers the question and what was said then. */
  async function links(onSlack: string, onDiscord: string) {
    const shown = await town.onSlack.says(onSlack, '/settings account', '#general')
    const code = shown.split('\n')[0] ?? ''
    const question = await town.onDiscord.says(onDiscord, '/settings account', { code }, '#general')
    await town.onDiscord.press(onDiscord, town.discord.private(onDiscord).at(-1), 'Both are me')
    const said = town.onDiscord.text(town.discord.private(onDiscord).at(-1), onDiscord)
    return { question, said }
  }

  it('is two people until they say on both that they are one', async () => {
    const { onSlack } = town
    expect(await onSlack.says('west', '/incident list', '#general')).toContain('yours is member')
    const { question, said } = await links('west', 'mod_west')
    expect(question).toContain(
      '@mod_west (Discord), @west (Slack) become one person, with the role moderator',
    )
    expect(said).toContain('@mod_west (Discord), @west (Slack) are one person now')
    expect(await onSlack.says('west', '/team', '#general')).toContain('@west (Slack), @mod_west (Discord)')
  })

  it('has their cases and their role on either chat', async () => {
    const { onSlack } = town
    const mine = await onSlack.says('west', '/incident list mine:yes', '#general')
    expect(mine).toContain('INC-1 · spam')
    const resolved = await onSlack.says('west', '/incident resolve 1 reason:removed', '#general')
    expect(resolved).toContain('INC-1 · spam · high · resolved')
    await town.settle()
    expect(town.onDiscord.text(town.onDiscord.find('#moderation', 'INC-1'))).toContain('RESOLVED')
  })

  it('is written to on the chat they used last, and on no other', async () => {
    const { discord, onDiscord, onSlack, slack } = town
    onSlack.notified()
    onDiscord.notified()
    await onSlack.says('west', '/reminder add Write the report when:"in 5 minutes"', '#general')
    await town.until('02:06')
    expect(slack.direct('west').map((it) => onSlack.text(it, 'west'))).toEqual([
      expect.stringContaining('Write the report'),
    ])
    expect(discord.direct('mod_west')).toEqual([])
    await onDiscord.says('mod_west', '/reminder add', { what: 'Call back', when: 'in 5 minutes' })
    await town.until('02:12')
    expect(slack.direct('west')).toHaveLength(1)
    expect(onDiscord.text(discord.direct('mod_west').at(-1), 'mod_west')).toContain('Call back')
    expect([onSlack.notified(), onDiscord.notified()]).toEqual([['west'], ['mod_west']])
  })

  it('who was reported has the history of both accounts, whichever is asked about', async () => {
    const { onDiscord, onSlack } = town
    expect(await onSlack.says('head_comm', '/incident history @owl')).toContain('@owl · 1 incident')
    await links('owl', 'nightowl')
    const there = await onSlack.says('head_comm', '/incident history @owl')
    expect(there).toContain('2 incidents')
    const member = await picked('/incident history', 'nightowl')
    const here = await onDiscord.says('mod_west', '/incident history', { member })
    for (const ref of ['INC-2', 'INC-3']) expect([there, here]).toEqual([has(ref), has(ref)])
  })
})

const has = (text: string) => expect.stringContaining(text)
