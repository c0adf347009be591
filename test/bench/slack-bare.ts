import { App } from '@slack/bolt'
import { openBareFile } from './bare-file.ts'

/**
 * The least an app can do that keeps its word, in a process of its own: `node slack-bare.ts FILE`. It writes what was
 * typed to the disk, acknowledges it and answers 'ok'.
 */
const [, , path = ''] = process.argv
const { SLACK_BOT_TOKEN: token, SLACK_APP_TOKEN: appToken, SLACK_API_URL: slackApiUrl } = process.env
if (!token || !appToken || !slackApiUrl) throw new Error('no workspace to serve')

const file = openBareFile(path)
const app = new App({ token, appToken, socketMode: true, clientOptions: { slackApiUrl } })
app.command('/vigie', async ({ ack, command, respond }) => {
  file.put(`command/${command.trigger_id}`, command.text)
  await ack()
  await respond('ok')
})
await app.start()
process.once('SIGTERM', async () => {
  await app.stop()
  file.close()
  process.exit()
})
