import { describe, expect, it } from 'vitest'
import type { Look } from '../../../src/adapters/slack/inline.ts'
import { renderMessage } from '../../../src/adapters/slack/render.ts'
import { at } from '../../features/digest/records.ts'
import { problemsOf } from '../../standins/slack/limits.ts'
import { words } from '../../test-house.ts'
import { textOf } from '../../text-of.ts'
import { elsewhere, morning, type Night, night } from '../night.ts'
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

const idOf = (name: string) => `U${name.replace('_', '').toUpperCase()}`

/** The same card on Slack: its people are in the workspace, 'cm_day' as 'UCMDAY'. */
const onSlack = elsewhere({ platform: 'slack', space: team }, idOf)

/** The last card in a channel that begins like this, as a post on Slack. */
function posted(bot: Night, channel: string, begins: string) {
  const at = looking(bot.clock.now().epochMilliseconds)
  const messages = bot.chat.in(channel).map(({ card }) => renderMessage(onSlack(card), at, 'post'))
  const found = messages.findLast(({ text }) => text.startsWith(begins))
  if (found === undefined) throw new Error(`nothing in ${channel} begins with ${begins}`)
  expect(problemsOf('message', found)).toEqual([])
  return found
}

const shown = (bot: Night, channel: string, begins: string) =>
  readable(posted(bot, channel, begins).blocks).join('\n')

describe('the cards of a night, on Slack', () => {
  it('shows an incident with its facts in order, its past as a list under the name', async () => {
    const bot = await night()
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
    const { card, now } = await morning(locale)
    const message = renderMessage(card, looking(now), 'post')
    expect(problemsOf('message', message)).toEqual([])
    expect(readable(message.blocks).join('\n').replaceAll('/vigie ', '/')).toBe(`🔴 ${textOf(card, now)}`)
    expect(message.text.split('\n')).toEqual(textOf(card, now).split('\n').slice(0, 3))
    expect(JSON.stringify(message.blocks).length).toBeLessThan(11_000)
  })
})
