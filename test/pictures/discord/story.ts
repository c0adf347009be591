import { mention } from '../../../src/adapters/discord/mentions.ts'
import type { Accepted } from '../../../src/core/chat.ts'
import type { Locale } from '../../../src/core/person.ts'
import { plain } from '../../../src/core/plain.ts'
import type { Typed } from '../../../src/demo/step.ts'
import { createRig, type Rig } from '../../adapters/discord/rig.ts'
import { createFakeChat } from '../../fakes.ts'
import type { Message } from '../../standins/discord/index.ts'
import { words } from '../../test-house.ts'
import type { Eyes } from '../dates.ts'
import { actOf, storyWith, team, zone } from '../story.ts'

/** What is looked at in the story. */
export const subjects = ['digest', 'incident', 'reminder', 'posted'] as const
export type Subject = (typeof subjects)[number]

/** What somebody saw: a message, with so many in its thread, and what ids in it are called. */
export interface Sight {
  seen: Message
  replies: number
  reader: Eyes & { names: ReadonlyMap<string, string> }
}

const rooms = {
  en: { team: 'team', moderation: 'moderation', escalation: 'escalation' },
  fr: { team: 'équipe', moderation: 'modération', escalation: 'escalade' },
}

interface Look {
  at: string
  subject: Subject
  see(rig: Rig, moderation: string): Message | undefined
}

const looks: readonly Look[] = [
  {
    at: '2027-03-11T03:47',
    subject: 'incident',
    see: ({ discord }, moderation) =>
      discord
        .messages(`#${moderation}`)
        .findLast((message) => discord.textOf(message).startsWith('INC-212 ·')),
  },
  ...[
    { at: '2027-03-11T08:00', subject: 'digest' as const },
    { at: '2027-03-11T12:30', subject: 'reminder' as const },
    { at: '2027-03-11T12:35', subject: 'posted' as const },
  ].map((it) => ({ ...it, see: ({ discord }: Rig) => discord.direct('cm_day').at(-1) })),
]

/** What the story types without a verb, and says yes to then, is typed whole here. */
const whole: Record<string, string> = {
  '/reminder tomorrow 18:30 Live Q&A': '/reminder add Live Q&A when:"tomorrow 18:30"',
  '/rappel Live questions-réponses demain à 18h30':
    '/rappel ajouter Live questions-réponses quand:"demain à 18h30"',
}
const agreed = /^(?:Save|Enregistrer)$/

/**
 * Plays the demo's story in the stand-in's server: Vigie is told what its people type as words, and what it sends
 * goes out through the real adapter. Answers what they saw.
 */
export async function playStory(locale: Locale): Promise<Record<Subject, Sight>> {
  const terminal = createFakeChat('console')
  const rig = await createRig({ now: '2026-12-17T08:00', locale, zone, beside: [terminal] })
  const { clock, discord } = rig
  const here = rooms[locale]
  const space = discord.guild.id
  const names = new Map<string, string>()
  const people = new Map(
    [...team, 'nightowl', 'otter'].map((name) => {
      const { id } = discord.user(name, { locale, admin: name === 'head_comm' })
      names.set(id, `@${name}`)
      return [name, id]
    }),
  )
  const channels = new Map(
    [...Object.values(here), 'general'].map((name) => {
      const { id } = discord.channel(
        name,
        name === 'general' ? {} : { private: true, members: team, bot: true },
      )
      names.set(id, `#${name}`)
      return [name, id]
    }),
  )
  const mentioned = (line: string): string =>
    line.replace(/(@|#)([\p{L}\w]+)/gu, (all, sign: '@' | '#', name: string) => {
      const id = (sign === '@' ? people : channels).get(name)
      return id === undefined ? all : mention(sign, space, id, name)
    })

  async function type(who: string, line: string): Promise<void> {
    const id = people.get(who) ?? ''
    const by = { platform: 'discord', space, id } as const
    const place = { platform: 'discord', space, channel: channels.get(here.moderation) ?? '' } as const
    const at = clock.now().epochMilliseconds
    const it = { id: crypto.randomUUID(), by, here: place, command: '', input: mentioned(line).slice(1), at }
    const accepted: Accepted | undefined = await terminal.bot?.accept({ ...it, locale })
    const outcome = accepted !== undefined && 'run' in accepted ? await accepted.run() : accepted
    if (outcome === undefined || !('card' in outcome))
      throw new Error(`${who} gets no answer to ${line}: ${JSON.stringify(outcome)}`)
    await accepted?.answered?.()
  }

  async function act(step: Typed): Promise<void> {
    const { label, line, who } = actOf(locale, step)
    const [short] = Object.keys(whole).filter((words) => line.startsWith(words))
    if (label === undefined)
      await type(who, short === undefined ? line : line.replace(short, whole[short] ?? ''))
    else if (!agreed.test(label)) await press(who, label)
    await rig.settle()
  }

  async function press(who: string, label: string): Promise<void> {
    const seen = discord.direct(who).findLast((message) => discord.textOf(message).includes(`[${label}]`))
    if (seen === undefined) throw new Error(`${who} sees nothing to press that is called ${label}`)
    await discord.press(who, seen, label)
  }

  function sightOf({ see, subject }: Look): Sight {
    const seen = see(rig, here.moderation)
    if (seen === undefined) throw new Error(`nobody sees the ${subject}`)
    const reader = { locale, zone, now: clock.now().epochMilliseconds, names }
    return { seen, replies: discord.thread(seen).length, reader }
  }

  try {
    const sights: Partial<Record<Subject, Sight>> = {}
    for (const step of storyWith(looks)) {
      await rig.advance(step.at)
      if ('subject' in step) sights[step.subject] = sightOf(step)
      else if ('small' in step)
        for (let n = 1; n <= step.small; n++)
          await type('mod_west', plain(words.t(locale)('demo.small', { n })))
      else if (!('scene' in step)) await act(step)
    }
    if (discord.violations.length > 0) throw new Error(discord.violations.join('\n'))
    return sights as Record<Subject, Sight>
  } finally {
    await rig.stop()
  }
}
