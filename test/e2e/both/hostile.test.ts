import { afterAll, beforeAll, expect, it } from 'vitest'
import { read } from '../../adapters/discord/markdown-reader.ts'
import type { Message } from '../../standins/discord/index.ts'
import { dangersIn, hostile } from '../slack/hostile.ts'
import { expectPeace } from './rig.ts'
import { createTown, makeOne, type Town } from './town.ts'

/** Names that mean something on the other chat. */
const moderator = '<!channel> *Eve* <@U12345>'
const manager = '**Max** @everyone <@&1>'

let town: Town
let hour = Temporal.PlainDateTime.from('2027-03-11T02:00')
let outsiders: string[]
beforeAll(async () => {
  town = await createTown()
  await makeOne(town)
  const { at, discord, onSlack, slack } = town
  discord.user(moderator, { locale: 'en-GB', roles: ['Mods'] })
  discord.user('bystander')
  slack.user(manager, { locale: 'en-GB', tz: 'Europe/Paris', admin: true })
  slack.join(manager, at.escalation)
  slack.user('bystander')
  slack.join('bystander', at.escalation)
  outsiders = [slack.user('bystander').id]
  await onSlack.says(manager, '/settings')
  await onSlack.says('head_comm', '/settings set level:2 ask:@head_comm minutes:30')
}, 30_000)
afterAll(async () => {
  expectPeace(town)
  await town.stop()
})

/** What Discord would make of somebody's words: anything that notifies, leads away or looks like a part of Discord. */
const dangersOn = ({ components, content, mentions }: Message, meant: readonly string[]): unknown[] => [
  ...[content, ...partsIn(components)]
    .flatMap((text) => read(text))
    .filter(({ kind }) => !['text', 'time', 'heading', 'small', 'list', 'link'].includes(kind)),
  ...mentions.users.filter((id) => !meant.includes(id)),
  ...mentions.roles,
  ...(mentions.everyone ? ['everyone'] : []),
]

const partsIn = (components: unknown): string[] =>
  Array.isArray(components)
    ? components.flatMap((it) => [
        ...(typeof it.content === 'string' ? [it.content] : []),
        ...partsIn(it.components),
      ])
    : []

/** One thing each, short enough for a title. */
const written = hostile.filter((text) => text.length <= 200)

it.each(written)(
  '%j means nothing on the other chat, and notifies nobody who was not asked',
  async (text) => {
    const { at, discord, onDiscord, onSlack, settle, slack } = town
    hour = hour.add({ hours: 1 })
    await town.until(hour.toString())
    onSlack.notified()
    onDiscord.notified()
    const calls = slack.calls.length
    const logged = await onDiscord.says(
      moderator,
      '/incident log',
      { what: text, type: 'other' },
      at.moderation,
    )
    const ref = /INC-\d+/.exec(logged)?.[0] ?? ''
    await onDiscord.says(moderator, '/incident ask', { ref, why: text, level: '2' }, at.moderation)
    await settle()
    expect(onSlack.notified()).toEqual(['head_comm'])
    await onSlack.says(manager, `/incident answer ${ref} text:"${text.replaceAll('"', '')}"`, at.escalation)
    await settle()
    expect({ slack: onSlack.notified(), discord: onDiscord.notified() }).toEqual({
      slack: [],
      discord: [moderator],
    })
    for (const { args } of slack.calls.slice(calls)) expect(dangersIn(args, outsiders)).toEqual([])
    const threads = discord.messages(at.moderation).flatMap((it) => discord.thread(it))
    const seen = [...discord.messages(at.moderation), ...threads, ...discord.direct(moderator)]
    expect(seen.length).toBeGreaterThan(2)
    const meant = [discord.user(moderator).id]
    for (const message of seen) expect(dangersOn(message, meant), message.content).toEqual([])
  },
)
