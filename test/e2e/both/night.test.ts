import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Message as OnDiscord } from '../../standins/discord/index.ts'
import type { Message as OnSlack } from '../../standins/slack/index.ts'
import { told as all } from './night-words.ts'
import { expectPeace } from './rig.ts'
import { createTown, makeOne, type Town } from './town.ts'

describe.each(['en', 'fr'] as const)('a night on two chats (%s)', (locale) => {
  const told = all[locale]
  let town: Town
  let incident: OnDiscord
  let question: OnSlack
  beforeAll(async () => {
    town = await createTown({ locale })
    await makeOne(town)
  }, 30_000)
  afterAll(async () => {
    expectPeace(town)
    await town.stop()
  })

  /** Who was notified since this was asked last, on each chat. */
  const notified = () => ({ slack: town.onSlack.notified(), discord: town.onDiscord.notified() })
  const nobody = { slack: [], discord: [] }
  const inThread = () => town.discord.thread(incident).map((it) => town.onDiscord.text(it, 'mod_est'))

  it('is logged on Discord, where the moderators are, and nowhere else', async () => {
    const { at, onDiscord, settle, slack } = town
    await town.until('02:52')
    expect(await onDiscord.says('mod_est', told.log.line, told.log.given, at.moderation)).toContain(
      told.logged,
    )
    await settle()
    incident = onDiscord.find(at.moderation, 'INC-1')
    expect([slack.messages(at.escalation), slack.messages(at.team)]).toEqual([[], []])
    expect(notified()).toEqual(nobody)
  })

  it("is asked on Discord and hangs in the managers' channel on Slack", async () => {
    const { at, onDiscord, onSlack } = town
    await town.until('02:58')
    await onDiscord.press('mod_est', incident, told.ask)
    expect(await onDiscord.fills('mod_est', told.question)).toBe(told.asked.trim())
    question = onSlack.find(at.escalation, told.wanted)
    expect(notified()).toEqual({ slack: ['head_comm'], discord: [] })
  })

  it('reminds on Slack, then asks the backup in the same message, and tells the thread on Discord', async () => {
    const { at, onSlack, slack } = town
    await town.until('03:13')
    expect(slack.thread(question).map((it) => onSlack.text(it, 'head_comm'))).toEqual([told.reminded.trim()])
    expect(notified()).toEqual({ slack: ['head_comm'], discord: [] })
    await town.until('03:28')
    expect(onSlack.text(slack.now(question), 'cm_relief')).toBe(told.backup.trim())
    expect(slack.messages(at.escalation)).toHaveLength(1)
    expect(notified()).toEqual({ slack: ['cm_relief'], discord: [] })
    expect(inThread()).toHaveLength(3)
  })

  it('takes the answer from a form on Slack to the moderator on Discord, directly and in the thread', async () => {
    const { discord, onDiscord, onSlack, settle, slack } = town
    await town.until('03:41')
    await onSlack.press('cm_relief', slack.now(question), told.answer)
    const filled = { ...told.answering, due: '2027-03-11T09:30', owner: '@cm_day' }
    expect(await onSlack.fills('cm_relief', filled)).toContain(told.given)
    await settle()
    expect(notified()).toEqual({ slack: [], discord: ['mod_est'] })
    const direct = discord.direct('mod_est')
    expect(direct.map((it) => shown(onDiscord.text(it, 'mod_est')))).toEqual([told.answered.trim()])
    expect(shown(inThread().at(-1))).toBe(told.answered.trim())
    expect(onSlack.text(slack.now(question))).not.toContain(`[${told.answer}]`)
  })

  it('tells Slack that it was done on Discord, and Discord who has it from Slack', async () => {
    const { at, discord, onDiscord, onSlack, settle, slack } = town
    await town.until('03:45')
    await onDiscord.press('mod_est', discord.direct('mod_est').at(-1), told.done)
    expect(onDiscord.text(discord.direct('mod_est').at(-1), 'mod_est')).toContain(told.doneLine)
    expect(onSlack.text(slack.now(question), 'cm_relief')).toBe(told.settled.trim())
    expect(shown(inThread().at(-1))).toBe(told.doneNote)
    await town.until('03:46')
    await onSlack.says('cm_relief', told.assign, at.escalation)
    await settle()
    expect(shown(onDiscord.text(discord.now(incident), 'mod_est'))).toContain(told.card.trim())
    expect(await onSlack.says('cm_day', told.show, at.team)).toContain(told.card.trim())
    expect(discord.messages(at.moderation)).toHaveLength(1)
    expect(notified()).toEqual({ slack: ['cm_day'], discord: [] })
  })
})

/** What is read, without the marks that cannot be seen. */
const shown = (text = ''): string => text.replaceAll(/[\u200b-\u200d\u2060-\u2064]/g, '')
