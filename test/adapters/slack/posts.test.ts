import { describe, expect, test } from 'vitest'
import { createApi } from '../../../src/adapters/slack/api.ts'
import { createPosts } from '../../../src/adapters/slack/posts.ts'
import { createWrittenLog } from '../written-log.ts'
import { look, team } from './looks.ts'
import { createLoopback } from './loopback.ts'

const place = { platform: 'slack', space: 'T1', channel: 'C1' } as const
const thread = { ...place, thread: '100.000001' }
const ref = { place, id: '200.000001' }
const card = { title: 'Spam wave', text: 'Twelve accounts <!channel> & more' }

async function open() {
  const slack = await createLoopback()
  const log = createWrittenLog()
  const api = createApi({ botToken: 'xoxb-1-secret', apiUrl: slack.apiUrl, log })
  return { slack, log, posts: createPosts({ api, look, team }) }
}

const metadata = (key: string) => ({ event_type: 'vigie_delivery', event_payload: { key } })
const post = (ts: string, key: string) => ({ ts, metadata: metadata(key) })

describe('a post', () => {
  test('says what it is, is read literally, and carries its key', async () => {
    const { posts, slack } = await open()
    slack.plan('chat.postMessage', { ok: true, channel: 'C1', ts: '200.000001' })
    expect(await posts.send(place, card, 'key-1')).toEqual({ sent: ref })
    const [call] = slack.calls
    expect(call?.args).toMatchObject({
      channel: 'C1',
      metadata: metadata('key-1'),
      mrkdwn: 'false',
      parse: 'none',
      link_names: 'false',
      unfurl_links: 'false',
      unfurl_media: 'false',
    })
    expect(call?.args).not.toHaveProperty('thread_ts')
    expect(call?.args.text).toContain('Spam wave')
    expect(call?.args.text).not.toContain('<!channel>')
    expect(call?.args.blocks).toEqual(
      expect.arrayContaining([expect.objectContaining({ type: 'rich_text' })]),
    )
  })

  test('in a thread hangs under its root', async () => {
    const { posts, slack } = await open()
    slack.plan('chat.postMessage', { ok: true, channel: 'C1', ts: '300.000001' })
    expect(await posts.send(thread, card, 'key-1')).toEqual({ sent: { place: thread, id: '300.000001' } })
    expect(slack.calls[0]?.args.thread_ts).toBe('100.000001')
  })

  test('whose answer has no id may be there', async () => {
    const { posts, slack } = await open()
    slack.plan('chat.postMessage', { ok: true })
    expect(await posts.send(place, card, 'key-1')).toEqual({ unknown: 'unreadable_answer' })
  })

  test('that Slack refuses has a problem and nothing else', async () => {
    const { posts, slack } = await open()
    const refused = { code: 'archived', scope: 'place', say: 'is_archived' }
    slack.plan('chat.postMessage', { ok: false, error: 'is_archived' })
    slack.plan('chat.update', { ok: false, error: 'is_archived' })
    slack.plan('views.publish', { ok: false, error: 'is_archived' })
    expect(await posts.send(place, card, 'key-1')).toEqual({ refused })
    expect(await posts.edit(ref, card)).toEqual({ refused })
    expect(await posts.home({ platform: 'slack', space: 'T1', id: 'U1' }, card)).toEqual({ refused })
  })
})

describe('an edit', () => {
  test('changes the message it names', async () => {
    const { posts, slack } = await open()
    expect(await posts.edit(ref, card)).toEqual({ sent: ref })
    expect(slack.calls[0]).toMatchObject({
      method: 'chat.update',
      args: { channel: 'C1', ts: '200.000001', parse: 'none', link_names: 'false' },
    })
  })

  test.each([
    ['message_not_found', 'gone'],
    ['edit_window_closed', 'invalid'],
    ['cant_update_message', 'forbidden'],
  ])('that is answered with %s is %s', async (error, code) => {
    const { posts, slack } = await open()
    slack.plan('chat.update', { ok: false, error })
    expect(await posts.edit(ref, card)).toMatchObject({ refused: { code } })
  })
})

