import { readFileSync } from 'node:fs'
import { createSlack, type Message, type Slack } from '../../standins/slack/index.ts'
import type { Manifest } from '../../standins/slack/model.ts'
import { createMachine, type Starting as Launch, type Program, until } from '../program.ts'

/** How Slack's events come in. */
export type Mode = 'socket' | 'http'

/** How the program is started; `stdin` as for a process. */
export type Starting = Pick<Launch, 'env' | 'stdin'>

/**
 * A workspace, a folder for the data, and the program itself in processes of its own: the app is made from the
 * manifest of its mode and the program told what the readme says, over HTTP at the address put into the manifest.
 */
export async function createPlace(mode: Mode = 'socket') {
  const manifest = manifestOf(mode)
  const slack: Slack = await createSlack({ manifest })
  const { SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, ...shared } = slack.env
  const env = {
    socket: { ...shared, SLACK_APP_TOKEN },
    http: { ...shared, SLACK_SIGNING_SECRET, SLACK_MODE: 'http' },
  }[mode]
  const { answered, close, port, start: launch, written } = await createMachine(env)
  const address = manifest.settings?.event_subscriptions?.request_url
  if (address !== undefined)
    slack.deliverTo(address.replace('https://vigie.example.com', `http://127.0.0.1:${port}`))
  slack.user('anna', { locale: 'en-GB', tz: 'Europe/Paris', admin: true })
  slack.channel('moderation', { members: ['anna'] })
  const start = (how: Starting = {}): Program => launch(how)
  const text = (it: Message | undefined): string => (it === undefined ? '' : slack.textOf(it, 'anna'))

  return {
    ...{ answered, slack, start, written },
    /** Starts it and waits until it serves. */
    async serve(how?: Starting): Promise<Program> {
      const program = start(how)
      await program.until(200)
      return program
    },
    /** What a message says to anna. */
    text,
    /** What was shown last to anna only. */
    last: (): string => text(slack.private('anna').at(-1)),
    /** The titles of what is posted in a channel. */
    titles: (where: string) => slack.messages(where).map((it) => text(it).split(' · ')[0]),
    /** Somebody types a command; answers what is shown to them only. */
    async says(who: string, line: string): Promise<string> {
      const seen = slack.private(who).length
      await slack.type(who, '#moderation', line)
      await until(() => slack.private(who).length > seen, `an answer to ${line}`)
      const shown = slack.private(who).at(-1)
      return shown === undefined ? '' : slack.textOf(shown, who)
    },
    async close(): Promise<void> {
      await close()
      await slack.close()
    },
  }
}

const manifestOf = (mode: Mode): Manifest =>
  JSON.parse(readFileSync(new URL(`../../../config/slack/manifest.${mode}.en.json`, import.meta.url), 'utf8'))
