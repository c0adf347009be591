import type { Locale } from '../../../src/core/person.ts'
import { type Chats, zone } from './chats.ts'
import type { Hands } from './hands.ts'
import { createRig, type Rig, type RigOptions } from './rig.ts'

/** Those of the team who are on Slack; the moderators are on Discord, and so are the members. */
const managers = ['cm_day', 'cm_junior', 'cm_relief', 'head_comm', 'director']
const moderators = ['mod_west', 'mod_south', 'mod_est']
const members = ['nightowl', 'otter']

/** Everybody in the story. */
export const people = { slack: managers, discord: [...moderators, ...members, 'keeper'] }

/** The channels of the story: those of the team are on Slack, the moderators' on Discord. */
export const channels = {
  en: { team: '#team', moderation: '#moderation', escalation: '#escalation' },
  fr: { team: '#équipe', moderation: '#modération', escalation: '#escalade' },
} as const

/** Vigie on both chats, however it runs there. */
export interface Scene extends Hands, Pick<Chats, 'discord' | 'slack'> {
  locale: Locale
  /** Lets the clock go on to a wall-clock time, 'HH:MM' on Thursday 11 March 2027 unless a day is named. */
  until(to: string): Promise<void>
  /** Waits until what was done has had its consequences, on either chat. */
  settle(): Promise<void>
}

/** Where what is. */
export interface Places {
  at: (typeof channels)[Locale]
}

/** The workspace and the server of the story, with Vigie in the test's own process. */
export type Town = Rig & Places

/** Opens both, with everybody there, in the language of the story; nothing is set. */
export const createTown = async (given: RigOptions = {}): Promise<Town> => inhabit(await createRig(given))

/** Lets everybody move in. */
export function inhabit<S extends Scene>(scene: S): S & Places {
  const { discord, locale, slack } = scene
  const at = channels[locale]
  const tongue = locale === 'en' ? 'en-GB' : 'fr'
  for (const name of managers)
    slack.user(name, {
      locale: locale === 'en' ? 'en-GB' : 'fr-FR',
      tz: zone,
      admin: name === 'head_comm',
    })
  for (const where of [at.team, at.escalation]) slack.channel(where.slice(1), { members: managers })
  slack.channel('general', { members: managers })
  discord.role('Mods', { permissions: ['ModerateMembers'] })
  for (const name of moderators) discord.user(name, { locale: tongue, tz: zone, roles: ['Mods'] })
  for (const name of members) discord.user(name, { locale: tongue, tz: zone })
  discord.user('keeper', { locale: tongue, tz: zone, admin: true })
  discord.role('@everyone', { permissions: ['ViewChannel', 'SendMessages', 'ReadMessageHistory'] })
  discord.channel('general')
  discord.channel(at.moderation.slice(1), { private: true, roles: ['Mods'], members: ['keeper'] })
  return { ...scene, at }
}
/** What is typed to set the two up and to make them one, in each language. */
const linking = {
  en: {
    managers: [
      '/settings set escalation:#escalation team:#team',
      '/team add @cm_relief role:manager',
      '/team add @director role:manager',
      '/team add @cm_day role:cm',
      '/settings set level:2 ask:@head_comm backup:@cm_relief minutes:30',
      '/settings set level:3 ask:@director minutes:15',
    ],
    link: '/settings link',
    set: { line: '/settings set', place: 'moderation' },
    role: { line: '/settings role', group: 'group', given: { role: 'moderator' } },
    yes: 'Make them one',
  },
  fr: {
    managers: [
      '/réglages régler escalade:#escalade équipe:#équipe',
      '/équipe ajouter @cm_relief rôle:responsable',
      '/équipe ajouter @director rôle:responsable',
      '/équipe ajouter @cm_day rôle:cm',
      '/réglages régler niveau:2 demander:@head_comm suppléance:@cm_relief minutes:30',
      '/réglages régler niveau:3 demander:@director minutes:15',
    ],
    link: '/réglages relier',
    set: { line: '/réglages régler', place: 'modération' },
    role: { line: '/réglages rôle', group: 'groupe', given: { rôle: 'modération' } },
    yes: 'Les réunir',
  },
} as const

/** Makes the two one community, as their managers do; answers the question that was asked first. */
export async function makeOne(town: Scene & Places): Promise<string> {
  const { at, discord, locale, onDiscord, onSlack, settle } = town
  const typed = linking[locale]
  for (const line of typed.managers) await onSlack.says('head_comm', line, at.team)
  await onDiscord.says('keeper', typed.set.line, { [typed.set.place]: at.moderation }, at.moderation)
  const { given, group, line } = typed.role
  const [mods] = await discord.complete('keeper', at.moderation, line, group, 'Mods')
  await onDiscord.says('keeper', line, { ...given, [group]: String(mods?.value) }, at.moderation)
  const shown = await onSlack.says('head_comm', typed.link, at.team)
  const code = shown.split('\n')[0] ?? ''
  const question = await onDiscord.says('keeper', typed.link, { code }, at.moderation)
  await onDiscord.press('keeper', discord.private('keeper').at(-1), typed.yes)
  await settle()
  onSlack.notified()
  onDiscord.notified()
  return question
}
