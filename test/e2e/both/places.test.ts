import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Locale } from '../../../src/core/person.ts'
import { followNames } from '../../../src/features/name-changes.ts'
import { type Reminder, reminderOf } from '../../../src/features/reminders/record.ts'
import { expectPeace } from './rig.ts'
import { createTown, makeOne, type Town } from './town.ts'

/** What is typed on Discord and read on both, in each language; on Slack every language is understood. */
const typed = {
  en: {
    add: ['/reminder add', 'place'],
    poll: (place: string) => ({ what: 'Post the poll', when: 'tomorrow 9am', place }),
    show: ['/reminder show', 'ref'],
    settings: ['/settings show', 'Change'],
    digest: ['/digest schedule', { at: '08:00' }, 'place'],
    unknown: "“#announcments” isn't a channel",
    near: 'Did you mean: #announcements (Slack)',
    edit: 'Edit',
    sentTo: 'Sent to',
    how: 'A channel, of this chat or another one: #announcements (Slack)',
  },
  fr: {
    add: ['/rappel ajouter', 'lieu'],
    poll: (lieu: string) => ({ quoi: 'Publier le sondage', quand: 'demain 9h', lieu }),
    show: ['/rappel voir', 'réf'],
    settings: ['/réglages voir', 'Changer'],
    digest: ['/point-du-matin programmer', { at: '08:00' }, 'lieu'],
    unknown: "« #announcments » n'est pas un salon",
    near: 'Voulais-tu dire : #announcements (Slack)',
    edit: 'Modifier',
    sentTo: 'Envoyé dans',
    how: "Un salon, d'ici ou d'une autre messagerie : #annonces (Slack)",
  },
} as const

/** How a field of the form before somebody on Slack is drawn. */
function fieldOnSlack({ slack }: Town, who: string, name: string): string | undefined {
  const blocks = slack.modal(who)?.view.blocks as { block_id?: string; element?: { type: string } }[]
  return blocks.find((it) => it.block_id === name)?.element?.type
}

async function opensOnSlack(town: Town, who: string, line: string) {
  await town.slack.type(who, town.at.team, line)
  await town.slack.until(() => town.slack.modal(who) !== undefined, 'the form')
}

async function offeredOnSlack({ slack }: Town, who: string, said: string, field = 'place') {
  const { body } = await slack.suggest(who, field, said)
  const options = body.options as { text: { text: string }; description?: { text: string } }[]
  return options.map(({ description, text }) => [text.text, description?.text])
}

