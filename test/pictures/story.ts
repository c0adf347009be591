import type { Locale } from '../../src/core/person.ts'
import { plain } from '../../src/core/plain.ts'
import { before } from '../../src/demo/before.ts'
import { content } from '../../src/demo/content.ts'
import { day } from '../../src/demo/day.ts'
import { night } from '../../src/demo/night.ts'
import type { Step, Typed } from '../../src/demo/step.ts'
import { createRig, type Rig } from '../adapters/slack/rig.ts'
import type { Message, View } from '../standins/slack/index.ts'
import { words } from '../test-house.ts'
import type { Sight } from './sight.ts'

/** What is looked at in the story. */
export type Subject = 'escalation' | 'incident' | 'digest' | 'home' | 'form' | 'reminder' | 'posted'

/** Where the story takes place. */
export const zone = 'Europe/Paris'

/** Who is in the team. */
export const team = 'head_comm cm_day cm_relief cm_junior director mod_west mod_south mod_est'.split(' ')
const names = {
  en: {
    team: 'team',
    moderation: 'moderation',
    escalation: 'escalation',
    asked: 'A member writes that the double charges are back since this morning',
    menu: 'Log as incident',
  },
  fr: {
    team: 'équipe',
    moderation: 'modération',
    escalation: 'escalade',
    asked: 'Un membre écrit que les doubles prélèvements ont repris ce matin',
    menu: 'En faire un incident',
  },
}

/** What the story's presses with words are where such words are typed, or asked for by a form. */
const typedPresses: Record<string, string> = {
  '/press Answer "Yes': '/incident answer 212 "Yes',
  '/press Answer "We': '/incident answer 214 "We',
  '/press Done ': '/incident done 212 ',
  '/press "On it" ': '/incident on-it 214 until:',
  '/appuyer Répondre "Oui': '/incident répondre 212 "Oui',
  '/appuyer Répondre "Réponse': '/incident répondre 214 "Réponse',
  '/appuyer "C\'est fait" ': '/incident fait 212 ',
  '/appuyer "Je m\'en charge" ': "/incident je m'en charge 214 jusqu'à:",
}

/** A look at the story: when, and what is seen then. */
interface Look {
  at: string
  subject: Subject
  see(rig: Rig, here: (typeof names)[Locale]): Promise<Message | View | undefined>
}

const looks: readonly Look[] = [
  {
    at: '2027-03-11T02:59',
    subject: 'escalation',
    see: async (rig, { escalation }) => newest(rig, `#${escalation}`, 'INC-212'),
  },
  {
    at: '2027-03-11T03:47',
    subject: 'incident',
    see: async (rig, { moderation }) => newest(rig, `#${moderation}`, 'INC-212 ·'),
  },
  { at: '2027-03-11T08:00', subject: 'digest', see: async ({ slack }) => slack.direct('cm_day').at(-1) },
  {
    at: '2027-03-11T08:01',
    subject: 'home',
    async see({ slack, settle }) {
      await slack.openHome('cm_day')
      await settle()
      return slack.home('cm_day')
    },
  },
  {
    at: '2027-03-11T08:12',
    subject: 'form',
    async see({ slack, settle }, { team: room, asked, menu }) {
      await slack.messageShortcut('mod_west', slack.say('mod_south', `#${room}`, asked), menu)
      await settle()
      return slack.modal('mod_west')
    },
  },
  { at: '2027-03-11T12:30', subject: 'reminder', see: async ({ slack }) => slack.direct('cm_day').at(-1) },
  { at: '2027-03-11T12:35', subject: 'posted', see: async ({ slack }) => slack.direct('cm_day').at(-1) },
]

/** The demo's story up to noon with what is looked at on the way. */
export const storyWith = <T extends { at: string }>(looks: readonly T[]): (Step | T)[] => {
  const inOrder = (all: readonly (Step | T)[]) => all.toSorted((one, other) => (one.at < other.at ? -1 : 1))
  return [...inOrder([...before, ...content]), ...inOrder([...night, ...day, ...looks])].filter(
    ({ at }) => at < '2027-03-11T12:36',
  )
}

