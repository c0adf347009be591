import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { night } from '../../../src/demo/night.ts'
import type { Fields } from '../../standins/checks.ts'
import type { Message } from '../../standins/slack/index.ts'
import { en } from './story-en.ts'
import { fr } from './story-fr.ts'
import { createTown, expectPeace, play, type Town, winter } from './town.ts'

/** What is typed at a time of the night, as the demo tells it. */
const typedAt = (time: string, locale: 'en' | 'fr'): string => {
  const found = night.find((step) => step.at === `2027-03-11T${time}` && 'by' in step)
  if (found === undefined || !('by' in found)) throw new Error(`nobody types anything at ${time}`)
  return found[locale]
}

describe.each([
  ['en', 'socket'],
  ['fr', 'socket'],
  ['en', 'http'],
  ['fr', 'http'],
] as const)('the story of a night and a morning on Slack (%s, %s)', (locale, mode) => {
  const told = { en, fr }[locale]
  let town: Town
  beforeAll(async () => {
    town = await createTown(locale, undefined, { options: { mode } })
    expect(town.slack.connections()).toBe(mode === 'socket' ? 1 : 0)
    await winter(town)
    for (const step of night)
      if (step.at.startsWith('2027-03-10') && !('by' in step && step.en.startsWith('/press')))
        await play(town, step)
    await town.press(
      'cm_day',
      town.slack.private('cm_day').find((each) => town.text(each).includes(`[${told.save}]`)),
      told.save,
    )
    await town.until('02:04')
    town.notified()
  }, 60_000)
  afterAll(async () => {
    expectPeace(town)
    await town.stop()
  })

  /** What the case's card, or the question's, says now. */
  const card = (where: string, begins: string) => town.text(town.find(where, begins), 'cm_day')

  it('logs the spam wave in one line and resolves it by a press and a form', async () => {
    const { at, slack } = town
    await town.until('02:06')
    expect(await town.says('mod_est', typedAt('02:06', locale), at.moderation)).toBe(told.spam.trim())
    await town.until('02:41')
    await town.press('mod_est', slack.private('mod_est').at(-1), told.resolve)
    expect(await town.fills('mod_est', told.resolving)).toBe(told.resolved.trim())
    await town.settle()
    expect(card(at.moderation, 'INC-211')).toBe(told.spamCard.trim())
    expect(
      slack.messages(at.moderation).filter((each) => town.text(each).startsWith('INC-211')),
    ).toHaveLength(1)
    expect(town.notified()).toEqual([])
  })

  it('shows the past before anything else, and asks at level 2 with a form', async () => {
    const { at } = town
    await town.until('02:52')
    const logged = await town.says('mod_est', typedAt('02:52', locale), at.moderation)
    expect(logged.replaceAll(/\n+/g, '\n')).toBe(told.harassment.trim().replaceAll(/\n+/g, '\n'))
    await town.settle()
    await town.until('02:58')
    await town.press('mod_est', town.find(at.moderation, 'INC-212'), told.ask)
    expect(await town.fills('mod_est', told.question)).toBe(told.asked.trim())
    await town.settle()
    expect(town.notified()).toEqual(['head_comm'])
  })

  it('reminds once, then asks the backup in the same message, notifying only whoever is asked', async () => {
    const { at, slack } = town
    await town.until('03:13')
    expect(town.notified()).toEqual(['head_comm'])
    const question = town.find(at.escalation, told.wanted)
    expect(slack.thread(question).map((each) => town.text(each, 'cm_day'))).toEqual([told.reminded.trim()])
    await town.until('03:27')
    expect(town.notified()).toEqual([])
    await town.until('03:28')
    expect(town.notified()).toEqual(['cm_relief'])
    expect(town.find(at.escalation, told.wanted).ts).toBe(question.ts)
    expect(card(at.escalation, told.wanted)).toBe(told.backup.trim())
  })

  it('takes the answer back to the moderator who asked, and does what was pressed', async () => {
    const { at, slack } = town
    await town.until('03:41')
    const question = town.find(at.escalation, told.wanted)
    await town.press('cm_relief', question, told.answer)
    await town.fills('cm_relief', { ...told.answering, due: '2027-03-11T09:30', owner: '@cm_day' })
    await town.settle()
    expect(town.notified()).toEqual(['mod_est'])
    const direct = slack.direct('mod_est').at(-1)
    expect(town.text(direct, 'mod_est')).toBe(told.answered.trim())
    const thread = slack.thread(town.find(at.moderation, 'INC-212'))
    expect(town.text(thread.at(-1), 'mod_est')).toBe(told.answered.trim())
    expect(town.text(slack.now(question), 'mod_est')).not.toContain(`[${told.answer}]`)
    await town.until('03:45')
    await town.press('mod_est', direct, told.done)
    await town.settle()
    expect(town.text(slack.direct('mod_est').at(-1), 'mod_est')).toContain(told.doneLine)
    await town.until('03:46')
    await town.says('mod_est', told.assign, at.moderation)
    await town.settle()
    expect(card(at.moderation, 'INC-212')).toBe(told.card.trim())
    expect(
      slack.messages(at.moderation).filter((each) => town.text(each).startsWith('INC-212')),
    ).toHaveLength(1)
    expect(town.notified()).toEqual(['cm_day'])
  })

  it("hands a journalist's post to level 3, who says until when they are on it", async () => {
    const { at, slack } = town
    for (const time of ['04:18', '04:20', '07:38', '07:40']) {
      await town.until(time)
      await town.says('mod_est', typedAt(time, locale), at.moderation)
      await town.settle()
    }
    expect(town.notified()).toEqual(['cm_day', 'director'])
    const question = town.find(at.escalation, told.pressWanted)
    expect(town.text(question, 'director')).toBe(told.press.trim())
    await town.until('07:52')
    expect(town.notified()).toEqual(['director'])
    await town.says('director', told.onIt, at.escalation)
    await town.settle()
    expect(town.text(slack.now(question), 'director')).toBe(told.pressOnIt.trim())
    expect(town.notified()).toEqual([])
  })

  it('tells the morning to each in their version: in private, in a channel, and on Home', async () => {
    const { at, slack } = town
    await town.says('cm_day', told.scheduleInTeam)
    await slack.openHome('cm_day')
    await town.settle()
    expect(town.text(slack.home('cm_day'), 'cm_day').split('\n').slice(0, 3)).toEqual(
      told.home.trim().split('\n'),
    )
    await town.until('08:00')
    expect(town.notified().toSorted()).toEqual(['cm_day', 'director'])
    const digest = slack.direct('cm_day').at(-1)
    expect(town.text(digest, 'cm_day')).toBe(told.digest.trim())
    expect(digest?.text.replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(told.notification.trim())
    expect(town.text(slack.direct('director').at(-1), 'director')).toBe(told.manager.trim())
    const first = told.digest.trim().split('\n')[0]
    expect(town.text(slack.messages(at.team).at(-1), 'cm_day').split('\n')[0]).toBe(first)
  })

  it('sends what is to post at its hour: skipped, put off, posted', async () => {
    const { slack } = town
    for (const [who, line] of decisions[locale]) await town.says(who, line)
    await town.until('10:00')
    town.notified()
    const junior = slack.direct('cm_junior').at(-1)
    await town.press('cm_junior', junior, told.later, told.quarter)
    await town.until('10:15')
    expect(town.notified()).toEqual(['cm_junior'])
    await town.press('cm_junior', slack.direct('cm_junior').at(-1), told.skip)
    await town.until('12:30')
    expect(town.notified()).toEqual(['cm_day'])
    const fired = slack.direct('cm_day').at(-1)
    expect(town.text(fired, 'cm_day')).toBe(told.fired.trim())
    expect(choicesOf(fired)).toEqual(told.laters)
    await town.until('12:34')
    await town.press('cm_day', fired, told.posted)
    await town.settle()
    expect(slack.direct('cm_day').at(-1)?.ts).toBe(fired?.ts)
    expect(town.text(slack.direct('cm_day').at(-1), 'cm_day')).toBe(told.published.trim())
    await town.until('13:30')
    expect(town.notified()).toEqual([])
  })
})

/** The questions that are open at eight are answered, as in the story: nobody is asked again. */
const decisions = {
  en: [
    ['director', '/incident answer 214 "One voice: nobody replies to the post."'],
    ['cm_day', '/incident answer 213 "Not while ours is running; after that, yes, without a link."'],
  ],
  fr: [
    ['director', '/incident répondre 214 "Une seule voix : personne ne répond au tweet."'],
    ['cm_day', '/incident répondre 213 "Pas pendant le nôtre ; ensuite oui, sans lien."'],
  ],
} as const

/** The labels of a message's menu. */
const choicesOf = (it: Message | undefined): unknown[] =>
  (it?.blocks ?? [])
    .flatMap(({ elements }) => (elements ?? []) as Fields[])
    .flatMap(({ options }) =>
      ((options ?? []) as { text: { text: string } }[]).map(({ text }) =>
        text.text.replaceAll(/[\u00a0\u202f]/g, ' '),
      ),
    )
