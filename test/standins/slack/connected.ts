import { App, LogLevel, SocketModeReceiver } from '@slack/bolt'
import { onTestFinished } from 'vitest'
import { createSlack, type Slack, type SlackStandIn } from './index.ts'

const quiet = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
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

/** A real App over Socket Mode; `teach` gives it its handlers before it connects. */
export async function connect(slack: Slack, teach: (app: App) => void): Promise<App> {
  const clientOptions = { slackApiUrl: slack.env.SLACK_API_URL, retryConfig: { retries: 0 } }
  const receiver = new SocketModeReceiver({
    ...{ appToken: slack.env.SLACK_APP_TOKEN, logger: quiet, clientPingTimeout: 300 },
    installerOptions: { clientOptions },
  })
  const app = new App({ token: slack.env.SLACK_BOT_TOKEN, receiver, clientOptions, logger: quiet })
  teach(app)
  await app.start()
  onTestFinished(async () => {
    await app.stop()
  })
  return app
}
