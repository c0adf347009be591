import { RESTJSONErrorCodes as codes, Routes } from 'discord.js'
import { sentNot } from '../../core/call.ts'
import type { Card } from '../../core/card.ts'
import type { Chat, MessageRef, Sent } from '../../core/chat.ts'
import type { Clock } from '../../core/clock.ts'
import { textAt } from '../../core/peek.ts'
import type { Place } from '../../core/person.ts'
import type { Api } from './api.ts'
import type { DiscordDirectory } from './directory.ts'
import type { Look } from './inline.ts'
import { channelOf, marked, nonceOf } from './marks.ts'
import type { Failed } from './problems.ts'
import { renderMessage } from './render.ts'
import { createSearch } from './search.ts'
import { createThreads } from './threads.ts'

/** What posts are made of: how cards look in a server, and who and what is there. */
interface PostParts {
  api: Api
  look(space: string): Look
  directory: DiscordDirectory
  clock: Clock
}

/** Sends, edits and finds what hangs in the servers the bot is in. */
export function createPosts(parts: PostParts): Pick<Chat, 'send' | 'edit' | 'find' | 'thread'> {
  const { api, directory, look } = parts
  const search = createSearch(parts)
  const threads = createThreads(parts)

  /** How a card is written in a place. Where nobody knows what that is, buttons say themselves where they belong. */
  async function written(card: Card, at: Place, how: 'post' | 'edit') {
    const direct = await directory.isDirect(at)
    // A direct message rings by itself: to be named in it would only be odd.
    const read = direct === true ? { ...card, notify: [] } : card
    return renderMessage(read, { ...look(at.space), direct: direct !== false }, how)
  }

  /** Says what a place lacks that refuses, where that can be told; and remembers who takes no direct messages. */
  async function refusedBy(at: Place, failed: Failed): Promise<Exclude<Sent, { sent: unknown }>> {
    if (!('refused' in failed)) return failed
    const { code, scope } = failed.refused
    if (code === 'closed') directory.closed(at)
    if (code !== 'forbidden' || scope !== 'place') return sentNot(failed)
    directory.changed(at)
    const { problems } = await directory.place(at)
    return { refused: problems.find((problem) => problem.code === code) ?? failed.refused }
  }

  async function change({ id, place }: MessageRef, body: unknown) {
    return api.call('PATCH', Routes.channelMessage(channelOf(place), id), { body })
  }

  return {
    async send(to, card, key) {
      const payload = marked(await written(card, to, 'post'), key)
      const answered = await api.call('POST', Routes.channelMessages(channelOf(to)), {
        body: { ...payload, nonce: nonceOf(to, key), enforce_nonce: true },
      })
      if (!('ok' in answered)) {
        const failed = sealed(answered, to)
        if ('error' in failed && failed.refused.code === 'gone') threads.lost(to)
        return refusedBy(to, failed)
      }
      const id = textAt(answered.ok, 'id')
      if (id === undefined) return { unknown: 'unreadable_answer' }
      threads.note(id, card)
      return { sent: { place: to, id } }
    },

    async edit(ref, card) {
      const payload = await written(card, ref.place, 'edit')
      const first = await change(ref, payload)
      const asleep = 'error' in first && first.error === codes.InvalidActionOnArchivedThread
      const answered = asleep && (await threads.wake(ref.place)) ? await change(ref, payload) : first
      if (!('ok' in answered)) return refusedBy(ref.place, sealed(answered, ref.place))
      threads.note(ref.id, card)
      return { sent: ref }
    },

    find: search,
    thread: threads.under,
  }
}

/**
 * What is sent into an archived thread opens it: where it does not, the thread is locked, and nothing can be put there
 * any more, as if it were not there.
 */
function sealed(failed: Failed, { thread }: Place): Failed {
  if (thread === undefined || !('error' in failed) || failed.refused.code !== 'archived') return failed
  return { ...failed, refused: { ...failed.refused, code: 'gone' } }
}
