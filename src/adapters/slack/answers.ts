import { sentNot } from '../../core/call.ts'
import type { Card } from '../../core/card.ts'
import type { Sent } from '../../core/chat.ts'
import type { Clock } from '../../core/clock.ts'
import type { Place } from '../../core/person.ts'
import { plain } from '../../core/plain.ts'
import { cardOf, type Told } from '../../core/told.ts'
import type { Api } from './api.ts'
import { openDirect } from './directory.ts'
import type { Look } from './inline.ts'
import type { Team } from './options.ts'
import { literal, sentAs } from './posts.ts'
import { type Message, renderMessage } from './render.ts'

/** Where the answer to an invocation goes, as its `reply`; every value is a string, so that it can be stored. */
export interface Reply {
  user: string
  channel?: string
  /** The root message of the thread it was asked in. */
  thread?: string
  /** Slack's `response_url`, good for half an hour. */
  url?: string
  /** When it was asked, in milliseconds. */
  at?: string
  /** Where the answer takes the place of what was pressed. */
  replace?: 'yes'
  /** The modal that was submitted. */
  view?: string
}

/** Tells whether a stored address is one of Slack's. */
export const isReply = (stored: Record<string, string>): stored is Record<string, string> & Reply =>
  stored.user !== undefined

/** What answers are made of. */
interface AnswerParts {
  api: Api
  look(): Look
  team(): Team
  clock: Clock
}

/** How long a `response_url` is used, in milliseconds: a minute less than the half hour Slack gives it. */
const urlAge = 29 * 60_000

/** When to come back where no conversation could be opened, in milliseconds. */
const pause = 1_000

/** Delivers what a command came to, to the one person who asked, where they asked as long as that can be done. */
export function createAnswers({ api, look, team, clock }: AnswerParts) {
  const placeOf = ({ channel, thread, user }: Reply): Place => ({
    platform: 'slack',
    space: team().id,
    channel: channel ?? user,
    ...(thread !== undefined && { thread }),
  })

  const isOpen = ({ at }: Reply): boolean =>
    at === undefined || clock.now().epochMilliseconds - Number(at) < urlAge

  async function throughUrl(reply: Reply, message: Message): Promise<Sent | undefined> {
    if (reply.url === undefined || !isOpen(reply)) return undefined
    const answered = await api.respond(reply.url, {
      ...privately(message),
      replace_original: reply.replace === 'yes',
      ...(reply.thread !== undefined && { thread_ts: reply.thread }),
    })
    // Slack does not say what such a message is called.
    return 'ok' in answered ? { sent: { place: placeOf(reply), id: reply.at ?? '' } } : sentNot(answered)
  }

  /** What was pressed says it all; a question that was answered goes. */
  async function shownAlready(reply: Reply): Promise<Sent> {
    if (reply.url !== undefined && reply.replace === 'yes' && isOpen(reply))
      await api.respond(reply.url, { delete_original: true })
    return { sent: { place: placeOf(reply), id: reply.at ?? '' } }
  }

  async function besides(reply: Reply, message: Message): Promise<Sent | undefined> {
    if (reply.channel === undefined) return undefined
    const answered = await api.call('chat.postEphemeral', {
      channel: reply.channel,
      user: reply.user,
      ...(reply.thread !== undefined && { thread_ts: reply.thread }),
      ...message,
      parse: literal.parse,
      link_names: literal.link_names,
    })
    return sentAs(answered, placeOf(reply), 'message_ts')
  }

  async function directly({ user }: Reply, message: Message): Promise<Sent> {
    const opened = await openDirect(api, user)
    // Nothing was shown to anybody yet.
    if (!('ok' in opened)) return 'unknown' in opened ? { later: pause } : sentNot(opened)
    const answered = await api.call('chat.postMessage', { channel: opened.ok, ...message, ...literal })
    return sentAs(answered, placeOf({ user, channel: opened.ok }), 'ts')
  }

  return {
    /**
     * Answers through the `response_url`, else for their eyes only where they asked, else in a direct message. A way
     * by which nothing was shown is followed by the next one; where nobody knows, nothing is shown twice.
     */
    async answer(reply: Reply, told: Told): Promise<Sent> {
      if ('shown' in told) return shownAlready(reply)
      const message = renderMessage(cardOf(told, look()), look(), 'private')
      for (const way of [throughUrl, besides]) {
        const sent = await way(reply, message)
        if (sent !== undefined && ('sent' in sent || 'unknown' in sent)) return sent
      }
      return directly(reply, message)
    },

    /** Writes a card as the acknowledgement of a command, for the eyes of whoever typed it. */
    inAcknowledgement: (card: Card): Record<string, unknown> =>
      privately(renderMessage(card, look(), 'private')),

    /** The acknowledgement of a command whose answer takes longer. */
    still(): Record<string, unknown> {
      const { locale, words } = look()
      return privately({ text: plain(words.t(locale)('slack.still')) })
    },
  }
}

export type Answers = ReturnType<typeof createAnswers>

const privately = (message: Partial<Message>) => ({ response_type: 'ephemeral', ...message, ...literal })
