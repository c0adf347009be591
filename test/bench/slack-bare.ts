import { DatabaseSync } from 'node:sqlite'
import { App } from '@slack/bolt'

/**
 * The least an app can do that keeps its word, in a process of its own: `node slack-bare.ts FILE`. It writes what was
 * typed to the disk, acknowledges it and answers 'ok'.
 */
const [, , file = ''] = process.argv
const { SLACK_BOT_TOKEN: token, SLACK_APP_TOKEN: appToken, SLACK_API_URL: slackApiUrl } = process.env
if (!token || !appToken || !slackApiUrl) throw new Error('no workspace to serve')

// The same table, and the same settings, as Vigie's own file.
const db = new DatabaseSync(file)
db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000')
db.exec('CREATE TABLE IF NOT EXISTS entries (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT')
const put = db.prepare('INSERT INTO entries (key, value) VALUES (?, ?)')

const app = new App({ token, appToken, socketMode: true, clientOptions: { slackApiUrl } })
app.command('/vigie', async ({ ack, command, respond }) => {
  put.run(`command/${command.trigger_id}`, JSON.stringify({ value: command.text }))
  await ack()
  await respond('ok')
})
await app.start()
process.once('SIGTERM', async () => {
  await app.stop()
  db.close()
  process.exit()
})
