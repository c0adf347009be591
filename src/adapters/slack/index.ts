import { App } from '@slack/bolt'
import type { Bot, Chat, Sent } from '../../core/chat.ts'
import type { Requests } from '../../core/requests.ts'
import { createAnswers, isReply } from './answers.ts'
import { createApi } from './api.ts'
import { createDirectory } from './directory.ts'
import { createHandlers, type Handlers } from './handlers.ts'
import { createHttpLine } from './http.ts'
import type { Look } from './inline.ts'
import { listen } from './listeners.ts'
import { createLogger } from './logger.ts'
import type { SlackOptions, Team } from './options.ts'
import { createPosts } from './posts.ts'
import { createSocketLine } from './socket.ts'
import { createTeam } from './team.ts'
import { createWindows } from './windows.ts'

/** When to come back before it is known which workspace this is, in milliseconds. */
const unknownYet = 1000

/** A workspace of Slack as a chat. */
export interface SlackChat extends Chat {
  /** Tells whether events come in just now. */
  fresh(): boolean
  /** What takes events in over HTTP; none over Socket Mode. */
  readonly requests?: Requests
}

/** Creates the chat. `start` connects it: it throws where Slack refuses the tokens, and waits for a Slack out of reach. */
export function createSlack(options: SlackOptions): SlackChat {
  const { clock, command, defaults, log, mode, words } = options
  const api = createApi(options)
  const workspace = createTeam({ api, log })
  const { team } = workspace
  const look = (): Look => ({
    space: team().id,
    command,
    words,
    now: clock.now().epochMilliseconds,
    ...defaults,
  })
  const directory = createDirectory({ api, team, clock, log })
  const posts = createPosts({ api, look, team })
  const answers = createAnswers({ api, look, team, clock })
  const windows = createWindows({ api, look })
  const line = mode === 'socket' ? createSocketLine(options) : createHttpLine(options)
  let handlers: Handlers | undefined

  /** Nothing can be sent before it is known where. */
  const known = (act: () => Promise<Sent>): Promise<Sent> =>
    workspace.known() ? act() : Promise.resolve({ later: unknownYet })

  function createApp(bot: Bot): App {
    const app = new App({
      receiver: line.receiver,
      // The workspace is known before anything comes in; each call carries the token by itself.
      authorize: async () => authorization(team(), options.botToken),
      logger: createLogger(options),
      convoStore: false,
      // Called by nobody: what is sent goes through the api.
      clientOptions: { ...(options.apiUrl && { slackApiUrl: options.apiUrl }), retryConfig: { retries: 0 } },
    })
    handlers = createHandlers({ bot, answers, windows, clock, log })
    listen(app, { handlers, bot, posts, directory, team, clock, words, defaults, log })
    return app
  }

  return {
    platform: 'slack',
    firstRun: true,
    async start(bot) {
      createApp(bot)
      await workspace.learn(() => line.start())
    },
    async stop() {
      workspace.stop()
      await line.stop()
      await handlers?.stop()
    },
    fresh: line.fresh,
    ...(line.requests && { requests: line.requests }),
    send: (to, card, key) => known(() => posts.send(to, card, key)),
    edit: (ref, card) => known(() => posts.edit(ref, card)),
    find: async (to, key, since) => (workspace.known() ? posts.find(to, key, since) : { later: unknownYet }),
    thread: posts.thread,
    home: (who, card) => known(() => posts.home(who, card)),
    async answer(reply, outcome) {
      if (!isReply(reply)) return { unknown: 'unreadable_address' }
      return known(() => answers.answer(reply, outcome))
    },
    directory,
  }
}

const authorization = ({ id, bot, botId }: Team, botToken: string) => ({
  botToken,
  botId,
  botUserId: bot,
  teamId: id,
})
