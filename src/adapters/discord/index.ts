import type { Chat } from '../../core/chat.ts'
import { createAnswers } from './answers.ts'
import { createApi } from './api.ts'
import { definitionsOf } from './definitions.ts'
import { createDirectory } from './directory.ts'
import { createGateway, type Gateway } from './gateway.ts'
import { createGuilds } from './guilds.ts'
import { createHandlers, type Handlers } from './handlers.ts'
import type { Look } from './inline.ts'
import { createJoining } from './joining.ts'
import { createListener } from './listeners.ts'
import { createLookup } from './lookup.ts'
import type { DiscordOptions } from './options.ts'
import { createPosts } from './posts.ts'
import { createRegistration } from './registration.ts'
import { isReply } from './reply.ts'

/** Discord as a chat. */
export interface DiscordChat extends Chat {
  /** Tells whether events come in just now. */
  fresh(): boolean
}

/** Creates the chat. `start` connects it: it throws where Discord refuses the token, and waits for one out of reach. */
export function createDiscord(options: DiscordOptions): DiscordChat {
  const { clock, commands, defaults, devGuild, log, words } = options
  const api = createApi(options)
  const look = (space: string): Look => ({
    space,
    commands,
    words,
    now: clock.now().epochMilliseconds,
    ...defaults,
  })
  const directory = createDirectory({ api, look, clock })
  const posts = createPosts({ api, look, directory, clock })
  const answers = createAnswers({ api, look, clock })
  const guilds = createGuilds()
  const registration = createRegistration({
    api,
    definitions: definitionsOf(commands, words),
    log,
    ...(devGuild !== undefined && { devGuild }),
  })
  let gateway: Gateway | undefined
  let handlers: Handlers | undefined

  return {
    platform: 'discord',
    async start(bot) {
      handlers = createHandlers({ api, bot, answers, look, clock, log })
      const { meet } = directory
      const lookup = createLookup(commands, words)
      const joining = createJoining({ api, bot, directory })
      gateway = createGateway({
        ...options,
        onReady: ({ application }) => registration.begin(application),
        onInteraction: createListener({
          ...{ handlers, bot, guilds, meet, lookup, clock, words, defaults, log },
        }),
        onGuild(guild, isNew) {
          guilds.add(guild)
          handlers?.begin('joining', () => joining(guild, isNew))
        },
        onGone: guilds.remove,
        onChange(guild, it) {
          guilds.change(guild, it)
          directory.changed({ platform: 'discord', space: guild, channel: '' })
        },
      })
      await gateway.start()
    },
    async stop() {
      await gateway?.stop()
      await registration.stop()
      await handlers?.stop()
    },
    fresh: () => gateway?.fresh() ?? false,
    send: posts.send,
    edit: posts.edit,
    find: posts.find,
    thread: posts.thread,
    answer: async (reply, outcome) =>
      isReply(reply) ? answers.answer(reply, outcome) : { unknown: 'unreadable_address' },
    directory,
  }
}
