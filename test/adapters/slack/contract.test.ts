import { afterEach, describe, expect, test } from 'vitest'
import { createAnswers } from '../../../src/adapters/slack/answers.ts'
import { createApi } from '../../../src/adapters/slack/api.ts'
import { createDirectory } from '../../../src/adapters/slack/directory.ts'
import type { Look } from '../../../src/adapters/slack/inline.ts'
import type { Team } from '../../../src/adapters/slack/options.ts'
import { createPosts } from '../../../src/adapters/slack/posts.ts'
import type { Card } from '../../../src/core/card.ts'
import type { Chat, Problem } from '../../../src/core/chat.ts'
import { createFixedClock } from '../../../src/core/clock.ts'
import type { Account, Place } from '../../../src/core/person.ts'
import { chatContract } from '../../contracts/chat.ts'
import { createSlack, type Slack } from '../../standins/slack/index.ts'
import { createWrittenLog } from '../written-log.ts'
import { look } from './looks.ts'

const open: Slack[] = []

/** What a chat on Slack sends and asks with, in the stand-in's workspace; nothing comes in. */
async function openWorkspace() {
  const clock = createFixedClock('2027-03-11T01:04:00Z')
  const slack = await createSlack({ now: () => clock.now().epochMilliseconds })
  open.push(slack)
  const anna = slack.user('anna', { locale: 'fr-FR', tz: 'Europe/Paris' })
  const channel = slack.channel('moderation', { members: ['anna'], bot: true })
  const log = createWrittenLog()
  const api = createApi({ botToken: slack.env.SLACK_BOT_TOKEN, apiUrl: slack.env.SLACK_API_URL, log })
  const space = slack.team.id
  const auth = await api.read('auth.test', {})
  if (!('ok' in auth)) throw new Error(`no workspace: ${JSON.stringify(auth)}`)
  const team: Team = {
    ...{ id: space, name: 'Vigie', url: '', bot: String(auth.ok.user_id), botId: String(auth.ok.bot_id) },
  }
  const looks = (): Look => ({ ...look(), space })
  const parts = { api, look: looks, team: () => team, clock, log }
  const place: Place = { platform: 'slack', space, channel: channel.id }
  const who: Account = { platform: 'slack', space, id: anna.id }
  const answers = createAnswers(parts)
  const chat: Chat = {
    platform: 'slack',
    start: async () => {},
    stop: async () => {},
    ...createPosts(parts),
    answer: (reply, outcome) => answers.answer({ user: who.id, channel: place.channel, ...reply }, outcome),
    directory: createDirectory(parts),
  }
  return { slack, clock, log, chat, place, who }
}

afterEach(async () => {
  const closing = open.splice(0)
  await Promise.all(closing.map((slack) => slack.close()))
  // Slack was never asked for what an app should know that it refuses.
  expect(closing.flatMap(({ violations }) => violations)).toEqual([])
})

chatContract('what Slack is sent and asked keeps the promises of a chat', async () => {
  const { chat, place, slack, who } = await openWorkspace()
  return {
    chat,
    who,
    place,
    shown: () =>
      slack
        .messages('#moderation')
        .flatMap((message) => [message, ...slack.thread(message)])
        .map((message) => slack.textOf(message))
        .join('\n'),
    remembers: false,
  }
})