/**
 * Plays the demo's story in the stand-in's workspace, typed and pressed by its people through the real adapter;
 * answers what they saw.
 */
export async function playStory(locale: Locale): Promise<Record<Subject, Sight>> {
  const rig = await createRig({ now: '2026-12-17T08:00', locale, zone })
  const { slack } = rig
  const here = names[locale]
  const { team: room, moderation, escalation } = here
  const home = `#${moderation}`
  for (const name of team)
    slack.user(name, { locale: locale === 'fr' ? 'fr-FR' : 'en-GB', tz: zone, owner: name === 'head_comm' })
  const rooms = [room, moderation, escalation].map((name) =>
    slack.channel(name, { private: true, members: team, bot: true }),
  )

  async function act(step: Typed): Promise<void> {
    const { label, line, who } = actOf(locale, step)
    if (label !== undefined) await press(rig, who, label)
    else await slack.type(who, home, `/vigie ${line.slice(1)}`)
    await rig.settle()
  }

  async function logSmall(count: number): Promise<void> {
    for (let n = 1; n <= count; n++)
      await slack.type('mod_west', home, `/vigie ${plain(words.t(locale)('demo.small', { n })).slice(1)}`)
  }

  async function sightOf({ see, subject }: Look): Promise<Sight> {
    const seen = await see(rig, here)
    if (seen === undefined) throw new Error(`nobody sees the ${subject}`)
    const replies = 'ts' in seen ? slack.thread(seen).length : 0
    const users = [...team.map((name) => slack.user(name)), slack.bot]
    const reader = { locale, zone, now: rig.clock.now().epochMilliseconds, users, channels: rooms }
    return { seen, replies, reader }
  }

  try {
    const sights: Partial<Record<Subject, Sight>> = {}
    for (const step of storyWith(looks)) {
      await rig.advance(step.at)
      if ('subject' in step) sights[step.subject] = await sightOf(step)
      else if ('small' in step) await logSmall(step.small)
      else if (!('scene' in step)) await act(step)
    }
    if (slack.violations.length > 0) throw new Error(slack.violations.join('\n'))
    return sights as Record<Subject, Sight>
  } finally {
    await rig.stop()
  }
}

/** What somebody does in a step: presses what has this label, or types this line. */
export function actOf(locale: Locale, { by, in: about, [locale]: typed }: Typed) {
  const [who = ''] = by.split(':')
  const [pressed] = Object.entries(typedPresses).find(([words]) => typed.startsWith(words)) ?? []
  const said = pressed === undefined ? typed : typed.replace(pressed, typedPresses[pressed] ?? '')
  const [, label] = /^\/(?:press|appuyer) "?([^"]+)"?$/.exec(said) ?? []
  return { who, label, line: `/${withNumber(said.slice(1), about)}` }
}

/** In a case's thread its number need not be typed; elsewhere it comes after noun and verb. */
const withNumber = (line: string, about: string | undefined): string =>
  about === undefined ? line : line.replace(/^(\S+ \S+)/, `$1 ${about.replace('INC-', '')}`)

async function press({ slack }: Rig, who: string, label: string): Promise<void> {
  const seen = [...slack.private(who), ...slack.direct(who)].findLast((message) =>
    slack.textOf(message).includes(label),
  )
  if (seen === undefined) throw new Error(`${who} sees nothing to press that is called ${label}`)
  await slack.press(who, seen, label)
}

const newest = ({ slack }: Rig, where: string, said: string): Message | undefined =>
  slack
    .messages(where)
    .filter(({ thread_ts: root, ts }) => root === undefined || root === ts)
    .findLast((message) => slack.textOf(message).includes(said))
