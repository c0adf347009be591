import { describe, expect, test } from 'vitest'
import { createAnswers, type Reply } from '../../../src/adapters/slack/answers.ts'
import { createApi } from '../../../src/adapters/slack/api.ts'
import { decodePress } from '../../../src/adapters/slack/press.ts'
import { createFixedClock, instant } from '../../../src/core/clock.ts'
import type { Told } from '../../../src/core/told.ts'
import { refusedForm } from '../refused-form.ts'
import { createWrittenLog } from '../written-log.ts'
import { look, team } from './looks.ts'
import { createLoopback, type Reaction } from './loopback.ts'

const at = look().now
const card: Told = { card: { text: 'Done <!here>' } }
const gone: Reaction = { status: 404, body: 'used_url' }
const failed = (error: string): Reaction => ({ ok: false, error })

async function open() {
  const slack = await createLoopback()
  const log = createWrittenLog()
  const clock = createFixedClock(instant(at))
  const api = createApi({ botToken: 'xoxb-1-secret', apiUrl: slack.apiUrl, log })
  slack.plan('r', { status: 200, body: 'ok' })
  slack.plan('chat.postEphemeral', { ok: true, message_ts: '5.1' })
  slack.plan('conversations.open', { ok: true, channel: { id: 'D1' } })
  slack.plan('chat.postMessage', { ok: true, channel: 'D1', ts: '6.1' })
  const reply: Reply = { user: 'U1', channel: 'C1', url: `${slack.address}/r`, at: String(at) }
  const ways = () => slack.calls.map(({ method }) => method)
  return { slack, log, clock, reply, ways, answers: createAnswers({ api, look, team, clock }) }
}