describe('a direct message', () => {
  test('rings by itself: nobody is named in it for that', async () => {
    const { posts, slack } = await open()
    const notify = [{ platform: 'slack' as const, space: place.space, id: 'U1' }]
    const sent = async (channel: string) => {
      await posts.send({ ...place, channel }, { text: 'For you', notify }, 'key-1')
      return JSON.stringify(slack.calls.at(-1))
    }
    expect(await sent('D1')).not.toContain('user_id')
    expect(await sent('C1')).toContain('U1')
  })
})

describe('looking for a post', () => {
  test('finds it by its key, from when it may have been sent', async () => {
    const { posts, slack } = await open()
    slack.plan('conversations.history', {
      ok: true,
      messages: [{ ts: '400.1' }, post('300.1', 'key-2'), post('200.000001', 'key-1')],
    })
    expect(await posts.find(place, 'key-1', 1_234_567)).toEqual(ref)
    expect(slack.calls[0]?.args).toMatchObject({
      channel: 'C1',
      oldest: '1234.567000',
      inclusive: 'true',
      include_all_metadata: 'true',
    })
  })

  test('in a thread looks among its replies', async () => {
    const { posts, slack } = await open()
    slack.plan('conversations.replies', {
      ok: true,
      messages: [{ ts: '100.000001' }, post('101.1', 'key-1')],
    })
    expect(await posts.find(thread, 'key-1', 0)).toEqual({ place: thread, id: '101.1' })
    expect(slack.calls[0]?.args.ts).toBe('100.000001')
  })

  test('goes on to the last page before it says that it is not there', async () => {
    const { posts, slack } = await open()
    const more = { ok: true, messages: [post('1.1', 'other')], response_metadata: { next_cursor: 'c2' } }
    slack.plan('conversations.history', more, { ok: true, messages: [post('2.1', 'key-1')] })
    expect(await posts.find(place, 'key-1', 0)).toMatchObject({ id: '2.1' })
    expect(slack.calls[1]?.args.cursor).toBe('c2')
    slack.plan('conversations.history', more, { ok: true, messages: [] })
    expect(await posts.find(place, 'key-1', 0)).toBe('absent')
  })

  test('does not look without end, and then does not say that it is not there', async () => {
    const { posts, slack } = await open()
    slack.plan('conversations.history', {
      ok: true,
      messages: [],
      response_metadata: { next_cursor: 'more' },
    })
    expect(await posts.find(place, 'key-1', 0)).toBe('unknown')
    expect(slack.calls).toHaveLength(10)
  })

  test.each([{ ok: false, error: 'missing_scope' }, { ok: false, error: 'not_in_channel' }, { status: 500 }])(
    'cannot be told where history is not to be read: %j',
    async (reaction) => {
      const { posts, slack } = await open()
      slack.plan('conversations.history', reaction)
      expect(await posts.find(place, 'key-1', 0)).toBe('unknown')
    },
  )

  test('is put off where Slack wants it later', async () => {
    const { posts, slack } = await open()
    slack.plan('conversations.history', { status: 429, headers: { 'retry-after': '3' } })
    expect(await posts.find(place, 'key-1', 0)).toEqual({ later: 3000 })
  })

  test('takes no key for its own that another app wrote', async () => {
    const { posts, slack } = await open()
    const messages = [{ ts: '1.1', metadata: { event_type: 'theirs', event_payload: { key: 'key-1' } } }]
    slack.plan('conversations.history', { ok: true, messages })
    expect(await posts.find(place, 'key-1', 0)).toBe('absent')
  })
})

test('a thread belongs to its root, whichever of its messages is asked about', async () => {
  const { posts } = await open()
  expect(await posts.thread(ref)).toEqual({ ...place, thread: '200.000001' })
  expect(await posts.thread({ place: thread, id: '300.1' })).toEqual(thread)
})

test('a Home is published for the one it belongs to', async () => {
  const { posts, slack } = await open()
  slack.plan('views.publish', { ok: true, view: { id: 'V1' } })
  expect(await posts.home({ platform: 'slack', space: 'T1', id: 'U1' }, card)).toEqual({
    sent: { place: { platform: 'slack', space: 'T1', channel: 'U1' }, id: 'V1' },
  })
  expect(slack.calls[0]?.args).toMatchObject({ user_id: 'U1', view: { type: 'home' } })
})
