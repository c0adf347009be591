import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { expectPeace } from './rig.ts'
import { createTown, makeOne, type Town } from './town.ts'

describe('with one chat out of reach', () => {
  let town: Town
  beforeEach(async () => {
    town = await createTown()
    await makeOne(town)
  }, 30_000)
  afterEach(async () => {
    expectPeace(town)
    await town.stop()
  })

  it('Slack goes on without Discord, whose cards come once it is back', async () => {
    const { discord, engine, onDiscord, onSlack } = town
    await onDiscord.says('mod_est', '/incident log', { what: 'Gift links', type: 'spam' })
    await town.settle()
    discord.down()
    expect(await onSlack.says('head_comm', '/incident log what:"Rude mail" type:insults')).toContain('INC-2')
    expect(await onSlack.says('head_comm', '/incident note 1 "Seen on Slack"')).toContain('note added')
    await engine.courier.run()
    expect(await onSlack.says('cm_day', '/incident show 2')).toContain('Rude mail')
    discord.down(false)
    await discord.connected()
    await town.until('02:20')
    expect(onDiscord.text(onDiscord.find('#moderation', 'INC-1'))).toContain(
      '@head_comm (Slack): Seen on Slack',
    )
    expect(onDiscord.text(onDiscord.find('#moderation', 'INC-2'))).toContain('Rude mail')
    expect(discord.messages('#moderation')).toHaveLength(2)
  }, 30_000)

  it('Discord goes on without Slack, whose question comes once it is back', async () => {
    const { discord, engine, onDiscord, onSlack, slack } = town
    slack.down()
    expect(await onDiscord.says('mod_est', '/incident log', { what: 'Gift links', type: 'spam' })).toContain(
      'INC-1',
    )
    await discord.settled()
    await engine.courier.run()
    await onDiscord.press('mod_est', onDiscord.find('#moderation', 'INC-1'), 'Ask')
    expect(await onDiscord.fills('mod_est', { why: 'Ban them all?' })).toContain('INC-1 · level 2 · asked at')
    expect(onDiscord.text(onDiscord.find('#moderation', 'INC-1'))).toContain('WAITING')
    slack.down(false)
    await slack.connected()
    await town.until('02:10')
    expect(onSlack.text(onSlack.find('#escalation', 'Advice wanted · INC-1'))).toContain('Ban them all?')
    expect(slack.messages('#escalation')).toHaveLength(1)
    expect([onSlack.notified(), onDiscord.notified()]).toEqual([['head_comm'], []])
  }, 30_000)
})
