import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../standins/slack/index.ts'
import { createTown, expectPeace, type Town } from './town.ts'

const words = {
  en: {
    channels: '/settings channels moderation:#moderation',
    role: '/settings role @mods moderator',
    log: 'Log as incident',
    add: 'Add to incident',
    remind: 'Remind me of this',
    record: 'On the record',
    copy: 'A copy is kept with the incident',
    one: 'Evidence: 1 message copied by Vigie, team only',
    two: 'Evidence: 2 messages copied by Vigie, team only',
    again: 'Already kept in INC-1, by @mod_est',
    recorded: '@cm_day: “I called @nightowl, they apologised” (on the record by @mod_est)',
    kept: 'Kept in INC-1.',
    late: 'in 2 hours',
    due: '09:06 · to do now',
    denied: 'is for the role moderator',
    type: 'harassment',
  },
  fr: {
    channels: '/réglages salons modération:#modération',
    role: '/réglages rôle @mods modération',
    log: 'En faire un incident',
    add: 'Ajouter à un incident',
    remind: 'Me le rappeler',
    record: 'Verser au dossier',
    copy: "Une copie est gardée avec l'incident",
    one: 'Preuves : 1 message copié par Vigie, équipe seulement',
    two: 'Preuves : 2 messages copiés par Vigie, équipe seulement',
    again: 'Déjà gardé dans INC-1, par @mod_est',
    recorded: '@cm_day : « I called @nightowl, they apologised » (versé au dossier par @mod_est)',
    kept: 'Gardé dans INC-1.',
    late: 'dans 2 heures',
    due: '09:06 · à faire maintenant',
    denied: 'demande au moins le rôle modération',
    type: 'harcèlement',
  },
} as const

describe.each(['en', 'fr'] as const)('what is said on Slack, kept from its own menu (%s)', (locale) => {
  const told = words[locale]
  let town: Town
  let threat: Message
  let more: Message
  beforeAll(async () => {
    town = await createTown(locale, '2027-03-11T07:00')
    await town.says('head_comm', told.channels)
    await town.says('head_comm', told.role)
    await town.settle()
    threat = town.slack.say('nightowl', '#general', 'You *will* regret this, @otter & <!channel> _now_')
    await town.until('07:05')
    more = town.slack.say('nightowl', '#general', 'I know where you live')
    await town.until('07:06')
    town.notified()
  })
  afterAll(async () => {
    expectPeace(town)
    await town.stop()
  })
  const card = () => town.text(town.find(town.at.moderation, 'INC-1'), 'cm_day')

  /** Chooses a message's shortcut, and answers what is shown for it. */
  async function chooses(who: string, message: Message, shortcut: string): Promise<string> {
    const seen = town.slack.private(who).length
    await town.slack.messageShortcut(who, message, shortcut)
    const isShown = () => town.slack.modal(who) !== undefined || town.slack.private(who).length > seen
    await town.slack.until(isShown, `what comes of ${shortcut}`)
    const modal = town.slack.modal(who)
    return town.text(modal ?? town.slack.private(who).at(-1), who)
  }

  it('fills a form from the message: its words, who wrote it, when, and where', async () => {
    const form = await chooses('mod_est', threat, told.log)
    expect(form).toContain(told.copy)
    expect(form).toContain('You *will* regret this, @otter & <!channel> _now_')
    expect(form).toContain('@nightowl')
    expect(form).toContain(
      `https://vigie.slack.com/archives/${threat.channel}/p${threat.ts.replace('.', '')}`,
    )
    expect(await town.fills('mod_est', { type: told.type })).toContain('INC-1 · ')
    await town.settle()
    expect(card()).toContain('You *will* regret this, @otter & <!channel> _now_')
    expect(card()).toContain(told.one)
    expect(town.notified()).toEqual([])
  })

  it('adds another message to a recent case, once however often it is chosen', async () => {
    const { slack } = town
    for (const expected of [told.two, told.again]) {
      await chooses('mod_est', more, told.add)
      const { body } = await slack.suggest('mod_est', 'ref', '')
      expect(JSON.stringify(body)).toContain('INC-1')
      const said = await town.fills('mod_est', { ref: 'INC-1' })
      await town.settle()
      expect(`${said}\n${card()}`).toContain(expected)
    }
    expect(card()).toContain(told.two)
  })

  it("puts what is said in the case's thread on its record by one press", async () => {
    const root = town.find(town.at.moderation, 'INC-1')
    const said = town.slack.say('cm_day', town.at.moderation, 'I called @nightowl, they apologised', {
      thread: root,
    })
    town.notified()
    expect(await chooses('mod_est', said, told.record)).toBe(told.kept)
    expect(await chooses('mod_west', said, told.record)).toContain(told.again)
    await town.settle()
    expect(card()).toContain(told.recorded)
    expect(town.notified()).toEqual([])
  })

  it('reminds of a message, with its address', async () => {
    expect(await chooses('mod_est', more, told.remind)).toContain('I know where you live')
    await town.fills('mod_est', { when: told.late })
    await town.until('09:06')
    const direct = town.slack.direct('mod_est').at(-1)
    expect(town.text(direct, 'mod_est')).toContain(told.due)
    expect(JSON.stringify(direct?.blocks)).toContain(`/p${more.ts.replace('.', '')}`)
    expect(town.notified()).toEqual(['mod_est'])
  })

  it('says to whoever may not, where they chose it', async () => {
    expect(await chooses('otter', more, told.log)).toContain(told.denied)
  })
})
