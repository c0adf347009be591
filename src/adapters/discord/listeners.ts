import { InteractionResponseType, InteractionType, MessageFlags } from 'discord.js'
import type { Bot } from '../../core/chat.ts'
import type { Clock } from '../../core/clock.ts'
import type { Log } from '../../core/errors.ts'
import { within } from '../../core/patience.ts'
import { numberAt, textAt } from '../../core/peek.ts'
import { type Locale, localeIn } from '../../core/person.ts'
import { plain } from '../../core/plain.ts'
import type { Words } from '../../core/words.ts'
import type { Guilds } from './guilds.ts'
import type { Handlers } from './handlers.ts'
import type { Lookup } from './lookup.ts'
import { fromAutocomplete, isAstray, type Known, received } from './receive.ts'
import { suggestionsOf } from './suggestions.ts'

/** What listening takes. */
interface ListenerParts {
  handlers: Handlers
  bot: Bot
  guilds: Guilds
  /** Remembers what an interaction says of whoever made it. */
  meet(interaction: unknown): void
  lookup: Lookup
  clock: Clock
  words: Words
  defaults: { locale: Locale }
  log: Log
}

/** How long suggestions may take, in milliseconds: Discord shows nothing after 3 s. */
const suggesting = 2_000

/** Returns what is done with every interaction. */
export function createListener(parts: ListenerParts): (interaction: unknown) => void {
  const { bot, clock, defaults, guilds, handlers, log, lookup, meet, words } = parts
  const at = () => clock.now().epochMilliseconds

  function knownOf(interaction: unknown): Known {
    const space = guilds.only()
    return {
      lookup,
      t: words.t(localeIn(textAt(interaction, 'locale')) ?? defaults.locale),
      ...(space !== undefined && { space }),
      names: guilds.names,
    }
  }

  async function suggest(interaction: unknown, known: Known): Promise<void> {
    const suggestion = fromAutocomplete(interaction, at(), known)
    if (suggestion === undefined) return
    const { field, it, reply, typed } = suggestion
    const found = await within(suggesting, bot.suggest(it, field, typed), [])
    await handlers.respond(reply, {
      type: InteractionResponseType.ApplicationCommandAutocompleteResult,
      data: suggestionsOf(found, suggestion, reply.space),
    })
  }

  /** Whatever a person did gets an answer: what is none of ours any more, and what is about no server. */
  async function refuse(interaction: unknown, known: Known): Promise<void> {
    const id = textAt(interaction, 'id')
    const token = textAt(interaction, 'token')
    if (id === undefined || token === undefined) return
    const content = plain(known.t(isAstray(interaction, known) ? 'discord.astray' : 'bot.gone'))
    await handlers.respond(
      { interaction: id, token },
      {
        type: InteractionResponseType.ChannelMessageWithSource,
        data: { content, flags: MessageFlags.Ephemeral, allowed_mentions: { parse: [] } },
      },
    )
  }

  return (interaction) => {
    const known = knownOf(interaction)
    meet(interaction)
    if (numberAt(interaction, 'type') === InteractionType.ApplicationCommandAutocomplete)
      return handlers.begin('suggestions', () => suggest(interaction, known))
    const found = received(interaction, at(), known)
    if (found !== undefined) return handlers.received(found)
    log.warn('something from Discord was not understood', { type: numberAt(interaction, 'type') })
    handlers.begin('refusal', () => refuse(interaction, known))
  }
}
