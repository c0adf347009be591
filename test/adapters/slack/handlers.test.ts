import { expect, onTestFinished, test } from 'vitest'
import { createAnswers } from '../../../src/adapters/slack/answers.ts'
import { createApi } from '../../../src/adapters/slack/api.ts'
import { createHandlers } from '../../../src/adapters/slack/handlers.ts'
import { fromCommand } from '../../../src/adapters/slack/receive.ts'
import { createWindows } from '../../../src/adapters/slack/windows.ts'
import type { Accepted, Bot } from '../../../src/core/chat.ts'
import { createFixedClock, instant } from '../../../src/core/clock.ts'
import type { Outcome } from '../../../src/core/command.ts'
import { createFakeLog } from '../../fakes.ts'
import { took, until } from '../waiting.ts'
import { look, team } from './looks.ts'
import { createLoopback } from './loopback.ts'

const at = look().now

/** Handlers over a Slack on loopback, with a bot that answers as it is told; `age` is how late it is, in milliseconds. */
async function open(accept: () => Promise<Accepted>, age = 0) {
  const slack = await createLoopback()
  const log = createFakeLog()
  const clock = createFixedClock(instant(at + age))
  const api = createApi({ botToken: 'xoxb-1-secret', apiUrl: slack.apiUrl, log })
  const answers = createAnswers({ api, look, team, clock })
  const bot: Bot = { accept, suggest: async () => [], home: async () => ({}) }
  const handlers = createHandlers({ bot, answers, windows: createWindows({ api, look }), clock, log })
  onTestFinished(() => handlers.stop())
  slack.plan('respond', { status: 200, body: 'ok' })
  const body = {
    ...{ team_id: 'T1', user_id: 'U1', channel_id: 'C1', trigger_id: '1.2.3', text: 'incident list' },
    response_url: `${slack.address}/respond`,
  }
  const acks: (Record<string, unknown> | undefined)[] = []
  const received = fromCommand(body, at)
  const come = () =>
    handlers.received('command', received, async (said) => {
      acks.push(said)
    })
  return { acks, come, handlers, log, slack }
}

test('what comes in twice is answered once, and waits for no restart', async () => {
  const work = Promise.withResolvers<Outcome>()
  const inbox: string[] = []
  let accepted = 0
  let runs = 0
  const { acks, come, slack } = await open(async () => {
    const entry = `entry ${++accepted}`
    inbox.push(entry)
    return {
      answers: 'asker',
      run() {
        runs += 1
        return work.promise
      },
      answered: async () => void inbox.splice(inbox.indexOf(entry), 1),
    }
  })
  const both = [come(), come()]
  await until(() => acks.length === 2)
  expect(inbox).toContain('entry 1')
  work.resolve({ card: { text: 'Here it is' } })
  await Promise.all(both)
  expect(runs).toBe(1)
  expect(slack.called('respond')).toHaveLength(1)
  expect(inbox).toEqual([])
})

test('what came in some time ago is acknowledged at once, and then answered', async () => {
  const work = Promise.withResolvers<Accepted>()
  const { acks, come, slack } = await open(() => work.promise, 2_299)
  const coming = come()
  expect(await took(() => until(() => acks.length === 1))).toBeLessThan(1_000)
  expect(JSON.stringify(acks[0])).toContain('Still at it')
  work.resolve({ answers: 'asker', run: async () => ({ card: { text: 'Here it is' } }) })
  await coming
  expect(acks).toHaveLength(1)
  expect(JSON.stringify(slack.called('respond'))).toContain('Here it is')
})

test('an answer that Slack wants later does not keep Vigie from stopping: it stays for the next start', async () => {
  let left = 0
  const { come, handlers, log, slack } = await open(async () => ({
    answers: 'asker',
    run: async () => ({ card: { text: 'Here it is' } }),
    answered: async () => void left++,
  }))
  const later = { status: 429, headers: { 'retry-after': '30' } }
  for (const method of ['respond', 'chat.postEphemeral', 'conversations.open']) slack.plan(method, later)
  const coming = come()
  await until(() => slack.called('conversations.open').length > 0)
  expect(await took(() => handlers.stop())).toBeLessThan(1_000)
  await coming
  expect(left).toBe(0)
  expect(JSON.stringify(log.warnings)).toContain('waits for the next start')
})
