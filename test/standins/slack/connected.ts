import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { App, HTTPReceiver, type Logger, LogLevel, SocketModeReceiver, webApi } from '@slack/bolt'
import { onTestFinished } from 'vitest'
import { createSlack, type Slack, type SlackStandIn } from './index.ts'

const silence = (): void => undefined
const quiet: Logger = {
  ...{ debug: silence, info: silence, warn: silence, error: silence, setLevel: silence, setName: silence },
  getLevel: () => LogLevel.ERROR,
}

/** A workspace with a team in it, closed when the test ends. */
export async function createTestSlack(options: SlackStandIn = {}): Promise<Slack> {
  const slack = await createSlack(options)
  onTestFinished(() => slack.close())
  slack.user('anna', { admin: true, locale: 'fr-FR', tz: 'Europe/Paris' })
  slack.user('otter')
  slack.channel('general', { members: ['anna', 'otter'] })
  slack.channel('team', { private: true, members: ['anna'] })
  return slack
}

const clientOptions = (slack: Slack) => ({
  slackApiUrl: slack.env.SLACK_API_URL,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  logger: quiet,
})

/** The real client of the Web API. */
export const createClient = (
  slack: Slack,
  timeout = 1000,
  token = slack.env.SLACK_BOT_TOKEN,
): webApi.WebClient => new webApi.WebClient(token, { ...clientOptions(slack), timeout })

/** Calls a method, and returns its answer or the error Slack gave. */
export async function call(
  slack: Slack,
  method: string,
  args: Record<string, unknown> = {},
): Promise<string> {
  try {
    await createClient(slack).apiCall(method, args)
    return 'ok'
  } catch (error) {
    if (error instanceof webApi.WebAPIPlatformError) return error.data.error
    throw error
  }
}

/** A real App over Socket Mode; `teach` gives it its handlers before it connects. */
export async function connect(slack: Slack, teach: (app: App) => void): Promise<void> {
  const receiver = new SocketModeReceiver({
    ...{ appToken: slack.env.SLACK_APP_TOKEN, logger: quiet, clientPingTimeout: 1000 },
    installerOptions: { clientOptions: clientOptions(slack) },
  })
  await start(slack, receiver, teach)
  await slack.connected()
}

/** A real App behind a Request URL on a free port, which Slack then delivers to. */
export async function connectOverHttp(slack: Slack, teach: (app: App) => void): Promise<void> {
  const receiver = new HTTPReceiver({ signingSecret: slack.env.SLACK_SIGNING_SECRET, port: 0, logger: quiet })
  const server = await start(slack, receiver, teach)
  const address = (server as { address(): { port: number } }).address()
  slack.deliverTo(`http://127.0.0.1:${address.port}/slack/events`)
}

/** An app made of nothing but a server, which does as it is told with each request; returns its address. */
export async function connectBareOverHttp(
  slack: Slack,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> {
  const server = createServer((request, response) => {
    request.resume()
    answer(request, response)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  slack.deliverTo(address)
  return address
}

async function start(slack: Slack, receiver: SocketModeReceiver | HTTPReceiver, teach: (app: App) => void) {
  const { SLACK_BOT_TOKEN: token } = slack.env
  const app = new App({ token, receiver, clientOptions: clientOptions(slack), logger: quiet })
  teach(app)
  const started = await app.start()
  onTestFinished(async () => {
    await app.stop()
  })
  return started
}
