import { describe, expect, it } from 'vitest'
import { type Look, renderMessage } from '../../../src/adapters/slack/render.ts'
import type { Card } from '../../../src/core/card.ts'
import { readFacts } from '../../../src/features/digest/facts.ts'
import { digestCard } from '../../../src/views/digest/index.ts'
import { at, records, who } from '../../features/digest/records.ts'
import { keepStory } from '../../features/digest/story.ts'
import { problemsOf } from '../../standins/slack/limits.ts'
import { createTestBot } from '../../test-bot.ts'
import { words } from '../../test-house.ts'
import { textOf } from '../../text-of.ts'
import { readable } from './readable.ts'

const team = 'T1'
const looking = (now: number): Look => ({
  space: team,
  command: '/vigie',
  words,
  now,
  locale: 'en',
  zone: 'Europe/Paris',
})

/** The same card on Slack: its people are in the workspace, 'cm_day' as 'UCMDAY'. */
const onSlack = (card: Card): Card =>
  JSON.parse(JSON.stringify(card), (_, value) =>
    value?.platform === 'console' && 'id' in value
      ? { platform: 'slack', space: team, id: idOf(value.id) }
      : value,
  )
const idOf = (name: string) => `U${name.replace('_', '').toUpperCase()}`

/** The night of EXAMPLES up to the backup's turn, and the reminder of the day. */
async function night() {
  const bot = await createTestBot({ now: '2027-02-19T10:00' })
  await bot.say('cm_day:manager', '/settings set moderation:#moderation escalations:#team')
  await bot.say('mod_est:moderator', '/incident log Insists in private type:harassment member:@nightowl')
  await bot.say('mod_est', '/incident resolve 1 reason:mediated')
  await bot.advance('2027-03-10T17:31')
  await bot.say(
    'cm_day',
    '/reminder add "Job of the week: customer support, two openings" network:LinkedIn campaign:Hiring link:https://example.com/jobs/support when:"every thursday 12:30"',
  )
  await bot.advance('2027-03-11T02:52')
  await bot.say(
    'mod_est',
    '/incident log what:"@nightowl writes to @otter again" type:harassment member:@nightowl affected:@otter file:1.png,2.png,3.png,4.png reporter:@otter when:02:49 place:"Discord private messages"',
  )
  await bot.advance('2027-03-11T02:58')
  await bot.say('mod_est', '/incident ask 2 Our rules say nothing about DMs. A 7-day timeout?')
  return bot
}

type Bot = Awaited<ReturnType<typeof night>>

/** The last card in a channel that begins like this, as a post on Slack. */
function posted(bot: Bot, channel: string, begins: string) {
  const at = looking(bot.clock.now().epochMilliseconds)
  const messages = bot.chat.in(channel).map(({ card }) => renderMessage(onSlack(card), at, 'post'))
  const found = messages.findLast(({ text }) => text.startsWith(begins))
  if (found === undefined) throw new Error(`nothing in ${channel} begins with ${begins}`)
  expect(problemsOf('message', found)).toEqual([])
  return found
}

const shown = (bot: Bot, channel: string, begins: string) =>
  readable(posted(bot, channel, begins).blocks).join('\n')

describe('the cards of a night, on Slack', () => {
  it('shows an incident with its facts in order, its past as a list under the name', async () => {
    const bot = await night()
    await bot.deliver()
    expect(shown(bot, 'moderation', 'INC-2 ·')).toBe(`INC-2 · Harassment · high severity · WAITING, LEVEL 2
@nightowl writes to @otter again
Reported: @nightowl · 1 incident in 90 days
• INC-1 mediated (19 Feb)
Affected: @otter
Happened: 02:49, Discord private messages
Logged: 02:52 by @mod_est
Evidence: 4 screenshots provided by @otter, team only
Owner: @mod_est (since 02:52)
02:58 @mod_est: asked at level 2: @cm_day: Our rules say nothing about DMs. A 7-day timeout?
02:52 @mod_est: logged.
[Note] [Add evidence] [Ask] [I'll take it] [Resolve]`)
  })

  it('asks on one card, and mentions for real only whoever is newly asked', async () => {
    const bot = await night()
    await bot.deliver()
    expect(shown(bot, 'team', 'Advice wanted')).toBe(`Advice wanted · INC-2 · harassment · level 2 · by 03:28
<@UCMDAY>, @mod_est has been waiting since 02:58:
"Our rules say nothing about DMs. A 7-day timeout?"
@nightowl: 1 incident in 90 days (mediated)
Done so far: nothing in public, 4 screenshots attached
No answer by 03:28: level 3, <@UCMDAY>
[Answer] [On it: 15 min | 30 min | 1 h | 2 h | choose] [Ask for details] [Pass to level 3]`)
    const again = bot.chat.in('team').find(({ card }) => card.title !== undefined)
    const edited = renderMessage({ ...onSlack(again?.card ?? {}), notify: [] }, looking(at('08:00')), 'post')
    expect(readable(edited.blocks).join()).not.toContain('<@')
  })

  it('shows a reminder that fires with its menu', async () => {
    const bot = await night()
    await bot.advance('2027-03-11T12:30')
    const { blocks, text } = posted(bot, '@cm_day', '12:30')
    expect(readable(blocks).join('\n')).toBe(`12:30 · LinkedIn · to post now
Job of the week: customer support, two openings
Campaign Hiring · text and picture: link
Every Thursday at 12:30 · next: Thursday 18 March · R1
[Posted] [Later: 15 min (12:45) | 1 h (13:30) | next working morning (Fri 12 March, 09:00) | choose] [Skip this one]`)
    expect(text).toBe(`12:30 · LinkedIn · to post now
Job of the week: customer support, two openings
Campaign Hiring · text and picture: link
Every Thursday at 12:30 · next: Thursday 18 March · R1`)
    expect(JSON.stringify(blocks)).toContain('"url":"https://example.com/jobs/support"')
  })

  it.each(['en', 'fr'] as const)('keeps every line of the morning in its order, in %s', async (locale) => {
    const it = await records(at('08:00'), locale)
    await it.write((use) => keepStory(use, locale))
    const facts = await it.look((use) => readFacts(use))
    const reader = { locale, zone: 'Europe/Paris', sees: 'team' as const }
    const drawn = digestCard(facts, {
      reader,
      for: { audience: 'cm', person: { id: who('cm_day').person, role: 'cm' } },
      routine: it.house.routine[locale],
      words,
      t: words.t(locale),
    })
    const card = { ...drawn, for: reader }
    const message = renderMessage(card, looking(at('08:00')), 'post')
    expect(problemsOf('message', message)).toEqual([])
    expect(readable(message.blocks).join('\n').replaceAll('/vigie ', '/')).toBe(
      `🔴 ${textOf(card, at('08:00'))}`,
    )
    expect(message.text.split('\n')).toEqual(textOf(card, at('08:00')).split('\n').slice(0, 3))
    expect(JSON.stringify(message.blocks).length).toBeLessThan(11_000)
  })
})
