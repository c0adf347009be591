import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
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

/** What is typed on both before they are one, and what is read then. */
const speaking = {
  en: {
    log: '/incident log',
    names: { what: 'what', type: 'type', when: 'when', ref: 'ref', text: 'text' },
    insults: 'insults',
    note: '/incident note',
    show: '/incident show',
    remind: '/reminder add',
    tomorrow: 'tomorrow 9am',
    reminder: '/reminder show',
    status: '/status',
    change: [
      'INC-1 to INC-2 from Discord become INC-2 to INC-3; the old numbers are still understood.',
      'R1 from Discord becomes R2; the old number is still understood.',
    ],
    next: 'The next incident is INC-4,',
    coming:
      'What was recorded here is being brought over now, the open incidents first; /status says how far that is',
    done: [
      'Everything from Discord is brought over',
      'INC-1 to INC-2 from Discord are INC-2 to INC-3 now; the old numbers are still understood.',
      'R1 from Discord is R2 now; the old number is still understood.',
    ],
    was: 'Was INC-1 on Discord',
    press: 'press',
  },
  fr: {
    log: '/incident enregistrer',
    names: { what: 'quoi', type: 'type', when: 'quand', ref: 'réf', text: 'texte' },
    insults: 'insultes',
    note: '/incident note',
    show: '/incident voir',
    remind: '/rappel ajouter',
    tomorrow: 'demain à 9h',
    reminder: '/rappel voir',
    status: '/état',
    change: [
      'INC-1 à INC-2 (Discord) deviennent INC-2 à INC-3 ; les anciens numéros restent compris.',
      "R1 (Discord) devient R2 ; l'ancien numéro reste compris.",
    ],
    next: 'Le prochain incident sera INC-4,',
    coming:
      "Tout ce qui a été enregistré ici est repris maintenant, les incidents ouverts d'abord ; /état dit où ça en est",
    done: [
      'Discord : tout est repris',
      'INC-1 à INC-2 (Discord) sont désormais INC-2 à INC-3 ; les anciens numéros restent compris.',
      "R1 (Discord) est désormais R2 ; l'ancien numéro reste compris.",
    ],
    was: 'INC-1 sur Discord avant le lien',
    press: 'presse',
  },
} as const

test.each(['en', 'fr'] as const)(
  'a workspace and a server that both have records are made one, in %s',
  async (locale) => {
    const town = await createTown({ locale })
    try {
      const { at, discord, onDiscord, onSlack, settle } = town
      const said = speaking[locale]
      const { ref, text, type, what, when } = said.names
      await onSlack.says('head_comm', `${said.log} ${what}:"Courrier" ${type}:${said.insults}`, at.team)
      await onSlack.says('head_comm', `${said.remind} Newsletter ${when}:"${said.tomorrow}"`, at.team)
      const inMods = (who: string, line: string, given: Record<string, string>) =>
        onDiscord.says(who, line, given, at.moderation)
      await inMods('keeper', said.log, { [what]: 'Gift links', [type]: 'spam' })
      await inMods('keeper', said.log, { [what]: 'Noise', [type]: said.insults })
      await inMods('keeper', said.note, { [ref]: '1', [text]: 'INC-1, #general' })
      await inMods('keeper', said.remind, { [what]: 'Live', [when]: said.tomorrow })
      const question = await makeOne(town)
      for (const line of [...said.change, said.next]) expect(question).toContain(line)
      const answers = discord.private('keeper').map((it) => onDiscord.text(it, 'keeper'))
      expect(answers.find((it) => it.includes(said.coming))).toBeDefined()
      const told = discord.direct('keeper').map((it) => onDiscord.text(it, 'keeper'))
      expect(told).toEqual([said.done.join('\n')])

      const here = await onSlack.says('head_comm', `${said.show} INC-2`, at.team)
      expect(here).toContain('Gift links')
      expect(here).toContain('INC-1, #general')
      expect(here).toContain(said.was)
      expect(await onSlack.says('head_comm', `${said.show} INC-1`, at.team)).toContain('Courrier')
      expect(await onSlack.says('head_comm', `${said.reminder} R2`, at.team)).toContain('Live')
      expect(await inMods('keeper', said.log, { [what]: 'Fresh', [type]: said.press })).toContain('INC-4')
      await settle()
      expect(onDiscord.text(onDiscord.find(at.moderation, 'INC-4'))).toContain('Fresh')
      expect(await onSlack.says('head_comm', said.status, at.team)).not.toContain(said.done[0])
    } finally {
      expectPeace(town)
      await town.stop()
    }
  },
)