describe('an answer', () => {
  test('goes through the response_url, for their eyes only', async () => {
    const { answers, reply, slack, ways } = await open()
    expect(await answers.answer(reply, card)).toHaveProperty('sent')
    expect(ways()).toEqual(['r'])
    expect(slack.calls[0]?.args).toMatchObject({
      response_type: 'ephemeral',
      replace_original: false,
      parse: 'none',
    })
    expect(slack.calls[0]?.args.text).toContain('Done')
    expect(slack.calls[0]?.args.text).not.toContain('<!here>')
  })

  test('to what was pressed in a thread is shown there', async () => {
    const { answers, reply, slack } = await open()
    await answers.answer({ ...reply, thread: '4.1' }, card)
    expect(slack.calls[0]?.args.thread_ts).toBe('4.1')
  })

  test('takes the place of a question that was pressed', async () => {
    const { answers, reply, slack } = await open()
    await answers.answer({ ...reply, replace: 'yes' }, card)
    expect(slack.calls[0]?.args.replace_original).toBe(true)
  })

  test.each([gone, failed('expired_url'), { status: 429 }])(
    'goes where it was asked, where the response_url takes nothing: %j',
    async (reaction) => {
      const { answers, reply, slack, ways } = await open()
      slack.plan('r', reaction)
      expect(await answers.answer({ ...reply, thread: '4.1' }, card)).toEqual({
        sent: { place: { platform: 'slack', space: 'T1', channel: 'C1', thread: '4.1' }, id: '5.1' },
      })
      expect(ways()).toEqual(['r', 'chat.postEphemeral'])
      expect(slack.calls[1]?.args).toMatchObject({ channel: 'C1', user: 'U1', thread_ts: '4.1' })
    },
  )

  test('of half an hour later does not use the response_url any more', async () => {
    const { answers, clock, reply, ways } = await open()
    clock.add({ minutes: 30 })
    await answers.answer(reply, card)
    expect(ways()).toEqual(['chat.postEphemeral'])
  })

  test('goes directly to somebody who is not to be reached where they asked', async () => {
    const { answers, reply, slack, ways } = await open()
    slack.plan('r', gone)
    slack.plan('chat.postEphemeral', failed('user_not_in_channel'))
    expect(await answers.answer(reply, card)).toEqual({
      sent: { place: { platform: 'slack', space: 'T1', channel: 'D1' }, id: '6.1' },
    })
    expect(ways()).toEqual(['r', 'chat.postEphemeral', 'conversations.open', 'chat.postMessage'])
    expect(await answers.answer({ user: 'U1' }, card)).toHaveProperty('sent')
    expect(ways().slice(4)).toEqual(['conversations.open', 'chat.postMessage'])
  })

  test.each(['r', 'chat.postEphemeral'])(
    'that may have arrived through %s is not sent again',
    async (way) => {
      const { answers, reply, slack, ways } = await open()
      if (way !== 'r') slack.plan('r', gone)
      slack.plan(way, { status: 500 })
      expect(await answers.answer(reply, card)).toEqual({ unknown: 'http_500' })
      expect(ways().at(-1)).toBe(way)
    },
  )

  test('that no way takes is refused with the last reason', async () => {
    const { answers, reply, slack } = await open()
    slack.plan('r', gone)
    slack.plan('chat.postEphemeral', failed('invalid_auth'))
    slack.plan('conversations.open', failed('invalid_auth'))
    expect(await answers.answer(reply, card)).toEqual({
      refused: { code: 'auth', scope: 'space', say: 'invalid_auth' },
    })
  })

  test('may be tried later where no conversation could be opened, since nothing was shown', async () => {
    const { answers, slack } = await open()
    slack.plan('conversations.open', { status: 500 })
    expect(await answers.answer({ user: 'U1' }, card)).toEqual({ later: 1000 })
  })

  test('that something is brought up to date says nothing', async () => {
    const { answers, reply, ways } = await open()
    expect(await answers.answer(reply, { shown: true })).toHaveProperty('sent')
    expect(ways()).toEqual([])
  })

  test('in place of which a card was brought up to date takes the question away that it answers', async () => {
    const { answers, reply, slack, ways } = await open()
    await answers.answer({ ...reply, replace: 'yes' }, { shown: true })
    expect(ways()).toEqual(['r'])
    expect(slack.calls[0]?.args).toEqual({ delete_original: true })
  })

  test('is a question, or why not, like any other card', async () => {
    const { answers, reply, slack } = await open()
    await answers.answer(reply, { ask: { text: 'Really?' }, token: 'x' })
    await answers.answer(reply, { refuse: { text: 'Not yours' } })
    expect(slack.calls.map(({ args }) => args.text)).toEqual(['Really?', 'Not yours'])
  })

  test('never writes an address into the log', async () => {
    const { answers, log, reply, slack } = await open()
    slack.close()
    await answers.answer(reply, card)
    expect(log.text()).not.toContain(reply.url)
  })
})

test('a form that cannot open by itself is a card with a button that opens it, in its language', async () => {
  const { answers, reply, slack } = await open()
  await answers.answer(reply, { form: refusedForm })
  const blocks = slack.calls[0]?.args.blocks as {
    elements?: { type: string; action_id: string; value: string }[]
  }[]
  const written = JSON.stringify(blocks)
  for (const text of ['Enregistrer un incident', 'Ouvrir', 'Quand', 'Ce jour n’existe pas.'])
    expect(written).toContain(text)
  expect(written).not.toContain('Ce qui s’est passé')
  const [button] = blocks.flatMap(({ elements = [] }) => elements).filter(({ type }) => type === 'button')
  expect(decodePress(button!)).toEqual({ command: 'incident log', input: { $draft: 'd-1', $form: 'yes' } })
})

test('a command is acknowledged for the eyes of whoever typed it', async () => {
  const { answers } = await open()
  expect(answers.inAcknowledgement({ text: 'Not yours' })).toMatchObject({
    response_type: 'ephemeral',
    text: 'Not yours',
    blocks: expect.any(Array),
  })
  expect(answers.still()).toMatchObject({
    response_type: 'ephemeral',
    text: expect.stringContaining('Still'),
  })
})
