import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../standins/discord/index.ts'
import { createTown, expectPeace, type Town } from './town.ts'

const words = {
  en: {
    log: 'Log as incident',
    type: 'harassment',
    add: 'Add to incident',
    remind: 'Remind me of this',
    when: { When: 'in 2 hours' },
    record: 'On the record',
    history: 'Moderation history',
    logMember: 'Log incident',
    one: 'Evidence: 1 message copied by Vigie, team only',
    two: 'Evidence: 2 messages copied by Vigie, team only',
    recorded: '@cm_day: “I called @nightowl, they apologised” (on the record by @mod_est)',
    kept: 'Kept in INC-1.',
    saved: 'R1 is saved',
    due: '03:52 · to do now',
    past: '@nightowl · 1 incident',
    reported: 'Reported members: @nightowl',
    denied: 'is for the role moderator',
  },
  fr: {
    log: 'En faire un incident',
    type: 'harcèlement',
    add: 'Ajouter à un incident',
    remind: 'Me le rappeler',
    when: { Quand: 'dans 2 heures' },
    record: 'Verser au dossier',
    history: 'Antécédents de modération',
    logMember: 'Enregistrer un incident',
    one: 'Preuves : 1 message copié par Vigie, équipe seulement',
    two: 'Preuves : 2 messages copiés par Vigie, équipe seulement',
    recorded: '@cm_day : « I called @nightowl, they apologised » (versé au dossier par @mod_est)',
    kept: 'Gardé dans INC-1.',
    saved: 'R1 est enregistré',
    due: '03:52 · à faire maintenant',
    past: '@nightowl · 1 incident',
    reported: 'Membres mis en cause: @nightowl',
    denied: 'demande au moins le rôle modération',
  },
} as const

describe.each(['en', 'fr'] as const)(
  'what is kept from the menus of messages and people on Discord (%s)',
  (locale) => {
    const told = words[locale]
    let town: Town
    let threat: Message
    beforeAll(async () => {
      town = await createTown(locale)
      threat = town.discord.say('nightowl', '#general', 'You *will* regret this, @otter @everyone _now_')
      town.notified()
    })
    afterAll(async () => {
      expectPeace(town)
      await town.stop()
    })
    const card = () => town.text(town.find(town.at.moderation, 'INC-1'), 'cm_day')

    it('logs a message with its copy, which formats nothing and notifies nobody', async () => {
      const { discord } = town
      await discord.menu('mod_est', threat, told.log)
      expect(town.text(discord.modal('mod_est'), 'mod_est')).toContain(told.reported)
      await town.fills('mod_est', { Type: told.type })
      expect(town.last('mod_est')).toMatch(/^INC-1 · /)
      expect(card()).toContain('You *will* regret this, @otter @everyone _now_')
      expect(card()).toContain(told.one)
      expect(town.notified()).toEqual([])
    })

    it('adds another message to the case, and a word of its thread to the record', async () => {
      const { at, discord } = town
      await town.advance({ minutes: 1 })
      const more = discord.say('nightowl', '#general', 'I know where you live')
      await discord.menu('mod_est', more, told.add)
      await town.fills('mod_est', { Incident: 'INC-1' })
      expect(card()).toContain(told.two)
      const thread = discord.threadOf(town.find(at.moderation, 'INC-1'))
      if (thread === undefined) throw new Error('the case has no thread')
      town.notified()
      const said = discord.say('cm_day', thread, 'I called @nightowl, they apologised')
      town.notified()
      await discord.menu('mod_est', said, told.record)
      await town.settle()
      expect(town.last('mod_est')).toBe(told.kept)
      expect(card()).toContain(told.recorded)
      expect(town.notified()).toEqual([])
    })

    it('reminds of a message, with the way back to it', async () => {
      const { discord } = town
      const asked = discord.say('otter', '#general', 'When is the live')
      await discord.menu('cm_day', asked, told.remind)
      expect(await town.fills('cm_day', told.when)).toContain(told.saved)
      await town.advance({ hours: 2, minutes: 5 })
      const sent = discord.direct('cm_day').map((each) => town.text(each, 'cm_day'))
      expect(sent).toHaveLength(1)
      expect(sent[0]).toContain('When is the live')
      expect(JSON.stringify(discord.direct('cm_day')[0])).toContain(asked.id)
      expect(town.notified()).toEqual(['cm_day'])
    })

    it('shows what somebody has behind them, and logs what they did', async () => {
      const { discord } = town
      await discord.menu('mod_est', '@nightowl', told.history, '#general')
      await town.settle()
      expect(town.last('mod_est')).toContain('INC-1')
      await discord.menu('mod_est', '@nightowl', told.logMember, '#general')
      expect(town.text(discord.modal('mod_est'), 'mod_est')).toContain(told.reported)
    })

    it('tells nothing to whoever Discord would let, and Vigie does not', async () => {
      const { discord } = town
      await discord.menu('guest', '@nightowl', told.history, '#general')
      await town.settle()
      expect(town.last('guest')).toContain(told.denied)
      await discord.menu('guest', threat, told.log)
      await town.settle()
      expect(discord.modal('guest')).toBeUndefined()
      expect(town.last('guest')).toContain(told.denied)
    })
  },
)
