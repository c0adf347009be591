import { sentNot } from '../../core/call.ts'
import type { Card } from '../../core/card.ts'
import type { Chat, Found, Sent } from '../../core/chat.ts'
import { within } from '../../core/patience.ts'
import type { Place } from '../../core/person.ts'
import { type Answered, type Api, cursorIn } from './api.ts'
import type { Look } from './inline.ts'
import type { Team } from './options.ts'
import { type Message, renderMessage, renderView } from './render.ts'

/** What posts are made of: how cards look here, and in which workspace. */
interface PostParts {
  api: Api
  look(): Look
  team(): Team
}

/** The name of what is written on each post, so that it can be found again. */
const delivery = 'vigie_delivery'

/** How far back a post is looked for, in pages of 200 messages, and how long, in milliseconds. */
const pages = 10
const searching = 10_000

/** What keeps Slack from reading anything into a text. */
export const literal = {
  mrkdwn: false,
  parse: 'none',
  link_names: false,
  unfurl_links: false,
  unfurl_media: false,
}

/** Sends, edits and finds what hangs in a workspace. */
export function createPosts({
  api,
  look,
  team,
}: PostParts): Pick<Chat, 'send' | 'edit' | 'find' | 'thread'> & Required<Pick<Chat, 'home'>> {
  async function search(to: Place, key: string, since: number): Promise<Found> {
    const where = {
      channel: to.channel,
      oldest: (Math.max(0, since) / 1000).toFixed(6),
      inclusive: true,
      include_all_metadata: true,
      limit: 200,
    }
    for (let page = 0, cursor = ''; page < pages; page++) {
      const next = cursor && { cursor }
      const answered = await (to.thread === undefined
        ? api.read('conversations.history', { ...where, ...next }, { timeout: searching })
        : api.read('conversations.replies', { ...where, ts: to.thread, ...next }, { timeout: searching }))
      if (!('ok' in answered)) return 'later' in answered ? answered : 'unknown'
      const found = messagesIn(answered.ok).find((message) => keyOf(message) === key)
      if (typeof found?.ts === 'string') return { place: to, id: found.ts }
      cursor = cursorIn(answered.ok)
      if (cursor === '') return 'absent'
    }
    return 'unknown'
  }

  return {
    async send(to, card, key) {
      const answered = await api.call('chat.postMessage', {
        channel: to.channel,
        ...(to.thread !== undefined && { thread_ts: to.thread }),
        ...renderMessage(asRead(card, to), look(), 'post'),
        ...literal,
        metadata: { event_type: delivery, event_payload: { key } },
      })
      return sentAs(answered, to, 'ts')
    },

    async edit(ref, card) {
      const { text, blocks }: Message = renderMessage(asRead(card, ref.place), look(), 'post')
      const answered = await api.call('chat.update', {
        channel: ref.place.channel,
        ts: ref.id,
        text,
        blocks,
        parse: literal.parse,
        link_names: literal.link_names,
      })
      return 'ok' in answered ? { sent: ref } : sentNot(answered)
    },

    find: (to, key, since) => within(searching, search(to, key, since), 'unknown'),

    async thread({ place, id }) {
      return { ...place, thread: place.thread ?? id }
    },

    async home(who, card) {
      const answered = await api.call('views.publish', {
        user_id: who.id,
        view: { type: 'home', blocks: renderView(card, look()) },
      })
      if (!('ok' in answered)) return sentNot(answered)
      const { id = '' } = (answered.ok.view ?? {}) as { id?: string }
      return { sent: { place: { platform: 'slack', space: team().id, channel: who.id }, id } }
    },
  }
}

/** A direct message rings by itself: to be named in it would only be odd. */
const asRead = (card: Card, { channel }: Place): Card =>
  channel.startsWith('D') ? { ...card, notify: [] } : card

/** Reads what became of a message; `name` is what Slack calls its id in the answer. */
export function sentAs(answered: Answered, place: Place, name: 'ts' | 'message_ts'): Sent {
  if (!('ok' in answered)) return sentNot(answered)
  const id = answered.ok[name]
  return typeof id === 'string' ? { sent: { place, id } } : { unknown: 'unreadable_answer' }
}

interface SlackMessage {
  ts?: string
  metadata?: { event_type?: string; event_payload?: { key?: string } }
}

const messagesIn = ({ messages }: Record<string, unknown>): SlackMessage[] =>
  Array.isArray(messages) ? messages : []

const keyOf = ({ metadata }: SlackMessage): string | undefined =>
  metadata?.event_type === delivery ? metadata.event_payload?.key : undefined
