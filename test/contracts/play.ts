import { describe, expect, test } from 'vitest'
import { type Locale, locales, type Platform } from '../../src/core/person.ts'
import { plain } from '../../src/core/plain.ts'
import { words } from '../test-house.ts'
import type { Records } from './records.ts'
import { day, est, head, west } from './scenarios/cast.ts'
import { chapters } from './scenarios/index.ts'
import type { Ability, Act, Leaves, Scenario, Shown, Sight, Step } from './scenarios/scenario.ts'
import { labelsIn, said } from './tongue.ts'

/** What somebody was shown: how its first line begins, the labels of its buttons, and whom a post in a channel calls. */
export interface Fact {
  sees: Shown
  where: string
  says: string
  buttons?: readonly string[]
  notifies?: readonly string[]
  /** All of it. */
  whole: string
}

/** Vigie in a chat, with all the people of the scenarios at their keyboards. */
export interface Player {
  readonly chat: Platform
  /** Does what somebody does, through the chat's own client. */
  act(it: Act): Promise<void>
  /** Waits until nothing moves, with all that is due delivered; returns what was shown since it was asked last. */
  see(): Promise<Fact[]>
  records(): Promise<Records>
  /** What the chat or Vigie complained about, which nobody did by playing. */
  complaints(): readonly unknown[]
  stop(): Promise<void>
}

/** A chat that scenarios are played on; `lacks` says why what it does not have is not there. */
export interface Stage {
  chat: Platform
  lacks: Partial<Record<Ability, string>>
  open(locale: Locale): Promise<Player>
}

/** What came of a scenario on one chat: what was shown after each step, and what is stored at the end. */
interface Played {
  shown: { after: string; facts: Omit<Fact, 'whole'>[] }[]
  records: Records
}

/** How much of a first line is compared: terminals break lines. */
const compared = 50

/** Writes a line as all chats show it: plain spaces, no coloured mark, no more than a terminal's line. */
export const lineShown = (text: string): string =>
  text
    .replaceAll(/[\u00a0\u202f]/g, ' ')
    // Discord's lines carry a mark that nobody sees.
    .replaceAll(/\p{Cf}/gu, '')
    .replace(/^(?:🔴|🟠)\s*/u, '')
    .slice(0, compared)
    .trim()

/** How a community begins where a scenario says nothing else: the channels are chosen, the team is known. */
const beginning: readonly Act[] = [
  head.types('settings channels', { moderation: '#moderation', escalation: '#escalation', team: '#team' }),
  head.types('team add', { person: `@${day.name}`, role: 'cm' }),
  ...[est, west].map(({ name }) => head.types('team add', { person: `@${name}`, role: 'moderator' })),
]

/** Plays a scenario, holding it to what it says is to be seen. */
async function play({ story, needs }: Scenario, player: Player, locale: Locale): Promise<Played> {
  if (needs !== 'a greeting') {
    for (const act of beginning) await player.act(act)
    await player.see()
  }
  const shown: Played['shown'] = []
  let facts: Fact[] = []
  for (const step of story) {
    if ('sees' in step) {
      check(step, facts, { chat: player.chat, locale })
      continue
    }
    if ('together' in step) await Promise.all(step.together.map((act) => player.act(act)))
    else await player.act(step)
    facts = (await player.see()).filter((it) => needs === 'a greeting' || !isGreeting(it))
    shown.push({ after: told(step), facts: facts.map(comparable).sort(inOrder) })
  }
  const records = Object.entries(await player.records())
  // Who starts a terminal is not greeted, so that only a story about it compares what became of the greeting.
  const kept = records.filter(([key]) => needs === 'a greeting' || !key.includes('first-run'))
  return { shown, records: Object.fromEntries(kept) }
}

const greetings = locales.flatMap((locale) =>
  ['firstRun.title', 'firstRun.ready.title'].map((key) => lineShown(plain(words.t(locale)(key)))),
)
const isGreeting = ({ says }: Fact): boolean => greetings.includes(says)

/** What all chats show alike: in which order buttons stand is each one's own. */
const comparable = ({ whole: _, ...fact }: Fact): Omit<Fact, 'whole'> =>
  fact.buttons === undefined ? fact : { ...fact, buttons: fact.buttons.toSorted() }

const inOrder = (one: object, other: object): number => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)

