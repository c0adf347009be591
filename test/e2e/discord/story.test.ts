import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { told as all } from './story-words.ts'
import { createTown, expectPeace, type Town } from './town.ts'

describe.each(['en', 'fr'] as const)('the story of a night and a morning on Discord (%s)', (locale) => {
  const told = all[locale]
  let town: Town
  beforeAll(async () => {
    town = await createTown(locale)
  })
  afterAll(async () => {
    expectPeace(town)
    await town.stop()
  })
  const card = (where: string, begins: string) => town.text(town.find(where, begins), 'cm_day')

  it('logs the spam wave in one line: the answer for the moderator alone, the card for the team', async () => {
    const { at, discord } = town
    await town.until('02:06')
    expect(await town.says('mod_est', told.log, told.spamTyped, at.moderation)).toBe(told.spam)
    expect(town.titles(at.moderation)).toEqual(['INC-1'])
    for (const who of ['mod_west', 'cm_day', 'otter', 'nightowl']) expect(discord.private(who)).toEqual([])
    expect(town.notified()).toEqual([])
  })

  it('asks before it logs what looks the same, and does what is pressed: nothing, added, apart', async () => {
    const { at, discord } = town
    await town.until('02:18')
    // The same from the same person within five seconds is the same press.
    const rested = () => town.advance({ seconds: 6 })
    const again = (who: string) => town.says(who, told.log, told.againTyped, at.moderation)
    expect(await again('mod_west')).toBe(told.similar)
    await town.press('mod_west', discord.private('mod_west').at(-1), told.no)
    expect(town.last('mod_west')).toBe(told.nothing)
    expect(town.titles(at.moderation)).toEqual(['INC-1'])
    expect(discord.private('mod_west')).toHaveLength(1)
    await rested()
    expect(await again('mod_west')).toBe(told.similar)
    await town.press('mod_west', discord.private('mod_west').at(-1), told.addTo)
    expect(town.last('mod_west')).toContain(told.added)
    expect(await again('mod_south')).toBe(told.similar)
    await town.press('mod_south', discord.private('mod_south').at(-1), told.apart)
    expect(town.last('mod_south')).toContain(told.apartTitle)
    expect(town.titles(at.moderation)).toEqual(['INC-1', 'INC-2'])
    // What was asked went with its answer.
    expect(discord.private('mod_south')).toHaveLength(1)
    expect(town.notified()).toEqual([])
  })

  it('offers references by number and by words, to the team and to nobody else', async () => {
    const { at, discord } = town
    const offered = (who: string, typed: string) =>
      discord.complete(who, '#general', told.show, told.ref, typed)
    for (const typed of told.typed) {
      expect(await offered('mod_est', typed)).toContainEqual({ name: told.found, value: 'INC-1' })
      // Discord offers the command to whoever has the permission there: what it finds is for Vigie to say.
      expect(await offered('guest', typed)).toEqual([])
    }
    expect(
      await discord.complete('mod_est', at.moderation, told.show, told.ref, 'nothing of the kind'),
    ).toEqual([])
  })

  it('resolves a case by a press and a modal, on the card that is there', async () => {
    const { at } = town
    await town.until('02:41')
    await town.press('mod_est', town.find(at.moderation, 'INC-1'), told.resolve)
    expect(await town.fills('mod_est', told.resolving)).toBe(told.resolved)
    expect(card(at.moderation, 'INC-1')).toContain(told.spamCard)
    expect(town.titles(at.moderation)).toEqual(['INC-1', 'INC-2'])
    expect(town.notified()).toEqual([])
  })

  it('asks for advice with a modal, and notifies whoever is asked: reminded once, then the backup', async () => {
    const { at, discord } = town
    await town.until('02:52')
    await town.says('mod_est', told.log, told.harassmentTyped, at.moderation)
    await town.until('02:58')
    await town.press('mod_est', town.find(at.moderation, 'INC-3'), told.ask)
    expect(await town.fills('mod_est', told.question)).toContain(told.asked)
    expect(town.notified()).toEqual(['cm_day'])
    await town.until('03:13')
    expect(town.notified()).toEqual(['cm_day'])
    const question = town.find(at.escalation, told.wanted)
    expect(discord.thread(question).map((each) => town.text(each, 'cm_day'))).toEqual([
      expect.stringMatching(told.reminded),
    ])
    await town.until('03:27')
    expect(town.notified()).toEqual([])
    await town.until('03:28')
    expect(town.notified()).toEqual(['cm_relief'])
    expect(town.find(at.escalation, told.wanted).id).toBe(question.id)
  })

  it('shows who is on it, and takes the answer back to the moderator who asked', async () => {
    const { at, discord } = town
    const question = town.find(at.escalation, told.wanted)
    await town.until('03:30')
    await town.press('cm_relief', question, told.onIt, '30 min')
    expect(town.text(discord.now(question), 'cm_day')).toContain(told.onItTitle)
    await town.until('03:41')
    await town.press('cm_relief', discord.now(question), told.answer)
    await town.fills('cm_relief', told.answering)
    const direct = discord.direct('mod_est').at(-1)
    expect(town.text(direct, 'mod_est')).toContain(told.answered)
    const thread = discord.thread(town.find(at.moderation, 'INC-3'))
    expect(town.text(thread.at(-1), 'mod_est')).toContain(told.answered)
    expect(town.notified()).toEqual(['mod_est'])
    await town.until('03:45')
    await town.press('mod_est', direct, told.done)
    expect(town.text(discord.direct('mod_est').at(-1), 'mod_est')).toContain(told.doneLine)
    expect(card(at.moderation, 'INC-3')).toContain(told.card)
    expect(town.notified()).toEqual([])
  })

  it('sends what is to post at its hour: put off, then posted, in the message itself', async () => {
    const { discord } = town
    expect(await town.says('cm_day', told.remind, told.remindTyped)).toContain(told.saved)
    expect(await town.says('cm_day', told.digest, told.digestTyped)).toContain(told.scheduled)
    await town.until('07:30')
    town.notified()
    const fired = discord.direct('cm_day').at(-1)
    expect(town.text(fired, 'cm_day')).toContain(told.fired)
    await town.press('cm_day', fired, told.later, told.quarter)
    expect(town.text(discord.direct('cm_day').at(-1), 'cm_day')).toContain(told.moved)
    await town.until('07:45')
    expect(town.notified()).toEqual(['cm_day'])
    const again = discord.direct('cm_day').at(-1)
    await town.press('cm_day', again, told.posted)
    expect(discord.direct('cm_day').at(-1)?.id).toBe(again?.id)
    expect(town.text(discord.direct('cm_day').at(-1), 'cm_day')).toContain(told.published)
  })

  it('tells the morning in the channel, and notifies nobody of it', async () => {
    const { at } = town
    await town.until('08:00')
    const morning = card(at.team, told.morning)
    expect(morning).toContain(told.today)
    expect(morning.split('\n').length).toBeLessThanOrEqual(35)
    expect(town.notified()).toEqual([])
  })
})
