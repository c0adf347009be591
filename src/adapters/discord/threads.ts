import { RESTJSONErrorCodes as codes, Routes, ThreadAutoArchiveDuration } from 'discord.js'
import type { Card } from '../../core/card.ts'
import type { MessageRef } from '../../core/chat.ts'
import type { Clock } from '../../core/clock.ts'
import { cut } from '../../core/fit.ts'
import { createMemory } from '../../core/memory.ts'
import { listAt, textAt } from '../../core/peek.ts'
import type { Place } from '../../core/person.ts'
import { plain } from '../../core/plain.ts'
import { safeLine } from '../../core/safe.ts'
import type { Answered, Api } from './api.ts'
import type { DiscordDirectory } from './directory.ts'
import type { Look } from './inline.ts'

/** What threads are made of. */
interface ThreadParts {
  api: Api
  look(space: string): Look
  directory: DiscordDirectory
  clock: Clock
}

/** How long it is remembered that there can be no thread before Discord is asked again, in milliseconds. */
const remembering = 60_000

/** How long whoever wants a thread waits for it, in milliseconds. */
const opening = 5_000

/** The most characters of a thread's name. */
const longestName = 100

/** Opens threads under messages, each once. */
export function createThreads({ api, clock, directory, look }: ThreadParts) {
  const titles = createMemory<string>({ clock, fresh: Number.POSITIVE_INFINITY, patience: opening })
  const opened = createMemory<{ thread?: Place }>({ clock, fresh: remembering, patience: opening })
  const known = createMemory<Place>({ clock, fresh: Number.POSITIVE_INFINITY, patience: opening })

  async function open({ id, place }: MessageRef): Promise<{ thread?: Place } | undefined> {
    if (await directory.isDirect(place)) return {}
    const thread: Place = { ...place, thread: id }
    // Where nothing may be said in threads, one would stay empty.
    const speaks = await directory.may(place, 'SendMessagesInThreads')
    if (speaks === undefined) return undefined
    if (!speaks) return {}
    const creates = await directory.may(place, 'CreatePublicThreads')
    if (creates === undefined) return undefined
    // The thread of a message has the message's own id.
    const answered = creates
      ? await api.call('POST', Routes.threads(place.channel, id), {
          body: { name: await nameOf(id, place), auto_archive_duration: ThreadAutoArchiveDuration.OneWeek },
        })
      : await api.read(Routes.channel(id))
    if (isThere(answered)) return { thread }
    // A token that is refused says nothing about threads.
    return 'refused' in answered && answered.refused.code !== 'auth' ? {} : undefined
  }

  /** What this process did not send itself is asked for its title. */
  async function nameOf(id: string, { channel, space }: Place): Promise<string> {
    const { locale, words } = look(space)
    const remembered = titles.recall(id)
    if (remembered !== undefined) return remembered
    const answered = await api.read(Routes.channelMessage(channel, id))
    const title = 'ok' in answered ? titleIn(answered.ok) : undefined
    return nameFrom(title ?? '') || plain(words.t(locale)('discord.thread'))
  }

  return {
    /** Remembers what a message is called, since its thread is called the same. */
    note(id: string, { title = '' }: Card): void {
      const name = nameFrom(plain(title))
      if (name !== '') titles.note(id, name)
    },

    /**
     * Returns the thread under a message; `undefined` where there can be none. Throws where that cannot be told now:
     * what belongs in a thread waits for it.
     */
    async under(ref: MessageRef): Promise<Place | undefined> {
      const there = ref.place.thread === undefined ? known.recall(ref.id) : ref.place
      if (there !== undefined) return there
      const found = await opened(ref.id, () => open(ref), 0)
      if (found === undefined) throw new Error(`no thread can be opened under ${ref.id} now`)
      if (found.thread !== undefined) known.note(ref.id, found.thread)
      return found.thread
    },

    /** Forgets a thread that takes nothing any more. */
    lost({ thread }: Place): void {
      if (thread === undefined) return
      known.forget(thread)
      opened.forget(thread)
    },

    /** Opens a thread again that was archived; answers whether it is open. */
    async wake({ thread }: Place): Promise<boolean> {
      if (thread === undefined) return false
      return 'ok' in (await api.call('PATCH', Routes.channel(thread), { body: { archived: false } }))
    },
  }
}

const nameFrom = (title: string): string => cut(safeLine(title).replace(/\s+/g, ' ').trim(), longestName)

/** Finds the heading in a message as Discord has it, however deep, and takes its markdown away. */
function titleIn(message: unknown): string | undefined {
  const heading = textsIn(message)
    .flatMap((text) => text.split('\n'))
    .find((line) => line.startsWith('### '))
  return heading?.slice(4).replace(/[\u200b\u2060]|<[^<>]*>|\\(.)|[*_`~|]/g, (_, literal = '') => literal)
}

const textsIn = (said: unknown): string[] =>
  listAt(said, 'components').flatMap((part) => [textAt(part, 'content') ?? '', ...textsIn(part)])

const isThere = (answered: Answered): boolean =>
  'ok' in answered || ('error' in answered && answered.error === codes.ThreadAlreadyCreatedForMessage)
