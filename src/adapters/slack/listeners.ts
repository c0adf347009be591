import type { App } from '@slack/bolt'
import type { Bot, Chat, Directory } from '../../core/chat.ts'
import type { Clock } from '../../core/clock.ts'
import type { Log } from '../../core/errors.ts'
import { within } from '../../core/patience.ts'
import { peek, textAt } from '../../core/peek.ts'
import { type Locale, localeIn, type Quote } from '../../core/person.ts'
import type { Words } from '../../core/words.ts'
import { suggested } from './choices.ts'
import type { Acknowledge, Handlers } from './handlers.ts'
import type { Team } from './options.ts'
import { peopleIn, permalinkOf, quoteOf } from './quote.ts'
import {
  fromCommand,
  fromHome,
  fromMessageAction,
  fromPress,
  fromShortcut,
  fromSubmission,
  fromSuggestion,
} from './receive.ts'

/** What listening takes. */
interface ListenerParts {
  handlers: Handlers
  bot: Bot
  posts: Required<Pick<Chat, 'home'>>
  directory: Directory
  team(): Team
  clock: Clock
  words: Words
  defaults: { locale: Locale }
  log: Log
}

/** How long the names of people in a message are looked up, in milliseconds: its trigger lives 3 s. */
const patience = 800

/** How long suggestions may take, in milliseconds: Slack shows nothing after 3 s. */
const suggesting = 2_000

/** Says what is done with everything that comes in. Each kind is acknowledged with what is its own: hence `as`. */
export function listen(app: App, parts: ListenerParts): void {
  const { bot, clock, defaults, directory, handlers, log, posts, team, words } = parts
  const now = () => clock.now().epochMilliseconds
  const anything = /^/

  app.command(anything, async ({ ack, body }) =>
    handlers.received('command', fromCommand(body, now()), ack as Acknowledge),
  )

  app.action(anything, async ({ ack, body }) => {
    const received = fromPress(body, now())
    // Links, and fields of a form that is being filled in, are pressed too.
    const silently = () => ack()
    if (received === undefined) await handlers.begin('field', silently, silently)
    else await handlers.received('press', received, ack as Acknowledge)
  })

  app.view({ callback_id: anything, type: 'view_submission' }, async ({ ack, body }) =>
    handlers.received('form', fromSubmission(body, now()), ack as Acknowledge),
  )

  app.shortcut({ callback_id: anything, type: 'shortcut' }, async ({ ack, body }) =>
    handlers.received('shortcut', fromShortcut(body, now()), ack as Acknowledge),
  )

  app.shortcut({ callback_id: anything, type: 'message_action' }, async ({ ack, body }) => {
    const at = now()
    const about = await copyOf(body)
    await handlers.received('message shortcut', fromMessageAction(body, at, about), ack as Acknowledge)
  })

  app.options(anything, async ({ ack, body }) => {
    const suggest = fromSuggestion(body, now())
    const nothing = () => ack({ options: [] })
    await handlers.begin('suggestions', nothing, async () => {
      if (suggest === undefined) return nothing()
      const { it, field, typed, open } = suggest
      const looking = bot.suggest(it, field, typed).catch((error: unknown) => {
        log.error('nothing could be suggested', error, { field })
        return []
      })
      const choices = await within(suggesting, looking, [])
      await ack(suggested(choices, { open, typed }))
    })
  })

  app.event('app_home_opened', async ({ body }) => {
    const who = fromHome(body)
    if (who === undefined || !handlers.isNew(`slack/${body.event_id}`)) return
    await handlers.begin(
      'home',
      async () => {},
      async () => {
        const sent = await posts.home(who, await bot.home(who))
        if (!('sent' in sent)) log.warn('Home could not be shown', { sent })
      },
    )
  })

  for (const gone of ['tokens_revoked', 'app_uninstalled'] as const)
    app.event(gone, async () =>
      log.warn('Slack has withdrawn the tokens: install the app again and set its new ones', { event: gone }),
    )

  app.error(async (error) => {
    log.error('something from Slack could not be dealt with', error.original ?? error)
  })

  /** Copies the message a shortcut was chosen on; names that cannot be told in time stay ids. */
  async function copyOf(body: unknown): Promise<Quote | undefined> {
    const message = peek(body, 'message')
    const channel = textAt(body, 'channel', 'id')
    const ts = textAt(message, 'ts')
    if (channel === undefined || ts === undefined) return undefined
    const { id: space, url } = team()
    const names = new Map<string, string>()
    const asked = [...peopleIn(message), textAt(body, 'user', 'id')].flatMap((id) => id ?? [])
    const known = asked.map(async (id) => {
      const { name } = await directory.profile({ platform: 'slack', space, id })
      names.set(id, name)
    })
    await within(patience, Promise.allSettled(known), undefined)
    const locale = localeIn(textAt(body, 'user', 'locale')) ?? defaults.locale
    return quoteOf(message, {
      space,
      permalink: permalinkOf(url, channel, ts, textAt(message, 'thread_ts')),
      names,
      t: words.t(locale),
    })
  }
}