describe.each<Locale>(['en', 'fr'])('channels of both chats, in %s', (locale) => {
  const say = typed[locale]
  let town: Town
  beforeAll(async () => {
    town = await createTown({ locale })
    town.discord.channel('annonces')
    town.slack.channel('announcements', { members: ['cm_day'] })
    town.slack.channel('annual-review', { private: true, members: ['director'] })
    town.discord.channel('annexe', { private: true, roles: ['Mods'] })
  }, 30_000)
  afterAll(async () => {
    expectPeace(town)
    await town.stop()
  })

  const offeredOnDiscord = (said: string, who = 'keeper') =>
    town.discord.complete(who, '#general', say.add[0], say.add[1], said)
  const seriesOf = (number: number): Promise<Reminder | undefined> =>
    town.look((use) => reminderOf(use, number))

  it("are picked from each chat's own list as long as they are not one community", async () => {
    await opensOnSlack(town, 'head_comm', '/vigie reminder add')
    expect(fieldOnSlack(town, 'head_comm', 'place')).toBe('conversations_select')
    await makeOne(town)
  })

  it('are offered on Slack in one field, to those who may see them', async () => {
    await opensOnSlack(town, 'cm_day', '/vigie reminder add')
    expect(fieldOnSlack(town, 'cm_day', 'place')).toBe('external_select')
    expect(await offeredOnSlack(town, 'cm_day', 'ann')).toEqual([
      ['#announcements', undefined],
      ['#annonces', 'Discord'],
    ])
    const [first] = await offeredOnSlack(town, 'cm_day', '')
    expect(first).toEqual([town.at.team, undefined])
    await opensOnSlack(town, 'director', '/vigie reminder add')
    expect((await offeredOnSlack(town, 'director', 'ann')).map(([name]) => name)).toEqual([
      '#announcements',
      '#annual-review',
      '#annonces',
    ])
  })

  it('take what is sent there from the other chat', async () => {
    const { discord, onDiscord, onSlack, until } = town
    const said = await onSlack.fills('cm_day', { what: 'Sondage', when: '02:10', place: '#annonces' })
    expect(said).toContain('#annonces (Discord)')
    expect((await seriesOf(1))?.place).toMatchObject({ channel: discord.channel('annonces').id })
    await until('02:11')
    expect(onDiscord.text(discord.messages('#annonces').at(-1))).toContain('Sondage')
  })

  it('are offered on Discord likewise, and typed there by name', async () => {
    const { discord, onDiscord, slack } = town
    const { id } = slack.channel('announcements')
    expect(await offeredOnDiscord('ann', 'mod_est')).toEqual([
      expect.objectContaining({ name: '#annonces' }),
      expect.objectContaining({ name: '#annexe' }),
      { name: '#announcements · Slack', value: `<#slack/${slack.team.id}/${id}|announcements>` },
    ])
    expect((await offeredOnDiscord('ann', 'otter')).map(({ name }) => name)).toEqual(['#annonces'])
    const [line] = say.add
    const [picked] = await offeredOnDiscord('announ')
    const names = [String(picked?.value), '#announcements · Slack', '#announcements (Slack)', 'announcements']
    for (const place of names)
      expect(await onDiscord.says('keeper', line, say.poll(place), town.at.moderation), place).toContain(
        '#announcements (Slack)',
      )
    expect((await seriesOf(2))?.place).toMatchObject({ platform: 'slack', channel: id })
    const own = await onDiscord.says('keeper', line, say.poll('#annonces'), town.at.moderation)
    expect(own).not.toContain('(Discord)')
    expect(discord.violations).toEqual([])
  })

  it('are refused where there is no such one, with those that were meant', async () => {
    const refused = await town.onDiscord.says(
      'keeper',
      say.add[0],
      say.poll('#announcments'),
      town.at.moderation,
    )
    expect(refused).toContain(say.unknown)
    expect(refused).toContain(say.near)
  })

  it('are named in forms on either chat, and stay as they are', async () => {
    const { at, discord, onDiscord, onSlack, slack } = town
    await onDiscord.says('keeper', say.show[0], { [say.show[1]]: 'R2' }, at.moderation)
    await onDiscord.press('keeper', discord.private('keeper').at(-1), say.edit)
    expect(onDiscord.text(discord.modal('keeper'))).toContain(`${say.sentTo}: #announcements (Slack)`)
    await onDiscord.fills('keeper', { [say.sentTo]: '#annonces' })
    expect((await seriesOf(2))?.place).toMatchObject({ platform: 'discord', name: 'annonces' })
    await onDiscord.says('keeper', say.settings[0], {}, at.moderation)
    await onDiscord.press('keeper', discord.private('keeper').at(-1), say.settings[1])
    const settings = onDiscord.text(discord.modal('keeper'))
    expect(settings).toContain(`${at.escalation} (Slack)`)
    expect(settings).toContain(say.how)
    await onSlack.says('head_comm', '/reminder show R2', at.team)
    await onSlack.press('head_comm', slack.private('head_comm').at(-1), say.edit)
    expect(onSlack.text(slack.modal('head_comm'))).toContain('#annonces (Discord)')
    await onSlack.fills('head_comm', { place: '#announcements' })
    expect((await seriesOf(2))?.place).toMatchObject({ platform: 'slack', name: 'announcements' })
  })

  it('are called as they are now by those on the other one, and nothing else has changed', async () => {
    const { at, clock, discord, engine, log, onDiscord, onSlack, slack, store, until } = town
    const [line, given, option] = say.digest
    await onDiscord.says('keeper', line, { ...given, [option]: town.at.moderation }, town.at.moderation)
    Object.assign(discord.channel('annonces'), { name: 'nouvelles' })
    Object.assign(discord.channel(town.at.moderation), { name: 'modo' })
    Object.assign(slack.channel('announcements'), { name: 'news' })
    await until('02:30')
    const kept = () => store.range({ from: '!', to: '~', limit: 10_000 })
    const before = await kept()
    expect(await followNames({ clock, house: engine.house, log, store })).toBe(1)
    const changed = (await kept()).filter(
      ({ key, version }) => !before.some((it) => it.key === key && it.version === version),
    )
    expect(changed.map(({ key }) => key.split('/').at(-1))).toEqual(['place-names'])
    expect(await onSlack.says('cm_day', '/reminder show R6', at.team)).toContain('#nouvelles (Discord)')
    expect(await onSlack.says('cm_day', '/digest list', at.team)).toContain('#modo (Discord)')
    expect(await onSlack.says('cm_day', '/settings', at.team)).toContain('#modo (Discord)')
    const shown = await onDiscord.says('keeper', say.show[0], { [say.show[1]]: 'R2' }, '#modo')
    expect(shown).toContain('#news (Slack)')
  })
})
