import { expect } from 'vitest'
import type { Locale } from '../../../src/core/person.ts'
import { createRig, type Rig, type RigOptions } from '../../adapters/discord/rig.ts'
import type { Discord, Message, Seen } from '../../standins/discord/index.ts'

/** What an option or a field is given, by its name or label. */
type Values = NonNullable<Parameters<Discord['submit']>[1]>

/** The channels of the story, by what they are for. */
export const channels = {
  en: { team: '#team', moderation: '#moderation', escalation: '#escalation' },
  fr: { team: '#équipe', moderation: '#modération', escalation: '#escalade' },
} as const

const managers = ['cm_day', 'cm_relief', 'director']
const moderators = ['mod_west', 'mod_south', 'mod_est']
const members = ['nightowl', 'otter']

/** How long nothing moves once all is done, in milliseconds: to be quicker would meet the library's own 50 calls a second. */
const quiet = 30

/** The server of EXAMPLES' story, and how its people are made to act. */
export interface Town extends Rig {
  /** The channels of the story in its language. */
  at: (typeof channels)[Locale]
  /** Lets the clock go on to a wall-clock time, 'HH:MM' on Thursday 11 March 2027 unless a day is named. */
  until(time: string): Promise<void>
  /** Somebody types a command with its options; answers what only they are shown. */
  says(who: string, words: string, given?: Values, where?: string): Promise<string>
  /** Somebody presses a button of a message, or chooses from its menu. */
  press(who: string, message: Message | undefined, label: string, choice?: string): Promise<void>
  /** Somebody fills in the form before them and sends it; answers what only they are shown. */
  fills(who: string, values: Values): Promise<string>
  /** What a person reads, with plain spaces, and without what keeps '@everyone' from being a mention. */
  text(seen: Seen | undefined, who?: string): string
  /** What somebody was shown last, for their eyes only. */
  last(who: string): string
  /** Who was notified since this was asked last, by name. */
  notified(): string[]
  /** The message of a channel that begins with these words. */
  find(where: string, begins: string): Message
  /** What the messages of a channel begin with, up to the first dot between spaces. */
  titles(where: string): string[]
}

/** Everybody is there, in the language of the story; the team is in its channels. */
function people(discord: Discord, locale: Locale): void {
  const tongue = locale === 'en' ? 'en-GB' : 'fr'
  discord.role('Mods', { permissions: ['ModerateMembers'] })
  discord.user('head_comm', { locale: tongue, admin: true })
  for (const name of managers) discord.user(name, { locale: tongue, roles: ['Mods'] })
  // A guest has what moderators have on Discord, and no part in the team as Vigie knows it.
  for (const name of [...moderators, 'guest']) discord.user(name, { locale: tongue, roles: ['Mods'] })
  for (const name of members) discord.user(name, { locale: tongue })
  const team = ['head_comm', ...managers]
  for (const name of Object.values(channels[locale]))
    discord.channel(name.slice(1), { private: true, members: team, roles: ['Mods'] })
  discord.role('@everyone', { permissions: ['ViewChannel', 'SendMessages', 'ReadMessageHistory'] })
  discord.channel('general')
}

/** Opens the server in one of the story's languages, with its channels chosen and its team known. */
export async function createTown(locale: Locale = 'en', more: RigOptions = {}): Promise<Town> {
  const rig = await createRig({ now: '2027-03-11T01:50', locale, ...more })
  const { discord } = rig
  const at = channels[locale]
  let heard = 0
  people(discord, locale)
  await discord.until(() => discord.commands().length > 0, 'the commands to be registered')
  await rig.settle()

  const text: Town['text'] = (seen, who) =>
    seen === undefined
      ? ''
      : discord
          .textOf(seen, who)
          .replaceAll(/[\u00a0\u202f]/g, ' ')
          .replaceAll('\u200b', '')
  const last = (who: string): string => text(discord.private(who).at(-1), who)
  const titles = (where: string): string[] =>
    discord.messages(where).map((it) => text(it, 'cm_day').split(/ · |\n/)[0] ?? '')

  // What follows from an act on loopback does so within milliseconds.
  async function settle(): Promise<void> {
    await discord.settled(quiet)
    await rig.engine.courier.run()
    await rig.engine.courier.run()
    await discord.settled(quiet)
  }

  const town: Town = {
    ...{ ...rig, settle, at, text, last, titles },
    until: (time) => rig.advance(time.includes('T') ? time : `2027-03-11T${time}`),
    async says(who, words, given = {}, where = at.team) {
      await discord.type(who, where, words, given)
      await settle()
      return last(who)
    },
    async press(who, message, label, choice) {
      if (message === undefined) throw new Error(`${who} has nothing before them to press '${label}' on`)
      await discord.press(who, message, label, choice === undefined ? {} : { choice })
      await settle()
    },
    async fills(who, values) {
      await discord.submit(who, values)
      await settle()
      return last(who)
    },
    notified() {
      const names = discord.notified.slice(heard).map(({ user }) => user)
      heard = discord.notified.length
      return names
    },
    find(where, begins) {
      const found = discord.messages(where).find((it) => text(it, 'cm_day').startsWith(begins))
      if (found === undefined)
        throw new Error(`nothing in ${where} begins with '${begins}', only: ${titles(where).join(', ')}`)
      return found
    },
  }
  for (const [words, given] of beginnings[locale]) {
    const seen = discord.private('head_comm').length
    await discord.type('head_comm', at.team, words, given)
    await discord.until(() => discord.private('head_comm').length > seen, `an answer to ${words}`)
  }
  await settle()
  town.notified()
  return town
}

/** How the server is set up, typed as its people would. */
const beginnings: Record<Locale, readonly (readonly [string, Values])[]> = {
  en: [
    ['/settings channels', { moderation: '#moderation', escalation: '#escalation', team: '#team' }],
    ['/team add', { person: '@cm_day', role: 'community manager' }],
    ['/team add', { person: '@cm_relief', role: 'community manager' }],
    ['/team add', { person: '@director', role: 'manager' }],
    ...moderators.map((name) => ['/team add', { person: `@${name}`, role: 'moderator' }] as const),
    ['/settings set', { level: '2', ask: '@cm_day', backup: '@cm_relief' }],
  ],
  fr: [
    ['/réglages salons', { modération: '#modération', escalade: '#escalade', équipe: '#équipe' }],
    ['/équipe ajouter', { personne: '@cm_day', rôle: 'community manager' }],
    ['/équipe ajouter', { personne: '@cm_relief', rôle: 'community manager' }],
    ['/équipe ajouter', { personne: '@director', rôle: 'responsable' }],
    ...moderators.map((name) => ['/équipe ajouter', { personne: `@${name}`, rôle: 'modération' }] as const),
    ['/réglages régler', { niveau: '2', demander: '@cm_day', suppléance: '@cm_relief' }],
  ],
}

/** What must hold whatever happened: nothing Discord refused, nothing it does not document, no mistake logged. */
export function expectPeace({ discord, log }: Rig): void {
  expect(discord.violations).toEqual([])
  expect(discord.published()).toEqual([])
  expect(log.errors).toEqual([])
}
