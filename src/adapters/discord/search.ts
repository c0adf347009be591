import { MessageType, Routes } from 'discord.js'
import type { Chat, Found } from '../../core/chat.ts'
import { within } from '../../core/patience.ts'
import { listAt, numberAt, peek, textAt } from '../../core/peek.ts'
import type { Place } from '../../core/person.ts'
import type { Api } from './api.ts'
import type { DiscordDirectory } from './directory.ts'
import { carries, channelOf, nonceOf } from './marks.ts'

/** What a search is made of. */
interface SearchParts {
  api: Api
  directory: Pick<DiscordDirectory, 'changed' | 'may' | 'me'>
}

/** How far back a post is looked for, in pages of 100 messages, and how long, in milliseconds. */
const pages = 10
const page = 100
const searching = 10_000

/** When Discord's ids begin to count, in milliseconds. */
const epoch = 1_420_070_400_000

/** Returns an id that is as old as a time in milliseconds. */
const idAt = (time: number): bigint => BigInt(Math.max(0, Math.floor(time) - epoch)) << 22n

/** What a message is to a search: the one that is looked for, another one, or one of which nobody can tell. */
type Likeness = 'same' | 'other' | 'unclear'

/** Looks for a post by its nonce, as long as Discord shows it, or by its mark. */
export function createSearch({ api, directory }: SearchParts): Chat['find'] {
  async function search(at: Place, key: string, since: number): Promise<Found> {
    const me = await directory.me()
    if (me === undefined) return 'unknown'
    let after = idAt(since)
    let unclear = false
    for (let nth = 0; nth < pages; nth++) {
      const answered = await api.read(Routes.channelMessages(channelOf(at)), {
        query: { after: String(after), limit: String(page) },
        timeout: searching,
      })
      if (!('ok' in answered)) return 'later' in answered ? answered : 'unknown'
      const messages = listAt(answered.ok)
      const alike = messages.map((message) => likenessOf(message, { at, key, me }))
      const id = textAt(messages[alike.indexOf('same')], 'id')
      if (id !== undefined) return { place: at, id }
      unclear ||= alike.includes('unclear')
      after = messages.reduce((newest: bigint, message) => later(newest, textAt(message, 'id')), after)
      if (messages.length === page) continue
      // Where it may not be read, a history is empty.
      if (nth === 0 && messages.length === 0 && !(await isReadable(at))) return 'unknown'
      return unclear ? 'unknown' : 'absent'
    }
    return 'unknown'
  }

  async function isReadable(at: Place): Promise<boolean> {
    directory.changed(at)
    return (await directory.may(at, 'ReadMessageHistory')) === true
  }

  return (at, key, since) => within(searching, search(at, key, since), 'unknown')
}

const later = (newest: bigint, id = '0'): bigint => (BigInt(id) > newest ? BigInt(id) : newest)

function likenessOf(message: unknown, { at, key, me }: { at: Place; key: string; me: string }): Likeness {
  if (textAt(message, 'author', 'id') !== me) return 'other'
  if (String(peek(message, 'nonce') ?? '') === nonceOf(at, key)) return 'same'
  const carried = carries(message, key)
  if (carried !== undefined) return carried ? 'same' : 'other'
  // Answers carry no mark. What was edited has lost it, and was edited because it is known to be there.
  const known = textAt(message, 'webhook_id') ?? textAt(message, 'edited_timestamp')
  return known !== undefined || numberAt(message, 'type') !== MessageType.Default ? 'other' : 'unclear'
}