describe('in a workspace', () => {
  const card: Card = { title: 'Spam wave', text: 'Twelve accounts' }

  test('a post whose answer is lost is found by its key, and is there once', async () => {
    const { chat, clock, place, slack } = await openWorkspace()
    slack.fault('chat.postMessage', 'lost')
    const before = clock.now().epochMilliseconds
    expect(await chat.send(place, card, 'key-1')).toHaveProperty('unknown')
    const [message, ...others] = slack.messages('#moderation')
    expect(message).toBeDefined()
    expect(others).toEqual([])
    expect(await chat.find(place, 'key-1', before - 60_000)).toEqual({ place, id: message?.ts })
    expect(await chat.find(place, 'key-2', before - 60_000)).toBe('absent')
  })

  test.each(['500', 'cut'])(
    'a post that Slack did not take, but did not say so, is not found: %s',
    async (fault) => {
      const { chat, place, slack } = await openWorkspace()
      slack.fault('chat.postMessage', fault)
      expect(await chat.send(place, card, 'key-1')).toHaveProperty('unknown')
      expect(await chat.find(place, 'key-1', 0)).toBe('absent')
      expect(slack.messages('#moderation')).toEqual([])
    },
  )

  test('a lost answer in a thread is found there', async () => {
    const { chat, place, slack } = await openWorkspace()
    const sent = await chat.send(place, card, 'key-1')
    if (!('sent' in sent)) throw new Error('not sent')
    const thread = await chat.thread(sent.sent)
    slack.fault('chat.postMessage', 'lost')
    expect(await chat.send(thread!, { text: 'A note' }, 'key-2')).toHaveProperty('unknown')
    expect(await chat.find(thread!, 'key-2', 0)).toMatchObject({ place: thread })
    expect(await chat.find(place, 'key-1', 0)).toEqual(sent.sent)
  })

  test('an edited card keeps its key', async () => {
    const { chat, place } = await openWorkspace()
    const sent = await chat.send(place, card, 'key-1')
    if (!('sent' in sent)) throw new Error('not sent')
    await chat.edit(sent.sent, { title: 'Contained' })
    expect(await chat.find(place, 'key-1', 0)).toEqual(sent.sent)
  })

  test('a pause is told as Slack asks for it, and nothing was shown', async () => {
    const { chat, place, slack } = await openWorkspace()
    slack.fault('chat.postMessage', 'rate:2')
    expect(await chat.send(place, card, 'key-1')).toEqual({ later: 2000 })
    expect(slack.messages('#moderation')).toEqual([])
    expect(await chat.send(place, card, 'key-1')).toHaveProperty('sent')
  })

  const pauses: [string, Problem['code'], Problem['scope']][] = [
    ['channel_not_found', 'gone', 'place'],
    ['is_archived', 'archived', 'place'],
    ['not_in_channel', 'forbidden', 'place'],
    ['restricted_action', 'forbidden', 'place'],
    ['missing_scope', 'forbidden', 'space'],
    ['invalid_auth', 'auth', 'space'],
    ['token_revoked', 'auth', 'space'],
    ['token_expired', 'auth', 'space'],
    ['account_inactive', 'auth', 'space'],
  ]
  test.each(pauses)('%s pauses what depends on it, and names no secret', async (error, code, scope) => {
    const { chat, log, place, slack } = await openWorkspace()
    slack.fault('chat.postMessage', error)
    expect(await chat.send(place, card, 'key-1')).toEqual({
      refused: { code, scope, say: expect.stringMatching(new RegExp(`^${error}\\b`)) },
    })
    slack.fault('chat.update', error)
    expect(await chat.edit({ place, id: '1.1' }, card)).toHaveProperty('refused.code', code)
    expect(log.text()).not.toContain(slack.env.SLACK_BOT_TOKEN)
  })

  test('a workspace that is down got nothing, and is served again when it is back', async () => {
    const { chat, place, slack } = await openWorkspace()
    slack.down(true)
    const sent = await chat.send(place, card, 'key-1')
    expect('later' in sent || 'unknown' in sent).toBe(true)
    slack.down(false)
    expect(await chat.send(place, card, 'key-1')).toHaveProperty('sent')
    expect(slack.messages('#moderation')).toHaveLength(1)
  })

  test('groups, languages and places are what the workspace says', async () => {
    const { chat, place, slack, who } = await openWorkspace()
    expect(await chat.directory.profile(who)).toEqual({ name: 'anna', locale: 'fr-FR', zone: 'Europe/Paris' })
    const mods = slack.group('mods', ['anna'])
    const room = slack.channel('managers', { private: true, members: ['anna'], bot: true })
    slack.channel('elsewhere', { private: true, members: ['anna'], bot: false })
    expect(await chat.directory.groups(who)).toEqual([`group:${mods.id}`, `channel:${room.id}`])
    expect(await chat.directory.place(place)).toEqual({ sees: 'community', name: 'moderation', problems: [] })
    const seen = await chat.directory.place({ ...place, channel: room.id })
    expect(seen).toEqual({ sees: 'team', name: 'managers', problems: [] })
    const direct = await chat.directory.direct(who)
    expect(await chat.directory.place(direct!)).toEqual({ sees: 'asker', problems: [] })
  })

  test('an answer is seen by one person, where they asked or else directly', async () => {
    const { chat, place, slack } = await openWorkspace()
    await chat.answer({}, { card: { text: 'For your eyes only' } })
    expect(slack.private('anna').map((it) => slack.textOf(it))).toEqual([
      expect.stringContaining('eyes only'),
    ])
    const elsewhere = slack.channel('elsewhere', { private: true, members: ['anna'], bot: false })
    await chat.answer({ channel: elsewhere.id }, { card: { text: 'Somewhere else' } })
    expect(slack.direct('anna').map((it) => slack.textOf(it))).toEqual([
      expect.stringContaining('Somewhere else'),
    ])
    expect(slack.messages(`#moderation`)).toEqual([])
    expect(place.channel).not.toBe(elsewhere.id)
  })
})
