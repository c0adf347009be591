import { createSlack, type Slack } from '../../standins/slack/index.ts'
import { createMachine, type Starting as Launch, type Program, until } from '../program.ts'

/** How the program is started; `stdin` as for a process. */
export interface Starting extends Pick<Launch, 'env' | 'stdin'> {
  mode?: 'socket' | 'http'
}

/** A workspace, a folder for the data, and the program itself in processes of its own. */
export async function createPlace() {
  const slack: Slack = await createSlack()
  const { close, port, start: launch, written } = await createMachine(slack.env)
  slack.user('anna', { locale: 'en-GB', tz: 'Europe/Paris', admin: true })
  slack.channel('moderation', { members: ['anna'] })
  const start = ({ env = {}, mode = 'socket', ...more }: Starting = {}): Program =>
    launch({ ...more, env: { SLACK_MODE: mode, ...env } })

  return {
    ...{ slack, start, port, written },
    /** Starts it and waits until it serves. */
    async serve(how?: Starting): Promise<Program> {
      const program = start(how)
      await program.until(200)
      return program
    },
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
