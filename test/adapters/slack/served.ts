import { App } from '@slack/bolt'
import type { TestContext } from 'vitest'
import type { Line } from '../../../src/adapters/slack/line.ts'
import { createLogger } from '../../../src/adapters/slack/logger.ts'
import { systemClock } from '../../../src/core/clock.ts'
import { createWeb } from '../../../src/start/web.ts'
import { createWrittenLog } from '../written-log.ts'

/** Tokens as Slack makes them. */
export const appToken = 'xapp-1-A0000000000-1111111111-abcdef0123456789'
export const signingSecret = '8f742231b10e8888abcd99yyyzzz85a5'

/** What every line is made with: the machine's clock, and a log that keeps what is written. */
export const linesOptions = () => ({
  clock: systemClock,
  log: createWrittenLog(),
})

/** Serves what a line over HTTP takes in, on a port of its own; returns its address. */
export async function serveRequests(
  { requests }: Line,
  { onTestFinished }: Pick<TestContext, 'onTestFinished'>,
) {
  const chats = [{ platform: 'slack' as const, fresh: () => true, ...(requests && { requests }) }]
  const web = createWeb({ port: 0, chats, storeAnswers: async () => true, log: createWrittenLog() })
  await web.open()
  onTestFinished(web.close)
  return `http://127.0.0.1:${web.port()}/slack/events`
}

/** Puts an App on a line, which repeats what is typed; `hold` makes the next answers wait, and `begun` counts them. */
export function createEcho(
  line: Line,
  { log }: ReturnType<typeof linesOptions>,
  { onTestFinished }: Pick<TestContext, 'onTestFinished'>,
) {
  const echo = { hold: Promise.resolve(), begun: 0, heard: [] as string[], failed: [] as unknown[] }
  const app = new App({
    receiver: line.receiver,
    logger: createLogger({ log, clock: systemClock }),
    authorize: async () => ({ botToken: 'xoxb-1-2-abc', botId: 'B1', botUserId: 'U0', teamId: 'T1' }),
  })
  app.command('/vigie', async ({ ack, command }) => {
    echo.begun += 1
    await echo.hold
    try {
      await ack({ text: command.text })
    } catch (error) {
      echo.failed.push(error)
    }
    echo.heard.push(command.text)
  })
  app.event('app_home_opened', async ({ event }) => {
    echo.heard.push(`home ${event.user}`)
  })
  onTestFinished(() => line.stop())
  return echo
}
