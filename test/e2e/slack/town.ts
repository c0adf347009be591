import { expect } from 'vitest'
import type { Locale } from '../../../src/core/person.ts'
import { plain } from '../../../src/core/plain.ts'
import { before } from '../../../src/demo/before.ts'
import { content } from '../../../src/demo/content.ts'
import type { Step } from '../../../src/demo/step.ts'
import { instantIn } from '../../adapters/engine.ts'
import { createRig, type Rig, type RigOptions } from '../../adapters/slack/rig.ts'
import type { Ack, Message, Seen, Slack } from '../../standins/slack/index.ts'
import { words } from '../../test-house.ts'

/** Where the people of the story are. */
export const zone = 'Europe/Paris'

const team = ['cm_day', 'cm_junior', 'cm_relief', 'head_comm', 'director', 'mod_west', 'mod_south', 'mod_est']
const members = ['nightowl', 'otter']

/** The channels of the story, by what they are for. */
export const channels = {
  en: { team: '#team', moderation: '#moderation', escalation: '#escalation' },
  fr: { team: '#équipe', moderation: '#modération', escalation: '#escalade' },
} as const

/** The workspace of EXAMPLES' story, and how its people are made to act. */
export interface Town extends Rig {
  locale: Locale
  /** The channels of the story in its language. */
  at: (typeof channels)[Locale]
  /** Lets the clock go on to a wall-clock time, 'HH:MM' on Thursday 11 March 2027 unless a day is named. */
  until(time: string): Promise<void>
  /** Somebody types a line as the terminal knows it; answers what only they are shown. */
  says(who: string, line: string, where?: string): Promise<string>
  /** Somebody presses a button of a message, or chooses from its menu. */
  press(who: string, seen: Seen | undefined, label: string, choice?: string): Promise<void>
  /** Somebody fills in the form before them and sends it; answers what only they are shown. */
  fills(who: string, values: Parameters<Slack['submit']>[1]): Promise<string>
  /** What a person reads, with plain spaces. */
  text(seen: Seen | undefined, who?: string): string
  /** Who was notified since this was asked last, by name. */
  notified(): string[]
  /** The message of a channel that begins with these words. */
  find(where: string, begins: string): Message
}

const instantOf = (time: string) => instantIn(zone, time.includes('T') ? time : `2027-03-11T${time}`)

/** Everybody is there, in the language of the story; the team is in its channels. */
export function people(slack: Slack, locale: Locale): void {
  const tongue = locale === 'en' ? 'en-GB' : 'fr-FR'
  for (const name of [...team, ...members])
    slack.user(name, { locale: tongue, tz: zone, admin: name === 'head_comm' })
  for (const channel of Object.values(channels[locale])) slack.channel(channel.slice(1), { members: team })
  for (const channel of ['general', 'help', 'aide'])
    slack.channel(channel, { members: [...team, ...members] })
  slack.group('mods', team.slice(-3))
}

/** Opens the workspace on a day of the story, in one of its languages. */
export async function createTown(
  locale: Locale,
  now = '2026-12-17T08:00',
  more: RigOptions = {},
): Promise<Town> {
  const rig = await createRig({ now, locale, zone, ...more })
  const { clock, engine, slack } = rig
  people(slack, locale)
  const text = (seen: Seen | undefined, who?: string): string =>
    seen === undefined ? '' : slack.textOf(seen, who).replaceAll(/[\u00a0\u202f]/g, ' ')

  let heard = 0

  return {
    ...rig,
    locale,
    notified() {
      const names = slack.notified.slice(heard).map(({ user }) => user)
      heard = slack.notified.length
      return names
    },
    at: channels[locale],
    text,
    async until(time) {
      await engine.timer.advance(clock, instantOf(time))
      await slack.settled(30)
    },
    async says(who, line, where = channels[locale].team) {
      const seen = slack.private(who).length
      await slack.type(who, where, line.replace(/^\//, '/vigie '))
      await slack.until(() => slack.private(who).length > seen, `an answer to '${line}'`)
      return text(slack.private(who).at(-1), who)
    },
    async press(who, seen, label, choice) {
      if (seen === undefined) throw new Error(`${who} has nothing before them to press '${label}' on`)
      await slack.press(who, seen, label, choice === undefined ? {} : { choice })
      await slack.settled(30)
    },
    async fills(who, values) {
      const seen = slack.private(who).length
      await slack.submit(who, values)
      await slack.until(() => slack.private(who).length > seen, `an answer to the form of ${who}`)
      return text(slack.private(who).at(-1), who)
    },
    find(where, begins) {
      const found = slack.messages(where).find((it) => text(it).startsWith(begins))
      if (found === undefined) {
        const there = slack.messages(where).map((it) => text(it).split('\n')[0])
        throw new Error(`nothing in ${where} begins with '${begins}', only:\n${there.join('\n')}`)
      }
      return found
    },
  }
}

/** Opens the workspace in English at seven in the morning, with its channels chosen and its team known. */
export async function createMorning(more: RigOptions = {}): Promise<Town> {
  const town = await createTown('en', '2027-03-11T07:00', more)
  await town.says('head_comm', '/settings channels moderation:#moderation escalation:#escalation team:#team')
  await town.says('head_comm', '/settings role @mods moderator')
  await town.says('head_comm', '/team add @cm_day role:cm')
  await town.settle()
  town.notified()
  return town
}

/** Plays what was before the night: the winter's incidents, content and settings, as the demo tells them. */
export async function winter(town: Town): Promise<void> {
  const steps = [...before, ...content].toSorted((one, other) => (one.at < other.at ? -1 : 1))
  await town.says('head_comm', roleOfMods[town.locale])
  for (const step of steps) await play(town, step)
}

/** The moderators are a group of the workspace. */
const roleOfMods = { en: '/settings role @mods moderator', fr: '/réglages rôle @mods modération' }

/** Plays one step of the demo's story. */
export async function play(town: Town, step: Step): Promise<void> {
  await town.engine.timer.advance(town.clock, instantOf(step.at))
  if ('scene' in step) return
  if ('small' in step) {
    const lines = Array.from({ length: step.small }, (_, n) =>
      plain(words.t(town.locale)('demo.small', { n: n + 1 })),
    )
    const seen = town.slack.private('mod_west').length
    for (const line of lines) await town.slack.type('mod_west', town.at.team, line.replace(/^\//, '/vigie '))
    const isOver = () => town.slack.private('mod_west').length === seen + lines.length
    return town.slack.until(isOver, 'the answers of a quiet month')
  }
  const [who = ''] = step.by.split(':')
  // Moderators have their role from the group.
  if (/^\/team add @mod_/.test(step[town.locale])) return
  await town.says(who, step[town.locale])
}

/** What must hold whatever happened: nothing Slack refused, nothing that was logged as a mistake. */
export function expectPeace({ log, slack }: Rig): void {
  expect(slack.violations).toEqual([])
  expect(log.errors).toEqual([])
}

/** What was acknowledged too late, which Slack shows as a failure. */
export const late = ({ late: isLate }: Ack): boolean => isLate