/** Writes a step for whoever reads what failed. */
function told(step: Exclude<Step, Sight>): string {
  if ('together' in step) return step.together.map(told).join(', and at once ')
  const { does, ...rest } = step
  if (does === 'waits') return `until ${step.until}`
  return `${step.who} ${does} ${Object.entries(rest).flatMap(([name, it]) => (name === 'who' ? [] : JSON.stringify(it)))}`
}

function check(
  { buttons, notifies, says, sees, where, wrong }: Sight,
  facts: readonly Fact[],
  on: { chat: string; locale: Locale },
) {
  if (sees === 'nothing') return expect(facts, `on ${on.chat}`).toEqual([])
  const line = said(says, on.locale)
  const there = facts.filter((it) => it.sees === sees && it.where === where)
  const found = there.find((it) => it.says.startsWith(lineShown(line)))
  if (found === undefined) {
    expect(facts.map(comparable), `on ${on.chat}`).toContainEqual({
      ...{ sees, where },
      says: expect.stringMatching(`^${RegExp.escape(lineShown(line))}`),
    })
    throw new Error('something else is there')
  }
  const whole = found.whole.replaceAll(/\s+/g, ' ')
  if (wrong !== undefined) expect(whole, `on ${on.chat}`).toContain(said(wrong, on.locale))
  if (buttons !== undefined)
    expect(found.buttons?.toSorted(), `the buttons under '${line}' on ${on.chat}`).toEqual(
      buttons
        .map((label) => labelsIn(on.locale, label).find((it) => found.buttons?.includes(it)) ?? label)
        .toSorted(),
    )
  if (notifies !== undefined && where.startsWith('#'))
    expect(found.notifies, `who is called by '${line}' on ${on.chat}`).toEqual(notifies)
}

/** Holds every chat to the same scenarios, in one language: what is shown and what is stored is what they say, and the same. */
export function holdScenarios(locale: Locale, stages: readonly Stage[]): void {
  for (const { about, scenarios } of chapters)
    describe(about, () => {
      for (const scenario of scenarios) {
        const { either, leaves, needs, title } = scenario
        const lacking = stages.flatMap(({ chat, lacks }) => {
          const why = needs && lacks[needs]
          return why === undefined ? [] : [`not on ${chat}: ${why}`]
        })
        const able = stages.filter(({ lacks }) => needs === undefined || lacks[needs] === undefined)
        test([title, ...lacking].join(' · '), async () => {
          expect(able.length).toBeGreaterThan(1)
          const all = await Promise.all(able.map((stage) => playOn(stage, scenario, locale)))
          const ways = all.map((it) => (either === undefined ? it : asFirst(it, either, leaves)))
          const [first, ...others] = ways
          for (const [index, { chat }] of able.entries()) holdTo(leaves, ways[index]?.records ?? {}, chat)
          for (const [index, other] of others.entries()) {
            const pair = `${able[index + 1]?.chat} beside ${able[0]?.chat}`
            expect(other.shown, `what is shown: ${pair}`).toEqual(first?.shown)
            expect(other.records, `what is stored: ${pair}`).toEqual(first?.records)
          }
        })
      }
    })
}

async function playOn(stage: Stage, scenario: Scenario, locale: Locale): Promise<Played> {
  const player = await stage.open(locale)
  try {
    const played = await play(scenario, player, locale)
    expect(player.complaints(), `complaints on ${stage.chat}`).toEqual([])
    return played
  } finally {
    closing.add(player.stop())
  }
}

/** Chats that are being left: none has to wait for another. */
const closing = new Set<Promise<void>>()

/** Waits until every chat was left. */
export const left = (): Promise<unknown> => Promise.all(closing)

function holdTo(leaves: Leaves, records: Records, chat: string): void {
  const found = Object.fromEntries(Object.keys(leaves).map((key) => [key, records[key]]))
  expect(found, `what is stored on ${chat}`).toMatchObject(leaves)
}

/** Where either of two may have been the first, tells it as if it had been the one who is named first. */
function asFirst(it: Played, [one, other]: readonly [string, string], leaves: Leaves): Played {
  const swapped = JSON.parse(
    JSON.stringify(it).replaceAll(new RegExp(`${one}|${other}`, 'g'), (name) => (name === one ? other : one)),
  ) as Played
  const isAsTold = Object.entries(leaves).every(([key, value]) =>
    expect.objectContaining(value).asymmetricMatch(it.records[key]),
  )
  for (const { facts } of swapped.shown) facts.sort(inOrder)
  return isAsTold ? it : swapped
}
